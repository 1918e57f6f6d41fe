"""One rule for every way in: when a film is clear, and when the member is asked which is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.lookup import CONFIDENT, WORTH_ASKING, Match
from data.lookup.index.keys import names_of
from data.lookup.query.links import FilmLink
from data.lookup.query.sentence import newest_named
from data.lookup.query.text import fold, numbers_of, wording
from data.lookup.series import COMING, NEW

COMPARABLE_FAME = 3
"""A namesake is about as well known if its rank is less than this many times the best match's.

Of the 3,000 best known films, the bare title then gives the film at once for 94 %, another film of
that title for 0.5 %, and a question of two or three for the rest.
"""
AT_LEAST_OFFERED, LIKE_ENOUGH = 4, 0.5
"""Where a member is asked, so many films are offered if they are at least this like what was typed.
"""

MOST_OFFERED = 5
"""Films that are offered at once; more would be a list to read and no question."""

ALSO_NAMED = 2
"""Other films of a series or a maker that are named beside its newest."""

PART_KNOWN = 10_000
"""A new part of a series counts up to this rank: concerts and making-ofs carry its name too."""

UNSETTLED = timedelta(days=3 * 365)
"""How long a film, once it is no longer new, is still meant rather than a lesser known namesake."""

GENERATION, AS_WELL_KNOWN = 15, 1.5
"""A film tells another anew if it comes so many years after it, and its rank is less than so many
times the other's: a late sequel is less well known."""

NEARLY, FAR_BETTER_KNOWN = 0.85, 30
"""A film this like what was typed is a rival if its rank is so many times better: "inglorious
bastards" is the title of another film, letter by letter."""

_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class FilmsMeant:
    """The films that may be meant, best first, and how sure the first is, from 0 to 1.

    ``others`` may be meant instead of one that is clear because it is the newest of its series or
    its maker; ``work`` is the series or game that was named instead, where no film is meant.
    ``newest_first`` if several are offered, all of one series or maker, and the first is the newest
    that is out.
    """

    films: tuple[Film, ...] = ()
    sure: float = 0.0
    work: OtherWork | None = None
    others: tuple[Film, ...] = ()
    newest_first: bool = False

    @property
    def clear(self) -> Film | None:
        """The film, if only one can be meant."""
        return self.films[0] if len(self.films) == 1 and self.sure >= CONFIDENT else None


def films_meant(matches: Sequence[Match], typed: str, today: date) -> FilmsMeant:
    """What the matches for a text mean.

    One film is clear if it is a confident match without a rival: another confident match, a
    namesake about as well known, one that a typed year fits as well, or, without a year, a namesake
    or later part of its series that is new or about to come (new films have few votes, and are what
    people sit in front of). Other namesakes do no harm, because the answer shows which film it is
    about.
    """
    if not matches or matches[0].confidence < WORTH_ASKING:
        return FilmsMeant()
    first, *others = matches
    if first.confidence >= CONFIDENT:
        years = [int(year) for year in _YEAR.findall(typed)]
        if typed.rstrip().replace("’", "'").endswith(_short_years(first.film)):
            years.append(first.film.year)
        rivals = _rivals(first.film, others, typed, years, today)
    else:
        rivals = [
            match.film
            for place, match in enumerate(others, 2)
            if match.confidence >= WORTH_ASKING
            or (place <= AT_LEAST_OFFERED and match.likeness >= LIKE_ENOUGH)
        ]
    meant = FilmsMeant((first.film, *rivals)[:MOST_OFFERED], first.confidence)
    of_one = [match.film for match in matches if match.newest]
    if meant.clear is None:
        several = len(meant.films) > 1
        of_one_kind = several and set(meant.films).issubset(of_one)
        return replace(meant, newest_first=of_one_kind and _newest_leads(meant.films, today))
    return replace(meant, others=tuple(f for f in of_one if f != first.film)[:ALSO_NAMED])


def or_work(meant: FilmsMeant, title: str, work: OtherWork | None) -> FilmsMeant:
    """What is meant, knowing that the title is also that of a series or a game.

    Unless a film is clear, only those come into question that have the whole name in theirs; if
    there are none, that work is meant. "The new Avengers" may ask for the newest film, too.
    """
    if work is None or meant.clear is not None or (meant.films and newest_named(fold(title))):
        return meant
    named = tuple(film for film in meant.films if key_of(title) in key_of(film.title))
    return replace(meant, films=named, newest_first=False) if named else FilmsMeant(work=work)


