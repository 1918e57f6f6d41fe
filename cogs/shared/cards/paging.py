"""The buttons that turn the pages of a list; they outlive a restart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from discord import ui

from cogs.shared.items import ActionButton
from data.locales import _
from data.locales.formats import number
from data.paging import Page

T = TypeVar("T")


def add_paging(
    view: ui.LayoutView, page: Page[T], action: str, argument_at: Callable[[int], str]
) -> None:
    """Add *Back* and *Next* below a list of more than one page.

    ``argument_at`` gives the action's argument for a page's number.
    """
    if page.count == 1:
        return
    # Buttons of one message need different ids, also where they cannot be pressed.
    before = argument_at(page.number - 1 if page.number else page.count)
    where = _(
        "Next (page {page} of {count})", page=number(page.number + 1), count=number(page.count)
    )
    last = page.number + 1 == page.count
    view.add_item(
        ui.ActionRow(
            ActionButton(action, before, _("Back"), disabled=page.number == 0),
            ActionButton(action, argument_at(page.number + 1), where, disabled=last),
        )
    )
