"""The one way in which a member names a film, for every slice.

While typing, the option offers unique labels; at submit it takes what was picked or any free
text, an IMDb or TMDB link or id, or the catalogue's own id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from discord import app_commands, ui

from cogs.shared.bot import Interaction
from cogs.shared.cards.spoilers import plain
from cogs.shared.entries import film_select
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton
from data.catalogue.film import Film
from data.contributions.server_films import ServerFilms
from data.lookup import CONFIDENT
from data.lookup.text import fold, wording

MOST_CHOICES = 25
"""Discord shows no more choices."""

WORTH_ASKING = 0.1
"""From this confidence on a film is offered as "did you mean", below it only as "closest"."""

CLOSEST = 3

ADD_FILM = "film:new"
"""The action that opens the form for a film that the catalogue lacks, if a slice does it."""

COMPARABLE_FAME = 3
"""A namesake is about as well known if its rank is less than this many times the best match's.

Of the 3,000 best known films, the bare title then gives the film at once for 94 %, another film of
that title for 0.5 %, and a question of two or three for the rest.
"""

_LABEL_DETAIL = re.compile(r"(?<=\(\d{4}), [^()]+(?=\)$)")
_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", re.ASCII)
_TMDB_LINK = re.compile(r"themoviedb\.org/(?P<kind>\w+)/(?P<id>\d{1,9})", re.IGNORECASE)
_IMDB_LINK = re.compile(r"imdb\.com/\S*?\b(?P<id>[a-z]{2}\d{5,10})", re.IGNORECASE)
_IMDB_ID = re.compile(r"tt\d{5,10}", re.IGNORECASE)
_TMDB_ID = re.compile(r"tmdb[:/ ]?(?P<id>\d{1,9})", re.IGNORECASE)


class NoFilmNamedError(UserFacingError):
    """The option holds nothing to look for."""

    sentence = "Type the name of a film, for example: Iron Man"


class NotAFilmLinkError(UserFacingError):
    """The link leads to a person, a company or a series."""

    sentence = "That link is not a film's page. Paste the link of the film, or type its name."


class UnknownLinkError(UserFacingError):
    """A film's link or id that the catalogue does not hold."""

    sentence = (
        "I do not know the film behind that link. Try its name with the year; if it is new, "
        "add it with /film add."
    )


@dataclass(frozen=True, slots=True)
class Found:
    """One film is clear."""

    film: Film


@dataclass(frozen=True, slots=True)
class Several:
    """Candidates, best first; ``close`` tells whether one of them is likely meant."""

    candidates: tuple[Film, ...]
    close: bool


def find_film(films: ServerFilms, text: str, this_year: int) -> Found | Several:
    """Find the film that a text names.

    One film is clear if it is named by label, id or link, or if it is a confident match without a
    comparable namesake: one about as well known, one of this year or the last (new films have few
    votes, and are what people sit in front of), or one that a typed year fits as well. Other
    namesakes do no harm, because the card shows which film was taken.

    Raises a :class:`UserFacingError` for a text without anything visible, a link that is no film's,
    and a link or id that neither the catalogue nor the server's additions hold.
    """
    text = text.strip()
    if not plain(text):
        raise NoFilmNamedError
    film = films.get(text) or film_linked(films, text)
    if film is not None:
        return Found(film)
    matches = films.search(_LABEL_DETAIL.sub("", text))
    for match in matches:
        if match.film.label.casefold() == text.casefold():
            return Found(match.film)
    if matches and matches[0].confidence >= CONFIDENT:
        best, *others = (match.film for match in matches)
        rivals = _comparable_namesakes(best, others, text, this_year)
        return Several((best, *rivals), close=True) if rivals else Found(best)
    likely = tuple(match.film for match in matches if match.confidence >= WORTH_ASKING)
    return Several(likely or tuple(match.film for match in matches), close=bool(likely))


def _comparable_namesakes(
    best: Film, others: Iterable[Film], text: str, this_year: int
) -> list[Film]:
    name = _name(best)
    namesakes = [film for film in others if _name(film) == name]
    typed = [int(year) for year in _YEAR.findall(text)]
    if any(abs(best.year - year) <= 1 for year in typed):
        return [film for film in namesakes if film.year in {best.year, *typed}]
    return [
        film
        for film in namesakes
        if film.year >= this_year - 1 or film.rank < COMPARABLE_FAME * best.rank
    ]


def _name(film: Film) -> str:
    return wording(fold(film.title)).key


def film_linked(films: ServerFilms, text: str) -> Film | None:
    """The film of a link in a text, or of an outside id; ``None`` if the text holds neither.

    Raises :class:`NotAFilmLinkError` or :class:`UnknownLinkError`.
    """
    ids = outside_ids(text)
    if ids is None:
        return None
    imdb_id, tmdb_id = ids
    film = films.by_imdb(imdb_id) if imdb_id else films.by_tmdb(tmdb_id or 0)
    if film is None:
        raise UnknownLinkError
    return film


def outside_ids(text: str) -> tuple[str | None, int | None] | None:
    """The IMDb id or else the TMDB number that a text holds; ``None`` if it holds neither.

    Raises :class:`NotAFilmLinkError`.
    """
    if link := _TMDB_LINK.search(text):
        if link["kind"].casefold() != "movie":
            raise NotAFilmLinkError
        return None, int(link["id"])
    if link := _IMDB_LINK.search(text):
        if not link["id"].casefold().startswith("tt"):
            raise NotAFilmLinkError
        return link["id"].casefold(), None
    if _IMDB_ID.fullmatch(text):
        return text.casefold(), None
    if number := _TMDB_ID.fullmatch(text):
        return None, int(number["id"])
    return None


async def film_choices(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
    """Autocomplete for every film option: best known and recent films before anything is typed."""
    films = await interaction.client.known.at(interaction.guild_id)
    matches = films.complete(current, MOST_CHOICES)
    return [app_commands.Choice(name=m.film.label, value=m.film.id) for m in matches]


async def choose_film(interaction: Interaction, text: str, *, entry: str) -> Film | None:
    """The film named, or ``None`` after the member was asked privately which one is meant.

    The answer to that question leads to ``entry``. Raises what :func:`find_film` raises.
    """
    bot = interaction.client
    films = await bot.known.at(interaction.guild_id)
    if picked := films.get(text):  # as most do
        return picked
    result = find_film(films, text, bot.clock().year)
    if isinstance(result, Found):
        return result.film
    await _ask(interaction, text, result, entry)
    return None


async def _ask(interaction: Interaction, text: str, several: Several, entry: str) -> None:
    typed = plain(text, limit=100)
    offer_to_add = not several.close and ADD_FILM in interaction.client.doorway
    if not several.candidates and not offer_to_add:
        raise NothingCloseError(typed)
    if several.close:
        sentence, candidates = f"Which film do you mean by “{typed}”?", several.candidates
    elif several.candidates:
        sentence = f"I know no film called “{typed}”. These come closest:"
        candidates = several.candidates[:CLOSEST]
    else:
        sentence, candidates = str(NothingCloseError(typed)), ()
    view = ui.View(timeout=None)
    if candidates:
        view.add_item(film_select(entry, candidates))
    if offer_to_add:
        view.add_item(ActionButton(ADD_FILM, "", "Add this film"))
    await interaction.response.send_message(sentence, view=view, ephemeral=True)


class NothingCloseError(UserFacingError):
    """No film comes even close to what was typed."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            f"I know no film called “{typed}”. Try its name with the year, or paste its IMDb or "
            "TMDB link. A film that I do not know is added with /film add."
        )
