// The page around the preview: asks for the state each second, shows it, sends what is clicked.

import { prompt } from "/stage/prompter.js";

const POLL_MS = 1000;
const MARKS = { text: "#", forum: "☰", dm: "@", thread: "›" };
const TROUBLE = /not completed|uncertain|interrupted/i;

const $ = (id) => document.getElementById(id);
const token = document.querySelector("meta[name=stage-token]").content;
const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const date = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });
const clock = new Intl.DateTimeFormat("en-GB", {
  weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
});
const frame = $("preview");
const seen = new Map();
let state = null;
let shownVisit = null;
let shownNotice = null;
let shownLists = "";

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

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

async function deed(path, wish, done) {
  const buttons = [...document.querySelectorAll("#controls button, #channels button, #posts button")];
  buttons.forEach((button) => { button.disabled = true; });
  $("done").textContent = "";
  try {
    show(await ask(path, wish));
    $("done").textContent = done;
  } catch (error) {
    complain(error.message);
  } finally {
    buttons.forEach((button) => { button.disabled = false; });
  }
}

const visit = (player, place) => deed("/stage/visit", { player, place, timezone }, "");

async function poll() {
  try {
    show(await ask("/stage/state"));
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
  keepingFocus(() => { showPlayers(); showChannels(); showForum(); });
}

function showNotices(first) {
  const last = state.notices.at(-1);
  if (last && last.number !== shownNotice && !first) complain(last.text);
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

function places() {
  return state.channels.flatMap((channel) => [channel, ...channel.threads]);
}

function seenKey(place) {
  return place.key === "dm" ? `dm:${state.player}` : place.key;
}

function markSeen(first) {
  for (const place of places()) {
    if (first || place.key === state.place || !seen.has(seenKey(place))) {
      // A thread that appears while somebody watches is news; what was there before is not.
      const isNews = !first && place.key !== state.place && !place.kind;
      seen.set(seenKey(place), isNews ? null : place.last);
    }
  }
}

function keepingFocus(draw) {
  const key = document.activeElement?.dataset?.key;
  const list = document.activeElement?.closest("#channels, #posts")?.id;
  draw();
  if (key && list) $(list).querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

function showPlayers() {
  $("player").replaceChildren(...state.players.map((player) => {
    const option = element("option", "", `${player.name} (${player.note})`);
    option.value = player.key;
    return option;
  }));
  $("player").value = state.player;
  $("bar-player").textContent = `You are ${$("player").selectedOptions[0].textContent.split(",")[0]}`;
}

function placeButton(place) {
  const button = element("button");
  button.type = "button";
  button.dataset.key = place.key;
  const mark = element("span", "mark", MARKS[place.kind ?? "thread"]);
  mark.setAttribute("aria-hidden", "true");
  button.append(mark, element("span", "name", place.name));
  if (place.key === state.place) button.setAttribute("aria-current", "page");
  if (place.last !== seen.get(seenKey(place))) {
    button.classList.add("unread");
    button.setAttribute("aria-label", `${place.name}, new messages`);
  }
  button.addEventListener("click", () => { closeDrawers(); visit(state.player, place.key); });
  return button;
}

function showChannels() {
  $("channels").replaceChildren(...state.channels.map((channel) => {
    const item = element("li", channel.kind === "dm" ? "apart" : "");
    item.append(placeButton(channel));
    const open = channel.threads.filter((thread) => !thread.closed || thread.key === state.place);
    if (open.length) {
      const list = element("ul");
      list.append(...open.map((thread) => {
        const entry = element("li");
        entry.append(placeButton(thread));
        return entry;
      }));
      item.append(list);
    }
    return item;
  }));
}

function showForum() {
  const forum = state.channels.find((channel) => channel.key === state.place && channel.kind === "forum");
  if (!forum) return;
  $("forum-name").textContent = `${MARKS.forum} ${forum.name}`;
  $("forum-tags").replaceChildren(...forum.tags.map((name) => element("li", "", name)));
  $("no-posts").hidden = forum.threads.length > 0;
  $("posts").replaceChildren(...[...forum.threads].reverse().map((post) => {
    const item = element("li");
    const button = element("button");
    button.type = "button";
    button.dataset.key = post.key;
    const about = element("span", "quiet",
      `${post.by} · ${date.format(new Date(post.created))} · ${post.replies} ${post.replies === 1 ? "reply" : "replies"}${post.closed ? " · closed" : ""}`);
    const tags = element("span", "tags");
    tags.append(...post.tags.map((name) => element("span", "tag", name)));
    button.append(element("strong", "", post.name), ...(post.tags.length ? [tags] : []), about);
    button.addEventListener("click", () => visit(state.player, post.key));
    item.append(button);
    return item;
  }));
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
  const takesCommands = state.preview !== null;
  if (!takesCommands) await visit(state.player, state.channels[0].key);
  const { command, film } = button.dataset;
  frame.focus();
  if (!await prompt(frame, command, film ? { film } : {})) {
    complain(`/${command} is not offered here.`);
  }
}

drawer("places", "open-places");
drawer("controls", "open-controls");
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeDrawers(); });
$("scene").addEventListener("pointerdown", closeDrawers);
$("notice-close").addEventListener("click", () => { $("notice").hidden = true; });
$("player").addEventListener("change", () => visit($("player").value, state.place));
$("restart").addEventListener("click", () => deed("/stage/restart", {}, "The bot was restarted."));
for (const button of document.querySelectorAll("[data-seconds]")) {
  button.addEventListener("click", () =>
    deed("/stage/skip", { seconds: Number(button.dataset.seconds) }, `Skipped ${button.textContent.slice(1)}.`));
}
for (const button of document.querySelectorAll("#tries button")) {
  button.addEventListener("click", () => tryCommand(button));
}
frame.addEventListener("load", () => {
  const status = frame.contentDocument?.getElementById("action-status");
  if (!status) return;
  new MutationObserver(() => {
    if (TROUBLE.test(status.textContent)) complain("That was not possible: the bot did not answer it, or Discord refused it.");
  }).observe(status, { childList: true, characterData: true, subtree: true });
});

const start = await ask("/stage/state");
if (start.timezone === timezone) show(start);
else await visit(start.player, start.place);
setTimeout(poll, POLL_MS);
