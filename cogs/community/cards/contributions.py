"""Contributions as Discord shows them; everything here is for one reader's eyes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import discord
from discord import ui

from cogs.community.kinds.table import kind_of
from cogs.community.rules.text import HINT_ROOM
from cogs.shared.cards.budget import TEXT_LIMIT, Part, fit
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.items import ActionButton
from data.catalogue.consensus import CONFIRMING
from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.decisions import may_confirm, may_edit
from data.contributions.rules.kinds import Content, Timestamp
from data.contributions.rules.revisions import in_own_server
from data.locales import N_, _, _n, _p
from data.paging import Page

OPEN = "community:open"
TURN = "community:page"
CONFIRM = "community:confirm"
WITHDRAW = "community:withdraw"
APPROVE = "community:approve"
REJECT = "community:reject"
REJECT_BURST = "community:reject-burst"
EDIT = "community:edit"
REVERT = "community:revert"
PROMOTE = "community:promote"
DEMOTE = "community:demote"
OPEN_SHARED = "community:shared"
TURN_SHARED = "community:shared-page"

PAGE_SIZE = 5
MOST_EVENTS = 10
MOST_NAMES = 5
NAME_ROOM = 80
SUMMARY_ROOM = 400
HEAD_ROOM = 2_000
LEAST_OLDER = 150
"""Characters in which an older text is still worth showing."""
EVENTS_ROOM = 400
"""Characters of the history; it gives way to what is to be decided on."""

STATES = {
    State.OPEN: N_("waits for a curator"),
    State.APPROVED: N_("approved"),
    State.REJECTED: N_("rejected"),
    State.REPLACED: N_("replaced by a newer report"),
}
KINDS = {
    "film": N_("film"),
    "scene": N_("scene"),
    "timestamp": N_("timestamp"),
    "egg": N_("Easter egg"),
    # Translators: what a member saw after a showing
    "sighting": N_("sighting"),
}
DEEDS = {
    "added": N_("added it"),
    "edited": N_("edited it"),
    "approved": N_("approved it"),
    "rejected": N_("rejected it"),
    "reverted": N_("took the last change back"),
    "reopened": N_("put it before a curator again"),
    "replaced": N_("sent a newer report"),
    "taken back": N_("took it back"),
    "promoted": N_("shared it with all servers, or took that back"),
    "demoted": N_("took it back from all servers"),
}


@dataclass(frozen=True, slots=True)
class ListedContribution:
    """A contribution in a list, its texts only with ``tell``.

    ``film`` names its film where the list is of several.
    """

    contribution: Contribution
    tell: bool
    strict: bool
    film: str = ""


def list_card(
    title: str,
    page: Page[ListedContribution],
    listing: str,
    *,
    nothing: str,
    lines: Sequence[str] = (),
    actions: tuple[str, str] = (OPEN, TURN),
) -> ui.LayoutView:
    """Contributions, each with a button that opens it; ``listing`` names the list.

    ``nothing`` is said where there are none; ``actions`` open one and turn the page.
    """
    open_it, turn = actions
    head = "\n".join(fit([f"### {title}", *lines], HEAD_ROOM))
    room = (TEXT_LIMIT - len(head)) // max(len(page.rows), 1)
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    for row in page.rows:
        button = ActionButton(open_it, str(row.contribution.id), _p("button", "Open"))
        container.add_item(ui.Section(_row_text(row, room), accessory=button))
    if not page.rows:
        container.add_item(ui.TextDisplay(nothing))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if page.rows:  # one of them tells the film; its id and a number may be too long for a button
        first = page.rows[0].contribution.id
        add_paging(view, page, turn, lambda number: f"{listing},{first},{number}")
    return view


def _row_text(row: ListedContribution, room: int) -> str:
    film = [f"**{plain(row.film, limit=NAME_ROOM)}**"] if row.film else []
    summary = partial(_summary, row.contribution, row.tell, row.strict)
    return "\n".join(fit([*film, summary, f"-# {_status_line(row.contribution)}"], room))


def contribution_card(
    contribution: Contribution,
    film: str,
    events: Sequence[Event],
    buttons: Sequence[ActionButton],
    *,
    tell: bool,
    strict: bool,
    notice: str = "",
) -> ui.LayoutView:
    """One contribution with its history; what happens is shown only with ``tell``, hidden.

    ``notice`` is what came of the last press.
    """
    parts = [
        notice,
        f"### {plain(film, limit=NAME_ROOM)}",
        _summary(contribution, tell, strict),
        *_content_parts(contribution, tell=tell),
        f"-# {_status_line(contribution)}",
        f"-# {_witness_line(contribution)}",
        partial(_event_lines, events),
    ]
    text = "\n".join(fit(parts, TEXT_LIMIT))
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(text))
    if older := _older(contribution, TEXT_LIMIT - len(text)) if tell else "":
        container.add_item(ui.TextDisplay(older))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _older(contribution: Contribution, room: int) -> str:
    """What all read until the newest revision is let go public: beside it, hidden, to compare.

    It gets the room that the newest leaves, all of which has to be read; nothing if that is little.
    """
    older: dict[Content, str] = {}
    for title, content in (
        (_("Approved until now"), contribution.approved_content),
        (_("Shared with all servers until now"), contribution.promoted_content),
    ):
        if content not in (None, contribution.content):
            older.setdefault(content, title)
    if room < LEAST_OLDER * len(older):
        return ""
    parts: list[str | Part] = []
    for content, title in older.items():
        parts += [f"-# {title}:", *_hidden_texts(content)]
    return "\n".join(fit(parts, room))


def _hidden_texts(content: Content) -> Iterator[Part]:
    """All that somebody reads of a content, behind spoilers: it may be what is to be replaced."""
    kind = kind_of(content)
    line, hidden = kind.summary(content), kind.hidden(content)
    yield partial(hide, f"{line.words}: {line.hint}" if line.hint else line.words)
    if hidden is not None:
        yield partial(hide, hidden)


def _content_parts(contribution: Contribution, *, tell: bool) -> list[str | Part]:
    """What is told besides the summary; nothing that may spoil without ``tell``."""
    kind, content = kind_of(contribution.content), contribution.content
    hidden = kind.hidden(content)
    if hidden is None:
        return [*kind.details(content)]
    if not tell:
        return [_("What happens is shown once a curator has approved it.")]
    return [partial(hide, hidden), *kind.details(content)]


def decision_buttons(
    contribution: Contribution, *, curator: bool, reader_id: int
) -> list[ActionButton]:
    """What the reader may do with a contribution."""
    number, seen = str(contribution.id), _seen(contribution)
    buttons = []
    confirm = kind_of(contribution.content).confirm
    public = in_own_server(contribution).content
    proposed = isinstance(public, Timestamp) and public != contribution.content
    # Whoever is no curator reads the approved times; a word for those must not count for others.
    if confirm and may_confirm(contribution, reader_id) and (curator or not proposed):
        buttons.append(_confirm_button(contribution, _(confirm), reader_id))
    if curator:
        buttons.append(ActionButton(APPROVE, seen, _("Approve"), disabled=contribution.approved))
        buttons.append(ActionButton(REJECT, seen, _("Reject")))
    if curator and contribution.held:
        buttons.append(ActionButton(REJECT_BURST, seen, _("Reject the whole burst")))
    if may_edit(contribution, reader_id, curator=curator):
        buttons.append(ActionButton(EDIT, number, _("Edit")))
    if curator:
        buttons.append(ActionButton(REVERT, seen, _("Revert")))
    return buttons


def _confirm_button(contribution: Contribution, label: str, reader_id: int) -> ActionButton:
    if contribution.is_confirmed_by(reader_id):
        return ActionButton(WITHDRAW, str(contribution.id), _("Take my word back"))
    return ActionButton(CONFIRM, _seen(contribution), label, style=discord.ButtonStyle.primary)


def promotion_buttons(contribution: Contribution) -> list[ActionButton]:
    """What the operator may do with a contribution."""
    shared = contribution.promoted_content == contribution.content
    seen = _seen(contribution)
    buttons = [ActionButton(PROMOTE, seen, _("Share with all servers"), disabled=shared)]
    if contribution.promoted:
        buttons.append(ActionButton(DEMOTE, seen, _("Take back from all servers")))
    return buttons


def _seen(contribution: Contribution) -> str:
    """The contribution and the revision that the reader sees, for a button's argument."""
    return f"{contribution.id},{contribution.revision}"


