// What the tour shows: a question, a hidden answer, a theory with ballots, an evening of reminders.

import { _, sign } from "/stage/language.js";

const FILM = "Iron Man (2008)";
const BALLOT = { source: "official", consistency: "4", simplicity: "4" };
const MOST_SKIPS = 8;

async function question(guide) {
  const { visitor } = guide;
  await guide.visit("member", "lobby");
  await guide.tell(_("The credits start. Do we stay? Stinger knows, and never spoils why."), 5);
  guide.tour.caption(_("It finds the film however you type it."));
  const ask = () => visitor.run("stinger", { film: "balerina" }, "Ballerina (2025)");
  await guide.reply(ask, "ask for a film", _("Free to go"));
  await guide.tell(_("Free to go: sources say there is no scene during or after the credits."), 6);
}

async function hiddenAnswer(guide) {
  const { visitor } = guide;
  guide.tour.caption(_("Or ask in your own words."));
  const ask = () => visitor.say(_("@Stinger is there something after the credits of iron man?"));
  const answer = await guide.reply(ask, "ask in chat");
  const covered = () => [...answer.querySelectorAll(".markdown-spoiler:not(.is-revealed)")];
  if (!covered().length) return guide.tell(_("Asked again, it points to the answer above."), 4);
  await guide.tell(_("In chat, anything that spoils is hidden. Click what you want to know."), 4);
  while (covered().length) {
    await guide.does(visitor.click(() => covered()[0]), "reveal what is hidden");
    await guide.rest(1.2);
  }
  return guide.rest(4);
}

async function coveredMessage(guide) {
  const { visitor } = guide;
  await guide.visit("moderator", "spoilers");
  await guide.tell(_("Somebody blurted it out? A message’s menu covers it."), 3.5);
  const message = await guide.need(() => visitor.by("Kit"), "Kit’s message");
  if (message.querySelector(".markdown-spoiler")) return guide.tell(_("Here it has been covered already."), 3);
  await guide.does(visitor.click(() => message.querySelector(".stage-more")), "open the menu");
  const items = () => visitor.all(".stage-menu [role=menuitem]");
  const item = () => items().find((one) => one.textContent === _("Spoiler-tag this"));
  await guide.rest(1);
  await guide.reply(() => visitor.click(item), "choose in the menu", _("covered by a moderator"));
  return guide.tell(_("Covered under Kit’s own name, and nothing is lost."), 4);
}

async function theory(guide) {
  const { visitor } = guide;
  await guide.visit("member", "theories");
  await guide.tell(_("Theories live on a board, as hypotheses with their evidence."), 4);
  await guide.visit("member", "theory");
  await guide.need(() => visitor.message(() => true), "the theory");
  await guide.tell(_("Everything that spoils is hidden. Members rate it on three criteria."), 4);
  await guide.does(visitor.pressFirst(), "open the ballot");
  for (const [name, value] of Object.entries(BALLOT)) {
    const choice = () => visitor.page?.querySelector(`.modal-choice input[name="${name}"][value="${value}"]`);
    await guide.need(choice, "the ballot");
    await guide.does(visitor.click(choice), "choose on the ballot");
    await guide.rest(0.6);
  }
  const submit = () => visitor.click(() => visitor.page?.querySelector(".modal-actions [type=submit]"));
  await guide.reply(submit, "cast the ballot");
  await guide.tell(_("Whoever has rated sees the score, and how sure it is."), 7);
}

async function evening(guide) {
  const { visitor } = guide;
  await guide.visit("member", "lobby");
  guide.tour.caption(_("Stay seated: showtime, adverts, film, credits. Stinger does the sum."));
  // So that the credits' start and the last scene's end are not skipped at once.
  const ask = () => visitor.run("remind stay", { film: "Iron Man", showtime: _("in 18 minutes") }, FILM);
  const sum = await guide.reply(ask, "ask for a reminder", sign(_("= **credits ≈ {time} (± {band} min)**")));
  await guide.rest(5);
  const [card, ping, end] = [
    _("Film from about {starts}, credits about {credits}, over about {ends}"),
    _("{verdict}: {scenes}, last one ends about {time} · {film}"),
    _("You can go: the last scene is over · {film}"),
  ].map((sentence) => guide.news(sign(sentence)));
  await guide.does(visitor.press(_("Save")), "save the reminder");
  const saved = sign(_("Saved: {film}, {showtime}. I'll ping you at {time} ({when})."));
  await guide.need(() => sum.textContent.includes(saved), "the saved reminder");
  await guide.tell(_("Here time can be skipped. First, before the film, the pocket card …"), 3);
  await skipTo(card);
  await guide.rest(5);
  guide.tour.caption(_("… then the film runs …"));
  for (let hours = 0; hours < 2; hours += 1) {
    await guide.skip(3600, "1 h");
    await guide.rest(1.5);
  }
  await skipTo(ping);
  await guide.tell(_("… the credits start: Stinger says so …"), 5);
  await skipTo(end);
  await guide.tell(_("… and again when the last scene is over."), 6);

  async function skipTo(message) {
    for (let skips = 0; !message() && skips < MOST_SKIPS; skips += 1) {
      await guide.skip(600, "10 min");
      await guide.rest(1);
    }
    await guide.need(message, "the reminder");
  }
}

async function farewell(guide) {
  await guide.tell(_("Now it is your turn: pick something under “Try this”."), 6);
}

export const STEPS = [question, hiddenAnswer, coveredMessage, theory, evening, farewell];
