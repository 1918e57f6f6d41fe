"""Makes ``other_works.csv`` and ``everyday.csv``: ``python -m data.films.other_works PATH``.

``PATH`` is the folder with the lists of series and games and of everyday words. Run it after the
films' own tables are built: a second name of a series that is a film's name too is left out.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from data.catalogue.catalogue import Catalogue
from data.catalogue.other_works import EVERYDAY_COLUMNS, OTHER_WORK_COLUMNS, UNSEEN
from data.films.builder.raw import clean
from data.films.builder.tables import write
from data.lookup.query.text import NUMBERS, fold, wording, year_of
from data.settings import FILMS_FOLDER

SHORTEST_SECOND_NAME = 3
"""In letters of its key; shorter ones are initials that mean too much."""

FAMOUS, LONG_TITLE = 3_000, 9
"""A game with the name of one of so many films, of so many letters, is a game to the film."""

EDITIONS = frozenset("game videogame movie edition version versions remake".split())
"""A part of a game's name with one of these words tells of the game, and is not its title."""
BRANDS = frozenset("007 disney disneys disneypixar marvel marvels videogame".split())
"""What a game to a film bears beside the film's title."""
_PART = re.compile(r":\s+|\s+-\s+|\s*\(")

SOURCES = {
    "general knowledge": UNSEEN,
    "OpenSubtitles": "OpenSubtitles",
    "vgsales": "VGChartz",
    "bangumi": "bangumi-data",
    "TMDB": "TMDB",
}
"""How the list's sources begin, and what the table calls them."""

Row = tuple[str, str, str, str, str, str]


def other_works(
    rows: Iterable[Mapping[str, str]], titles: Collection[str], famous: frozenset[str]
) -> Iterator[Row]:
    """One row for each name, the best known work's where several share it, by key.

    ``titles`` are the keys of the films' names. Left out are games that have one of the ``famous``
    keys as their name, but for a brand, an edition or a number: whoever types "007 quantum of
    solace" means the film, but nobody means one by "Transformers: Fall of Cybertron".
    """
    known = sorted(rows, key=lambda row: (int(row["rank_or_votes"] or 99_999), row["name"]))
    known = [row for row in known if row["kind"] != "game" or not _is_of_film(row, famous)]
    found: dict[str, Row] = {}
    for row in known:
        found.setdefault(key_of(row["name"]), _row(row, row["name"]))
    for row in known:
        for name in filter(None, row["other_names"].split("|")):
            key = key_of(name)
            if len(key) >= SHORTEST_SECOND_NAME and key not in titles:
                found.setdefault(key, _row(row, name))
    found.pop("", None)
    yield from (found[key] for key in sorted(found))


def key_of(name: str) -> str:
    """A name as the look-up compares it."""
    return wording(fold(name)).key


def _is_of_film(row: Mapping[str, str], famous: frozenset[str]) -> bool:
    name, *parts = _PART.split(row["name"])
    parts = [part for part in parts if EDITIONS.isdisjoint(fold(part))]
    words = [word for part in (name, *parts) for word in fold(part)]
    said = wording([word for word in words if word not in BRANDS and not year_of(word)]).words
    unnumbered = said[: -1 if said[-1:] and said[-1] in NUMBERS else None]
    return not famous.isdisjoint(("".join(said), "".join(unnumbered)))


def _row(row: Mapping[str, str], name: str) -> Row:
    source = next(short for start, short in SOURCES.items() if start in row["source"])
    rank = row["rank_or_votes"] or "99999"
    return key_of(name), clean(row["name"]), row["kind"], row["year"], rank, source


def film_keys(catalogue: Catalogue) -> set[str]:
    """The keys of all names of all films."""
    names = {key_of(film.title) for film in catalogue.films}
    for more in (catalogue.aliases, catalogue.supplements.nicknames):
        names |= {key_of(name) for titles in more.values() for name in titles}
    return names


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Write both tables and print how many rows they have."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, help="folder with the public lists")
    lists = parser.parse_args().path
    catalogue = Catalogue.load(FILMS_FOLDER)
    titles = film_keys(catalogue)
    famous = {key_of(film.title) for film in catalogue.films[:FAMOUS]}
    telling = frozenset(key for key in famous if len(key) >= LONG_TITLE)
    works = list(other_works(_read(lists / "series.csv"), titles, telling))
    words = sorted({key_of(row["word"]) for row in _read(lists / "everyday.csv")})
    write(FILMS_FOLDER / "other_works.csv", OTHER_WORK_COLUMNS, works)
    write(FILMS_FOLDER / "everyday.csv", EVERYDAY_COLUMNS, [(word,) for word in words])
    sys.stdout.write(f"{len(works)} names of series and games, {len(words)} everyday words\n")


if __name__ == "__main__":
    main()
