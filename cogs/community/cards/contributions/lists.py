"""Lists of contributions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from discord import ui

from cogs.community.cards.contributions.buttons import OPEN, TURN
from cogs.community.cards.contributions.lines import NAME_ROOM, status_line, summary_line
from cogs.shared.cards.budget import TEXT_LIMIT, fit
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton, new_card
from data.contributions.rules.contribution import Contribution
from data.locales import _p
from data.paging import Page

PAGE_SIZE = 5
HEAD_ROOM = 2_000


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
    view = new_card()
    view.add_item(container)
    if page.rows:  # one of them tells the film; its id and a number may be too long for a button
        first = page.rows[0].contribution.id
        add_paging(view, page, turn, lambda number: f"{listing},{first},{number}")
    return view


def _row_text(row: ListedContribution, room: int) -> str:
    film = [f"**{plain(row.film, limit=NAME_ROOM)}**"] if row.film else []
    summary = partial(summary_line, row.contribution, row.tell, row.strict)
    return "\n".join(fit([*film, summary, f"-# {status_line(row.contribution)}"], room))
