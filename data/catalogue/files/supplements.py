"""Reads the tables kept by hand beside the lists: franchises, what to see first, credits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data.catalogue.files.tables import check_film, check_page, table
from data.catalogue.film import Film, NeededFilm, StatedCredits

FRANCHISE_COLUMNS = "film_id,franchise"
MAKER_COLUMNS = "maker,means"
NEEDED_COLUMNS = "film_id,needed_id,source,url,looked_up"
CREDITS_COLUMNS = "film_id,seconds,source,url,looked_up"


def with_franchises(films: Sequence[Film], path: Path) -> list[Film]:
    """The films, with the franchises that a table adds to those that have none."""
    added: dict[str, str] = {}
    known = {film.id: film for film in films}
    with table(path, FRANCHISE_COLUMNS) as rows:
        for film_id, franchise in rows:
            check_film(film_id, known)
            if not franchise:
                raise ValueError("no franchise")
            if film_id in added or known[film_id].franchise:
                raise ValueError(f"{film_id!r} has a franchise already")
            added[film_id] = franchise
    return [replace(film, franchise=added[film.id]) if film.id in added else film for film in films]


def read_needed(path: Path, films: Mapping[str, Film]) -> Iterator[tuple[str, NeededFilm]]:
    """Film id, and a film that one should have seen before it, row by row."""
    seen: set[tuple[str, str]] = set()
    with table(path, NEEDED_COLUMNS) as rows:
        for film_id, needed_id, source, url, looked_up in rows:
            check_film(film_id, films)
            check_film(needed_id, films)
            if film_id == needed_id or (film_id, needed_id) in seen:
                raise ValueError("a film needs another one, and each once")
            check_page(source, url, looked_up)
            seen.add((film_id, needed_id))
            yield film_id, NeededFilm(films[needed_id], source, url, looked_up)


def read_credits(path: Path, known: Collection[str]) -> Iterator[tuple[str, StatedCredits]]:
    """Film id, and how long a page says that its credits are, each film once."""
    seen: set[str] = set()
    with table(path, CREDITS_COLUMNS) as rows:
        for film_id, seconds, source, url, looked_up in rows:
            check_film(film_id, known)
            if film_id in seen:
                raise ValueError("a film has credits of one length")
            if not (seconds.isascii() and seconds.isdigit()):
                raise ValueError(f"{seconds!r} is no number of seconds")
            check_page(source, url, looked_up)
            seen.add(film_id)
            yield film_id, StatedCredits(int(seconds), source, url, looked_up)


def read_makers(path: Path, films: Collection[Film]) -> dict[str, tuple[str, ...]]:
    """The name of each studio, and film ids and franchises that stand for its newest films.

    A row may name a maker of an earlier row, for all that it stands for.
    """
    meanings = {film.id for film in films} | {film.franchise for film in films}
    makers: dict[str, tuple[str, ...]] = {}
    with table(path, MAKER_COLUMNS) as rows:
        for maker, means in rows:
            if not maker or (means not in meanings and means not in makers):
                raise ValueError("no film, franchise or earlier maker")
            makers[maker] = (*makers.get(maker, ()), *makers.get(means, (means,)))
    return makers
