"""A page of the browse list, and its paging buttons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from discord import ui

from cogs.films.browse import Row
from cogs.films.browse_filter import Filter
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import number_of, tally_words
from data.paging import Page

NEEDED_ROOM = 160
"""Characters for the films to see before one: ten rows of them fit into a message."""

SOURCES_ROOM = 200
"""Characters for the sources of all of them."""

TURN = "stingers:page"
"""The action of the paging buttons; its argument is a filter."""


def browse_card(
    page: Page[Row], wanted: Filter, franchises: Mapping[str, str], *, strict: bool
) -> ui.LayoutView:
    """One page: a neutral row per film, nothing of what happens in any.

    ``franchises`` are the names by the keys that a filter holds.
    """
    rows = "\n".join(_row(row, strict=strict) for row in page.rows)
    head = f"### {_title(wanted, franchises)}\n{number_of(page.total, 'film')}"
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay(rows or "No film fits. Leave a filter out, or try another."))
    if sources := dict.fromkeys(one.source for row in page.rows for one in row.needed):
        named = plain(", ".join(sources), limit=SOURCES_ROOM)
        container.add_item(
            ui.TextDisplay(
                f"-# What to see first, according to {named}; the page is under a film's *Why?*"
            )
        )
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    add_paging(view, page, TURN, lambda number: wanted.at(number).argument)
    return view


def _title(wanted: Filter, franchises: Mapping[str, str]) -> str:
    parts: list[str] = []
    if wanted.franchise is not None:
        parts.append(plain(franchises.get(wanted.franchise, "Unknown franchise")))
    if wanted.verdict is not None:
        parts.append(wanted.verdict.value)
    if wanted.year is not None:
        parts.append(str(wanted.year))
    if wanted.position is not None:
        parts.append(f"with a {wanted.position.value} scene")
    parts += filter(None, (wanted.purpose, wanted.clue))
    if wanted.news is not None:
        parts.append(wanted.news.value)
    return " · ".join(parts) or "Best known films"


def _row(row: Row, *, strict: bool) -> str:
    if row.verdict is None:
        verdict = "new: look it up with /stinger"
    else:
        verdict = hide(row.verdict.value) if strict else row.verdict.value
        if row.count is not None and not strict:
            verdict += f", {tally_words(row.count).lower()}"
    bullet = "- " if row.place is None else f"**{row.place}** · "
    line = f"{bullet}{plain(row.film.label)} · {verdict}"
    if row.needed:
        labels = ", ".join(one.film.label for one in row.needed)
        line += f"\n-# see first: {plain(labels, limit=NEEDED_ROOM)}"
    return line