def _summary(
    contribution: Contribution, tell: bool, strict: bool, room: int = SUMMARY_ROOM + HINT_ROOM
) -> str:
    """What it is about, in a line; a hint only with ``tell``, hidden if no curator approved it."""
    line = kind_of(contribution.content).summary(contribution.content)
    words = (hide if strict else plain)(line.words, min(room, SUMMARY_ROOM))
    left = min(room - len(words) - 2, HINT_ROOM)
    if not (tell and line.hint) or left <= 0:
        return words
    careful = strict or not contribution.approved
    return f"{words}: {(hide if careful else plain)(line.hint, left)}"


def _status_line(contribution: Contribution) -> str:
    """Where it stands and who stands behind it, in numbers."""
    undecided = contribution.state is State.OPEN and not contribution.held
    parts = [f"#{contribution.id}"]
    unread = contribution.kind in ("timestamp", "sighting")  # which count without a curator
    if not (undecided and unread):
        parts.append(_status(contribution))
    if contribution.kind in ("scene", "timestamp", "sighting"):
        parts.append(_support(contribution.independent))
    if contribution.approved_content not in (None, contribution.content):
        parts.append(_("until then everybody reads what was approved before"))
    if contribution.promoted_content == contribution.content:
        parts.append(_("shared with all servers"))
    elif contribution.promoted:
        parts.append(_("shared with all servers as it was before"))
    return " · ".join(parts)


