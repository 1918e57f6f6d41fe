"""Reads the catalogue's tables: films, other names, claims. Each fault names file and line."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TypeVar

from data.catalogue.film import Film
from data.catalogue.labels import label
from data.catalogue.verdict import EXTRAS, Claim, Count

T = TypeVar("T")

FILM_COLUMNS = (
    "id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise"
)
ADDED_COLUMNS = f"{FILM_COLUMNS},ranks_after,source,url,looked_up"
OTHER_ID_COLUMNS = "other_id,film_id"
ALIAS_COLUMNS = "film_id,alias,kind,lang"
NICKNAME_COLUMNS = "film_id,alias,kind,source"
NICKNAME_KINDS = frozenset(("nickname", "abbreviation"))
"""Kinds of names that several films may share; all others are titles."""
TRANSLATED = "translated_title"
SHOWN_LANGUAGES = frozenset(("de", "fr", "es", "it", "pt-BR"))
"""Languages in which people read a film's own title. Portuguese of no country is not among them:
Portugal and Brazil often have different titles."""

CLAIM_COLUMNS = "film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note"

_ADDRESS = re.compile(r"https?://[^\s<>|\\`]+")

SERIES_WIDE = "franchise-wide statement"
"""The note of a claim that a page makes in passing, of a whole series."""


class CatalogueError(Exception):
    """A file of the catalogue is broken; the text names the file, the place and the fault."""


@contextmanager
def table(path: Path, columns: str) -> Iterator[Iterator[list[str]]]:
    """The rows below the header, each as wide as the header.

    Raises:
        CatalogueError: if the file is missing, and for any ``ValueError`` in the ``with`` block,
            placed at the row just read.
    """
    if not path.exists():
        raise CatalogueError(f"{path.name}: there is no such file")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            if next(rows, []) != columns.split(","):
                raise ValueError(f"the header is not {columns}")
            yield _full_rows(rows, len(columns.split(",")))
        except (ValueError, csv.Error) as fault:
            raise CatalogueError(f"{path.name}:{rows.line_num}: {fault}") from fault


def read_films(path: Path, added: Mapping[str, Sequence[Film]]) -> list[Film]:
    """The films by rank, each followed by those ``added`` that rank after its id.

    Labels are ``Title (Year)`` and may be shared.
    """
    films: list[Film] = []
    waiting = dict(added)
    rows_read = _FilmRows()
    for film in chain.from_iterable(added.values()):
        rows_read.claim_ids(film.id, film.imdb_id, film.tmdb_id)
    with table(path, FILM_COLUMNS) as rows:
        for row in rows:
            films.append(rows_read.film(row, len(films) + 1))
            for film in waiting.pop(row[0], ()):
                films.append(replace(film, rank=len(films) + 1))
    if waiting:
        raise CatalogueError(f"no film has the id {next(iter(waiting))!r}, to rank a film after it")
    return films


def read_added_films(path: Path) -> dict[str, list[Film]]:
    """Films that the lists lack, by the id of the listed film after which they rank.

    They have no rank of their own yet. The page that states them is for the reader of the file.
    """
    added: dict[str, list[Film]] = defaultdict(list)
    rows_read = _FilmRows()
    with table(path, ADDED_COLUMNS) as rows:
        for row in rows:
            *of_film, ranks_after, source, url, looked_up = row
            if not ranks_after:
                raise ValueError("a film needs a film to rank after")
            check_page(source, url, looked_up)
            added[ranks_after].append(rows_read.film(of_film, 0))
    return dict(added)


class _FilmRows:
    """Makes films of rows: no id twice, and words that repeat are held once."""

    def __init__(self) -> None:
        self._ids: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._words: dict[str, str] = {}

    def film(self, row: Sequence[str], rank: int) -> Film:
        film_id, title, original, year, released, runtime, imdb, tmdb, language, series = row
        if not film_id or not title:
            raise ValueError("a film needs an id and a title")
        self.claim_ids(film_id, imdb, tmdb)
        return Film(
            film_id,
            label(title, year),
            title,
            self._numbers.setdefault(year, int(year)),
            rank,
            original or None,
            date.fromisoformat(released) if released else None,
            self._numbers.setdefault(runtime, int(runtime)) if runtime else None,
            imdb or None,
            int(tmdb) if tmdb else None,
            self._words.setdefault(language, language) or None,
            self._words.setdefault(series, series) or None,
        )

    def claim_ids(self, *ids: str | int | None) -> None:
        """Take ids for one film; a ``ValueError`` if another has one of them."""
        for own in map(str, filter(None, ids)):
            if own in self._ids:
                raise ValueError(f"another film has the id {own!r}")
            self._ids.add(own)


def read_names(
    path: Path, columns: str, known: Collection[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Film id, other name, its kind, and its language or source, row by row."""
    with table(path, columns) as rows:
        for film_id, name, kind, origin in rows:
            check_film(film_id, known)
            if not name:
                raise ValueError("no name")
            yield film_id, name, kind, origin


