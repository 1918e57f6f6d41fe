"""Contributions as Discord shows them; everything here is for one reader's eyes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import discord
from discord import ui

from cogs.community.offsets import offset
from cogs.community.taps import LABELS, Tap, Tapped, allowed, can_finish, scenes_tapped
from cogs.community.words import added_lines, cut_lines, event_line, people, standing, summary
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.items import ActionButton
from data.catalogue.film import Film
from data.catalogue.timings import CutTimings
from data.contributions.contribution import Contribution, Event
from data.contributions.kinds import SEEN_MYSELF, AddedFilm, Egg, ToldScene
from data.paging import Page
from data.text import SafeText

OPEN = "community:open"
TURN = "community:page"
CONFIRM = "community:confirm"
WITHDRAW = "community:withdraw"
APPROVE = "community:approve"
REJECT = "community:reject"
REJECT_BURST = "community:reject-burst"
EDIT = "community:edit"
REVERT = "community:revert"

LIVE = "timestamp:live"
TYPE = "timestamp:type"
TAPS = {tap: f"timestamp:{tap.value}" for tap in Tap}
UNDO = "timestamp:undo"
SAVE = "timestamp:save"

PAGE_SIZE = 5
MOST_EVENTS = 10
MOST_LINES = 14
TEXT_ROOM = 1_500
NAME_ROOM = 80


@dataclass(frozen=True, slots=True)
class Row:
    """A contribution in a list; ``film`` names its film where the list is of several."""

    one: Contribution
    strict: bool
    film: str = ""


def list_card(
    title: str, page: Page[Row], shelf: str, *, nothing: str, lines: Sequence[str] = ()
) -> ui.LayoutView:
    """Contributions, each with a button that opens it; ``shelf`` says which list it is.

    ``nothing`` is said where there are none.
    """
    head = "\n".join([f"### {title}", *lines])
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    for row in page.rows:
        open_it = ActionButton(OPEN, str(row.one.id), "Open")
        container.add_item(ui.Section(_row_text(row), accessory=open_it))
    if not page.rows:
        container.add_item(ui.TextDisplay(nothing))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if page.rows:  # one of them tells the film; its id and a number may be too long for a button
        first = page.rows[0].one.id
        add_paging(view, page, TURN, lambda number: f"{shelf},{first},{number}")
    return view


def _row_text(row: Row) -> str:
    film = [f"**{plain(row.film, limit=NAME_ROOM)}**"] if row.film else []
    said = [summary(row.one, strict=row.strict), f"-# {standing(row.one)}"]
    return "\n".join([*film, *said])


def timings_lines(cuts: Sequence[CutTimings], *, strict: bool) -> list[str]:
    """What members measured, cut by cut."""
    lines = [line for cut in cuts for line in cut_lines(cut)][:MOST_LINES]
    return [hide("\n".join(lines))] if strict and lines else lines


def contribution_card(
    one: Contribution,
    film: str,
    events: Sequence[Event],
    buttons: Sequence[ActionButton],
    *,
    tell: bool,
    strict: bool,
) -> ui.LayoutView:
    """One contribution with its history; what happens is shown only with ``tell``, hidden."""
    lines = [f"### {plain(film)}", summary(one, strict=strict)]
    lines += _told(one, tell=tell)
    lines += [f"-# {standing(one)}", f"-# {people(one)}"]
    lines += [f"-# {event_line(event)}" for event in events[-MOST_EVENTS:]]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _told(one: Contribution, *, tell: bool) -> list[str]:
    match one.content:
        case ToldScene(hidden=words, source=source):
            lines = [f"Source: {_source(source)}"] if source else []
        case Egg(answer=words):
            lines = []
        case AddedFilm():
            return added_lines(one.content)
        case _:
            return []
    if not tell:
        return ["What happens is shown once a curator has approved it.", *lines]
    return [hide(words, limit=TEXT_ROOM), *lines]


def _source(source: str) -> SafeText:
    """Where a scene is told; in a page's address or a member's words it may tell the scene."""
    if source.casefold() == SEEN_MYSELF:
        return plain(source)
    host = urlsplit(source).hostname if source.startswith(("https://", "http://")) else None
    return hide_link(host, source) if host else hide(source)


def decision_buttons(one: Contribution, *, curator: bool, reader_id: int) -> list[ActionButton]:
    """What the reader may do with a contribution."""
    number = str(one.id)
    buttons = []
    own = one.reporter.user_id == reader_id
    if one.stands and not own and one.kind != "film":
        buttons.append(_confirming(one, reader_id))
    if curator:
        buttons.append(ActionButton(APPROVE, number, "Approve", disabled=one.approved))
        buttons.append(ActionButton(REJECT, number, "Reject"))
    if curator and one.held:
        buttons.append(ActionButton(REJECT_BURST, number, "Reject the whole burst"))
    if curator or (own and one.stands):
        buttons.append(ActionButton(EDIT, number, "Edit"))
    if curator:
        buttons.append(ActionButton(REVERT, number, "Revert"))
    return buttons


def _confirming(one: Contribution, reader_id: int) -> ActionButton:
    if any(witness.user_id == reader_id for witness in one.confirmed_by):
        return ActionButton(WITHDRAW, str(one.id), "Take my word back")
    label = "I saw it" if one.kind == "egg" else "Same for me"
    return ActionButton(CONFIRM, str(one.id), label, style=discord.ButtonStyle.primary)


def timestamp_card(film: Film, cuts: Sequence[CutTimings], *, strict: bool) -> ui.LayoutView:
    """How to add a timestamp, and what is known so far."""
    lines = [f"### Timestamps · {plain(film.label)}", *timings_lines(cuts, strict=strict)]
    lines.append(
        "In the cinema, use the live form: tap when the credits and each scene start. "
        "At home, type the times."
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    live = ActionButton(LIVE, film.id, "Live form", style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(live, ActionButton(TYPE, film.id, "Type the times")))
    return view


def live_card(film: Film, taps: Sequence[Tapped]) -> ui.LayoutView:
    """The live form, with what has been tapped; each tap is kept at once."""
    lines = [f"### Live · {plain(film.label)}"]
    if taps:
        lines.append(f"Credits started <t:{taps[0].at}:T>")
    times = [
        offset(scene.starts) + (f"-{offset(scene.ends)}" if scene.ends is not None else " …")
        for scene in scenes_tapped(taps)
    ]
    if times:
        lines.append(f"Scenes, counted from there: {', '.join(times)}")
    lines.append("Every tap is kept. Save opens the form, where you can correct it.")
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    following = allowed(taps)
    view.add_item(
        ui.ActionRow(
            *(
                ActionButton(
                    TAPS[tap],
                    film.id,
                    LABELS[tap],
                    style=discord.ButtonStyle.primary,
                    disabled=tap not in following,
                )
                for tap in Tap
            )
        )
    )
    view.add_item(
        ui.ActionRow(
            ActionButton(UNDO, film.id, "Undo", disabled=not taps),
            ActionButton(SAVE, film.id, "Save", disabled=not can_finish(taps)),
        )
    )
    return view


NOT_YET = (
    " It does not count as independent yet: that takes an account of 30 days, and 7 days in this "
    "server."
)


def thanks(one: Contribution) -> str:
    """What becomes of a new contribution."""
    if one.held:
        return "Thank you. A curator of this server looks at it before it counts."
    if one.kind == "film":
        return "Thank you, the film is known in this server from now on."
    not_yet = "" if one.reporter.established else NOT_YET
    if one.kind == "timestamp":
        return f"Thank you, your timestamp is kept.{not_yet}"
    return f"Thank you. A curator of this server looks at the text before it is shown.{not_yet}"
