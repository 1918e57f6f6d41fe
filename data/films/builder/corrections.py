"""What is wrong with rows of the lists or missing in them, found by hand."""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from data.films.builder.raw import BuildError, RawFilm, keys

WrongIds = Mapping[tuple[str, str], str]
"""The field and the id that a row has there → the film's own, or nothing where it has none."""


def read_wrong_ids(path: Path) -> WrongIds:
    """The ids that belong to another film; an absent file names none."""
    return {(row["field"], row["ours"]): row["should_be"] for row in _rows(path)}


def with_right_ids(films: Sequence[RawFilm], wrong: WrongIds) -> list[RawFilm]:
    """The films with each wrong id replaced; two films may have had each other's."""
    return [
        replace(
            film,
            imdb_id=wrong.get(("imdb_id", film.imdb_id), film.imdb_id),
            tmdb_id=wrong.get(("tmdb_id", film.tmdb_id), film.tmdb_id),
        )
        for film in films
    ]


def read_release_dates(path: Path) -> dict[str, dict[str, str]]:
    """The dates of films of which the lists have none, as :func:`updated` takes them; by film id.

    An absent file names none.

    Raises:
        BuildError: for a row without a film or whose date is no day of the calendar.
    """
    dates = {}
    for line, row in enumerate(_rows(path), 2):
        try:
            day = date.fromisoformat(row["release_date"]).isoformat()
        except (TypeError, ValueError) as fault:
            raise BuildError(f"{path.name}:{line}: {fault}") from fault
        if not row["film_id"] or day != row["release_date"]:
            raise BuildError(f"{path.name}:{line}: no film with its day (YYYY-MM-DD)")
        dates[row["film_id"]] = {"release_date": day}
    return dates


def updated(film: RawFilm, known: Mapping[str, str]) -> RawFilm:
    """The film with what another list knows filled in where its row knows nothing."""
    missing = {field: value for field, value in known.items() if not getattr(film, field)}
    return replace(film, **missing)  # type: ignore[arg-type]  # these fields are all texts


def read_erotic_titles(path: Path) -> dict[str, str]:
    """``Title (Year)`` of a row without ids → ``explicit`` or ``softcore``, as its title tells."""
    return {row["row"]: row["level"] for row in _rows(path)}


def read_left_out(path: Path) -> frozenset[str]:
    """The keys of rows that are no film (see :func:`data.films.builder.raw.keys`)."""
    return frozenset(row["film"] for row in _rows(path))


def without(films: Sequence[RawFilm], left_out: Collection[str]) -> list[RawFilm]:
    """The films none of whose keys, nor of the rows folded into them, is left out."""
    return [film for film in films if not {*keys(film), *film.folded}.intersection(left_out)]


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))
