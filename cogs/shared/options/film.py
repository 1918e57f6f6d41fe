"""The one way in which a member names a film, for every slice.

While typing, the option offers unique labels; at submit it takes what was picked or any free
text, an IMDb or TMDB link or id, or the catalogue's own id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypeVar

from discord import app_commands

from cogs.shared.bot import Interaction
from cogs.shared.cards.film import NEWEST
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.entries import film_select, with_newest
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, new_view
from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.contributions.store.server_films import ServerFilms
from data.locales import N_, _
from data.lookup.choice import Films, FilmsMeant, films_linked, films_meant, or_work
from data.lookup.query.links import Link, UnreadableLink, read_links

MOST_CHOICES = 25
"""Discord shows no more choices."""

CLOSEST = 3

ADD_FILM = "film:new"
"""The action that opens the form for a film that the catalogue lacks, if a slice does it."""

LONGEST_NAMED = 500
"""Characters of the option that are read; a link may be long."""

QUICK = 60
"""Characters up to which no text keeps the look-up busy for five milliseconds; to hand one of them
to a thread would cost more than that spares."""

T = TypeVar("T")

_LABEL_DETAIL = re.compile(r"(?<=\(\d{4}), [^()]+(?=\)$)")


class NoFilmNamedError(UserFacingError):
    """The option holds nothing to look for."""

    sentence = N_("Type the name of a film, for example: Iron Man.")


class NotAFilmLinkError(UserFacingError):
    """The link leads to a person, a company or a series."""

    sentence = N_(
        "That link is not a film's page that I can read. Paste the film's link from IMDb, TMDB, "
        "Letterboxd, Trakt, JustWatch or Wikipedia, or type its name."
    )


class ShortLinkError(UserFacingError):
    """A shortened link: what is behind it is known to its site alone."""

    sentence = N_(
        "I cannot see where a short link leads. Paste the film's full link, or type its name."
    )


class UnknownLinkError(UserFacingError):
    """A film's link or id that the catalogue does not hold."""

    sentence = N_(
        "I do not know the film behind that link. Try its name with the year; if it is new, "
        "add it with /film add."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One film is clear; ``others`` are as in :class:`FilmsMeant`."""

    film: Film
    others: tuple[Film, ...] = ()


@dataclass(frozen=True, slots=True)
class Several:
    """Candidates, best first; ``close`` tells whether one of them is likely meant.

    ``work`` is the series or game that was named where none is; ``newest_first`` is as in
    :class:`FilmsMeant`.
    """

    candidates: tuple[Film, ...]
    close: bool
    work: OtherWork | None = None
    newest_first: bool = False


def find_film(films: ServerFilms, text: str, today: date) -> Found | Several:
    """Find the film that a text names: by label, id or link, else as :func:`films_meant` says.

    Raises a :class:`UserFacingError` for a text without anything visible, a link that is no film's,
    and a link or id that neither the catalogue nor the server's additions hold.
    """
    text = text.strip()[:LONGEST_NAMED]
    if not plain(text):
        raise NoFilmNamedError
    film = films.get(text)
    if film is not None:
        return Found(film)
    linked = films_behind(next(read_links(text), None), films, today)
    if linked is not None:
        return Found(linked.clear) if linked.clear else Several(linked.films, close=True)
    matches = films.search(_LABEL_DETAIL.sub("", text))
    for match in matches:
        if text.casefold() in (match.film.label.casefold(), film_name(match.film).casefold()):
            return Found(match.film)
    meant = or_work(films_meant(matches, text, today), text, films.other_work(text))
    if meant.clear is not None:
        return Found(meant.clear, meant.others)
    if meant.work is not None:
        return Several((), close=False, work=meant.work)
    if meant.films:
        return Several(meant.films, close=True, newest_first=meant.newest_first)
    return Several(tuple(match.film for match in matches), close=False)


def films_behind(link: Link | None, films: Films, today: date) -> FilmsMeant | None:
    """The films of a link or an outside id that was read; ``None`` if there was none.

    Raises :class:`NotAFilmLinkError`, :class:`ShortLinkError` or :class:`UnknownLinkError`.
    """
    if link is None:
        return None
    if isinstance(link, UnreadableLink):
        raise ShortLinkError if link.short else NotAFilmLinkError
    meant = films_linked(link, films, today)
    if not meant.films:
        raise UnknownLinkError
    return meant


async def film_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Autocomplete for every film option: best known and recent films before anything is typed."""
    bot = interaction.client
    films = await bot.known.at(interaction.guild_id)
    complete = partial(films_completed, films, current, bot.clock().date())
    found = await _looked_up(interaction, current, complete)
    return [app_commands.Choice(name=film_name(film), value=film.id) for film in found]


def films_completed(films: ServerFilms, text: str, today: date) -> Sequence[Film]:
    """The films that are offered for what was typed so far.

    For a link or an outside id that is the film behind it, and none if that is not known: its
    letters name no film.
    """
    try:
        linked = films_behind(next(read_links(text), None), films, today)
    except UserFacingError:
        return ()
    if linked is not None:
        return linked.films
    return [match.film for match in films.complete(text, MOST_CHOICES)]


async def film_named(interaction: Interaction, text: str) -> Found | Several:
    """The film that a text names here; raises as :func:`find_film`, and if that takes too long."""
    bot = interaction.client
    films = await bot.known.at(interaction.guild_id)
    find = partial(find_film, films, text, bot.clock().date())
    return await _looked_up(interaction, text, find)


async def _looked_up(interaction: Interaction, text: str, look_up: Callable[[], T]) -> T:
    if len(text) <= QUICK:
        return look_up()
    return await interaction.client.work.compute(interaction.user.id, look_up)


async def choose_film(interaction: Interaction, text: str, *, entry: str) -> Film | None:
    """As :func:`choose_found`, for what names no other films beside it."""
    found = await choose_found(interaction, text, entry=entry)
    return found.film if found else None


async def choose_found(interaction: Interaction, text: str, *, entry: str) -> Found | None:
    """The film named, or ``None`` after the member was asked privately which one is meant.

    The answer to that question leads to ``entry``. Raises what :func:`find_film` raises.
    """
    films = await interaction.client.known.at(interaction.guild_id)
    if picked := films.get(text):  # as most do
        return Found(picked)
    result = await film_named(interaction, text)
    if isinstance(result, Found):
        return result
    if result.work is not None and result.work.is_shown:
        raise NoFilmButError(result.work)
    await _ask(interaction, text, result, entry)
    return None


async def offer_others(interaction: Interaction, others: Sequence[Film], *, entry: str) -> None:
    """Offer privately, after an answer, what may be meant instead of the newest film, if anything.

    As in :class:`FilmsMeant`; what is chosen leads to ``entry``.
    """
    if not others:
        return
    view = new_view()
    view.add_item(film_select(entry, others))
    await interaction.followup.send(_(NEWEST), view=view, ephemeral=True)


async def _ask(interaction: Interaction, text: str, several: Several, entry: str) -> None:
    typed = plain(text, limit=100)
    offer_to_add = not several.close and ADD_FILM in interaction.client.doorway
    if not several.candidates and not offer_to_add:
        raise NothingCloseError(typed)
    if several.close:
        question = _("Which film do you mean by “{typed}”?", typed=typed)
        candidates = several.candidates
        sentence = with_newest(question, candidates, newest_first=several.newest_first)
    elif several.candidates:
        sentence = _("I know no film called “{typed}”. These come closest:", typed=typed)
        candidates = several.candidates[:CLOSEST]
    else:
        sentence, candidates = str(NothingCloseError(typed)), ()
    view = new_view()
    if candidates:
        view.add_item(film_select(entry, candidates))
    if offer_to_add:
        view.add_item(ActionButton(ADD_FILM, "", _("Add this film")))
    await interaction.response.send_message(sentence, view=view, ephemeral=True)


class NoFilmButError(UserFacingError):
    """What was typed is the name of a series or a game."""

    def __init__(self, work: OtherWork) -> None:
        name = plain(work.name, limit=100)
        if work.kind == "game":
            sentence = _(
                "“{name}” is a game, and I only know films. If you mean a film of that name, add "
                "its year.",
                name=name,
            )
        else:
            sentence = _(
                "“{name}” is a series, and I only know films. If you mean a film of that name, add "
                "its year.",
                name=name,
            )
        super().__init__(sentence)


class NothingCloseError(UserFacingError):
    """No film comes even close to what was typed."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _(
                "I know no film called “{typed}”. Try its name with the year, or paste its IMDb or "
                "TMDB link. A film that I do not know is added with /film add.",
                typed=typed,
            )
        )
