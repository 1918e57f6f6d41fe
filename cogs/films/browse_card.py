"""A page of the browse list, and its paging buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from discord import ui

from cogs.films.browse import Filter, Page, Row
from cogs.shared.buttons import ActionButton
from cogs.shared.spoilers import hide, plain
from cogs.shared.wording import number_of

TURN = "stingers:page"
"""The action of the paging buttons; its argument is a filter."""


def browse_card(
    page: Page, wanted: Filter, franchises: Sequence[str], *, strict: bool
) -> ui.LayoutView:
    """One page: a neutral row per film, nothing of what happens in any."""
    rows = "\n".join(_row(row, strict=strict) for row in page.rows)
    head = f"### {_title(wanted, franchises)}\n{number_of(page.total, 'film')}"
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay(rows or "No film fits. Leave a filter out, or try another."))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if page.count > 1:
        view.add_item(ui.ActionRow(*_turns(page, wanted)))
    return view


def _title(wanted: Filter, franchises: Sequence[str]) -> str:
    parts = []
    if wanted.franchise is not None:
        parts.append(plain(franchises[wanted.franchise]))
    if wanted.verdict is not None:
        parts.append(wanted.verdict.value)
    if wanted.year is not None:
        parts.append(str(wanted.year))
    return " · ".join(parts) or "Best known films"


def _row(row: Row, *, strict: bool) -> str:
    if row.verdict is None:
        verdict = "new: look it up with /stinger"
    else:
        verdict = hide(row.verdict.value) if strict else row.verdict.value
    return f"- {plain(row.film.label)} · {verdict}"


def _turns(page: Page, wanted: Filter) -> list[ActionButton]:
    last = page.number + 1 == page.count
    # Buttons of one message need different ids, also where they cannot be pressed.
    before = wanted.at(page.number - 1 if page.number else page.count)
    after = wanted.at(page.number + 1)
    return [
        ActionButton(TURN, before.argument, "Back", disabled=page.number == 0),
        ActionButton(
            TURN, after.argument, f"Next (page {page.number + 1} of {page.count})", disabled=last
        ),
    ]
