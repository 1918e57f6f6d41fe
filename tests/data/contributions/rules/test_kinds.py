from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.verdict import Position
from data.contributions.rules.kinds import (
    Content,
    ImpossibleError,
    Timed,
    Timestamp,
    check_runtime,
    kind_name,
    pack,
    unpack,
)
from tests.data.contributions.contents import contents
from tests.films import TWO_SCENES

TEXT = st.text(min_size=1, max_size=90).filter(str.strip)


@given(contents(TEXT))
def test_what_is_packed_is_unpacked(content: Content) -> None:
    assert unpack(kind_name(content), pack(content)) == content


def timestamp(**changes: object) -> Timestamp:
    values: dict[str, object] = {
        "version": "theatrical",
        "runtime": 7860,
        "credits_start": 7260,
        "scenes": (Timed(Position.MID, 125, 190), Timed(Position.POST, 500, 560)),
    }
    return Timestamp(**(values | changes))  # type: ignore[arg-type]  # the tests vary the values


MID, POST = Position


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"runtime": 30}, "1 minute to 15 hours"),
        ({"credits_start": 7860}, "after the film has ended"),
        ({"credits_start": 3000}, "longer than any film's"),
        ({"scenes": (Timed(MID, 190, 125),)}, "end before it starts"),
        ({"scenes": (Timed(MID, 190, 250), Timed(MID, 200))}, "overlap"),
        ({"scenes": (Timed(MID, 10, 1000),)}, "15 minutes"),
        ({"scenes": (Timed(MID, 700),)}, "after the end of the film"),
        ({"scenes": (Timed(POST, 10), Timed(MID, 100))}, "come before post"),
        ({"denied": (MID,)}, "cannot hold a scene and none"),
        ({"scenes": (), "credits_start": None}, "at least one scene"),
        ({"version": "my own"}, "from the lists"),
    ],
)
def test_impossible_values_say_why(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(ImpossibleError, match=reason):
        timestamp(**changes)


def test_a_runtime_far_from_the_films_is_impossible() -> None:
    check_runtime(timestamp(), TWO_SCENES)
    with pytest.raises(ImpossibleError, match="runs about 131 minutes"):
        check_runtime(timestamp(runtime=3600, credits_start=3000), TWO_SCENES)
