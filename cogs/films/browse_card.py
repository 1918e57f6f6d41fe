"""A page of the browse list, and its paging buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.films.browse import Row
from cogs.films.browse_filter import Filter
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.verdict_words import tally_words
from cogs.shared.cards.wording import capitalised, film_name
from cogs.shared.entries import CHOOSE_FILM
from cogs.shared.items import ActionButton, ActionSelect, new_card
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.locales import _, _n
from data.members.horizon import Standing
from data.paging import Page

NEEDED_ROOM = 160
"""Characters for the films to see before one: ten rows of them fit into a message."""

SOURCES_ROOM = 200
"""Characters for the sources of all of them."""

TURN = "stingers:page"
"""The action of the paging buttons; its argument is a filter."""

MINE = "stingers:mine"
"""The action that lists a franchise as it stands for whoever presses; its argument is a filter."""

MARKS = {Standing.SEEN: "✓ ", Standing.NEXT: "→ "}


def browse_card(
    page: Page[Row], wanted: Filter, franchises: Mapping[str, str], *, strict: bool
) -> ui.LayoutView:
    """One page: a neutral row per film, nothing of what happens in any.

    ``franchises`` are the names by the keys that a filter holds. A list of one member's, which its
    rows tell, offers the cards of what they have seen; any other of a franchise offers theirs.
    """
    rows = "\n".join(_row(row, strict=strict) for row in page.rows)
    total = _n("{count} film", "{count} films", page.total)
    head = f"### {_title(wanted, franchises)}\n{total}"
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(
        ui.TextDisplay(rows or _("No film fits. Leave a filter out, or try another."))
    )
    if sources := dict.fromkeys(one.source for row in page.rows for one in row.needed):
        named = plain(", ".join(sources), limit=SOURCES_ROOM)
        told = _(
            "What to see first, according to {sources}; the page is under a film's *{button}*",
            sources=named,
            button=_("Why?"),
        )
        container.add_item(ui.TextDisplay(f"-# {told}"))
    mine = any(row.standing for row in page.rows)
    if mine:
        # Translators: what two marks before the films of a list mean
        legend = _("✓ seen · → your next")
        container.add_item(ui.TextDisplay(f"-# {legend}"))
    view = new_card()
    view.add_item(container)
    if seen := [row.film for row in page.rows if row.standing is Standing.SEEN]:
        view.add_item(ui.ActionRow(_opening(seen)))
    add_paging(view, page, TURN, lambda number: wanted.at(number).argument)
    if page.rows and wanted.franchise is not None and not mine:
        view.add_item(ui.ActionRow(ActionButton(MINE, wanted.argument, _("What I have seen"))))
    return view


def _opening(seen: Sequence[Film]) -> ActionSelect:
    """Leads to the private card of a film that its reader has seen."""
    options = [discord.SelectOption(label=film_name(film), value=film.id) for film in seen]
    placeholder = _("Open a film that you have seen")
    return ActionSelect(CHOOSE_FILM, "private", ui.Select(placeholder=placeholder, options=options))


def _title(wanted: Filter, franchises: Mapping[str, str]) -> str:
    parts: list[str] = []
    if wanted.franchise is not None:
        parts.append(plain(franchises.get(wanted.franchise, _("Unknown franchise"))))
    if wanted.verdict is not None:
        parts.append(_(wanted.verdict.value))
    if wanted.year is not None:
        parts.append(str(wanted.year))
    if wanted.position is not None:
        parts.append(_with_scene(wanted.position))
    parts += [_(asked) for asked in (wanted.purpose, wanted.clue) if asked]
    if wanted.news is not None:
        parts.append(_(wanted.news.value))
    # A franchise is written as its films are, whatever it begins with.
    joined = " · ".join(parts)
    return (joined if wanted.franchise else capitalised(joined)) or _("Best known films")


def _with_scene(position: Position) -> str:
    match position:
        case Position.MID:
            return _("with a mid-credits scene")
        case Position.POST:
            return _("with a post-credits scene")


def _row(row: Row, *, strict: bool) -> str:
    if row.verdict is None:
        verdict = _("new: look it up with /stinger")
    else:
        verdict = hide(_(row.verdict.value)) if strict else _(row.verdict.value)
        if row.count is not None and not strict:
            verdict += f", {tally_words(row.count)}"
    bullet = "- " if row.place is None else f"**{row.place}** · "
    mark = MARKS.get(row.standing, "") if row.standing else ""
    line = f"{bullet}{mark}{plain(film_name(row.film))} · {verdict}"
    if row.needed:
        labels = ", ".join(film_name(one.film) for one in row.needed)
        first = _("see first: {films}", films=plain(labels, limit=NEEDED_ROOM))
        line += f"\n-# {first}"
    if row.told and not strict:
        told = _n("after it, {count} scene to open", "after it, {count} scenes to open", row.told)
        line += f"\n-# {told}"
    return line
