"""What the author of a draft is asked before it is posted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import film_name
from cogs.shared.items import ActionButton, new_card, new_view
from cogs.theories.rules.theory import Theory
from data.catalogue.film import Film, NeededFilm
from data.locales import _, _n, _p

POST = "theory:post"
"""Posts a draft, by its id, whatever it resembles."""

FILM, OTHER_FILM = "theory:film", "theory:name"
"""Chooses a draft's film, by both ids; asks for another film's name, by the draft's id."""

MOST_FILMS = 4
"""Films offered for a title that is not clear; a fifth button names another one."""

LONGEST_ARGUMENT = 80
"""Characters that a button can carry; a film whose id is too long for it is named instead."""

LABEL_LIMIT = 80
"""Discord's limit in characters."""

CLAIM_ROOM = 600
"""Characters that the claim of a theory may take which a new one resembles."""


def duplicates_card(
    draft: Theory, alike: Sequence[Theory], first: Sequence[NeededFilm] = ()
) -> ui.LayoutView:
    """What a new theory may repeat, for its author: claims hidden, links to the threads.

    Instead of the claims stands what the author should see ``first``, if anything.
    """
    view = new_card()
    head = _n(
        "{count} theory about {film} may say the same. Have a look:",
        "{count} theories about {film} may say the same. Have a look:",
        len(alike),
        film=plain(draft.film_name),
    )
    view.add_item(ui.TextDisplay(head))
    for theory in alike:
        claim = see_first(first) if first else hide(theory.claim, limit=CLAIM_ROOM)
        text = f"**{theory.bare_name}** · {_(theory.standing)}\n{claim}"
        link: ui.Button[Any] = ui.Button(label=_p("verb", "Open"), url=theory.thread_link)
        view.add_item(ui.Section(text, accessory=link))
    post = ActionButton(POST, str(draft.id), _("Post anyway"), style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(post))
    return view


def film_question(draft: Theory, candidates: Sequence[Film]) -> ui.View:
    """Buttons for the films that a draft may be about, and one to name another film."""
    view = new_view()
    for film in candidates[:MOST_FILMS]:
        argument = f"{draft.id}:{film.id}"
        if len(argument) <= LONGEST_ARGUMENT:
            view.add_item(ActionButton(FILM, argument, film_name(film)[:LABEL_LIMIT]))
    view.add_item(ActionButton(OTHER_FILM, str(draft.id), _("Another film")))
    return view


def retry_button(draft: Theory) -> ui.View:
    """A button that posts a draft once more, after Discord did not take it."""
    view = new_view()
    view.add_item(ActionButton(POST, str(draft.id), _("Try again")))
    return view
