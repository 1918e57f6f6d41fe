// Follows what is new from its first line, unless the reader has scrolled up; then it is counted.

import { _ } from "/stage/language.js";

const NEAR_PX = 4;
const AIR_PX = 8;
const FIRST_LINE_PX = 40;
const MOMENTUM_MS = 400;
const SCROLLING_KEYS = new Set(["ArrowDown", "ArrowUp", "End", "Home", "PageDown", "PageUp", "Tab"]);
const READING = "stage-reading";

/** Scrolls to an element as the reader would. */
export function scrollTo(element, block) {
  element.dispatchEvent(new Event(READING, { bubbles: true }));
  element.scrollIntoView({ block });
}

/**
 * Keeps what is new in a channel's page in view, never past its first line.
 *
 * `me` gives the reader's name, whose own messages are no news; `since` is the id of the last
 * message that the reader has seen here, null if they have seen none of it, undefined if nothing
 * is news because it is the first visit. The result's `seen` is such an id, and `act` is to be
 * called when the reader does something outside the page: what comes of it is followed.
 */
export function followNews(page, me, since) {
  const timeline = page.getElementById("channel-timeline");
  const list = page.getElementById("channel-message-list");
  const app = page.getElementById("preview-app");
  const jump = offerJump(page);
  let seen = BigInt(since ?? 0);
  let newest = 0n;
  let anchor = null; // the message whose first line is not left behind
  let following = true;
  let atEnd = true;
  let awaiting = false;
  let touched = -Infinity;

  const messages = () => [...list.querySelectorAll(".channel-message")];
  const id = (message) => BigInt(message.dataset.messageId);
  const lowest = () => timeline.scrollHeight - timeline.clientHeight;
  const topOf = (message) => message.getBoundingClientRect().top - timeline.getBoundingClientRect().top;
  const newsSince = (last) => messages().filter((message) => id(message) > last && author(message) !== me());

  function place() {
    if (following) {
      const top = anchor?.isConnected ? timeline.scrollTop + topOf(anchor) - AIR_PX : Infinity;
      timeline.scrollTop = Math.min(lowest(), top);
      atEnd = isDown();
    }
    look();
  }

  function isDown() { return lowest() - timeline.scrollTop < NEAR_PX; }

  /** Whatever has had its first line in view is seen, and all above it, once it is drawn. */
  function look() {
    if (app.getAttribute("aria-busy") === "true") return;
    // The preview's first drawing may reach beyond the window.
    const end = Math.min(timeline.getBoundingClientRect().bottom, page.defaultView.innerHeight) - FIRST_LINE_PX;
    for (const message of messages()) {
      if (message.getBoundingClientRect().top < end && id(message) > seen) seen = id(message);
    }
    jump.show(newsSince(seen).length);
  }

  function arrive() {
    const last = messages().map(id).reduce((one, other) => (one > other ? one : other), newest);
    if (last === newest) return;
    if (newest === 0n && since === undefined) seen = last;
    const fresh = newsSince(newest === 0n ? seen : newest);
    // Who has not read a long one to its end is not torn away from it, but by their own doing.
    if (awaiting || (following && atEnd)) {
      following = true;
      anchor = fresh[0] ?? (newest === 0n ? messages().at(-1) : null);
    }
    if (fresh.length) awaiting = false;
    newest = last;
    place();
  }

  function act() {
    awaiting = true;
    touched = -Infinity;
  }

  function toTheEnd() {
    following = true;
    anchor = newsSince(seen)[0] ?? null;
    place();
  }

  const touch = () => { touched = performance.now(); };
  for (const kind of ["wheel", "touchmove", READING]) timeline.addEventListener(kind, touch, { passive: true });
  timeline.addEventListener("keydown", (event) => { if (SCROLLING_KEYS.has(event.key)) touch(); });
  // Its scroll bar, too; what lies within is only clicked.
  timeline.addEventListener("pointerdown", (event) => { if (event.target === timeline) touch(); });
  timeline.addEventListener("scroll", () => {
    if (performance.now() - touched > MOMENTUM_MS) return;
    touch();
    awaiting = false;
    anchor = null;
    following = atEnd = isDown();
    look();
  }, { passive: true });

  page.addEventListener("submit", act, { capture: true });
  list.addEventListener("click", (event) => { if (event.target.closest("button, [role=option]")) act(); });
  jump.button.addEventListener("click", toTheEnd);

  // The preview moves the timeline by itself, too, in the frame after a change and when it has
  // drawn everything: to a message that it takes for the one in question.
  const { ResizeObserver, MutationObserver, requestAnimationFrame } = page.defaultView;
  const observer = new ResizeObserver(() => { place(); requestAnimationFrame(place); });
  observer.observe(list);
  observer.observe(timeline);
  new MutationObserver(arrive).observe(list, { childList: true });
  new MutationObserver(place).observe(app, { attributeFilter: ["aria-busy"] });
  arrive();
  return { act, get seen() { return seen ? String(seen) : null; } };
}

/** Who wrote a message; of those in a row only the first says so. */
function author(message) {
  for (let one = message; one; one = one.previousElementSibling) {
    const name = one.querySelector(".message-author");
    if (name) return one.querySelector(".message-app-badge") ? null : name.textContent;
  }
  return null;
}

/** A button in place of the preview's, which says how many messages there are to see. */
function offerJump(page) {
  const latest = page.getElementById("new-messages");
  const newer = page.getElementById("history-newer");
  const button = page.createElement("button");
  button.id = "stage-news";
  button.className = "history-button";
  button.type = "button";
  button.hidden = true;
  // Where older messages are shown, the preview has to fetch the newest ones.
  button.addEventListener("click", () => { if (!newer.hidden) latest.click(); });
  latest.after(button);
  return {
    button,
    show(count) {
      button.hidden = count === 0 && newer.hidden;
      const text = count === 0 ? _("Newest messages ↓") : _("New messages: {count} ↓", { count });
      if (button.textContent !== text) button.textContent = text;
    },
  };
}
