"""Makes the catalogue's files from a folder of public lists: ``python -m data.films.build PATH``.

Writes films, aliases, claims and unmatched claims beside this module; the same lists give the
same bytes. What is kept by hand (added films, nicknames, curated claims, scenes) is not touched.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.catalogue.files import ALIAS_COLUMNS, CLAIM_COLUMNS, FILM_COLUMNS
from data.films import raw
from data.films.claim_rules import Statement, read_claim
from data.films.raw import BuildError, RawAlias, RawClaim, RawFilm
from data.films.same_films import fold_same, read_same_films
from data.films.slugs import assign_ids

STATEMENT_COLUMNS = CLAIM_COLUMNS.removeprefix("film_id,")
UNMATCHED_COLUMNS = f"imdb_id,tmdb_id,title,year,{STATEMENT_COLUMNS}"

OTHER_TITLE = "title_in_other_source"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows of each kind a build wrote or left out."""

    films: int
    folded: int
    aliases: int
    claims: int
    unmatched: int
    dropped: int
    no_longer_added: tuple[str, ...]

    def __str__(self) -> str:
        told = (
            f"{self.films} films ({self.folded} folded), {self.aliases} aliases, "
            f"{self.claims} claims, {self.unmatched} unmatched, "
            f"{self.dropped} dropped (they say nothing)"
        )
        if self.no_longer_added:
            told += (
                "\nThe lists hold these by now, take their rows out of added_films.csv: "
                + ", ".join(self.no_longer_added)
            )
        return told


class FilmIndex:
    """Finds the film that a row's ids mean: by IMDb id, else by TMDB id, never by an empty one."""

    def __init__(self, films: Sequence[RawFilm], ids: Sequence[str]) -> None:
        pairs = list(zip(films, ids, strict=True))
        self._by_imdb = {film.imdb_id: film_id for film, film_id in pairs if film.imdb_id}
        self._by_tmdb = {film.tmdb_id: film_id for film, film_id in pairs if film.tmdb_id}

    def find(self, row: RawAlias | RawClaim) -> str | None:
        """The film's id; where the two ids mean two films, the IMDb id wins."""
        return self._by_imdb.get(row.imdb_id) or self._by_tmdb.get(row.tmdb_id)


def build(lists: Path, folder: Path) -> Outcome:
    """Reads the lists and writes the four files into ``folder``.

    Raises:
        BuildError: if a list has a broken row; nothing is written then.
    """
    listed = raw.read_films(lists)
    films = fold_same(listed, read_same_films(folder / "same_films.csv"))
    added = _known_films(folder / "added_films.csv")
    ids = assign_ids(films, _known_films(folder / "films.csv") | added)
    index = FilmIndex([*added.values(), *films], [*added, *ids])
    aliases = _alias_rows(
        raw.read_aliases(lists), index, added | dict(zip(ids, films, strict=True))
    )
    claims, unmatched, dropped = _claim_rows(raw.read_claims(lists), index)

    film_rows = [_film_row(film, name) for film, name in zip(films, ids, strict=True)]
    _write(folder / "films.csv", FILM_COLUMNS, film_rows)
    _write(folder / "aliases.csv", ALIAS_COLUMNS, aliases)
    _write(folder / "claims.csv", CLAIM_COLUMNS, claims)
    _write(folder / "unmatched.csv", UNMATCHED_COLUMNS, unmatched)
    folded = len(listed) - len(films)
    listed_now = tuple(sorted(added.keys() & set(ids)))
    return Outcome(
        *(len(films), folded, len(aliases), len(claims), len(unmatched), dropped, listed_now)
    )


def _known_films(path: Path) -> dict[str, RawFilm]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: RawFilm(
                title=row["title"],
                original_title=row["original_title"],
                year=int(row["year"]),
                release_date=row["release_date"],
                runtime=row["runtime_min"],
                imdb_id=row["imdb_id"],
                tmdb_id=row["tmdb_id"],
                language=row["language"],
                franchise=row["franchise"],
            )
            for row in csv.DictReader(file)
        }


def _film_row(film: RawFilm, film_id: str) -> tuple[str, ...]:
    return (
        film_id,
        film.title,
        film.original_title,
        str(film.year),
        film.release_date,
        film.runtime,
        film.imdb_id,
        film.tmdb_id,
        film.language,
        film.franchise,
    )


def _alias_rows(
    aliases: Iterable[RawAlias], index: FilmIndex, films: dict[str, RawFilm]
) -> list[tuple[str, ...]]:
    """Each other name once, the titles of folded rows among them; repeated titles are left out."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for alias in aliases:
        film_id = index.find(alias)
        if film_id and alias.alias and alias.alias != films[film_id].title:
            row = (film_id, alias.alias, alias.kind, alias.language.rstrip("?"))
            rows.setdefault((film_id, alias.alias), row)
    for film_id, film in films.items():
        for title in film.other_titles:
            if title != film.title:
                rows.setdefault((film_id, title), (film_id, title, OTHER_TITLE, ""))
    return sorted(rows.values())


def _claim_rows(
    claims: Iterable[RawClaim], index: FilmIndex
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], int]:
    matched: list[tuple[str, ...]] = []
    unmatched: list[tuple[str, ...]] = []
    dropped = 0
    for claim in claims:
        try:
            statement = read_claim(claim)
        except ValueError as fault:
            raise BuildError(f"{claim.place}: {fault}") from fault
        film_id = index.find(claim)
        fields = _statement_fields(statement)
        if statement.says_nothing:
            dropped += 1
        elif film_id:
            matched.append((film_id, *fields))
        else:
            unmatched.append((claim.imdb_id, claim.tmdb_id, claim.title, claim.year, *fields))
    return sorted(matched), sorted(unmatched), dropped


def _statement_fields(statement: Statement) -> tuple[str, ...]:
    return (
        statement.source,
        statement.url,
        statement.as_of,
        statement.mid,
        statement.post,
        statement.total,
        ";".join(statement.extras),
        "1" if statement.kind_unstated else "",
        statement.note,
    )


def _write(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(rows)


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
