"""Films that the lists hold twice, folded into one; which ones is decided by hand, row by row."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from data.films.builder.raw import RawFilm, keys


def read_same_films(path: Path) -> dict[str, str]:
    """The key of each row to fold → the key of the row that it is folded into.

    A key is an IMDb id, ``tmdb`` and a number, or ``Title (Year)`` for a row without ids. An
    absent file folds nothing.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["same_as"]: row["film"] for row in csv.DictReader(file, strict=True)}


def fold_same(films: Sequence[RawFilm], same: dict[str, str]) -> list[RawFilm]:
    """The films with each named pair made one, at the better known one's place.

    The row kept gives title and year; what it does not know comes from the other row, whose
    title becomes another name. Pairs that the list does not hold (any more) are passed over.
    """
    places = {key: index for index, film in enumerate(films) for key in keys(film)}
    merged = dict(enumerate(films))
    for folded, kept in same.items():
        if folded in places and kept in places and places[folded] != places[kept]:
            one, other = merged.pop(places[kept]), merged.pop(places[folded])
            best = min(places[kept], places[folded])
            merged[best] = _one_of_two(one, other)
            places.update(dict.fromkeys(keys(merged[best]), best))
    return [merged[index] for index in sorted(merged)]


def _one_of_two(kept: RawFilm, other: RawFilm) -> RawFilm:
    return replace(
        kept,
        original_title=kept.original_title or other.original_title,
        release_date=kept.release_date or other.release_date,
        runtime=kept.runtime or other.runtime,
        imdb_id=kept.imdb_id or other.imdb_id,
        tmdb_id=kept.tmdb_id or other.tmdb_id,
        language=kept.language or other.language,
        franchise=kept.franchise or other.franchise,
        other_titles=(*kept.other_titles, *other.other_titles, other.title),
        folded=(*kept.folded, *other.folded, *keys(other)),
    )
