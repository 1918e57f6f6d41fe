from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from data.lookup.index.index import Deletions, Trigrams

KEYS = sorted({"inception", "inceptor", "reception", "matrix", "amelie", "up", "千と千尋", "x"})
LENGTHS = np.array([len(key) for key in KEYS], np.int32)

keys = st.lists(
    st.text(alphabet="abcé千", min_size=1, max_size=8), min_size=1, max_size=40, unique=True
).map(sorted)


@given(keys, st.text(alphabet="abcé千", min_size=1, max_size=9))
def test_every_key_one_slip_away_is_found(texts: list[str], query: str) -> None:
    lengths = np.array([len(text) for text in texts], np.int32)
    found = {texts[row] for row in Deletions(texts, lengths).nearest(query)}
    assert found >= {text for text in texts if OSA.distance(text, query) <= 1}
    assert all(OSA.distance(text, query) <= 2 for text in found)


def test_what_is_like_the_query_comes_before_what_only_holds_it() -> None:
    index = Trigrams(KEYS, LENGTHS)
    found = [KEYS[row] for row in index.nearest("incepton", like=2, inside=1)]
    assert set(found) == {"inception", "inceptor"}


def test_a_query_that_shares_nothing_finds_nothing() -> None:
    assert len(Trigrams(KEYS, LENGTHS).nearest("zzzz", like=5, inside=5)) == 0
