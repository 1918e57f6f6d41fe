"""What a question in chat, or a message under the menu, means among the films that are shipped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cogs.answers.rules.film_mentions import films_asked, films_asked_about, films_in
from cogs.answers.rules.questions import read_question
from data.catalogue.catalogue import Catalogue
from data.contributions.store.server_films import ServerFilms
from data.lookup import Lookup
from tests.cogs.answers.rules.unasked import answers_unasked

NOW = datetime(2026, 11, 30, tzinfo=UTC)
"""The day on which the catalogue was collected."""


@pytest.fixture
def films(catalogue: Catalogue, lookup: Lookup) -> ServerFilms:
    """All films, today."""
    return ServerFilms(catalogue, lookup, (), lambda: NOW)


def offered(text: str, films: ServerFilms) -> set[str]:
    """The labels of the films that a question may mean."""
    question = read_question(text)
    assert question is not None
    return {film.label for film in films_asked(question, films, NOW.date()).films}


@pytest.mark.parametrize("title", ["Moana", "Resident Evil", "Supergirl", "Michael"])
def test_a_new_film_of_an_old_name_is_offered(title: str, films: ServerFilms) -> None:
    text = f"does {title.lower()} have a post credits scene?"
    assert f"{title} (2026)" in offered(text, films)
    assert not answers_unasked(text, films, NOW.date())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("does the new spider-man have a stinger", "Spider-Man: Brand New Day (2026)"),
        ("la nueva de spiderman tiene escena extra?", "Spider-Man: Brand New Day (2026)"),
        ("hat der neue Spider-Man eine Abspannszene", "Spider-Man: Brand New Day (2026)"),
        ("does the new pixar movie have a credits scene?", "Toy Story 5 (2026)"),
        ("mcu latest post credit scene?", "Spider-Man: Brand New Day (2026)"),
        ("any stinger in the latest dc movie", "Clayface (2026)"),
        ("does fnaf 2 have an end credits scene", "Five Nights at Freddy's 2 (2025)"),
        ("is there a scene after the credits of la la land", "La La Land (2016)"),
        ("does avp have a post credits scene?", "Alien vs. Predator (2004)"),
        ("does borat two have a post credits scene?", "Borat (2006)"),
        ("ok gravity was intense... stay or go?", "Gravity (2013)"),
        ("do i need to wait for the end credits thing in gravity", "Gravity (2013)"),
        ("any post cred scene in gravity?", "Gravity (2013)"),
        ("when the credits roll in gravity can we go", "Gravity (2013)"),
        ("just finished wicked for good do we stay??", "Wicked: For Good (2025)"),
        ("gravity is over, should we get up?", "Gravity (2013)"),
        (
            "post credits in thunderbolts and fantastic four?",
            "The Fantastic Four: First Steps (2025)",
        ),
    ],
)
def test_the_film_meant_is_among_those_offered(text: str, label: str, films: ServerFilms) -> None:
    assert label in offered(text, films)


@pytest.mark.parametrize(
    "text",
    [
        "does breaking bad have a post credits scene?",
        "does stranger things have a post credits scene?",
        "does elden ring have a post credits scene?",
        "does what have a post credits scene?",
        "does lol have a post credits scene?",
        "does titanic 2 have a post credits scene?",
        "does dahmer have a post credits scene?",
        "does bro have a post credits scene?",
        "does stream have a post credits scene?",
        "does nobody knows have a post credits scene?",
        "does pixar have a post credits scene?",
        "is there anything after the credits of Let's Go?",
        "big time post credits scene?",
        "is there anything after the credits of god?",
        "is there anything after the credits of the waterfront?",
    ],
)
def test_what_is_no_film_is_not_answered_unasked(text: str, films: ServerFilms) -> None:
    assert not answers_unasked(text, films, NOW.date())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("mcu latest", "Spider-Man: Brand New Day (2026)"),
        ("who has seen marvel 2026", "Spider-Man: Brand New Day (2026)"),
        ("so who has seen the new pixar movie", "Toy Story 5 (2026)"),
        ("just back from the new supergirl", "Supergirl (2026)"),
    ],
)
def test_a_message_under_the_menu_means_the_newest(
    text: str, label: str, films: ServerFilms
) -> None:
    assert label in {film.label for film in films_in(text, films, NOW.date()).films}


def test_the_one_film_that_another_sentence_names_is_not_drowned_by_doubts(
    films: ServerFilms,
) -> None:
    text = "Tickets for Ballerina are booked. Do we stay when the credits start?"
    assert offered(text, films) == {"Ballerina (2025)"}


@pytest.mark.parametrize(
    "text",
    [
        "is there anything after the credits of breaking bad?",
        "breaking bad after credits?",
        "the good place post credits scene?",
        "made in abyss post credits scene?",
        "one punch man post credits scene?",
        "is there anything after the credits of frieren: beyond journey's end?",
        "does saved by the bell have a post credits scene?",
        "is there anything after the credits of the wheel of time?",
        "will & grace post credits scene?",
        "hey arnold! post credits scene?",
        "love live! sunshine!! post credits scene?",
        "pokémon: let's go, pikachu! post credits scene?",
        "does super mario bros. wonder have a post credits scene?",
        "does I have no mouth, and I must scream have a post credits scene?",
        "is there anything after the credits of now and then, here and there?",
        "does getting over it with bennett foddy have a post credits scene?",
        "is there anything after the credits of transformers: fall of cybertron?",
        "need for speed: nitro post credits scene?",
    ],
)
def test_part_of_a_series_name_is_no_film(text: str, films: ServerFilms) -> None:
    assert offered(text, films) == set()
    assert not answers_unasked(text, films, NOW.date())


@pytest.mark.parametrize("text", ["New Amsterdam", "Rise of the Tomb Raider"])
def test_a_series_name_under_the_menu_is_asked_about(text: str, films: ServerFilms) -> None:
    assert films_asked_about(text, films, NOW.date()).clear is None


@pytest.mark.parametrize(
    "text",
    ["does new amsterdam have a post credits scene?", "new super mario bros. credits scene?"],
)
def test_a_series_called_new_is_asked_about(text: str, films: ServerFilms) -> None:
    question = read_question(text)
    assert question is not None
    assert films_asked(question, films, NOW.date()).clear is None


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I liked will & grace. Does inception have a post credits scene?", "Inception (2010)"),
        (
            "is there a scene after the credits of star wars the clone wars",
            "Star Wars: The Clone Wars (2008)",
        ),
    ],
)
def test_a_film_beside_a_series_name_is_the_film(text: str, label: str, films: ServerFilms) -> None:
    assert offered(text, films) == {label}
