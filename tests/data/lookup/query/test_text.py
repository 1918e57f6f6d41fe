from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.lookup.query.text import MAX_INPUT, fold, numbers_of, wording, year_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Amélie", "amelie"),
        ("Schindler's List", "schindlers list"),
        ("Fast & Furious", "fast and furious"),
        ("Romeo + Juliet", "romeo plus juliet"),
        ("Smørrebrød Æther Łódź", "smorrebrod aether lodz"),
        ("Spider‑Man: No Way Home!", "spider man no way home"),
        ("Cube²", "cube2"),
        ("\u200fWeiß\u200b", "weiss"),
        ("千と千尋", "千と千尋"),
    ],
)
def test_folding_keeps_letters_and_digits_only(text: str, words: str) -> None:
    assert fold(text) == words.split()


def test_signs_are_kept_where_there_is_nothing_else() -> None:
    assert fold("$") == ["$"]
    assert fold(" ? ! ") == ["?!"]
    assert fold("\u200f \n") == []


@given(st.text(max_size=400))
def test_folding_is_stable_and_capped(text: str) -> None:
    words = fold(text)
    assert len(" ".join(words)) <= MAX_INPUT
    assert fold(" ".join(words)) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rocky II", "Rocky 2"),
        ("Rocky II", "rocky two"),
        ("Rocky V", "rocky 5"),
        ("Saw X", "Saw 10"),
        ("Se7en", "Seven"),
        ("ironman2", "Iron Man 2"),
        ("Kill Bill: Vol. 2", "kill bill 2"),
        ("It Chapter Two", "It 2"),
        ("Star Wars: Episode I", "star wars 1"),
        ("The Godfather Part III", "godfather 3"),
        ("Friday the 13th", "Friday the Thirteenth"),
        ("spider man", "Spiderman"),
        ("Дюна: Частина друга", "Дюна 2"),
        ("Dune: Bölüm İki", "Dune 2"),
        ("كثيب: الجزء الثاني", "كثيب 2"),
        ("חולית: חלק 2", "חולית 2"),
    ],
)
def test_one_key_for_spellings_of_one_title(one: str, other: str) -> None:
    assert wording(fold(one)).key == wording(fold(other)).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("V for Vendetta", "5 for Vendetta"),
        ("X-Men", "Ten Men"),
        ("Part II", "II"),
        ("It", "I.T. 2"),
    ],
)
def test_other_titles_keep_other_keys(one: str, other: str) -> None:
    assert wording(fold(one)).key != wording(fold(other)).key


def test_an_article_is_left_out_and_remembered() -> None:
    assert wording(fold("The Thing")).words == ("thing",)
    assert wording(fold("The Thing")).article != wording(fold("A Thing")).article
    assert wording(fold("The")).words == ("the",)


def test_numbers_and_years() -> None:
    assert numbers_of(wording(fold("2 Fast 2 Furious 300")).words) == ("300", "two", "two")
    assert year_of("1984") == 1984
    assert year_of("1784") is year_of("84") is year_of("２０２４") is None


@given(st.text())
def test_any_text_has_a_wording(text: str) -> None:
    said = wording(fold(text))
    assert len(said.key) <= MAX_INPUT
    assert bool(said.key) == bool(fold(text))
