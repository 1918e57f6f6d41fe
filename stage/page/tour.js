// "Show me": two minutes that play by themselves, by the same clicks that a visitor makes.

import { scrollTo } from "/stage/preview/scroll.js";
import { STEPS } from "/stage/tour_steps.js";
import { keyOf } from "/stage/tries.js";
import { Visitor, pause } from "/stage/visitor.js";

const TYPING_MS = 45;
const POINTING_MS = 650;
const ASKED = /^#tour(?:=(\d+(?:\.\d+)?))?$/;

class Stopped extends Error {}

/** What a step can do; each is over at once when the tour is stopped. */
class Guide {
  constructor(tour, frame, stage, speed) {
    const point = (target) => tour.point(target, POINTING_MS / speed);
    Object.assign(this, { tour, frame, stage, speed });
    this.visitor = new Visitor(frame, { delay: TYPING_MS / speed, point });
  }

  /** Says something and leaves time to read it. */
  async tell(text, seconds) {
    this.tour.caption(text);
    await this.rest(seconds);
  }

  async rest(seconds) {
    const end = performance.now() + seconds * 1000 / this.speed;
    while (performance.now() < end) await this.pulse();
  }

  /** What `look` finds, once it is there; the step ends where it never is. */
  async need(look, what) {
    const thing = await this.visitor.found(() => { this.check(); return look(); });
    if (!thing) throw new Error(`The tour waited in vain for ${what}.`);
    return thing;
  }

  async does(deed, what) {
    this.check();
    if (!await deed) throw new Error(`The tour could not ${what}.`);
    this.check();
  }

  /** Goes to a place, by its name, as a player. */
  async visit(player, name) {
    await this.stage.visit(player, keyOf(this.stage.state, name));
    this.check();
  }

  /** A look at a message with these words that has come since now; only the bot's, if so wished. */
  news(words, ofBot = true) {
    const last = this.visitor.newest;
    return () => this.visitor.message((one) => BigInt(one.dataset.messageId) > last
      && one.textContent.includes(words) && (!ofBot || one.querySelector(".message-app-badge")));
  }

  /** Does something and resolves to the bot's message with these words that comes of it. */
  async reply(deed, what, words = "") {
    const answer = this.news(words);
    await this.does(deed(), what);
    return this.need(answer, `an answer with “${words}”`);
  }

  /** Skips time by the page's own button, until all that has happened is shown. */
  async skip(seconds, words) {
    const button = document.querySelector(`[data-seconds="${seconds}"]`);
    await this.tour.point(button, 400 / this.speed);
    await this.stage.skip(seconds, words);
    const { state } = this.stage;
    const here = state.channels.find((channel) => channel.key === state.place);
    await this.need(() => this.visitor.message((one) => one.dataset.messageId === here.last), "the last message");
  }

  async pulse() {
    await pause(40);
    this.check();
  }

  check() { if (!this.tour.playing) throw new Stopped(); }
}

export class Tour {
  constructor(frame, stage, before) {
    Object.assign(this, { frame, stage, before, playing: false });
    this.box = document.getElementById("caption");
    this.text = document.getElementById("caption-text");
    this.ring = document.createElement("div");
    this.ring.id = "ring";
    this.ring.hidden = true;
    document.body.append(this.ring);
    document.getElementById("tour-stop").addEventListener("click", () => this.stop());
  }

  /** `speed` 1 takes about two minutes. Resolves when it is over, however it ends. */
  async play(speed = 1) {
    if (this.playing) return;
    this.playing = true;
    this.before();
    document.body.dataset.tour = "playing";
    const guide = new Guide(this, this.frame, this.stage, speed);
    for (const step of STEPS) {
      if (this.playing) await this.show(step, guide);
    }
    document.body.dataset.tour = this.playing ? "over" : "stopped";
    this.stop();
  }

  /** A step that fails is left, for the next one to begin anew; `data-missed` tells why. */
  async show(step, guide) {
    try {
      await step(guide);
    } catch (error) {
      if (!(error instanceof Stopped)) document.body.dataset.missed = error.message;
    }
  }

  /** Plays if the page's address ends in #tour, or faster by #tour=10. */
  playIfAsked() {
    const asked = ASKED.exec(location.hash);
    if (asked) this.play(Number(asked[1] ?? 1));
  }

  stop() {
    this.playing = false;
    this.box.hidden = true;
    this.ring.hidden = true;
  }

  caption(text) {
    this.text.textContent = text;
    this.box.hidden = false;
  }

  /** Draws a ring around what is about to be clicked. */
  async point(target, ms) {
    if (!this.playing) return;
    scrollTo(target, "nearest");
    const inner = target.getBoundingClientRect();
    const outer = target.ownerDocument === document ? { left: 0, top: 0 } : this.frame.getBoundingClientRect();
    Object.assign(this.ring.style, {
      left: `${outer.left + inner.left - 4}px`,
      top: `${outer.top + inner.top - 4}px`,
      width: `${inner.width + 8}px`,
      height: `${inner.height + 8}px`,
    });
    this.ring.hidden = false;
    await pause(ms);
    this.ring.hidden = true;
  }
}
