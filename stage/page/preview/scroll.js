// Keeps the newest message in view, unless the reader has scrolled up.

const NEAR_PX = 60;
const MOMENTUM_MS = 400;
const READING = "stage-reading";

/** Scrolls to an element as the reader would. */
export function scrollTo(element, block) {
  element.dispatchEvent(new Event(READING, { bubbles: true }));
  element.scrollIntoView({ block });
}

/** What the reader does to a timeline by wheel, finger, key, focus or scroll bar decides. */
export function followNewest(page) {
  const timeline = page.getElementById("channel-timeline");
  const list = page.getElementById("channel-message-list");
  const app = page.getElementById("preview-app");
  const jump = page.getElementById("new-messages");
  const view = page.defaultView;
  let following = true;
  let touched = -Infinity;

  const down = () => { if (following) timeline.scrollTop = timeline.scrollHeight; };
  const isDown = () => timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < NEAR_PX;
  const follow = () => { following = true; down(); };

  for (const kind of ["wheel", "touchmove", "pointerdown", "keydown", "focusin", READING]) {
    timeline.addEventListener(kind, () => { touched = performance.now(); }, { passive: true });
  }
  timeline.addEventListener("scroll", () => {
    if (performance.now() - touched > MOMENTUM_MS) return;
    touched = performance.now();
    following = isDown();
  }, { passive: true });
  // The preview moves the timeline by itself, too, in the frame after a change and when it has
  // drawn everything: to a message that it takes for the one in question.
  const observer = new view.ResizeObserver(() => { down(); view.requestAnimationFrame(down); });
  observer.observe(list);
  observer.observe(timeline);
  new view.MutationObserver(down).observe(app, { attributeFilter: ["aria-busy"] });
  // Who sends something wants to see what comes of it; older messages are behind the jump.
  page.getElementById("channel-composer").addEventListener("submit", follow, { capture: true });
  jump.addEventListener("click", follow);
  new view.MutationObserver(() => { if (following && !jump.hidden) jump.click(); })
    .observe(jump, { attributeFilter: ["hidden"] });
  follow();
}
