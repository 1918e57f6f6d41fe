"""Nicknames and abbreviations, of the shipped catalogue and of a made-up one."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date

import pytest

from cogs.shared.options.film import Found, Several, find_film
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.contributions.store.server_films import ServerFilms
from data.lookup import CONFIDENT, Lookup
from data.settings import FILMS_FOLDER

NOW = 2026
ALL_SURE = 0.98
"""The share of nicknames of one film that lead to it; the rest are titles of other films too."""


@pytest.fixture(scope="module")
def nicknames(catalogue: Catalogue) -> dict[str, set[str]]:
    """Nickname → its films; without those that are a film's title as well."""
    titles = {film.title.casefold() for film in catalogue.films}
    films: dict[str, set[str]] = defaultdict(set)
    with (FILMS_FOLDER / "nicknames.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["alias"].casefold() not in titles:
                films[row["alias"].casefold()].add(row["film_id"])
    return films


def test_there_are_four_hundred(nicknames: dict[str, set[str]]) -> None:
    assert sum(len(films) for films in nicknames.values()) >= 400


def test_a_nickname_of_one_film_is_enough(lookup: Lookup, nicknames: dict[str, set[str]]) -> None:
    own = {name: film for name, films in nicknames.items() if len(films) == 1 for film in films}
    best = {name: lookup.search(name)[0] for name in own}
    sure = [name for name, match in best.items() if match.confidence >= CONFIDENT]
    assert {name for name in sure if best[name].film.id != own[name]} == set()
    assert len(sure) >= ALL_SURE * len(own)


def test_a_nickname_of_several_films_is_a_choice_of_them(
    catalogue: Catalogue, lookup: Lookup, nicknames: dict[str, set[str]]
) -> None:
    films = ServerFilms(catalogue, lookup, ())
    shared = {name: ids for name, ids in nicknames.items() if len(ids) > 1}
    assert len(shared) >= 10
    for name, ids in shared.items():
        assert lookup.search(name)[0].confidence < CONFIDENT, name
        found = find_film(films, name, date(2026, 7, 15))
        assert isinstance(found, Several), name
        assert {film.id for film in found.candidates[: len(ids)]} == ids, name


@pytest.mark.parametrize(
    ("typed", "film"),
    [
        ("hp3", "harry-potter-and-the-prisoner-of-azkaban-2004"),
        ("HP 7b", "harry-potter-and-the-deathly-hallows-part-2-2011"),
        ("sw ep 5", "star-wars-episode-v-the-empire-strikes-back-1980"),
        ("bond 25", "no-time-to-die-2021"),
        ("gotg 3", "guardians-of-the-galaxy-vol-3-2023"),
        ("lotr 3", "the-lord-of-the-rings-the-return-of-the-king-2003"),
        ("nwh", "spider-man-no-way-home-2021"),
        ("OHMSS", "on-her-majestys-secret-service-1969"),
        ("indy 5", "indiana-jones-and-the-dial-of-destiny-2023"),
        ("jw 4 2023", "john-wick-chapter-4-2023"),
        ("jw 4 2025", "jurassic-world-rebirth-2025"),
    ],
)
def test_an_option_takes_a_nickname(
    catalogue: Catalogue, lookup: Lookup, typed: str, film: str
) -> None:
    found = find_film(ServerFilms(catalogue, lookup, ()), typed, date(2026, 7, 15))
    assert isinstance(found, Found)
    assert found.film.id == film


@pytest.mark.parametrize(
    ("sentence", "film"),
    [
        ("anything after the credits of thor 3?", "Thor: Ragnarok (2017)"),
        ("watching tdkr tonight, should we stay", "The Dark Knight Rises (2012)"),
        ("does nwh have a stinger", "Spider-Man: No Way Home (2021)"),
        ("is there a scene after BB?", "Batman Begins (2005)"),
        ("is there a post credit scene in pirates 3", "Pirates of the Caribbean: At World's End"),
    ],
)
def test_a_nickname_in_a_question(lookup: Lookup, sentence: str, film: str) -> None:
    best = lookup.find_in(sentence)[0]
    assert best.confidence >= CONFIDENT
    assert best.film.label.startswith(film)


@pytest.mark.parametrize(
    "sentence",
    [
        "is dad staying after the credits",
        "did mom watch the movie",
        "watched it with my bb, is there a post credit scene",
        "is there cr after the movie",
        "DID DAD WATCH THE MOVIE",
        "saw it 2 times, any scene after the credits?",
        "us two saw the film",
        "does it have a post credits scene",
    ],
)
def test_a_word_of_talk_is_no_nickname(lookup: Lookup, sentence: str) -> None:
    assert all(match.confidence < CONFIDENT for match in lookup.find_in(sentence))


def test_a_nickname_that_is_also_a_title_is_a_choice() -> None:
    films = [film(1, "Night Quay", 2001), film(2, "Harbour", 2002), film(3, "QZ", 2003)]
    matches = Lookup(films, {}, {"film-1": ("QZ",)}).search("qz")
    assert {match.film.title for match in matches[:2]} == {"Night Quay", "QZ"}
    assert matches[0].confidence < CONFIDENT


def film(rank: int, title: str, year: int) -> Film:
    return Film(f"film-{rank}", f"{title} ({year})", title, year, rank)
