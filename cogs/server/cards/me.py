"""What a member reads about themselves; always in private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import number_of
from cogs.shared.items import ActionButton
from data.catalogue.film import Film
from data.paging import Page

TURN_SEEN = "me:seen-page"
DELETE = "me:delete"


def seen_card(page: Page[Film]) -> ui.LayoutView:
    """One page of the films that a member has marked, the newest mark first."""
    head = f"### Films you have seen\n{number_of(page.total, 'film')}; only you can see this list."
    rows = "\n".join(f"- {plain(film.label)}" for film in page.rows)
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay(rows or "None yet: mark one with `/me seen` and its name."))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    add_paging(view, page, TURN_SEEN, str)
    return view


def deletion_question() -> ui.LayoutView:
    """What a deletion does, and the button that begins it."""
    text = (
        "### Delete what I keep of you\n"
        "Your settings, seen films and reminders go, in every server, and cannot be brought back. "
        "What others rely on, such as a theory under discussion or a ballot that was counted, "
        "stays without your name; afterwards I tell you what that is.\n"
        "-# Want a copy first? Use `/me export`."
    )
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay(text)))
    button = ActionButton(DELETE, "", "Delete everything", style=discord.ButtonStyle.danger)
    view.add_item(ui.ActionRow(button))
    return view


def deletion_report(staying: Sequence[str]) -> ui.LayoutView:
    """That all is gone, and what stays without the member's name."""
    lines = ["### Deleted"]
    lines += [f"- {sentence}" for sentence in staying] or ["Nothing of yours is left with me."]
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    return view
