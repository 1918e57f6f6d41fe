// Draws what the state lists: players, channels with their threads, posts of a forum.

import { N_, _, locale } from "/stage/language.js";

const MARKS = { text: "#", forum: "☰", dm: "@", thread: "›" };
const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

const NOTES = {
  member: N_("A member for months, without special rights."),
  moderator: N_("May manage messages, threads and events."),
  admin: N_("Owns the server and may do everything."),
  newcomer: N_("Made the account and joined today."),
};
const ROLES = {
  // Translators: what somebody in the club is, behind their name
  member: N_("member"),
  // Translators: what somebody in the club is, behind their name
  moderator: N_("moderator"),
  // Translators: what somebody in the club is, behind their name
  admin: N_("admin"),
  // Translators: what somebody in the club is, behind their name
  newcomer: N_("newcomer"),
};

const $ = (id) => document.getElementById(id);

/** Only ever sets text, so that no name from the server can become markup. */
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function listed(content) {
  const item = element("li");
  item.append(content);
  return item;
}

function place(shown, state, unread, go) {
  const button = element("button");
  button.type = "button";
  button.dataset.key = shown.key;
  const mark = element("span", "mark", MARKS[shown.kind ?? "thread"]);
  mark.setAttribute("aria-hidden", "true");
  button.append(mark, element("span", "name", shown.name));
  if (shown.key === state.place) button.setAttribute("aria-current", "page");
  if (unread(shown)) {
    button.classList.add("unread");
    button.setAttribute("aria-label", _("{name}, new messages", { name: shown.name }));
  }
  button.addEventListener("click", () => go(shown.key));
  return button;
}

/** `unread` tells of a place whether there is news in it; `go` is called with a place's key. */
export function drawChannels(state, unread, go) {
  $("channels").replaceChildren(...state.channels.map((channel) => {
    const item = listed(place(channel, state, unread, go));
    if (channel.kind === "dm") item.className = "apart";
    const open = channel.threads.filter((thread) => !thread.closed || thread.key === state.place);
    if (open.length) {
      const list = element("ul");
      list.append(...open.map((thread) => listed(place(thread, state, unread, go))));
      item.append(list);
    }
    return item;
  }));
}

export function drawPlayers(state) {
  $("player").replaceChildren(...state.players.map((player) => {
    const option = element("option", "", `${player.name} (${_(ROLES[player.key])})`);
    option.value = player.key;
    return option;
  }));
  const present = state.players.find((player) => player.key === state.player);
  $("player").value = present.key;
  $("player-note").textContent = _(NOTES[present.key]);
  $("bar-player").textContent = present.name;
}

function post(shown, go) {
  const button = element("button");
  button.type = "button";
  button.dataset.key = shown.key;
  button.append(element("strong", "", shown.name));
  if (shown.tags.length) {
    const tags = element("span", "tags");
    tags.append(...shown.tags.map((name) => element("span", "tag", name)));
    button.append(tags);
  }
  const replies = _("Replies: {count}", { count: shown.replies });
  const facts = [shown.by, date.format(new Date(shown.created)), replies];
  if (shown.closed) facts.push(_("closed"));
  button.append(element("span", "quiet", facts.join(" · ")));
  button.addEventListener("click", () => go(shown.key));
  return button;
}

/** Draws the forum that is the present place; nothing where that is no forum. */
export function drawForum(state, go) {
  const forum = state.channels.find((channel) => channel.key === state.place && channel.kind === "forum");
  if (!forum) return;
  $("forum-name").textContent = `${MARKS.forum} ${forum.name}`;
  $("forum-tags").replaceChildren(...forum.tags.map((name) => element("li", "", name)));
  $("no-posts").hidden = forum.threads.length > 0;
  $("posts").replaceChildren(...[...forum.threads].reverse().map((shown) => listed(post(shown, go))));
}
