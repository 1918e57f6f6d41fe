"""Parts are fitted fairly into the characters that a card has."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.shared.cards.budget import Part, fit
from cogs.shared.cards.spoilers import hide, plain

TEXTS = st.text("ab*|\n", max_size=60)
PARTS = st.lists(
    st.one_of(
        st.text("xy", max_size=8),
        st.builds(partial, st.sampled_from((hide, plain)), TEXTS),
    ),
    max_size=6,
)


@given(PARTS, st.integers(60, 200))
def test_the_parts_fit_and_plain_texts_stay_whole(parts: list[str | Part], room: int) -> None:
    read = fit(parts, room)
    assert len("\n".join(read)) <= room
    assert [text for text in parts if isinstance(text, str) and text] == [
        text for text in read if set(text) <= set("xy")
    ]


@given(PARTS)
def test_nothing_is_shortened_where_all_fits(parts: list[str | Part]) -> None:
    whole = [part(9_999) if callable(part) else part for part in parts]
    assert fit(parts, 9_999) == [text for text in whole if text]
    joined = len("\n".join(text for text in whole if text))
    assert fit(parts, joined) == [text for text in whole if text]


def test_a_short_part_leaves_its_share_to_a_long_one() -> None:
    short, long = partial(plain, "ab"), partial(plain, "c" * 100)
    assert fit([long, "x", short], 40) == ["c" * 34 + "…", "x", "ab"]


def test_plain_texts_that_do_not_fit_are_a_fault() -> None:
    with pytest.raises(ValueError, match="cannot be shortened"):
        fit(["a" * 11], 10)
