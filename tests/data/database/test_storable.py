"""What is left out of a text so that every database takes it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.database.storable import storable


@given(st.text())
def test_nothing_but_nul_and_halves_of_surrogate_pairs_is_left_out(text: str) -> None:
    kept = [c for c in text if c != "\x00" and not "\ud800" <= c <= "\udfff"]
    assert storable(text) == "".join(kept)
    assert storable({text: [1, None, {"value": text}]}) == {
        storable(text): [1, None, {"value": storable(text)}]
    }
