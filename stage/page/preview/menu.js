// The menu of a message: right click, long press, or the button that shows on hover.

import { _ } from "/stage/language.js";

const LONG_PRESS_MS = 500;

/** `names` gives the bot's commands for messages, each as it is called in the reader's language;
 * `choose` is called with name and message id. */
export function offerMenus(page, names, choose) {
  const list = page.getElementById("channel-message-list");
  if (!list) return;
  const menu = page.createElement("div");
  menu.className = "stage-menu";
  menu.setAttribute("role", "menu");
  // What lies below takes no click while the menu is open.
  const shade = page.createElement("div");
  shade.className = "stage-shade";
  shade.hidden = true;
  shade.append(menu);
  page.body.append(shade);
  let opener = null;

  const close = () => {
    if (shade.hidden) return;
    shade.hidden = true;
    opener?.focus({ preventScroll: true });
    opener = null;
  };

  function item(label, act) {
    const button = page.createElement("button");
    button.type = "button";
    button.setAttribute("role", "menuitem");
    button.textContent = label;
    button.addEventListener("click", () => { close(); act(); });
    return button;
  }

  function open(message, x, y) {
    const own = [...message.querySelectorAll(".message-action-button:not(.stage-more)")];
    menu.replaceChildren(
      ...Object.entries(names()).map(([name, label]) => item(label, () => choose(name, message.dataset.messageId))),
      ...own.map((button) => item(button.getAttribute("aria-label"), () => button.click())),
    );
    if (!menu.childElementCount) return;
    opener = message.querySelector(".stage-more");
    shade.hidden = false;
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(x, page.documentElement.clientWidth - width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(y, page.documentElement.clientHeight - height - 8))}px`;
    menu.firstElementChild.focus();
  }

  const messageAt = (event) => event.target.closest?.(".channel-message");

  list.addEventListener("contextmenu", (event) => {
    const message = messageAt(event);
    if (!message || event.target.closest("a, input, textarea")) return;
    event.preventDefault();
    open(message, event.clientX, event.clientY);
  });
  watchLongPress(list, (event, { clientX, clientY }) => {
    const message = messageAt(event);
    if (message && shade.hidden) open(message, clientX, clientY);
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const at = items.indexOf(page.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (next !== undefined) items.at(next % items.length).focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  for (const kind of ["click", "contextmenu"]) {
    shade.addEventListener(kind, (event) => {
      event.preventDefault();
      if (event.target === shade) close();
    });
  }
  page.defaultView.addEventListener("blur", close);
  keepButtons(page, list, (button) => {
    const { left, bottom } = button.getBoundingClientRect();
    open(button.closest(".channel-message"), left, bottom);
  });
}

/** Calls `act` with the first touch once it has rested; the click that follows is dropped. */
function watchLongPress(list, act) {
  let timer = null;
  let fired = false;
  const cancel = () => clearTimeout(timer);
  list.addEventListener("touchstart", (event) => {
    cancel();
    fired = false;
    if (event.touches.length > 1) return;
    const touch = event.touches[0];
    timer = setTimeout(() => { fired = true; act(event, touch); }, LONG_PRESS_MS);
  }, { passive: true });
  for (const kind of ["touchmove", "touchcancel", "contextmenu"]) {
    list.addEventListener(kind, cancel, { passive: true });
  }
  list.addEventListener("touchend", (event) => {
    cancel();
    if (fired) event.preventDefault();
  });
}

/** Each message has a button in its tool bar; the preview draws messages anew at any time. */
function keepButtons(page, list, act) {
  const add = () => {
    for (const message of list.querySelectorAll(".channel-message")) {
      if (message.querySelector(".stage-more")) continue;
      let bar = message.querySelector(".message-context-actions");
      if (!bar) {
        bar = page.createElement("div");
        bar.className = "message-context-actions";
        message.append(bar);
      }
      const button = page.createElement("button");
      button.type = "button";
      button.className = "message-action-button stage-more";
      button.textContent = "⋯";
      button.setAttribute("aria-label", _("More"));
      button.setAttribute("aria-haspopup", "menu");
      button.addEventListener("click", () => act(button));
      bar.append(button);
    }
  };
  new page.defaultView.MutationObserver(add).observe(list, { childList: true, subtree: true });
  add();
}