def _status(contribution: Contribution) -> str:
    if contribution.held:
        return _("held until a curator has looked")
    return _(STATES[contribution.state])


def _support(independent: int) -> str:
    if not independent:
        return _("no independent member yet")
    return _n("{count} independent member", "{count} independent members", independent)


def _event_lines(events: Sequence[Event], room: int) -> str:
    """The last steps of the history, as many as fit."""
    lines = [f"-# {_event_line(event)}" for event in events[-MOST_EVENTS:]]
    while lines and len("\n".join(lines)) > min(room, EVENTS_ROOM):
        del lines[0]
    return "\n".join(lines)


def _event_line(event: Event) -> str:
    """A step of the history."""
    who = f"<@{event.actor_id}>" if event.actor_id is not None else _("Somebody")
    when = f"<t:{int(event.done_at.timestamp())}:d>"
    return f"{when} {who} {_(DEEDS.get(event.action, event.action))}"


def _witness_line(contribution: Contribution) -> str:
    """Who reported and who confirms, as mentions that ping nobody."""
    names = [_name(witness.user_id) for witness in contribution.witnesses]
    reported = _("Reported by {member}", member=names[0])
    if not names[1:]:
        return reported
    confirming = names[1 : MOST_NAMES + 1]
    if more := len(names) - 1 - len(confirming):
        confirming.append(_n("{count} more", "{count} more", more))
    confirmed = _("confirmed by {members}", members=", ".join(confirming))
    return f"{reported}; {confirmed}"


def _name(user_id: int) -> str:
    return f"<@{user_id}>" if user_id > 0 else _("somebody who has left")


def promotion_words(contribution: Contribution, film: str) -> str:
    """What the operator reads once a contribution was promoted, or that was taken back."""
    timed = isinstance(contribution.content, Timestamp)
    what = f"#{contribution.id} ({_(KINDS[contribution.kind])}, {plain(film)})"
    if not contribution.promoted:
        return _("{what} now counts in its own server only.", what=what)
    if contribution.held:
        return _("{what} counts in all servers once it is no longer held.", what=what)
    if contribution.state in (State.REJECTED, State.REPLACED):
        return _(
            "{what} is shared with all servers, but counts nowhere: {state}.",
            what=what,
            state=_(STATES[contribution.state]),
        )
    if contribution.kind != "film" and not contribution.approved and not timed:
        return _(
            "{what} counts in all servers as soon as a curator of its own server approves it.",
            what=what,
        )
    counts = _("{what} now counts in all servers.", what=what)
    if not timed:
        return counts
    needed = _n(
        "Times are shown once {needed} independent members agree, and {count} of them stands "
        "behind this report.",
        "Times are shown once {needed} independent members agree, and {count} of them stand "
        "behind this report.",
        contribution.independent,
        needed=CONFIRMING,
    )
    return f"{counts} {needed}"
