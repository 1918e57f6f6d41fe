"""One message asks the look-up so often, and with so much text, and no more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.answers.rules.bounded_finder import MOST_CHARACTERS, MOST_LOOKUPS, BoundedFinder
from cogs.answers.rules.film_mentions import MOST_PARTS, answer_unasked, films_asked, films_in
from cogs.answers.rules.questions import read_question
from data.catalogue.film import Film
from data.catalogue.other_works import OtherWork
from data.contributions.store.server_films import Finder
from data.lookup import Match
from tests.films import FILMS, NOW


class Counting:
    """Knows one film by every name, is never sure of it, and counts how often it is asked."""

    def __init__(self, confidence: float = 0.3) -> None:
        self.asked: list[str] = []
        self._matches = [Match(FILMS[0], confidence)]

    def search(self, text: str, limit: int = 10) -> list[Match]:
        self.asked.append(text[:150])
        return self._matches

    def find_in(self, sentence: str, limit: int = 5) -> list[Match]:
        self.asked.append(sentence[:300])
        return self._matches

    def other_work(self, title: str) -> OtherWork | None:
        return None

    def work_within(self, text: str) -> str:
        return ""

    def is_everyday(self, title: str) -> bool:
        return False

    def by_imdb(self, imdb_id: str) -> Film | None:
        return None

    def by_tmdb(self, tmdb_id: int) -> Film | None:
        return None


def read(text: str, finder: Finder) -> None:
    question = read_question(text)
    if question is not None:
        meant = films_asked(question, finder, NOW.date())
        answer_unasked(question, meant, finder, NOW.date())
    films_in(text, finder, NOW.date())


WORDS = (
    "is there a post credits scene in x y or and the of stay hay escena o nach dem Abspann ? . “ ”"
)
hostile = st.lists(st.sampled_from(WORDS.split(" ")), max_size=250).map(" ".join)


@pytest.mark.parametrize(
    "text",
    [
        f"is there a post credits scene in x y{' or x y' * 100}?",
        "is there a post credits scene in " + " or ".join(f"film {n}" for n in range(60)) + "?",
        "does " + " credits scene ".join("abcdefghij") + " have a stinger?",
        "“" * 200 + "does x have a stinger?" + "”" * 200,
        "<@" * 4_000,
    ],
)
def test_the_look_up_is_asked_so_often_and_no_more(text: str) -> None:
    counting = Counting()
    read(text, BoundedFinder(counting))
    assert len(counting.asked) <= MOST_LOOKUPS
    assert sum(map(len, counting.asked)) <= MOST_CHARACTERS


@given(hostile, st.sampled_from((0.0, 0.3, 1.0)))
def test_whatever_is_written(text: str, confidence: float) -> None:
    counting = Counting(confidence)
    read(text, BoundedFinder(counting))
    assert len(counting.asked) == len(set(counting.asked)) <= MOST_LOOKUPS
    assert sum(map(len, counting.asked)) <= MOST_CHARACTERS


def test_so_many_films_side_by_side_are_weighed_and_no_more() -> None:
    named = [f"film{number}" for number in range(30)]
    question = read_question(f"is there a stinger in {' or '.join(named)}?")
    assert question is not None and question.titles
    counting = Counting()
    films_asked(question, counting, NOW.date())
    alone = {text for text in counting.asked if text in named}
    assert len(alone) <= MOST_PARTS


def test_an_ordinary_question_is_read_as_without_bounds() -> None:
    counting = Counting()
    finder = BoundedFinder(counting)
    assert finder.search("night harbour") == counting.search("night harbour")
    assert finder.by_imdb("tt1") is None
