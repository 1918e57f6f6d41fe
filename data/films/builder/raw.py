"""The public lists as they come: rows read from a folder, with their text cleaned."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.process.progress import progress

STYLE_RULES = re.compile(r"(?:\.mw-parser-output\s[^{}]*\{[^{}]*\})+")
"""What a wiki page leaves in a copied title: the style rules of its fractions."""

PAGE_MARKS = re.compile(r"\s?(?:\[\d+\]|\[[a-z]{2}\]|\((?:\d{4} )?(?:film|serial)\))$")
"""What a wiki page leaves behind a copied title: a footnote, a language, what the page is on."""

TITLE_KINDS = {"alternative_title": "alt_or_original_title"}
"""What the list of release titles calls a kind of name → what the catalogue calls it."""

ARTICLE_LAST = re.compile(r"(.+), ?(The|An?)")


class BuildError(Exception):
    """A list that cannot be read; the text names file, line and fault."""


@dataclass(frozen=True, slots=True)
class RawFilm:
    """One film of the list, best known first; an empty text means unknown."""

    title: str
    original_title: str
    year: int
    release_date: str
    runtime: str
    imdb_id: str
    tmdb_id: str
    language: str
    franchise: str
    other_titles: tuple[str, ...] = ()
    lists: int = 1
    """How many lists name it."""
    folded: tuple[str, ...] = ()
    """The keys of the rows that were folded into it (see :func:`keys`)."""


def keys(film: RawFilm) -> Iterator[str]:
    """What a row is named by in files kept by hand: its IMDb id, ``tmdb`` and a number.

    A row without ids is named ``Title (Year)``.
    """
    if film.imdb_id:
        yield film.imdb_id
    if film.tmdb_id:
        yield f"tmdb {film.tmdb_id}"
    if not film.imdb_id and not film.tmdb_id:
        yield f"{film.title} ({film.year})"


@dataclass(frozen=True, slots=True)
class RawAlias:
    """Another name of a film; an empty id or language means unknown.

    A name is listed by ids, or by the catalogue's own ``film_id``. A language that ends in ``?``
    was guessed.
    """

    imdb_id: str
    tmdb_id: str
    alias: str
    kind: str
    language: str
    film_id: str = ""


@dataclass(frozen=True, slots=True)
class RawClaim:
    """What one list or page says about one film, before it is given a meaning.

    ``place`` is the file and line where it stands.
    """

    imdb_id: str
    tmdb_id: str
    title: str
    year: str
    mid: str
    post: str
    total: str
    has_mid: bool
    has_post: bool
    note: str
    source: str
    url: str
    as_of: str
    place: str


def clean(text: str) -> str:
    """The text in NFC, without style rules, control and format characters or doubled spaces."""
    text = unicodedata.normalize("NFC", STYLE_RULES.sub("", text))
    visible = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char)[0] != "C"
    )
    return " ".join("".join(visible).split())


def clean_title(text: str) -> str:
    """The clean text without what a wiki page leaves behind it, its article in front."""
    title = PAGE_MARKS.sub("", clean(text))
    sorted_under = ARTICLE_LAST.fullmatch(title)
    return f"{sorted_under[2]} {sorted_under[1]}" if sorted_under else title


def read_films(folder: Path) -> list[RawFilm]:
    """All films, best known first.

    Raises:
        BuildError: for a row without title, year or rank.
    """
    ranked = []
    for where, row in _rows(folder / "films.csv"):
        try:
            rank, film = int(row["popularity_rank"]), _film(row)
        except ValueError as fault:
            raise BuildError(f"{where}: {fault}") from fault
        if not film.title:
            raise BuildError(f"{where}: no title")
        ranked.append((rank, film))
    return [film for _, film in sorted(ranked, key=lambda pair: pair[0])]


def read_new_films(folder: Path) -> list[RawFilm]:
    """Films of the last months that the list of films lacks; none if the list is absent."""
    return [
        RawFilm(
            title=clean_title(row["title"]),
            original_title=clean(row["original_title"]),
            year=int(row["year"]),
            release_date=_release_date(row),
            runtime=row["runtime_min"],
            imdb_id=row["imdb_id"],
            tmdb_id=row["tmdb_id"],
            language="",
            franchise="",
            lists=int(row["n_sources"]),
        )
        for _, row in _new_rows(folder, "new")
    ]


def read_updates(folder: Path) -> dict[str, dict[str, str]]:
    """What the list of new films knows about films by id: date, runtime, ids; may be absent."""
    return {
        row["film_id"]: {
            "release_date": _release_date(row),
            "runtime": row["runtime_min"],
            "imdb_id": row["imdb_id"],
            "tmdb_id": row["tmdb_id"],
        }
        for _, row in _new_rows(folder, "update")
    }


def _new_rows(folder: Path, action: str) -> Iterator[tuple[str, dict[str, str]]]:
    if (folder / "new_films.csv").exists():
        for where, row in _rows(folder / "new_films.csv"):
            if row["action"] == action:
                yield where, row


def _release_date(row: dict[str, str]) -> str:
    """The day of the first release; a day on which it was shown somewhere may be a later one."""
    return "" if row["date_kind"].startswith("KR") else row["release_date"]


def read_aliases(folder: Path) -> list[RawAlias]:
    """All other names, in the order of the list."""
    return [
        RawAlias(
            imdb_id=row["imdb_id"],
            tmdb_id=row["tmdb_id"],
            alias=clean(row["alias"]),
            kind=row["kind"],
            language=row["lang"],
        )
        for _, row in _rows(folder / "aliases.csv")
    ]


def read_titles(folder: Path) -> list[RawAlias]:
    """Release titles by film id, in the order of the list; none if the list is absent."""
    if not (folder / "titles.csv").exists():
        return []
    return [
        RawAlias(
            imdb_id="",
            tmdb_id="",
            alias=clean(row["title"]),
            kind=TITLE_KINDS.get(row["kind"], row["kind"]),
            language=row["lang"] + ("?" if row["lang_basis"] == "guess" else ""),
            film_id=row["film_id"],
        )
        for _, row in _rows(folder / "titles.csv")
    ]


def read_adult(folder: Path) -> dict[str, str]:
    """``Title (Year)`` of a row without ids → ``explicit`` or ``softcore``; may be absent."""
    if not (folder / "adult.csv").exists():
        return {}
    return {
        f"{clean_title(row['title'])} ({row['year']})": row["level"]
        for _, row in _rows(folder / "adult.csv")
    }


def read_claims(folder: Path) -> list[RawClaim]:
    """All claims, in the order of the list."""
    return [
        RawClaim(
            imdb_id=row["imdb_id"],
            tmdb_id=row["tmdb_id"],
            title=clean(row["title"]),
            year=row["year"],
            mid=row["mid_credits_scenes"],
            post=row["post_credits_scenes"],
            total=row["total_scenes"],
            has_mid=row["has_mid"] == "1",
            has_post=row["has_post"] == "1",
            note=row["note"],
            source=row["source"],
            url=row["source_url"],
            as_of=row["source_asof"],
            place=where,
        )
        for where, row in _rows(folder / "stinger_claims.csv")
    ]


def _film(row: dict[str, str]) -> RawFilm:
    return RawFilm(
        title=clean_title(row["title"]),
        original_title=clean(row["original_title"]),
        year=int(row["year"]),
        release_date=row["release_date"],
        runtime=row["runtime_min"],
        imdb_id=row["imdb_id"],
        tmdb_id=row["tmdb_id"],
        language=row["original_language"],
        franchise=clean(row["franchise"]),
        lists=int(row["seen_in"] or 1),
    )


def _rows(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row with the file and line where it stands; shows how far it has come."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = sum(1 for _ in file)
        file.seek(0)
        reader = csv.DictReader(file, strict=True, restval="")
        read = 0
        with progress(path.name, lines) as advance:
            for row in reader:
                where = f"{path.name}:{reader.line_num}"
                if None in row:
                    raise BuildError(f"{where}: more fields than columns")
                advance(reader.line_num - read)
                read = reader.line_num
                yield where, row
