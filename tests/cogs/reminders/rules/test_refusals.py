"""What a member is told at their next command."""

from __future__ import annotations

import pytest

from cogs.reminders.rules.refusals import (
    BROKEN,
    LAPSED,
    REFUSED,
    UNPOSTED,
    UNREACHABLE,
    UNREADABLE,
    Notice,
    notices_text,
)
from cogs.reminders.rules.screenings import MOST_LIVE
from data.locales import _, languages, speaking


def test_each_reason_is_told_once_with_its_films() -> None:
    notices = [
        Notice(1, "Night Harbour (2024)", "Closed."),
        Notice(2, "Quiet Meadow (2023)", "Broken."),
        Notice(3, "||@everyone||", "Closed."),
        Notice(4, "Night Harbour (2024)", "Closed."),
    ]
    first, second = notices_text(notices).splitlines()
    assert first.startswith("Night Harbour (2024), ")
    assert first.endswith(": Closed.")
    assert "||" not in first
    assert "@everyone" not in first
    assert second == "Quiet Meadow (2023): Broken."


REASONS = (BROKEN, LAPSED, REFUSED, UNPOSTED, UNREACHABLE, UNREADABLE)


@pytest.mark.parametrize("language", languages())
def test_the_most_that_can_be_told_fits_a_message(language: str) -> None:
    notices = [
        Notice(number, f"{number:_^100}", text) for text in REASONS for number in range(MOST_LIVE)
    ]
    with speaking(language):
        told = notices_text(notices)
        sentences = [_(text) for text in REASONS]
    assert all(sentence in told for sentence in sentences)
    assert len(told) <= 2_000
    assert "19" not in told  # the others are counted


def test_of_one_reason_three_films_are_named() -> None:
    text = notices_text([Notice(number, f"Film {number}", BROKEN) for number in range(MOST_LIVE)])
    assert text.startswith(f"Film 0, Film 1, Film 2 and {MOST_LIVE - 3} more: ")
