"""Which film a message is about, as a guess that its reader can correct."""

from __future__ import annotations

from collections.abc import Iterator

import discord

from data.catalogue.film import Film
from data.contributions.server_films import ServerFilms


def film_of_message(message: discord.Message, films: ServerFilms) -> Film | None:
    """The film of one of Stinger's cards, by its buttons; else one that the message names."""
    for button in _buttons(message):
        action, _, film_id = (button.custom_id or "").rpartition(":")
        if action.endswith(":film") and (film := films.get(film_id)):
            return film
    named = films.find_in(message.content, limit=1)
    return named[0].film if named else None


def _buttons(message: discord.Message) -> Iterator[discord.Button]:
    for component in message.components:
        for child in getattr(component, "children", ()):
            if isinstance(child, discord.Button):
                yield child
