// The page around the preview: asks for the state each second, shows it, sends what is clicked.

import { _, language, locale } from "/stage/language.js";
import { showChosenNames } from "/stage/preview/choices.js";
import { Visitor } from "/stage/visitor.js";
import { keepLinksInside } from "/stage/preview/links.js";
import { drawChannels, drawForum, drawPlayers } from "/stage/lists.js";
import { completeMentions } from "/stage/preview/mentions.js";
import { offerMenus } from "/stage/preview/menu.js";
import { followNews } from "/stage/preview/scroll.js";
import { Tour } from "/stage/tour.js";
import { keyOf, tryOut } from "/stage/tries.js";

const POLL_MS = 1000;
const DONE_MS = 4000;
const TROUBLE = /not completed|uncertain|interrupted/i;

const $ = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=stage-token]").content;
const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat(locale, {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const frame = $("preview");
const seen = new Map();
let state = null;
let shownVisit = null;
let shownNotice = 0;
let shownLists = "";
let busy = false;
let deeds = 0;
let stay = { key: null, since: undefined, news: null };

// ---------------------------------------------------------------- talking to the stage

async function ask(path, wish) {
  const response = await fetch(path, wish === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Stage-Token": token },
    body: JSON.stringify(wish),
  });
  if (response.status === 403) {
    throw new Error(_("This page is from an earlier start. Load it again."));
  }
  if (!response.ok) throw new Error((await response.text()) || response.statusText);
  return response.json();
}

/** One deed at a time: what is clicked meanwhile is dropped, as its answer would come too late. */
async function deed(path, wish, done) {
  if (busy) {
    $("player").value = state.player;
    return;
  }
  busy = true;
  deeds += 1;
  stay.news?.act();
  document.body.setAttribute("aria-busy", "true");
  try {
    show(await ask(path, wish));
    say(done);
  } catch (error) {
    complain(error.message);
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

const stage = {
  get state() { return state; },
  visit: (player, place) => deed("/stage/visit", { player, place, timezone, language }, ""),
  menu: (name, message) => deed("/stage/menu", { name, message }, ""),
  skip: (seconds, words) => deed("/stage/skip", { seconds }, _("Skipped {time}.", { time: words })),
  restart: () => deed("/stage/restart", {}, _("The bot was restarted.")),
};

function go(place) {
  closeDrawers();
  return stage.visit(state.player, place);
}

async function poll() {
  const before = deeds;
  try {
    const next = busy ? null : await ask("/stage/state");
    // The answer to a deed is newer than one that was asked for before.
    if (next && deeds === before) show(next);
  } catch {
    complain(_("The stage does not answer. Was it ended?"));
  }
  setTimeout(poll, POLL_MS);
}

function complain(text) {
  $("notice-text").textContent = text;
  $("notice-text").title = text;
  $("notice").hidden = false;
}

let doneTimer = null;

function say(text) {
  $("done").textContent = text;
  clearTimeout(doneTimer);
  doneTimer = setTimeout(() => { $("done").textContent = ""; }, DONE_MS);
}

// ---------------------------------------------------------------- showing the state

function show(next) {
  const first = state === null;
  state = next;
  $("now").textContent = clock.format(new Date(state.now));
  $("now").dateTime = state.now;
  showNotices(first);
  showPreview();
  markSeen(first);
  const lists = JSON.stringify([state.place, state.player, state.channels]);
  if (lists === shownLists) return;
  shownLists = lists;
  keepingFocus(() => {
    drawPlayers(state);
    drawChannels(state, (place) => place.last !== seen.get(seenKey(place)), go);
    drawForum(state, go);
  });
}

function showNotices(first) {
  const last = state.notices.at(-1);
  if (last && last.number > shownNotice && !first) complain(last.text);
  shownNotice = last?.number ?? shownNotice;
  if (!state.running) complain(_("The bot is not running. Restart it to go on."));
}

function showPreview() {
  frame.hidden = !state.preview;
  $("forum").hidden = Boolean(state.preview);
  if (state.visit === shownVisit) return;
  shownVisit = state.visit;
  if (stay.news) seen.set(stay.key, stay.news.seen);
  const key = seenKey({ key: state.place });
  stay = { key, since: seen.get(key), news: null };
  // Until the new one is there, nothing shall be done in the channel that is left.
  frame.contentDocument?.documentElement?.setAttribute("data-left", "");
  const address = state.preview ? `/preview?visit=${state.visit}#${state.preview.key}` : "about:blank";
  frame.contentWindow.location.replace(address);
}

function person() {
  return state.players.find((player) => player.key === state.player);
}

function seenKey(place) {
  return place.key === "dm" ? `dm:${state.player}` : place.key;
}

/** What was there before somebody looked is no news; what appears while they look elsewhere is. */
function markSeen(first) {
  for (const place of state.channels.flatMap((channel) => [channel, ...channel.threads])) {
    const isThread = place.kind === undefined;
    const known = seen.has(seenKey(place));
    if (first || place.key === state.place || (!known && !isThread)) seen.set(seenKey(place), place.last);
    else if (!known) seen.set(seenKey(place), null);
  }
}

function keepingFocus(draw) {
  const key = document.activeElement?.dataset?.key;
  const list = document.activeElement?.closest("#channels, #posts")?.id;
  draw();
  if (key && list) $(list).querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

// ---------------------------------------------------------------- what the preview lacks

function dressPreview() {
  const page = frame.contentDocument;
  if (!page?.getElementById("channel-timeline")) return;
  listenForTrouble(page);
  stay.news = followNews(page, () => person().name, stay.since);
  offerMenus(page, () => state.menu, stage.menu);
  completeMentions(page, () => state.people);
  showChosenNames(page);
  keepLinksInside(frame, {
    go,
    // A thread that has just been made is not in the state that was asked for before.
    named: async (name) => keyOf(state, name) ?? keyOf(await ask("/stage/state"), name),
    compose: (command) => new Visitor(frame).compose(`/${state.commands[command] ?? command}`),
  });
}

function listenForTrouble(page) {
  const status = page.getElementById("action-status");
  const visited = shownVisit;
  new MutationObserver(() => {
    // What a preview still wanted when it was left is nobody's trouble.
    if (!busy && visited === shownVisit && TROUBLE.test(status.textContent)) {
      complain(_("That did not work: the bot failed or did not answer, or Discord refused it."));
    }
  }).observe(status, { childList: true, characterData: true, subtree: true });
}

// ---------------------------------------------------------------- what can be clicked

function closeDrawers() {
  for (const [name, opener] of [["places", "open-places"], ["controls", "open-controls"]]) {
    $(name).classList.remove("open");
    $(opener).setAttribute("aria-expanded", "false");
  }
}

function drawer(name, opener) {
  $(opener).addEventListener("click", () => {
    const opening = !$(name).classList.contains("open");
    closeDrawers();
    if (!opening) return;
    $(name).classList.add("open");
    $(opener).setAttribute("aria-expanded", "true");
    $(name).querySelector("button, select")?.focus();
  });
}

let trying = false;

async function tryCommand(button) {
  if (trying) return;
  trying = true;
  closeDrawers();
  try {
    if (!await tryOut(button, new Visitor(frame), stage)) complain(_("That is not offered here."));
  } finally {
    trying = false;
  }
}

const tour = new Tour(frame, stage, closeDrawers);

drawer("places", "open-places");
drawer("controls", "open-controls");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawers(); });
frame.addEventListener("load", dressPreview);
window.addEventListener("blur", closeDrawers);
$("notice-close").addEventListener("click", () => { $("notice").hidden = true; });
$("player").addEventListener("change", () => stage.visit($("player").value, state.place));
$("restart").addEventListener("click", stage.restart);
$("show-me").addEventListener("click", () => tour.play());
for (const button of document.querySelectorAll("[data-seconds]")) {
  const words = button.textContent.slice(1);
  button.addEventListener("click", () => stage.skip(Number(button.dataset.seconds), words));
}
for (const button of document.querySelectorAll(".tries button")) {
  button.addEventListener("click", () => tryCommand(button));
}

const start = await ask("/stage/state");
if (start.timezone === timezone && start.language === language) show(start);
else await stage.visit(start.player, start.place);
setTimeout(poll, POLL_MS);
tour.playIfAsked();