def own_titles(
    translated: Iterable[tuple[str, str, str]],
) -> dict[str, tuple[tuple[str, str], ...]]:
    """Film id → languages, each with its release title there, of ids, titles and languages.

    Only languages in which a title is shown, none of which a ``?`` doubts, with one title.
    """
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for film_id, name, language in translated:
        if language in SHOWN_LANGUAGES:
            titles[film_id, language].add(name)
    own: dict[str, tuple[tuple[str, str], ...]] = {}
    for (film_id, language), names in sorted(titles.items()):
        if len(names) == 1:
            own[film_id] = (*own.get(film_id, ()), (language, names.pop()))
    return own


def read_other_ids(path: Path, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Another id, and the film's own: ids of rows that were folded into a film.

    Ids whose film is gone lead nowhere and are left out.
    """
    with table(path, OTHER_ID_COLUMNS) as rows:
        for other_id, film_id in rows:
            if not other_id or other_id in known:
                raise ValueError(f"{other_id!r} is no other id")
            if film_id:
                check_film(film_id, known)
                yield other_id, film_id


def read_claims(path: Path, known: Collection[str]) -> Iterator[tuple[str, Claim]]:
    """Film id and claim, row by row."""
    with table(path, CLAIM_COLUMNS) as rows:
        for film_id, source, url, as_of, mid, post, total, extras, unstated, note in rows:
            check_film(film_id, known)
            if not source:
                raise ValueError("a claim needs a source")
            yield (
                film_id,
                Claim(
                    source=source,
                    mid=read_count(mid),
                    post=read_count(post),
                    total=read_count(total),
                    extras=checked_extras(extras.split(";") if extras else ()),
                    kind_unstated=_flag(unstated),
                    url=url or None,
                    as_of=as_of or None,
                    note=note,
                    series_wide=note == SERIES_WIDE,
                ),
            )


def check_address(url: str) -> None:
    """Accept a web address that may stand in a link.

    Raises:
        ValueError: for anything else.
    """
    if not _ADDRESS.fullmatch(url):
        raise ValueError(f"{url!r} is no web address")


def check_page(source: str, url: str, looked_up: str) -> None:
    """Accept a page that a row rests on: a source, its address and an ISO date.

    Raises:
        ValueError: if one of them is missing or none.
    """
    if not source:
        raise ValueError("no source")
    check_address(url)
    date.fromisoformat(looked_up)


def checked_extras(extras: Collection[str]) -> tuple[str, ...]:
    """The same words, each of which is one of :data:`data.catalogue.verdict.EXTRAS`.

    Raises:
        ValueError: if one is not.
    """
    unknown = [word for word in extras if word not in EXTRAS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no kind of extra ({', '.join(EXTRAS)})")
    return tuple(extras)


def _full_rows(rows: Iterator[list[str]], width: int) -> Iterator[list[str]]:
    for row in rows:
        if len(row) != width:
            raise ValueError(f"{len(row)} fields instead of {width}")
        yield row


def check_film(film_id: str, known: Collection[str]) -> None:
    """Accept the id of a known film; a ``ValueError`` for another."""
    if film_id not in known:
        raise ValueError(f"no film has the id {film_id!r}")


def read_count(text: str) -> Count | None:
    """A count as the table of claims writes it; a ``ValueError`` for anything else."""
    if not text:
        return None
    if text == "+":
        return "some"
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text!r} is no count (a number, '+' or nothing)")
    return int(text)


def _flag(text: str) -> bool:
    if text not in ("", "1"):
        raise ValueError(f"{text!r} is no flag ('1' or nothing)")
    return text == "1"


def grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Values by film, each film's in the order given."""
    groups: dict[str, list[T]] = defaultdict(list)
    for film_id, value in pairs:
        groups[film_id].append(value)
    return {film_id: tuple(values) for film_id, values in groups.items()}
