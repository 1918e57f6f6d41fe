from __future__ import annotations

from datetime import date

import pytest

from data.lookup import CONFIDENT, WORTH_ASKING
from tests.data.lookup.films import lookup


def named(sentence: str) -> str | None:
    """The film that is accepted as the one meant."""
    matches = lookup().find_in(sentence)
    if matches and matches[0].confidence >= CONFIDENT:
        return matches[0].film.label
    return None


@pytest.mark.parametrize(
    ("sentence", "film"),
    [
        ("does inception have a post credits scene?", "Inception (2010)"),
        ("is there anything after the matrix", "The Matrix (1999)"),
        ("saw halloween (2018) last night, should we have stayed?", "Halloween (2018)"),
        (
            "any stinger in i know what you did last summer",
            "I Know What You Did Last Summer (1997)",
        ),
        ("stay for where the wild thigns are?", "Where the Wild Things Are (2009)"),
        ("is there a scene after saw v (2008)", "Saw V (2008)"),
        ("<@123456> end credits of dark knigt", "The Dark Knight (2008)"),
        ("@Stinger amelie, stay or leave?", "Amélie (2001)"),
        ("anything at the end of 1917", "1917 (2019)"),
        ("watching mad max fury road tonight, any scenes?", "Mad Max: Fury Road (2015)"),
    ],
)
def test_a_film_in_a_question(sentence: str, film: str) -> None:
    assert named(sentence) == film


@pytest.mark.parametrize(
    ("sentence", "film"),
    [
        ("any post credit scene in the new halloween", "Halloween (2018)"),
        ("does the latest batman movie have a stinger", "The Batman (2022)"),
        ("credits scene in the newest final destination?", "Final Destination Bloodlines (2025)"),
        ("stay after the new dune film?", "Dune: Part One (2021)"),
    ],
)
def test_the_new_one_is_the_newest_of_its_series(sentence: str, film: str) -> None:
    assert named(sentence) == film


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2018, 6, 20), 1978),  # without a date, a film counts from the middle of its year
        (date(2019, 1, 1), 2018),
        (date(1970, 1, 1), 2018),  # none is out
    ],
)
def test_the_new_one_is_out(today: date, year: int) -> None:
    best = lookup().find_in("any post credit scene in the new halloween", today=today)[0]
    assert (best.film.title, best.film.year) == ("Halloween", year)


def test_a_film_of_this_year_without_a_day_may_be_out() -> None:
    question = "any post credit scene in the new halloween"
    found = lookup().find_in(question, today=date(2018, 7, 1))
    assert {match.film.year for match in found[:2]} == {1978, 2018}
    assert all(WORTH_ASKING < match.confidence < CONFIDENT for match in found[:2])


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "hello there",
        "does it have one?",
        "what do you want to do after this",
        "is there a scene after the credits",
        "get out 7",
        "the matrix 9",
        "anyone want to play chess tonight",
        "||nothing|| @everyone",
    ],
)
def test_small_talk_names_no_film(sentence: str) -> None:
    assert named(sentence) is None


def test_a_title_of_question_words_is_offered_but_not_taken_for_granted() -> None:
    matches = lookup().find_in("does it have a scene after the credits")
    assert matches[0].film.label == "It (2017)"
    assert matches[0].confidence < CONFIDENT


def test_a_title_among_other_words_is_offered_but_not_taken_for_granted() -> None:
    matches = lookup().find_in("my cousin says inception bored him, any scene?")
    assert matches[0].film.label == "Inception (2010)"
    assert matches[0].confidence < CONFIDENT
