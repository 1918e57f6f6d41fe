"""What a member reads about themselves; always in private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.items import ActionButton, new_card
from data.catalogue.film import Film
from data.locales import _, _n
from data.paging import Page

TURN_SEEN = "me:seen-page"
DELETE = "me:delete"


def seen_card(page: Page[Film]) -> ui.LayoutView:
    """One page of the films that a member has marked, the newest mark first."""
    title = _("Films you have seen")
    told = _n(
        "{count} film; only you can see this list.",
        "{count} films; only you can see this list.",
        page.total,
    )
    head = f"### {title}\n{told}"
    rows = "\n".join(f"- {plain(film_name(film))}" for film in page.rows)
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    none = _("None yet: mark one with `/me seen` and its name.")
    container.add_item(ui.TextDisplay(rows or none))
    view = new_card()
    view.add_item(container)
    add_paging(view, page, TURN_SEEN, str)
    return view


def deletion_question() -> ui.LayoutView:
    """What a deletion does, and the button that begins it."""
    text = _(
        "### Delete what I keep about you\n"
        "Your settings, seen films and reminders go, in every server, and can't be brought back. "
        "What others rely on, such as a theory under discussion or a ballot that was counted, "
        "stays without your name; afterwards I'll tell you what that is.\n"
        "-# Want a copy first? Use `/me export`."
    )
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay(text)))
    button = ActionButton(DELETE, "", _("Delete everything"), style=discord.ButtonStyle.danger)
    view.add_item(ui.ActionRow(button))
    return view


def deletion_report(staying: Sequence[str]) -> ui.LayoutView:
    """That all is gone, and what stays without the member's name."""
    title = _("Deleted")
    kept = [f"- {_(sentence)}" for sentence in staying]
    lines = [f"### {title}", *(kept or [_("I keep nothing of yours any more.")])]
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    return view
