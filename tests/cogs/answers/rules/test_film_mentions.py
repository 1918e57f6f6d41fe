"""Which film a question means, over a small catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from cogs.answers.rules.film_mentions import answer_unasked, films_asked, films_in
from cogs.answers.rules.questions import Question, read_question
from data.catalogue.catalogue import Catalogue
from data.contributions.store.server_films import Finder, ServerFilms
from data.lookup import Lookup
from data.lookup.choice import FilmsMeant
from tests.cogs.answers.rules.unasked import answers_unasked
from tests.films import DISPUTED, NO_SCENE, TWINS, TWO_SCENES, small_catalogue

TODAY = date(2026, 7, 15)


@pytest.fixture(scope="module")
def few() -> Finder:
    catalogue = small_catalogue()
    return ServerFilms(catalogue, Lookup.of(catalogue), ())


def asked(text: str, lookup: Finder) -> tuple[Question, FilmsMeant]:
    question = read_question(text)
    assert question is not None
    return question, films_asked(question, lookup, TODAY)


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
def test_the_film_is_found_in_any_of_the_languages(text: str, few: Finder) -> None:
    question, meant = asked(text, few)
    assert meant.clear == TWO_SCENES
    assert answer_unasked(question, meant, few, TODAY) == (meant.sure >= 0.9)


def test_part_of_a_title_is_not_taken_for_it(few: Finder) -> None:
    _, meant = asked("is there a mid or end credits scene in Night: Harbour or nothing", few)
    assert meant.clear == TWO_SCENES


def test_the_film_is_named_in_another_sentence(few: Finder) -> None:
    question, meant = asked("So the credits of Night Harbour just started. Stay?", few)
    assert meant.clear == TWO_SCENES
    assert not answer_unasked(question, meant, few, TODAY)


def test_films_of_one_name_are_asked_about_and_never_answered_unasked(few: Finder) -> None:
    question, meant = asked("does the twin have a post credits scene?", few)
    assert meant.clear is None
    assert set(meant.films) == set(TWINS)
    assert not answer_unasked(question, meant, few, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "do Quiet Meadow and Glass Orchard have post credits scenes?",
        "Quiet Meadow oder Glass Orchard: wo gibt es eine Szene nach dem Abspann?",
    ],
)
def test_two_films_named_together_are_both_meant(text: str, few: Finder) -> None:
    question, meant = asked(text, few)
    assert set(meant.films) == {NO_SCENE, DISPUTED}
    assert meant.clear is None
    assert not answer_unasked(question, meant, few, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "do i need to stay for the credits or can i go home?",
        "is there anything after the credits or is it safe to leave?",
        "will there be a post-credits scene?",
        "anyone know if there's a post credits scene?",
        "does the sequel have a post credits scene?",
    ],
)
def test_words_of_a_question_are_no_film_that_is_answered_unasked(
    text: str, lookup: Finder
) -> None:
    question, meant = asked(text, lookup)
    assert meant.films or not question.titles
    assert not answer_unasked(question, meant, lookup, TODAY)


@pytest.mark.parametrize(
    "text", ["will there be a post-credits scene?", "anyone know if there's a stinger?"]
)
def test_a_question_of_its_own_words_names_no_film(text: str, lookup: Finder) -> None:
    assert asked(text, lookup)[1].clear is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("does There Will Be Blood have a stinger?", "There Will Be Blood"),
        ("does Up have a post credits scene", "Up"),
        ("is there a post credit scene in Her?", "Her"),
        ("Just saw Iron Man. Is there anything after the credits?", "Iron Man"),
    ],
)
def test_a_title_of_common_words_is_known_where_it_is_spelt_out(
    text: str, title: str, lookup: Finder
) -> None:
    question, meant = asked(text, lookup)
    assert meant.clear is not None
    assert meant.clear.title == title
    assert answer_unasked(question, meant, lookup, TODAY)


def test_no_film_named_is_no_film_meant(few: Finder) -> None:
    _, meant = asked("is there a post credits scene?", few)
    assert meant.clear is None


def test_a_text_that_asks_nothing_may_name_a_film(few: Finder) -> None:
    assert films_in("Off to Quiet Meadow tonight", few, TODAY).films[0] == NO_SCENE
    assert films_in("", few, TODAY) == FilmsMeant()


@pytest.mark.parametrize(
    "text",
    [
        "is there a post credits scene bro?",
        "is there anything after the credits dude",
        "so chat is there a post credits scene?",
        "will there be an after credits scene on stream?",
        "so nobody knows if there is a post credits scene?",
        "does the season finale have a post credits scene?",
        "is there a post credits scene in the final episode of loki?",
    ],
)
def test_a_word_of_everyday_chat_is_not_answered_unasked(text: str, every_film: Finder) -> None:
    assert not answers_unasked(text, every_film, TODAY)


@pytest.mark.parametrize(
    "link",
    [
        "https://letterboxd.com/film/iron-man-2008/",
        "https://www.imdb.com/title/tt0371746/",
        "https://en.wikipedia.org/wiki/Iron_Man_(2008_film)",
    ],
)
def test_a_link_names_the_film_of_a_question(link: str, every_film: Finder) -> None:
    _, meant = asked(f"does {link} have a post credits scene?", every_film)
    assert meant.clear is not None
    assert meant.clear.label == "Iron Man (2008)"


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("does Saw have a post credits scene?", "Saw (2004)"),
        ("does If have a post credits scene?", "IF (2024)"),
        ("does mamma mia! have a post credits scene", "Mamma Mia! (2008)"),
        ("does aliens special edition have a post credits scene", "Aliens (1986)"),
        ("does the new superman have a post credits scene?", "Superman (2025)"),
        ("¿la película de minecraft tiene escena post créditos?", "A Minecraft Movie (2025)"),
        ("hat der Minecraft Film eine Szene nach dem Abspann?", "A Minecraft Movie (2025)"),
        ("tem algo depois dos créditos de duna parte 2?", "Dune: Part Two (2024)"),
    ],
)
def test_a_title_is_known_by_its_place_and_the_words_beside_it(
    text: str, label: str, every_film: Finder
) -> None:
    _, meant = asked(text, every_film)
    assert meant.clear is not None
    assert meant.clear.label == label


@pytest.mark.parametrize(
    "text", ["does it 1990 have a post credits scene?", "does lol have a post credits scene?"]
)
def test_a_guess_is_no_answer(text: str, every_film: Finder) -> None:
    assert asked(text, every_film)[1].clear is None


def test_a_little_known_film_of_a_word_is_not_answered_unasked(every_film: Finder) -> None:
    assert not answers_unasked("does dahmer have a post credits scene?", every_film, TODAY)


@pytest.fixture(scope="module")
def every_film(catalogue: Catalogue, lookup: Lookup) -> Finder:
    return ServerFilms(catalogue, lookup, ())
