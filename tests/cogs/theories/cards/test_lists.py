from __future__ import annotations

import pytest

from cogs.theories.cards.lists import open_and_held


@pytest.mark.parametrize(
    ("theories", "held", "told"),
    [
        (0, 0, None),
        (1, 0, "1 theory is open."),
        (1200, 0, "1,200 theories are open."),
        (0, 1, "1 ballot is held."),
        (2, 30, "2 theories are open. 30 ballots are held."),
    ],
)
def test_the_status_is_in_sentences(theories: int, held: int, told: str | None) -> None:
    assert open_and_held(theories, held) == told
