// Does in the preview what a visitor does: types, picks, sends, presses.

const PATIENCE_MS = 20000;

export const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));

/** Resolves to what `look` finds once it finds something; null when patience ends. */
export async function found(look, patience = PATIENCE_MS) {
  const end = performance.now() + patience;
  for (;;) {
    const thing = look();
    if (thing || performance.now() > end) return thing || null;
    await pause(50);
  }
}

/** Writes into the field that `look` gives, at once or with `delay` milliseconds for each letter. */
async function type(look, text, delay) {
  const steps = delay ? [...text].map((_, at) => text.slice(0, at + 1)) : [text];
  for (const step of steps) {
    const field = look();
    if (!field) return;
    if (field !== field.ownerDocument.activeElement) field.focus({ preventScroll: true });
    field.value = step;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (delay) await pause(delay);
  }
}

export class Visitor {
  /** `point` is awaited with each element before it is clicked; `delay` is for typing. */
  constructor(frame, { delay = 0, point = async () => {} } = {}) {
    Object.assign(this, { frame, delay, point });
  }

  /** Asked for each time: the frame may just be leaving its channel, and then there is none. */
  get page() {
    const page = this.frame.contentDocument;
    return page?.documentElement?.hasAttribute("data-left") ? null : page;
  }

  /** Whether the preview drops nothing that is clicked now. */
  get idle() { return Boolean(this.page) && this.frame.contentWindow.simcordPreview?.ready === true; }

  all(selector) { return [...(this.page?.querySelectorAll(selector) ?? [])]; }

  async click(look) {
    const target = await found(() => { const one = look(); return one && this.idle && !one.disabled ? one : null; });
    if (!target) return false;
    await this.point(target);
    // While it was pointed at, the preview may have drawn it anew.
    (target.isConnected ? target : look() ?? target).click();
    return true;
  }

  get composer() {
    const field = this.page?.getElementById("channel-composer-input");
    return field?.checkVisibility() ? field : null;
  }

  /** Sends a message; false where one may not write. */
  async say(text) {
    if (!await this.compose(text)) return false;
    return this.send();
  }

  async compose(text) {
    this.page?.querySelector(".command-context-close")?.click();
    if (!await found(() => this.idle && this.composer)) return false;
    await type(() => this.composer, text, this.delay);
    return true;
  }

  /** Runs a slash command; `options` maps names to texts, `pick` is the first one's suggestion. */
  async run(command, options, pick) {
    if (!await this.compose(`/${command}`) || !await this.chooseCommand(command)) return false;
    for (const [at, [name, text]] of Object.entries(options).entries()) {
      if (!await found(() => this.option(name))) return false;
      await type(() => this.option(name), text, this.delay);
      const suggested = () => this.all(".command-suggestion").find((one) => one.textContent === pick);
      if (at === 0 && pick && !await this.click(suggested)) return false;
    }
    return this.send();
  }

  async chooseCommand(command) {
    const offered = () => this.all(".command-entry").find(
      (entry) => entry.querySelector("strong")?.textContent === `/${command}`,
    );
    // The list of commands may still be on its way: typing again asks for it again.
    const entry = await found(() => {
      if (!offered()) this.composer?.dispatchEvent(new Event("input", { bubbles: true }));
      return offered();
    });
    entry?.click();
    return Boolean(entry);
  }

  /** The field of an option; one that need not be given must be asked for first. */
  option(name) {
    const field = this.page?.querySelector(`.command-option-input[data-option="${CSS.escape(name)}"]`);
    if (!field) this.all(".command-suggestion").find((one) => one.dataset.value === name)?.click();
    return field;
  }

  async send() {
    const sent = await this.click(() => this.page?.getElementById("send-message"));
    // On a phone the keyboard would cover the answer.
    this.page?.activeElement?.blur();
    return sent;
  }

  /** The newest message that `wanted` accepts. */
  message(wanted) { return this.all(".channel-message").filter(wanted).at(-1); }

  /** Presses a button, by its label, in the newest message that has it. */
  press(label) {
    const labelled = (one) => one.textContent.trim() === label;
    return this.click(() => this.all(".channel-message button").filter(labelled).at(-1));
  }
}
