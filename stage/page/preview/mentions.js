// Completes names after an @ in the composer; the stage makes mentions of them as it sends.

import { _ } from "/stage/language.js";

const BEGUN = /(^|\s)@([\p{L}\p{N}_]*)$/u;
const SHOWN = 6;

/** `people` gives the names that can be mentioned. */
export function completeMentions(page, people) {
  const form = page.getElementById("channel-composer");
  if (!form) return;
  const list = page.createElement("div");
  list.className = "stage-names";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", _("People"));
  list.hidden = true;
  form.append(list);
  let active = 0;

  const field = () => page.getElementById("channel-composer-input");
  const begun = () => BEGUN.exec(field()?.value.slice(0, field().selectionStart) ?? "");

  function mark(index) {
    active = (index + list.childElementCount) % list.childElementCount;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === active)));
  }

  function complete(name) {
    const input = field();
    const start = input.selectionStart - begun()[2].length;
    input.setRangeText(`${name} `, start, input.selectionStart, "end");
    list.hidden = true;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  }

  function offer() {
    const match = begun();
    const letters = match?.[2].toLocaleLowerCase();
    const names = match ? people().filter((name) => name.toLocaleLowerCase().startsWith(letters)) : [];
    list.replaceChildren(...names.slice(0, SHOWN).map((name) => {
      const option = page.createElement("div");
      option.setAttribute("role", "option");
      option.textContent = `@${name}`;
      // The composer keeps the focus.
      option.addEventListener("mousedown", (event) => event.preventDefault());
      option.addEventListener("click", () => complete(name));
      return option;
    }));
    list.hidden = !list.childElementCount;
    if (!list.hidden) mark(0);
  }

  form.addEventListener("input", (event) => { if (event.target === field()) offer(); });
  form.addEventListener("focusout", () => { list.hidden = true; });
  form.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" || event.key === "Tab") complete(list.children[active].textContent.slice(1));
    else if (event.key === "Escape") list.hidden = true;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
}
