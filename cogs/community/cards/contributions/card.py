"""One contribution with its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from discord import ui

from cogs.community.cards.contributions.lines import NAME_ROOM, status_line, summary_line
from cogs.community.kinds.table import kind_of
from cogs.shared.cards.budget import TEXT_LIMIT, Part, fit
from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.items import ActionButton, new_card
from data.catalogue.film import NeededFilm
from data.contributions.rules.contribution import Contribution, Event
from data.contributions.rules.kinds import Content
from data.locales import N_, _, _n
from data.locales.formats import labelled, set_apart

MOST_EVENTS = 10
MOST_NAMES = 5
LEAST_OLDER = 150
"""Characters in which an older text is still worth showing."""
EVENTS_ROOM = 400
"""Characters of the history; it gives way to what is to be decided on."""
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


def contribution_card(
    contribution: Contribution,
    film: str,
    events: Sequence[Event],
    buttons: Sequence[ActionButton],
    first: Sequence[NeededFilm] = (),
    *,
    tell: bool,
    strict: bool,
    notice: str = "",
) -> ui.LayoutView:
    """One contribution with its history; what happens is shown only with ``tell``, hidden.

    Without it stands what the reader should see ``first``, if anything. ``notice`` is what came of
    the last press.
    """
    parts = [
        notice,
        f"### {plain(film, limit=NAME_ROOM)}",
        summary_line(contribution, tell, strict),
        *_content_parts(contribution, first, tell=tell),
        f"-# {status_line(contribution)}",
        f"-# {_witness_line(contribution)}",
        partial(_event_lines, events),
    ]
    text = "\n".join(fit(parts, TEXT_LIMIT))
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(text))
    if older := _older(contribution, TEXT_LIMIT - len(text)) if tell else "":
        container.add_item(ui.TextDisplay(older))
    view = new_card()
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
        parts += [labelled(f"-# {title}", "").rstrip(), *_hidden_texts(content)]
    return "\n".join(fit(parts, room))


def _hidden_texts(content: Content) -> Iterator[Part]:
    """All that somebody reads of a content, behind spoilers: it may be what is to be replaced."""
    kind = kind_of(content)
    line, hidden = kind.summary(content), kind.hidden(content)
    yield partial(hide, labelled(line.words, line.hint) if line.hint else line.words)
    if hidden is not None:
        yield partial(hide, hidden)


def _content_parts(
    contribution: Contribution, first: Sequence[NeededFilm], *, tell: bool
) -> list[str | Part]:
    """What is told besides the summary; nothing that may spoil without ``tell``."""
    kind, content = kind_of(contribution.content), contribution.content
    hidden = kind.hidden(content)
    if hidden is None:
        return [*kind.details(content)]
    if not tell and first:
        return [see_first(first)]
    if not tell:
        return [_("What happens is shown once a curator has approved it.")]
    return [partial(hide, hidden), *kind.details(content)]


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
    return set_apart((reported, confirmed))


def _name(user_id: int) -> str:
    return f"<@{user_id}>" if user_id > 0 else _("somebody who has left")
