"""Which of many release titles are worth holding: those by which a film is not found anyway."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz.fuzz import ratio

from data.films.builder.raw import RawAlias, RawFilm
from data.lookup.query.text import fold, wording

KNOWN_WITHOUT_LANGUAGE = 4_000
"""Titles of no stated language are held for so many of the best known films.

One in twelve of them is odd in form, and each title takes a kilobyte of memory in the index.
"""

ALIKE = 80.0
"""From this similarity on, of 100, the look-up finds a film by a title that it does not hold."""


def useful_titles(
    titles: Iterable[RawAlias],
    films: Mapping[str, RawFilm],
    others: Mapping[str, str],
    nicknames: Iterable[str],
) -> Iterator[RawAlias]:
    """The titles by which ``films``, best known first, are not found without them.

    Left out are a title that is another film's own or anybody's nickname, one of the same letters
    as a name that the film has, and of those without a language the ones that vary the film's title
    and those of lesser known films. ``others`` lead on from ids that a film had.
    """
    own = {_key(films[film_id].title): film_id for film_id in reversed(list(films))}
    known = {_key(name) for name in nicknames}
    place = {film_id: number for number, film_id in enumerate(films)}
    seen: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        film_id = others.get(title.film_id, title.film_id)
        if film_id not in films:
            continue
        film, key = films[film_id], _key(title.alias)
        if not seen[film_id]:
            seen[film_id] = {_key(name) for name in (film.title, film.original_title) if name}
        if not key or key in known or key in seen[film_id] or own.get(key, film_id) != film_id:
            continue
        if not title.language and (
            place[film_id] >= KNOWN_WITHOUT_LANGUAGE or _varies(key, _key(film.title))
        ):
            continue
        seen[film_id].add(key)
        yield title


def _varies(key: str, title: str) -> bool:
    return key.startswith(title) or title.startswith(key) or ratio(key, title) > ALIKE


def _key(title: str) -> str:
    return wording(fold(title)).key
