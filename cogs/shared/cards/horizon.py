"""What a member reads in private where something is left to see first."""

from __future__ import annotations

from collections.abc import Sequence

from discord import ui

from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.items import ActionButton, new_card
from data.catalogue.film import NeededFilm
from data.locales import N_, _
from data.text import SafeText

SHOW_ANYWAY = N_("Show anyway")
"""The button below what is closed to a member: it is answered as if they had seen the film."""

NAMES_ROOM = 300
"""Characters for the films to see first."""


def see_first(first: Sequence[NeededFilm]) -> str:
    """Which films to see before one, in a line."""
    labels = plain(", ".join(film_name(one.film) for one in first), NAMES_ROOM)
    return _("See first: {films}", films=labels)


def see_first_card(
    title: SafeText, first: Sequence[NeededFilm], anyway: ActionButton
) -> ui.LayoutView:
    """What stands in the place of hidden text: its title, and what to see before it opens."""
    opens = _("It opens once you have marked that with `/me seen`.")
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay(f"### {title}\n{see_first(first)}\n-# {opens}")))
    view.add_item(ui.ActionRow(anyway))
    return view
