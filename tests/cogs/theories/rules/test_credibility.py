"""The score: its bounds, its margin, its cap, and the formulas by hand."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.credibility import (
    LEAST_SHOWN,
    SHARES,
    SOURCE_RATINGS,
    Ratings,
    Vote,
    credibility,
    wilson,
)
from cogs.theories.rules.theory import SourceClass

ratings = st.builds(Ratings, st.sampled_from(SourceClass), st.integers(1, 5), st.integers(1, 5))
votes = st.builds(Vote, ratings, st.floats(0.25, 2.0))
POINTS = pytest.approx


@given(st.lists(votes, max_size=60))
def test_score_and_both_ends_stay_within_0_and_100(cast: list[Vote]) -> None:
    found = credibility(cast)
    assert 0 <= found.low <= found.score <= found.high <= 100
    for part in (found.source, found.consistency, found.simplicity):
        assert 0 <= part <= 100
    assert found.margin > 0


@given(ratings, st.integers(1, 80), st.floats(0.25, 2.0))
def test_more_equal_ballots_narrow_the_margin(said: Ratings, count: int, weight: float) -> None:
    fewer = credibility([Vote(said, weight)] * (count + 4))
    more = credibility([Vote(said, weight)] * (count + 5))
    assert more.margin < fewer.margin


@given(ratings)
def test_five_equal_ballots_still_have_a_margin(said: Ratings) -> None:
    assert credibility([Vote(said)] * 5).margin > 5


@given(st.lists(votes, max_size=40), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(cast: list[Vote], shuffle: random.Random) -> None:
    mixed = list(cast)
    shuffle.shuffle(mixed)
    before, after = credibility(cast), credibility(mixed)
    assert after.score == POINTS(before.score, abs=1e-9)
    assert after.margin == POINTS(before.margin, abs=1e-9)


@given(st.lists(votes, min_size=1, max_size=30))
def test_a_better_ballot_never_lowers_the_mean(cast: list[Vote]) -> None:
    best = Vote(Ratings(SourceClass.OFFICIAL, 5, 5))
    worst = Vote(Ratings(SourceClass.ANONYMOUS, 1, 1))
    official = [Vote(Ratings(SourceClass.OFFICIAL, 3, 3))] * 100
    assert (
        credibility([*cast, *official, best]).score > credibility([*cast, *official, worst]).score
    )


@given(st.lists(votes, min_size=1, max_size=40))
def test_a_median_of_anonymous_caps_at_60(cast: list[Vote]) -> None:
    ceiling = [Vote(Ratings(SourceClass.ANONYMOUS, 5, 5), 2.0)] * (len(cast) + 1)
    found = credibility([*cast, *ceiling])
    assert found.score <= 60
    assert found.low <= 60
    assert found.high <= 60


def test_the_cap_takes_the_median_not_the_mean() -> None:
    neat = [Vote(Ratings(SourceClass.ANONYMOUS, 5, 5))] * 49
    sourced = [Vote(Ratings(SourceClass.OFFICIAL, 5, 5))] * 51
    assert credibility([*neat, *sourced]).score > 60
    assert credibility([*neat, *sourced[:40]]).score <= 60


def test_nothing_rated_is_neither_likely_nor_unlikely() -> None:
    found = credibility([])
    assert found.score == 50
    assert found.ballots == 0
    assert not found.shown


def test_the_formulas_by_hand() -> None:
    cast = [
        Vote(Ratings(SourceClass.OFFICIAL, 5, 5), 1.0),
        Vote(Ratings(SourceClass.INSIDER, 3, 1), 0.5),
    ]
    x1, x2 = 1.0, 0.4 * 0.5 + 0.35 * 0.5
    mean = (1.0 * x1 + 0.5 * x2 + 2) / (1.5 + 4)
    variance = ((x1 - mean) ** 2 + 0.5 * (x2 - mean) ** 2 + 4 * ((0.5 - mean) ** 2 + 1 / 12)) / 5.5
    size = 5.5**2 / (1.0 + 0.25 + 4)
    found = credibility(cast)
    assert found.score == POINTS(100 * mean)
    assert found.margin == POINTS(100 * 1.645 * math.sqrt(variance / size))
    assert found.source == POINTS(100 * (1.0 + 0.5 * 0.5 + 2) / 5.5)
    assert found.consistency == POINTS(100 * (1.0 + 0.5 * 0.5 + 2) / 5.5)
    assert found.simplicity == POINTS(100 * (1.0 + 2) / 5.5)


def test_the_constants_are_those_of_the_design() -> None:
    assert list(SOURCE_RATINGS.values()) == [1.0, 0.85, 0.80, 0.65, 0.50, 0.10]
    assert SHARES == (0.40, 0.35, 0.25)
    assert LEAST_SHOWN == 5


@pytest.mark.parametrize("step", [0, 6, -1])
def test_a_step_outside_the_scale_is_no_rating(step: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        Ratings(SourceClass.PRESS, step, 3)


def test_scores_are_shown_from_five_ballots_on() -> None:
    vote = Vote(Ratings(SourceClass.PRESS, 4, 4))
    assert not credibility([vote] * 4).shown
    assert credibility([vote] * 5).shown


@given(st.integers(1, 300), st.floats(0, 1))
def test_the_wilson_range_holds_the_share_and_narrows(resolved: int, share: float) -> None:
    right = share * resolved
    low, high = wilson(right, resolved)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    narrower_low, narrower_high = wilson(4 * right, 4 * resolved)
    assert narrower_high - narrower_low <= high - low + 1e-9


def test_wilson_by_the_textbook() -> None:
    low, high = wilson(8, 10)
    # 8 of 10 at z = 1.645: centre (0.8 + 0.1353) / 1.2706, half width 0.1953.
    assert low == pytest.approx(0.5408, abs=5e-4)
    assert high == pytest.approx(0.9314, abs=5e-4)


def test_nothing_resolved_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="right"):
        wilson(3, 2)
