from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.film import Film
from data.lookup import CONFIDENT, Lookup, Match
from tests.data.lookup.films import catalogue, lookup

NASTY = (
    "||",
    "`",
    "@everyone",
    "<@42>",
    "https://",
    "\u200f",
    "\u200b",
    "\ud800",
    "🎬",
    "²",
    "ﷺ",
    "ß",
)
WORDS = "the", "a", "part", "2", "ii", "x", "1999", "new", "credits", "dune", "batman", "千と", "é"
texts = st.one_of(
    st.text(),
    st.text(min_size=100, max_size=2500),
    st.lists(st.sampled_from(NASTY + WORDS), max_size=30).map("".join),
    st.lists(st.sampled_from(NASTY + WORDS), max_size=30).map(" ".join),
)


def labels(matches: list[Match]) -> list[str]:
    return [match.film.label for match in matches]


def first(matches: list[Match]) -> str | None:
    """The first film, if its match is confident."""
    return matches[0].film.label if matches and matches[0].confidence >= CONFIDENT else None


@pytest.mark.parametrize("entry", ["search", "complete", "find_in"])
@given(text=texts, limit=st.integers(1, 30))
def test_any_text_gives_each_film_once_within_the_limit(entry: str, text: str, limit: int) -> None:
    matches: list[Match] = getattr(lookup(), entry)(text, limit)
    assert len(matches) <= limit
    assert len({match.film.id for match in matches}) == len(matches)
    assert all(0.0 <= match.confidence <= 1.0 for match in matches)


@pytest.mark.parametrize("text", ["halloween", "the matrx", "du", "is there a scene after batman"])
@pytest.mark.parametrize("entry", ["search", "complete", "find_in"])
def test_confidence_does_not_depend_on_how_many_are_asked_for(entry: str, text: str) -> None:
    few: list[Match] = getattr(lookup(), entry)(text, 1)
    many: list[Match] = getattr(lookup(), entry)(text, 10)
    assert few == many[:1]


@given(title=st.text(min_size=1, max_size=120), year=st.integers(1880, 2099))
def test_any_title_can_be_indexed_and_is_found_as_it_stands(title: str, year: int) -> None:
    films, aliases = catalogue()
    known = {film.title for film in films}
    odd = Film("odd", "Odd", title, year, len(films) + 1)
    found = Lookup([*films, odd], aliases).search(title)
    readable = any(char.isprintable() and not char.isspace() for char in title)
    if readable and title not in known:
        assert "odd" in {match.film.id for match in found}


@given(st.sampled_from([film for film in catalogue()[0] if film.title != "$"]))
def test_an_exact_title_with_its_year_comes_first(film: Film) -> None:
    assert lookup().search(f"{film.title} ({film.year})", 1)[0].film == film


@given(st.sampled_from(catalogue()[0]))
def test_case_makes_no_difference(film: Film) -> None:
    assert lookup().search(film.title.upper()) == lookup().search(film.title.lower())


@given(st.text(alphabet="abcdefgh ", max_size=200), st.text(max_size=50))
def test_only_the_first_150_characters_are_read(start: str, rest: str) -> None:
    padded = start.ljust(150, "z")
    assert lookup().search(padded) == lookup().search(padded + rest)


@given(st.text(alphabet="qxzjvkw", min_size=12, max_size=150))
def test_garbage_is_never_confident(text: str) -> None:
    assert first(lookup().search(text)) is None
    assert first(lookup().find_in(text)) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("spiderman 3", "Spider-Man 3 (2007)"),
        ("amélie", "Amélie (2001)"),
        ("amelie", "Amélie (2001)"),
        ("dune 84", "Dune (1984)"),
        ("ironman2", "Iron Man 2 (2010)"),
        ("se7en", "Se7en (1995)"),
        ("seven", "Se7en (1995)"),
        ("wall e", "WALL·E (2008)"),
        ("fast and furious 7", "Furious 7 (2015)"),
        ("the batman", "The Batman (2022)"),
        ("ballerina", "Ballerina (2025)"),
        ("ballerina 2023", "Ballerina (2023)"),
        ("john wick", "John Wick (2014)"),
        ("rocky two", "Rocky II (1979)"),
        ("rocky 2", "Rocky II (1979)"),
        ("kill bill ii", "Kill Bill: Vol. 2 (2004)"),
        ("men in black 3", "Men in Black³ (2012)"),
        ("oceans 13", "Ocean's Thirteen (2007)"),
        ("blade runner 2049", "Blade Runner 2049 (2017)"),
        ("wonder woman 1984", "Wonder Woman 1984 (2020)"),
        ("1917", "1917 (2019)"),
        ("halloween 2018", "Halloween (2018)"),
        ("halloween 2019", "Halloween (2018)"),
        ("themattrix", "The Matrix (1999)"),
        ("teh matrix", "The Matrix (1999)"),
        ("incpetion", "Inception (2010)"),
        ("fury road mad max", "Mad Max: Fury Road (2015)"),
        ("infinity war", "Avengers: Infinity War (2018)"),
        ("shawshank", "The Shawshank Redemption (1994)"),
        ("thevault", "The Vault (2017)"),
        ("千と千尋の神隠し", "Spirited Away (2001)"),
        ("\u200fthe matrix\u200e", "The Matrix (1999)"),
        ("🎬 inception 🍿", "Inception (2010)"),
        ("$", "$ (1971)"),
    ],
)
def test_a_title_as_people_type_it(typed: str, meant: str) -> None:
    assert first(lookup().search(typed)) == meant


@pytest.mark.parametrize("typed", ["", "   ", "||", "🎬🍿", "\u200f", "???"])
def test_a_text_without_words_finds_nothing(typed: str) -> None:
    assert lookup().search(typed) == []
    assert lookup().find_in(typed) == []


@pytest.mark.parametrize("typed", ["@everyone", "inception 6", "amelie 4", "hgfd kjhg", "the", "a"])
def test_what_names_no_film_is_not_accepted(typed: str) -> None:
    assert first(lookup().search(typed)) is None


def test_words_of_two_names_lead_to_the_film_that_has_them_all() -> None:
    assert labels(lookup().search("John Wick Ballerina"))[0] == "Ballerina (2025)"


def test_films_of_one_title_come_best_known_first() -> None:
    assert labels(lookup().search("halloween")) == ["Halloween (1978)", "Halloween (2018)"]


def test_an_index_may_be_small_or_empty() -> None:
    films, _ = catalogue()
    assert first(Lookup(films[:1], {}).search("shawshank redemption")) == films[0].label
    empty = Lookup([], {})
    assert empty.search("dune") == empty.complete("du") == empty.complete("") == []
    assert empty.find_in("is there a scene after dune?") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tdk", "The Dark Knight (2008)"),
        ("gotg 2", "Guardians of the Galaxy Vol. 2 (2017)"),
        ("wtwta", "Where the Wild Things Are (2009)"),
    ],
)
def test_initials_lead_to_a_well_known_film(typed: str, meant: str) -> None:
    assert labels(lookup().search(typed))[0] == meant


def test_initials_of_another_part_are_not_taken() -> None:
    assert "Guardians of the Galaxy Vol. 2 (2017)" not in labels(lookup().search("gotg 3"))[:1]
