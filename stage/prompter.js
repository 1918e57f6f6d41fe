// Types a slash command into the preview's composer, as the visitor would, up to the last Enter.

const PATIENCE_MS = 4000;

/** Resolves to what `look` finds once it finds something; null when patience ends. */
async function found(look) {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const thing = look();
    if (thing || performance.now() > end) return thing || null;
    await new Promise((resume) => setTimeout(resume, 50));
  }
}

function type(field, text) {
  field.focus();
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The field of an option; one that need not be given must be asked for first. */
function option(page, name) {
  const field = page.querySelector(`.command-option-input[data-option="${CSS.escape(name)}"]`);
  if (!field) {
    [...page.querySelectorAll(".command-suggestion")].find((one) => one.dataset.value === name)?.click();
  }
  return field;
}

/** Returns false where the channel takes no such command. `options` maps names to texts. */
export async function prompt(frame, command, options) {
  // Asked for each time: the frame may just be changing its channel.
  const page = () => frame.contentDocument;
  page()?.querySelector(".command-context-close")?.click();
  const offered = await found(() => {
    const composer = page()?.getElementById("channel-composer-input");
    if (!composer?.checkVisibility()) return null;
    // The list of commands may still be on its way: typing again asks for it again.
    type(composer, `/${command}`);
    return [...page().querySelectorAll(".command-entry")].find(
      (entry) => entry.querySelector("strong")?.textContent === `/${command}`,
    );
  });
  if (!offered) return false;
  offered.click();
  for (const [name, text] of Object.entries(options)) {
    const field = await found(() => option(page(), name));
    if (!field) return false;
    type(field, text);
  }
  return true;
}
