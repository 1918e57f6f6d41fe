"""Nothing obscene is offered, whatever is typed; it can be found by its exact title alone."""

from __future__ import annotations

import csv
import random
import re
from pathlib import Path

import pytest

from data import films
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.lookup import Lookup

FOLDER = Path(films.__file__).parent
BEGINNINGS, FOREIGN = 2_000, 300


@pytest.fixture(scope="module")
def softcore() -> list[dict[str, str]]:
    with (FOLDER / "softcore.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def beginnings(catalogue: Catalogue) -> list[str]:
    """The first letters of well-known titles and of everyday words in them, by a fixed lot."""
    lot = random.Random(20)
    titles = [film.title for film in catalogue.films[:10_000]]
    words = [word for title in titles for word in title.split()]
    return [typed[: lot.randint(1, 9)] for typed in lot.choices(titles + words, k=BEGINNINGS)]


def foreign(catalogue: Catalogue) -> list[str]:
    """Beginnings of titles in other scripts."""
    lot = random.Random(21)
    names = [
        name for names in catalogue.aliases.values() for name in names if not name[0].isascii()
    ]
    return [name[: lot.randint(1, 6)] for name in lot.sample(names, k=FOREIGN)]


INNOCENT = {
    "after-porn-ends-2012": "a documentary",
    "im-a-porn-star-gay-4-pay-2016": "a documentary",
    "money-shot-the-pornhub-story-2023": "a documentary",
    "naked-ambition-an-r-rated-look-at-an-x-rated-industry-2009": "a documentary",
    "thinking-xxx-2004": "a documentary",
    "x-rated-2-the-greatest-adult-stars-of-all-time-2016": "a documentary",
    "emmanuelle-2024": "shown at festivals and in cinemas",
    "tales-of-erotica-1996": "an anthology of well-known directors",
    "revenge-porn-love-is-dead-2015": "a thriller",
    "blood-orgy-of-the-leather-girls-1988": "a horror film",
    "porn-2023": "nothing tells what it is",
    "porno-2013": "nothing tells what it is",
}
"""Films that have such a word in their title, and why they are shown all the same."""


def test_no_film_without_ids_has_the_title_of_an_erotic_one(catalogue: Catalogue) -> None:
    """The kind: nothing tells what such a film is but its title."""
    words = re.compile(
        r"\b(erotic\w*|porno?|xxx|x-rated|emm?anuelle|orgy|orgies|nymphoman\w*|nymphets?|"
        r"kama ?sutra|call girls|threesome|sex tape|sex (games|stories|journey))\b",
        re.IGNORECASE,
    )
    found = {
        film.id
        for film in catalogue.films
        if not (film.imdb_id or film.tmdb_id) and film.year >= 1965 and words.search(film.title)
    }
    assert found <= INNOCENT.keys()


def test_no_beginning_offers_a_softcore_film(
    catalogue: Catalogue, lookup: Lookup, softcore: list[dict[str, str]]
) -> None:
    hidden = {row["id"] for row in softcore}
    assert len(hidden) > 200
    for typed in beginnings(catalogue) + foreign(catalogue):
        offered = {match.film.id for match in lookup.complete(typed)}
        assert not offered & hidden, typed


def test_their_own_titles_neither_offer_nor_browse_them(
    catalogue: Catalogue, lookup: Lookup, softcore: list[dict[str, str]]
) -> None:
    for row in softcore:
        found = [*lookup.complete(row["title"]), *lookup.search(row["title"])]
        assert row["id"] not in {match.film.id for match in found}, row["title"]
        assert catalogue.get(row["id"]) is None


def test_an_exact_title_or_label_finds_one(
    catalogue: Catalogue, softcore: list[dict[str, str]]
) -> None:
    plain = {film.title.casefold() for film in catalogue.films}
    alone = [row for row in softcore if row["title"].casefold() not in plain]
    assert len(alone) > 200
    for row in alone:
        film = catalogue.softcore(row["title"].upper())
        assert isinstance(film, Film)
        assert catalogue.softcore(row["title"][:-1]) != film
