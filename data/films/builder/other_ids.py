"""Ids that lead on: those of rows that were folded into another film, or left out since."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from data.films.builder.raw import RawFilm, keys


def read_other_ids(path: Path) -> dict[str, str]:
    """Another id → the film's own, or nothing where the film is gone; an absent file: none.

    Another id is a former id of the catalogue, an IMDb id, or ``tmdb`` and a number.
    """
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["other_id"]: row["film_id"] for row in csv.DictReader(file, strict=True)}


def other_ids(
    films: Sequence[RawFilm],
    ids: Sequence[str],
    earlier: Mapping[str, RawFilm],
    former: Mapping[str, str],
    unlisted: Iterable[str],
) -> dict[str, str]:
    """Every other id by now: those known before, and those that this build has made.

    ``earlier`` are the films of the last build; ``unlisted`` are their ids that stay in use
    elsewhere. An id once given leads to its film for good, or to nothing once that is gone.
    """
    slug_of = {key: film_id for film_id, film in earlier.items() for key in keys(film)}
    found = dict.fromkeys(earlier.keys() - set(unlisted), "") | dict(former)
    for film, film_id in zip(films, ids, strict=True):
        for key in film.folded:
            if key.startswith(("tt", "tmdb ")) and key not in keys(film):
                found[key] = film_id
            if key in slug_of:
                found[slug_of[key]] = film_id
    present = set(ids)
    return {
        other: film_id if film_id in present else ""
        for other, film_id in sorted(found.items())
        if other not in present
    }
