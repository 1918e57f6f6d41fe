// What leads elsewhere on Discord leads elsewhere on the stage.

import { found } from "/stage/visitor.js";
import { scrollTo } from "/stage/preview/scroll.js";

const PLACE = /^https:\/\/(?:\w+\.)?discord\.com\/channels\/(@me|\d+)\/(\d+)(?:\/(\d+))?$/;
const COUNTED = / · \d+ messages?$/;

/**
 * `go` is called with a place's key and resolves once it is open, `compose` with the English name of a command;
 * `named` resolves to the key of a channel or thread by its name.
 */
export function keepLinksInside(frame, { go, named, compose }) {
  frame.contentDocument.addEventListener("click", async (event) => {
    const at = (selector) => event.target.closest?.(`.channel-message ${selector}`);
    const place = PLACE.exec(at("a[href]")?.href ?? "");
    const command = at(".command-mention")?.textContent;
    const name = at(".thread-summary")?.textContent.replace(COUNTED, "") ?? mentioned(at(".mention"));
    if (!place && !name && !command) return;
    event.preventDefault();
    event.stopPropagation();
    if (command) {
      compose(command.slice(1));
      return;
    }
    const key = place ? (place[1] === "@me" ? "dm" : place[2]) : await named(name);
    if (key) await go(key);
    if (place?.[3]) await show(frame, place[3]);
  }, true);
}

function mentioned(element) {
  return element?.textContent.startsWith("#") ? element.textContent.slice(1) : null;
}

async function show(frame, messageId) {
  const message = await found(() => {
    // Only once all is drawn does a message stay where it is.
    const ready = frame.contentWindow?.simcordPreview?.ready;
    return ready && frame.contentDocument.querySelector(`[data-message-id="${messageId}"]`);
  });
  if (!message) return;
  scrollTo(message, "center");
  message.classList.add("stage-meant");
}
