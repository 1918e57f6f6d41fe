"""What a member is told at their next command."""

from __future__ import annotations

from cogs.reminders.rules.refusals import BROKEN, REFUSED, UNREACHABLE, Notice, notices_text
from cogs.reminders.rules.screenings import MOST_LIVE


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


def test_the_most_that_can_be_told_fits_a_message() -> None:
    notices = [
        Notice(number, f"{number:_^100}", text)
        for text in (BROKEN, REFUSED, UNREACHABLE)
        for number in range(MOST_LIVE)
    ]
    text = notices_text(notices)
    assert "and 17 more: " in text
    assert len(text) <= 2_000
