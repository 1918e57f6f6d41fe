"""Lists: what a button remembers, and the order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.credibility import Band
from cogs.theories.rules.lists import SORTS, ListRequest, likely_duplicates, ordered
from cogs.theories.rules.theory import STANDINGS, Kind
from tests.cogs.theories.examples import theory

requests = st.builds(
    ListRequest,
    st.none() | st.integers(0, 999_999),
    st.none() | st.sampled_from(Kind),
    st.none() | st.sampled_from(STANDINGS),
    st.sampled_from(SORTS),
    st.integers(0, 9_999),
)


@given(requests)
def test_a_button_remembers_the_whole_request(request: ListRequest) -> None:
    assert ListRequest.from_argument(request.argument) == request
    assert len(request.argument) <= 80


@given(st.text(max_size=80))
def test_a_forged_argument_gives_some_list(argument: str) -> None:
    assert ListRequest.from_argument(argument).sort in SORTS


THREE = [theory(id=3), theory(id=2), theory(id=1)]
BANDS = {1: Band(60, 5, 3), 2: Band(70, 20, 9)}


@pytest.mark.parametrize(
    ("sort", "order"),
    [("newest", [3, 2, 1]), ("credibility", [1, 2, 3]), ("contested", [2, 1, 3])],
)
def test_the_order(sort: str, order: list[int]) -> None:
    assert [listed.id for listed in ordered(THREE, sort, BANDS)] == order


def test_without_scores_to_show_every_order_is_newest_first() -> None:
    for sort in SORTS:
        assert [listed.id for listed in ordered(THREE, sort, {})] == [3, 2, 1]


def test_likely_duplicates_are_found_and_others_left_alone() -> None:
    claims = [
        "The ferryman will come back in the sequel",
        "The harbour burns down in the next film",
        "Ines's father is the ferryman, who comes back in part two",
    ]
    others = [theory(id=number, claim=claim) for number, claim in enumerate(claims)]
    found = likely_duplicates("The ferryman is the father of Ines and will return", others)
    assert {duplicate.id for duplicate in found} == {0, 2}


def test_at_most_five_duplicates() -> None:
    others = [theory(id=number, claim="The map is a forgery") for number in range(9)]
    assert len(likely_duplicates("the map is a forgery", others)) == 5