class Films(Protocol):
    """Finds films by name and by the ids of other catalogues."""

    def search(self, text: str, limit: int = 10) -> list[Match]:
        """Films for a title as typed."""

    def by_imdb(self, imdb_id: str) -> Film | None:
        """The film of that IMDb id."""

    def by_tmdb(self, tmdb_id: int) -> Film | None:
        """The film of that TMDB number."""


def films_linked(link: FilmLink, films: Films, today: date) -> FilmsMeant:
    """What a link means; nothing if the film behind it is not known."""
    if link.title:
        return films_meant(films.search(link.name), link.name, today)
    film = films.by_imdb(link.imdb_id) if link.imdb_id else films.by_tmdb(link.tmdb_id or 0)
    return FilmsMeant() if film is None else FilmsMeant((film,), 1.0)


def _newest_leads(films: Sequence[Film], today: date) -> bool:
    """Whether no film that is out came later than the first."""
    days = [film.release_date or date(film.year, 1, 1) for film in films]
    return not any(days[0] < day <= today for day in days[1:])


def is_new(film: Film, today: date) -> bool:
    """Whether it came out within :data:`NEW`, or will within :data:`COMING`.

    Without a day of release every film of last year and this one counts.
    """
    if film.release_date is None:
        return today.year - 1 <= film.year <= today.year
    return today - NEW <= film.release_date <= today + COMING


def _rivals(
    best: Film, others: Iterable[Match], typed: str, years: list[int], today: date
) -> list[Film]:
    words = wording(fold(typed)).words
    if "".join(words) in name_keys(best):
        words = ()
    dated = any(abs(best.year - year) <= 1 for year in years)
    rivals: list[Film] = []
    for match in others:
        film = match.film
        if key_of(film.title) == key_of(best.title):
            fame = 1 if _is_recent(best, today) else COMPARABLE_FAME
            known = film.rank < fame * best.rank
            comparable = known or is_new(film, today)
            rival = film.year in {best.year, *years} if dated else comparable
        else:
            rival = match.confidence >= CONFIDENT or _is_far_better_known(match, best)
            rival = rival or (not dated and _is_new_part(film, best, today))
            rival = rival or (bool(words) and _is_fuller(film, best, words))
        if rival:
            rivals.append(film)
    return rivals


def _short_years(film: Film) -> tuple[str, str]:
    """How the two last digits of a film's year stand at the end of a title."""
    return f" {film.year % 100:02}", f" '{film.year % 100:02}"


def _is_recent(film: Film, today: date) -> bool:
    released = film.release_date or date(film.year, 12, 31)
    return today - UNSETTLED <= released <= today and not is_new(film, today)


def _is_far_better_known(match: Match, best: Film) -> bool:
    return match.likeness >= NEARLY and match.film.rank * FAR_BETTER_KNOWN < best.rank


def _is_fuller(film: Film, best: Film, words: Sequence[str]) -> bool:
    """Whether a better known film's title has all the words by which the other is known elsewhere.

    "Super Mario: The Movie" is another name of the film of 1993.
    """
    title = iter(wording(fold(film.title)).words)
    return film.rank * COMPARABLE_FAME < best.rank and all(word in title for word in words)


def _is_new_part(film: Film, best: Film, today: date) -> bool:
    """Whether a film is new, and called like the best match but for a number or a subtitle.

    One that tells an old film anew counts for longer.
    """
    new = is_new(film, today) and film.rank <= PART_KNOWN and film.year > best.year
    anew = film.year >= best.year + GENERATION and film.rank < AS_WELL_KNOWN * best.rank
    if not new and not (anew and _is_recent(film, today)):
        return False
    begun, name = wording(fold(best.title)).words, wording(fold(film.title)).words
    numbered = name[:-1] == begun and bool(numbers_of(name[-1:]))
    return numbered or key_of(best.title) in name_keys(film)


def name_keys(film: Film) -> set[str]:
    """A film's title and the parts of it that it is called by, as the look-up compares them."""
    return {key_of(name) for name, _ in names_of(film, (), ())}


def is_written(title: str, text: str) -> bool:
    """Whether a title stands in a text as it is written, capitals and all, not at its beginning."""
    at = re.search(rf"(?<!\w){re.escape(title)}(?!\w)", text)
    return at is not None and at.start() > 0


def key_of(name: str) -> str:
    """A name as the look-up compares it."""
    return wording(fold(name)).key
