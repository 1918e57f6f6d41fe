// Does in the preview what a visitor does: types, picks, sends, presses.

const LOOK_MS = 50;
const PATIENCE = 400;
const MOST_PATIENCE = 4000;

export const pause = (ms) => new Promise((resume) => setTimeout(resume, ms));

/**
 * Resolves to what `look` finds once it finds something; null when patience ends. Patience is
 * counted in looks, and while something is under way, as `working` tells, there is ten times as
 * much of it: how long a busy machine takes is nobody's fault.
 */
export async function found(look, working = () => false) {
  for (let looks = 0, idle = 0; looks < MOST_PATIENCE && idle < PATIENCE; looks += 1) {
    const thing = look();
    if (thing) return thing;
    if (!working()) idle += 1;
    await pause(LOOK_MS);
  }
  return null;
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

  /** Whether the preview is loading, drawing, waiting for the bot or for its suggestions. */
  get working() { return !this.idle || Boolean(this.page.querySelector("#channel-composer [aria-busy=true]")); }

  found(look) { return found(look, () => this.working); }

  all(selector) { return [...(this.page?.querySelectorAll(selector) ?? [])]; }

  async click(look) {
    const target = await this.found(() => { const one = look(); return one && this.idle && !one.disabled ? one : null; });
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
    if (!await this.found(() => this.idle && this.composer)) return false;
    await type(() => this.composer, text, this.delay);
    return true;
  }

  /** What a slash command is called in the reader's language, by its English name. */
  async called(command) {
    const { commands } = await (await fetch("/stage/state")).json();
    return commands[command] ?? command;
  }

  /**
   * Runs a slash command; `options` maps names to texts, `pick` is the first one's suggestion in
   * English, which may stand behind a film's own title: `Die Eiskönigin (Frozen, 2013)`.
   */
  async run(command, options, pick) {
    const called = await this.called(command);
    if (!await this.compose(`/${called}`) || !await this.chooseCommand(called)) return false;
    const behind = pick?.replace(/^(.+) \((\d+)\)$/, " ($1, $2)");
    for (const [at, [name, text]] of Object.entries(options).entries()) {
      if (!await this.found(() => this.option(name))) return false;
      await type(() => this.option(name), text, this.delay);
      const suggested = () => this.all(".command-suggestion").find(
        ({ textContent }) => textContent === pick || textContent.endsWith(behind),
      );
      if (at === 0 && pick && !await this.click(suggested)) return false;
    }
    return this.send();
  }

  async chooseCommand(command) {
    const offered = () => this.all(".command-entry").find(
      (entry) => entry.querySelector("strong")?.textContent === `/${command}`,
    );
    // The list of commands may still be on its way: typing again asks for it again.
    const entry = await this.found(() => {
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

  /** The id of the newest message; 0 where there is none. */
  get newest() {
    const ids = this.all("[data-message-id]").map((one) => BigInt(one.dataset.messageId));
    return ids.reduce((last, id) => (id > last ? id : last), 0n);
  }

  /** The newest message that `wanted` accepts. */
  message(wanted) { return this.all(".channel-message").filter(wanted).at(-1); }

  /** The newest message of somebody, or the first of several in a row. */
  by(name) { return this.message((one) => one.querySelector(".message-author")?.textContent === name); }

  /** Presses a button, by its label, in the newest message that has it. */
  press(label) {
    const labelled = (one) => one.textContent.trim() === label;
    return this.click(() => this.all(".channel-message button").filter(labelled).at(-1));
  }

  /** Presses the channel's first button, whatever it is called. */
  pressFirst() { return this.click(() => this.all(".channel-message .component-button")[0]); }
}
