// The page around the preview: asks for the state each second, shows it, sends what is clicked.

import { drawChannels, drawForum, drawPlayers } from "/stage/lists.js";
import { prompt } from "/stage/prompter.js";

const POLL_MS = 1000;
const TROUBLE = /not completed|uncertain|interrupted/i;

const $ = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=stage-token]").content;
const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const clock = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric",
  hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const frame = $("preview");
const seen = new Map();
let state = null;
let shownVisit = null;
let shownNotice = 0;
let shownLists = "";
let busy = false;

// ---------------------------------------------------------------- talking to the stage

async function ask(path, wish) {
  const response = await fetch(path, wish === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Stage-Token": token },
    body: JSON.stringify(wish),
  });
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
  document.body.setAttribute("aria-busy", "true");
  $("done").textContent = "";
  try {
    show(await ask(path, wish));
    $("done").textContent = done;
  } catch (error) {
    complain(error.message);
  } finally {
    busy = false;
    document.body.removeAttribute("aria-busy");
  }
}

const visit = (player, place) => deed("/stage/visit", { player, place, timezone }, "");

function go(place) {
  closeDrawers();
  return visit(state.player, place);
}

async function poll() {
  try {
    const next = await ask("/stage/state");
    // The answer to a deed is newer than one that was asked for before.
    if (!busy) show(next);
  } catch {
    complain("The stage does not answer. Was it ended?");
  }
  setTimeout(poll, POLL_MS);
}

function complain(text) {
  $("notice-text").textContent = text;
  $("notice-text").title = text;
  $("notice").hidden = false;
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
  if (!state.running) complain("The bot is not running. Restart it to go on.");
}

function showPreview() {
  frame.hidden = !state.preview;
  $("forum").hidden = Boolean(state.preview);
  if (state.visit === shownVisit) return;
  shownVisit = state.visit;
  const address = state.preview ? `/preview?visit=${state.visit}#${state.preview.key}` : "about:blank";
  frame.contentWindow.location.replace(address);
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

async function tryCommand(button) {
  closeDrawers();
  if (!state.preview) await visit(state.player, state.channels[0].key);
  const { command, options } = button.dataset;
  frame.focus();
  if (!await prompt(frame, command, JSON.parse(options))) complain(`/${command} is not offered here.`);
}

function listenForTrouble() {
  const status = frame.contentDocument?.getElementById("action-status");
  const visited = shownVisit;
  if (!status) return;
  new MutationObserver(() => {
    // What a preview still wanted when it was left is nobody's trouble.
    if (!busy && visited === shownVisit && TROUBLE.test(status.textContent)) {
      complain("That did not work: the bot failed or did not answer, or Discord refused it.");
    }
  }).observe(status, { childList: true, characterData: true, subtree: true });
}

/** As on Discord, the answer to what one does comes into view. */
function followAnswers() {
  const jump = frame.contentDocument?.getElementById("new-messages");
  if (!jump) return;
  new MutationObserver(() => { if (!jump.hidden) jump.click(); })
    .observe(jump, { attributeFilter: ["hidden"] });
}

drawer("places", "open-places");
drawer("controls", "open-controls");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawers(); });
frame.addEventListener("load", listenForTrouble);
frame.addEventListener("load", followAnswers);
window.addEventListener("blur", closeDrawers);
$("notice-close").addEventListener("click", () => { $("notice").hidden = true; });
$("player").addEventListener("change", () => visit($("player").value, state.place));
$("restart").addEventListener("click", () => deed("/stage/restart", {}, "The bot was restarted."));
for (const button of document.querySelectorAll("[data-seconds]")) {
  const seconds = Number(button.dataset.seconds);
  button.addEventListener("click", () =>
    deed("/stage/skip", { seconds }, `Skipped ${button.textContent.slice(1)}.`));
}
for (const button of document.querySelectorAll("#tries button")) {
  button.addEventListener("click", () => tryCommand(button));
}

const start = await ask("/stage/state");
if (start.timezone === timezone) show(start);
else await visit(start.player, start.place);
setTimeout(poll, POLL_MS);
