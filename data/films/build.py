"""Makes the catalogue's files from a folder of public lists: ``python -m data.films.build PATH``.

Writes films, other names and ids, claims and unmatched claims beside this module; the same lists
give the same bytes. What is kept by hand (added films, nicknames, curated claims, scenes,
corrections) is not touched.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.catalogue.files.tables import ALIAS_COLUMNS, CLAIM_COLUMNS, FILM_COLUMNS, OTHER_ID_COLUMNS
from data.films.builder import raw
from data.films.builder.corrections import (
    read_erotic_titles,
    read_left_out,
    read_release_dates,
    read_wrong_ids,
    updated,
    with_right_ids,
    without,
)
from data.films.builder.film_ids import assign_ids
from data.films.builder.order import by_standing
from data.films.builder.other_ids import other_ids, read_other_ids
from data.films.builder.raw import BuildError, RawFilm, keys
from data.films.builder.same_films import fold_same, read_same_films
from data.films.builder.tables import (
    UNMATCHED_COLUMNS,
    FilmIndex,
    alias_rows,
    claim_rows,
    film_row,
    known_films,
    read_nicknames,
    read_series,
    write,
)
from data.films.builder.tag_meanings import read_meanings
from data.films.builder.titles import useful_titles


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows of each kind a build wrote or left out."""

    films: int
    folded: int
    left_out: int
    softcore: int
    aliases: int
    claims: int
    unmatched: int
    dropped: int
    no_longer_added: tuple[str, ...]

    def __str__(self) -> str:
        told = (
            f"{self.films} films ({self.folded} folded, {self.left_out} left out), "
            f"{self.softcore} softcore, {self.aliases} aliases, "
            f"{self.claims} claims, {self.unmatched} unmatched, "
            f"{self.dropped} dropped (they say nothing)"
        )
        if self.no_longer_added:
            told += (
                "\nThe lists hold these by now, take their rows out of added_films.csv: "
                + ", ".join(self.no_longer_added)
            )
        return told


@dataclass(frozen=True, slots=True)
class _Listed:
    """The films that stay of the lists, best known first, and how many rows went which way."""

    films: list[RawFilm]
    softcore: frozenset[RawFilm]
    folded: int
    left_out: int


def build(lists: Path, folder: Path) -> Outcome:
    """Reads the lists and writes the tables into ``folder``.

    Raises:
        BuildError: if a list has a broken row; nothing is written then.
    """
    adult = read_erotic_titles(folder / "erotic_titles.csv") | raw.read_adult(lists)
    listed = _listed(lists, folder, adult)
    added = known_films(folder / "added_films.csv")
    earlier = known_films(folder / "films.csv") | known_films(folder / "softcore.csv")
    former = read_other_ids(folder / "other_ids.csv")
    ids = assign_ids(listed.films, earlier | added, former)
    explicit = {name for name, film in earlier.items() if _level(film, adult) == "explicit"}
    others = other_ids(listed.films, ids, earlier, former, {*added, *explicit})
    updates, dates = raw.read_updates(lists), read_release_dates(folder / "release_dates.csv")
    films = {
        name: updated(updated(film, updates.get(name, {})), dates.get(name, {}))
        for name, film in zip(ids, listed.films, strict=True)
    }
    films = by_standing(films, read_series(folder / "franchises.csv"))
    shown = {name: film for name, film in films.items() if film not in listed.softcore}
    index = FilmIndex({**added, **films}, others)
    nicknames = read_nicknames(folder / "nicknames.csv")
    titles = useful_titles(raw.read_titles(lists), shown, others, nicknames)
    aliases = alias_rows([*raw.read_aliases(lists), *titles], index, added | shown)
    meanings = read_meanings(folder / "tag_meanings.csv")
    claims, unmatched, dropped = claim_rows(raw.read_claims(lists), index, meanings)

    softcore = [film_row(film, name) for name, film in films.items() if name not in shown]
    write(folder / "films.csv", FILM_COLUMNS, [film_row(f, name) for name, f in shown.items()])
    write(folder / "softcore.csv", FILM_COLUMNS, softcore)
    write(folder / "other_ids.csv", OTHER_ID_COLUMNS, others.items())
    write(folder / "aliases.csv", ALIAS_COLUMNS, aliases)
    write(folder / "claims.csv", CLAIM_COLUMNS, claims)
    write(folder / "unmatched.csv", UNMATCHED_COLUMNS, unmatched)
    counts = (len(shown), listed.folded, listed.left_out, len(softcore), len(aliases))
    listed_now = tuple(sorted(added.keys() & films.keys()))
    return Outcome(*counts, len(claims), len(unmatched), dropped, listed_now)


def _listed(lists: Path, folder: Path, adult: Mapping[str, str]) -> _Listed:
    every = [*raw.read_films(lists), *raw.read_new_films(lists)]
    rows = with_right_ids(every, read_wrong_ids(folder / "wrong_ids.csv"))
    folded = fold_same(rows, read_same_films(folder / "same_films.csv"))
    films = without(folded, read_left_out(folder / "left_out.csv"))
    films = [film for film in films if _level(film, adult) != "explicit"]
    softcore = frozenset(film for film in films if _level(film, adult))
    return _Listed(films, softcore, len(rows) - len(folded), len(folded) - len(films))


def _level(film: RawFilm, adult: Mapping[str, str]) -> str:
    """``explicit``, ``softcore``, or nothing for what is neither."""
    return next((adult[key] for key in keys(film) if key in adult), "")


def main() -> None:
    """Builds from the folder named on the command line and prints what was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="folder with the public lists")
    arguments = parser.parse_args()
    try:
        print(build(arguments.path, Path(__file__).parent))
    except (BuildError, OSError) as fault:
        parser.exit(1, f"{fault}\n")


if __name__ == "__main__":
    main()
