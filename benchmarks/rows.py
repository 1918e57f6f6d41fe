"""The rows of a set of queries, and which film of the catalogue each means."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from benchmarks.million import FOLDER
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.films.builder.same_films import read_same_films

NO_FILM = "i_neg"
"""The class of rows that mean no film."""

YEARS_APART = 2
"""Between two rows of one film: each may have the release in another country."""


@dataclass(frozen=True, slots=True)
class Row:
    """A query and the film that it means: none for no film, or for one that we do not have."""

    group: str
    query: str
    film: Film | None


def read_rows(path: Path, catalogue: Catalogue) -> list[Row]:
    """The rows of a set; a film is told by IMDb id, else TMDB id, else title and year."""
    named = _of_two_rows(catalogue)
    named |= {(film.title, film.year): film for film in reversed(catalogue.films)}
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            film = None
            if line["class"] != NO_FILM:
                film = (
                    catalogue.by_imdb(line["imdb_id"])
                    or catalogue.by_tmdb(int(line["tmdb_id"] or 0))
                    or named.get((line["title"], int(line["year"] or 0)))
                )
            rows.append(Row(line["class"], line["query"], film))
    return rows


def _of_two_rows(catalogue: Catalogue) -> dict[tuple[str, int], Film]:
    """The films that stand in the lists twice, by the titles and years of both rows."""
    kept = (_of_key(key, catalogue) for key in read_same_films(FOLDER / "same_films.csv").values())
    return {
        (name, film.year + apart): film
        for film in kept
        if film is not None
        for name in (film.title, *catalogue.aliases.get(film.id, ()))
        for apart in range(-YEARS_APART, YEARS_APART + 1)
    }


def _of_key(key: str, catalogue: Catalogue) -> Film | None:
    """The film of a key as :func:`read_same_films` has them."""
    if key.startswith("tmdb "):
        return catalogue.by_tmdb(int(key.removeprefix("tmdb ")))
    return catalogue.by_imdb(key) or catalogue.by_label(key)
