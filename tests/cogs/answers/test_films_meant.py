"""Which film a question means, over a small catalogue."""

from __future__ import annotations

import pytest

from cogs.answers.films_meant import FilmsMeant, answer_unasked, films_asked, films_in
from cogs.answers.questions import Question, read_question
from data.lookup import Lookup
from tests.films import NO_SCENE, TWINS, TWO_SCENES, small_catalogue


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    catalogue = small_catalogue()
    return Lookup(catalogue.films, catalogue.aliases, catalogue.nicknames)


def asked(text: str, lookup: Lookup) -> tuple[Question, FilmsMeant]:
    question = read_question(text)
    assert question is not None
    return question, films_asked(question, lookup)


@pytest.mark.parametrize(
    "text",
    [
        "is there anything after the credits of night harbour?",
        "does nigth harbor have a stinger?",
        "¿tiene Night Harbour escena poscréditos?",
        "Mais Night Harbour a-t-il une scène post-générique ?",
        "Hat Night Harbour eine Abspannszene?",
        "Just saw Night Harbour. Is there anything after the credits?",
    ],
)
def test_the_film_is_found_in_any_of_the_languages(text: str, lookup: Lookup) -> None:
    question, meant = asked(text, lookup)
    assert meant.clear == TWO_SCENES
    assert answer_unasked(question, meant) == (meant.sure >= 0.9)


def test_films_of_one_name_are_asked_about_and_never_answered_unasked(lookup: Lookup) -> None:
    question, meant = asked("does the twin have a post credits scene?", lookup)
    assert meant.clear is None
    assert set(meant.films) == set(TWINS)
    assert not answer_unasked(question, meant)


def test_no_film_named_is_no_film_meant(lookup: Lookup) -> None:
    _, meant = asked("is there a post credits scene?", lookup)
    assert meant.clear is None


def test_a_text_that_asks_nothing_may_name_a_film(lookup: Lookup) -> None:
    assert films_in("Off to Quiet Meadow tonight", lookup).films[0] == NO_SCENE
    assert films_in("", lookup) == FilmsMeant()
