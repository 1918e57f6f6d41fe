"""The rows of the catalogue's tables, made of what the lists hold."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data.catalogue.files.tables import CLAIM_COLUMNS
from data.films.builder.claim_rules import AFTERCREDITS, TMDB, Statement, beside_tags, read_claim
from data.films.builder.raw import BuildError, RawAlias, RawClaim, RawFilm
from data.films.builder.tag_meanings import Meanings

STATEMENT_COLUMNS = CLAIM_COLUMNS.removeprefix("film_id,")
UNMATCHED_COLUMNS = f"imdb_id,tmdb_id,title,year,{STATEMENT_COLUMNS}"

OTHER_TITLE = "title_in_other_source"


class FilmIndex:
    """Finds the film that a row's ids mean: by IMDb id, else by TMDB id, never by an empty one."""

    def __init__(self, films: Mapping[str, RawFilm], others: Mapping[str, str]) -> None:
        self._films = films
        self._others = others
        self._by_imdb = {film.imdb_id: name for name, film in films.items() if film.imdb_id}
        self._by_tmdb = {film.tmdb_id: name for name, film in films.items() if film.tmdb_id}

    def find(self, row: RawAlias | RawClaim) -> str | None:
        """The film's id; where the two ids mean two films, the IMDb id wins."""
        if isinstance(row, RawAlias) and row.film_id:
            return row.film_id if row.film_id in self._films else self._others.get(row.film_id)
        return (
            self._by_imdb.get(row.imdb_id)
            or self._by_tmdb.get(row.tmdb_id)
            or self._others.get(row.imdb_id)
            or self._others.get(f"tmdb {row.tmdb_id}")
        )

    def tmdb_page(self, film_id: str) -> str:
        """Where TMDB lists the film's keywords; nothing for a film without a number there."""
        number = self._films[film_id].tmdb_id
        return f"https://www.themoviedb.org/movie/{number}/keywords" if number else ""


def known_films(path: Path) -> dict[str, RawFilm]:
    """The films of a table by id, as rows of a list; an absent file has none."""
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


def read_nicknames(path: Path) -> list[str]:
    """The names in the table of nicknames; an absent file has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [row["alias"] for row in csv.DictReader(file)]


def read_series(path: Path) -> dict[str, str]:
    """Film id → its series, from the table kept by hand; an absent file has none."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["film_id"]: row["franchise"] for row in csv.DictReader(file)}


def film_row(film: RawFilm, film_id: str) -> tuple[str, ...]:
    """The film as its table holds it."""
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


def alias_rows(
    aliases: Iterable[RawAlias], index: FilmIndex, films: dict[str, RawFilm]
) -> list[tuple[str, ...]]:
    """Each other name once, the titles of folded rows among them; repeated titles are left out."""
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for alias in aliases:
        film_id = index.find(alias)
        if film_id in films and alias.alias not in ("", films[film_id].title):
            row = (film_id, alias.alias, alias.kind, alias.language)
            rows.setdefault((film_id, alias.alias), row)
    for film_id, film in films.items():
        for title in film.other_titles:
            if title != film.title:
                rows.setdefault((film_id, title), (film_id, title, OTHER_TITLE, ""))
    return sorted(rows.values())


def claim_rows(
    claims: Iterable[RawClaim], index: FilmIndex, meanings: Meanings
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]], int]:
    """Claims with a film, those without, and how many say nothing."""
    matched: list[tuple[str, Statement]] = []
    unmatched: list[tuple[str, ...]] = []
    dropped = 0
    for claim in claims:
        try:
            statement = read_claim(claim, meanings)
        except ValueError as fault:
            raise BuildError(f"{claim.place}: {fault}") from fault
        film_id = index.find(claim)
        if statement.says_nothing:
            dropped += 1
        elif film_id:
            matched.append((film_id, statement))
        else:
            fields = _statement_fields(statement)
            unmatched.append((claim.imdb_id, claim.tmdb_id, claim.title, claim.year, *fields))
    return sorted(_matched_rows(matched, index, meanings)), sorted(unmatched), dropped


def _matched_rows(
    matched: Iterable[tuple[str, Statement]], index: FilmIndex, meanings: Meanings
) -> Iterator[tuple[str, ...]]:
    """Each claim, a keyword read beside the tags that the same film has."""
    tags = {film_id: said for film_id, said in matched if said.source == AFTERCREDITS}
    for film_id, statement in matched:
        said = statement
        if said.source == TMDB:
            said = replace(said, url=said.url or index.tmdb_page(film_id))
            said = beside_tags(said, tags[film_id], meanings) if film_id in tags else said
        yield (film_id, *_statement_fields(said))


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


def write(path: Path, columns: str, rows: Iterable[Sequence[str]]) -> None:
    """Write a table with its header."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns.split(","))
        writer.writerows(rows)
