from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.film import Film
from data.lookup import Lookup
from tests.data.lookup.films import catalogue, lookup


def completed(typed: str, limit: int = 25) -> list[str]:
    return [match.film.label for match in lookup().complete(typed, limit)]


def test_no_text_shows_the_best_known_films() -> None:
    films, _ = catalogue()
    assert completed("", 3) == [film.label for film in films[:3]]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("incep", "Inception (2010)"),
        ("ince", "Inception (2010)"),
        ("inxep", "Inception (2010)"),
        ("incpe", "Inception (2010)"),
        ("the dark", "The Dark Knight (2008)"),
        ("dark kn", "The Dark Knight (2008)"),
        ("te dark", "The Dark Knight (2008)"),
        ("spiderm", "Spider-Man 3 (2007)"),
        ("rocky 2", "Rocky II (1979)"),
        ("infinity w", "Avengers: Infinity War (2018)"),
        ("from the world of j", "Ballerina (2025)"),
        ("where the wild thnigs a", "Where the Wild Things Are (2009)"),
        ("パッ", "パッセンジャー (1987)"),
        ("fury road mad", "Mad Max: Fury Road (2015)"),
    ],
)
def test_a_beginning_even_with_a_slip_shows_the_film_first(typed: str, shown: str) -> None:
    assert completed(typed)[0] == shown


def test_an_article_alone_shows_titles_that_it_leads() -> None:
    assert completed("the")[:3] == [
        "The Shawshank Redemption (1994)",
        "The Dark Knight (2008)",
        "The Matrix (1999)",
    ]
    assert "The Theory of Everything (2014)" in completed("the")


def test_a_year_after_the_title_picks_among_films_of_one_title() -> None:
    assert completed("dune 1984")[0] == "Dune (1984)"
    assert completed("halloween 2018")[0] == "Halloween (2018)"


def test_a_sign_that_is_typed_is_meant() -> None:
    assert completed("dune")[0] == completed("dune ")[0] == "Dune: Part One (2021)"
    assert completed("blade: ru")[0] == "Blade Runner 2049 (2017)"
    films = [
        Film("quay-west-2000", "Quay West (2000)", "Quay West", 2000, 1),
        Film("quay-west-2001", "Quay, West! (2001)", "Quay, West!", 2001, 2),
    ]
    assert Lookup(films, {}).complete("quay")[0].film.year == 2000
    assert Lookup(films, {}).complete("quay,")[0].film.year == 2001


@given(st.sampled_from(catalogue()[0]), st.integers(5, 25))
def test_a_title_typed_to_its_end_is_in_the_list(film: Film, limit: int) -> None:
    shown = lookup().complete(film.title, limit)
    assert film.title in {match.film.title for match in shown}
