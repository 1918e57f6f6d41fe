"""A vote's post: it fits, and names its films as they are called now."""

from __future__ import annotations

import pytest

from cogs.reminders.cards.film_vote import Shown, result_text, vote_text, vote_view
from cogs.reminders.rules.messages import verdict_words
from cogs.reminders.rules.parties.film_votes import (
    MOST_SUGGESTIONS,
    FilmVote,
    Night,
    Stage,
    Suggestion,
)
from data.catalogue.labels import LONGEST
from data.catalogue.verdict import Claim, judge
from data.locales import languages, speaking
from tests.e2e.replies import option_labels

AN_ID = 1_234_567_890_123_456_789
AT = 1_767_380_400
NIGHT = Night(AN_ID, AN_ID, AN_ID, "cinema", AN_ID, 10_000, 20, AT, "Europe/Berlin", AT, AT)


def vote_at(stage: Stage, label: str, many: int) -> FilmVote:
    films = tuple(Suggestion(n, f"film-{n}", label, 1_000) for n in range(many))
    return FilmVote(1, NIGHT, stage, 1, None, 1, AT, films, voters=10_000)


@pytest.mark.parametrize("stage", Stage)
def test_ten_films_of_the_longest_names_fit_into_a_message_in_every_language(
    stage: Stage,
) -> None:
    label = "*" * LONGEST
    vote = vote_at(stage, label, MOST_SUGGESTIONS)
    disputed = judge([Claim("a.example", mid=2, post=1), Claim("b.example", mid=1, post=1)])
    for language in languages():
        with speaking(language):
            words = verdict_words(disputed)
            films = [Shown(one, label, 191, words) for one in vote.suggestions]
            assert len(vote_text(vote, films)) <= 2_000
            assert len(result_text(vote, films)) <= 2_000


def test_what_is_ticked_has_the_name_that_the_film_has_now() -> None:
    vote = vote_at(Stage.VOTING, "As it was suggested", 2)
    films = [Shown(one, "As it is called now", None, None) for one in vote.suggestions]
    assert option_labels(vote_view(vote, films).to_components()) == ["As it is called now"] * 2
