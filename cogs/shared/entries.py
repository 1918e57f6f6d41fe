"""How slices meet without knowing each other: entries.

An *entry* is something a slice does with a film: show its card, open the reminder form. The slice
registers a handler under a name; any card may then show a button for it, and any question "which
film?" can lead to it. An entry whose slice is not loaded has no button. The custom ids carry only
names and film ids.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.doorway import Doorway
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, ActionSelect
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.server_films import ServerFilms
from data.locales import N_, _

EntryHandler = Callable[["discord.Interaction[Any]", Film], Awaitable[None]]

CHOOSE_FILM = "film:choose"

MOST_CANDIDATES = 10
"""Films offered in one question; more would not be read on a phone."""

LONGEST_NAME = 14

AWAIT = "known"
"""The entry by which a member is told when it is known whether a scene follows."""

ANYWAY = "anyway"
"""The entry that shows a film's card to the asker as if they had seen what comes before it."""

AWAITED = "known:list"
"""The action that lists to a member what they are to be told of."""

NONE_OF_THESE = "none"


BUTTON_LABEL = 80
"""Characters of a button's label."""


class FilmGoneError(UserFacingError):
    """The film is no longer in the catalogue."""

    sentence = N_("This film is no longer in the catalogue. Look it up again with /stinger.")


def film_in(films: ServerFilms, film_id: str) -> Film:
    """The film of an id in a server; raises :class:`FilmGoneError`."""
    film = films.get(film_id)
    if film is None:
        raise FilmGoneError
    return film


@dataclass(frozen=True, slots=True)
class Entry:
    """What a slice offers to do with a film; ``label``, marked by ``N_``, stands on the button."""

    name: str
    label: str


class Entries:
    """The entries of all loaded slices."""

    def __init__(self, doorway: Doorway, known: KnownFilms) -> None:
        self._doorway = doorway
        self._known = known
        self._entries: dict[str, Entry] = {}
        doorway.register_choice(CHOOSE_FILM, self._choose)

    def register(self, name: str, label: str, handler: EntryHandler) -> None:
        """Offer an entry.

        Names are lower-case words joined by hyphens, unique in the bot, and of at most
        :data:`LONGEST_NAME` characters, so that every film's id fits behind them.
        """
        if len(name) > LONGEST_NAME:
            raise ValueError(f"The entry's name {name} is too long.")

        async def enter(interaction: discord.Interaction[Any], film_id: str) -> None:
            films = await self._known.at(interaction.guild_id)
            await handler(interaction, film_in(films, film_id))

        self._doorway.register(_action(name), enter)
        self._entries[name] = Entry(name, label)

    def buttons(self, film: Film, names: Iterable[str]) -> list[ActionButton]:
        """Buttons for those of the named entries that are loaded, in the order named."""
        loaded = (self._entries[name] for name in names if name in self._entries)
        return [ActionButton(_action(entry.name), film.id, _(entry.label)) for entry in loaded]

    def films(self, entry: str, films: Iterable[Film]) -> list[ActionButton]:
        """A button for each of the films, by its name, that leads to an entry."""
        return [ActionButton(_action(entry), film.id, button_label(film)) for film in films]

    async def enter(self, name: str, interaction: discord.Interaction[Any], film_id: str) -> None:
        """Do what the entry is for; raises a :class:`UserFacingError` if it or the film is gone."""
        await self._doorway.press(_action(name), interaction, film_id)

    async def _choose(
        self, interaction: discord.Interaction[Any], entry: str, values: Sequence[str]
    ) -> None:
        """Enter with the film chosen, or say what to try instead."""
        (chosen,) = values
        if chosen != NONE_OF_THESE:
            await self.enter(entry, interaction, chosen)
            return
        await interaction.response.edit_message(
            content=_(
                "Then try it with the year, or paste the film's IMDb or TMDB link. "
                "A film that I do not know is added with /film add."
            ),
            view=None,
        )


def button_label(film: Film) -> str:
    """A film's label as it fits on a button."""
    label = film_name(film)
    if len(label) > BUTTON_LABEL:
        # The end tells films of one name apart.
        label = f"{label[: BUTTON_LABEL // 2 - 1]}…{label[-BUTTON_LABEL // 2 :]}"
    return label


def _action(entry: str) -> str:
    return f"{entry}:film"


def awaiting(facts: FilmFacts, *, strict: bool) -> tuple[str, ...]:
    """The entry by which a member is told when it is known, for the cards that offer it.

    In a strict place all do: a button that only some verdicts have would tell the verdict.
    """
    return () if facts.judgement.settled and not strict else (AWAIT,)


def with_newest(question: str, films: Sequence[Film], *, newest_first: bool) -> str:
    """The question "which film?", after the newest one's name where the films stand newest first.

    A menu shows none of them before it is opened.
    """
    if not newest_first:
        return question
    newest = _("The newest one out is {film}.", film=plain(film_name(films[0])))
    return f"{newest} {question}"


def film_select(entry: str, candidates: Sequence[Film] = ()) -> ActionSelect:
    """The question "which film?", leading to an entry with the film chosen."""
    options = [
        discord.SelectOption(label=film_name(film), value=film.id)
        for film in candidates[:MOST_CANDIDATES]
    ]
    options.append(discord.SelectOption(label=_("None of these"), value=NONE_OF_THESE))
    return ActionSelect(
        CHOOSE_FILM, entry, ui.Select(placeholder=_("Which film?"), options=options)
    )
