"""How slices meet without knowing each other: entries.

An *entry* is something a slice does with a film: show its card, open the reminder form. The slice
registers a handler under a name; any card may then show a button for it, and any question "which
film?" can lead to it. An entry whose slice is not loaded has no button. The custom ids carry only
names and film ids.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ui

from cogs.shared.buttons import ActionButton, Actions
from cogs.shared.errors import UserFacingError, answering_errors
from data.catalogue.film import Film

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot

EntryHandler = Callable[["discord.Interaction[StingerBot]", Film], Awaitable[None]]

MOST_CANDIDATES = 10
"""Films offered in one question; more would not be read on a phone."""

LONGEST_NAME = 14

NONE_OF_THESE = "none"


class FilmGoneError(UserFacingError):
    """The film is no longer in the catalogue."""

    def __init__(self) -> None:
        super().__init__("This film is no longer in the catalogue. Look it up again with /stinger.")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a slice offers to do with a film; ``label`` stands on the button."""

    name: str
    label: str


class Entries:
    """The entries of all loaded slices."""

    def __init__(self, actions: Actions) -> None:
        self._actions = actions
        self._entries: dict[str, Entry] = {}

    def register(self, name: str, label: str, handler: EntryHandler) -> None:
        """Offer an entry.

        Names are lower-case words joined by hyphens, unique in the bot, and of at most
        :data:`LONGEST_NAME` characters, so that every film's id fits behind them.
        """
        if len(name) > LONGEST_NAME:
            raise ValueError(f"The entry's name {name} is too long.")

        async def enter(interaction: discord.Interaction[StingerBot], film_id: str) -> None:
            films = await interaction.client.known.at(interaction.guild_id)
            film = films.get(film_id)
            if film is None:
                raise FilmGoneError
            await handler(interaction, film)

        self._actions.register(_action(name), enter)
        self._entries[name] = Entry(name, label)

    def buttons(self, film: Film, names: Iterable[str]) -> list[ActionButton]:
        """Buttons for those of the named entries that are loaded, in the order named."""
        loaded = (self._entries[name] for name in names if name in self._entries)
        return [ActionButton(_action(entry.name), film.id, entry.label) for entry in loaded]

    async def enter(
        self, name: str, interaction: discord.Interaction[StingerBot], film_id: str
    ) -> None:
        """Do what the entry is for; raises a :class:`UserFacingError` if it or the film is gone."""
        await self._actions.run(_action(name), interaction, film_id)


def _action(entry: str) -> str:
    return f"{entry}:film"


class FilmSelect(ui.DynamicItem[ui.Select[Any]], template=r"choose:(?P<entry>[a-z-]{1,16})"):
    """The question "which film?", leading to an entry with the film chosen."""

    def __init__(self, entry: str, candidates: Sequence[Film] = ()) -> None:
        options = [
            discord.SelectOption(label=film.label, value=film.id)
            for film in candidates[:MOST_CANDIDATES]
        ]
        options.append(discord.SelectOption(label="None of these", value=NONE_OF_THESE))
        super().__init__(
            ui.Select(custom_id=f"choose:{entry}", placeholder="Which film?", options=options)
        )
        self.entry = entry

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], _item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the select again from its custom id; Discord sends the choice along."""
        return cls(match["entry"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Enter with the film chosen, or say what to try instead."""
        async with answering_errors(interaction):
            (chosen,) = self.item.values
            if chosen == NONE_OF_THESE:
                await interaction.response.edit_message(
                    content="Then try it with the year, or paste the film's IMDb or TMDB link. "
                    "A film that I do not know is added with /film add.",
                    view=None,
                )
            else:
                await interaction.client.entries.enter(self.entry, interaction, chosen)
