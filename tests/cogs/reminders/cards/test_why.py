"""*Why?* below the sum: what the length of the credits rests on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cogs.reminders.cards.reminders import Sum, why_text
from cogs.reminders.rules.credits_length import credits_length
from cogs.reminders.rules.schedule import Showing
from cogs.reminders.rules.screenings import Ping, Place, Reminder
from data.catalogue.facts import FilmFacts, facts_of
from data.catalogue.film import Scene, StatedCredits
from data.catalogue.verdict import Claim, Position
from data.text import HiddenText, SafeText
from tests.films import TWO_SCENES

REMINDER = Reminder(1, 1, 1, 1, "draft", None, Place.HERE, 1, None, Ping.NORMAL, 0, False)
LATE = Scene(
    Position.POST, 1, "tease", SafeText("A hint."), HiddenText("ZEBRA"), starts=900, ends=960
)


def why(facts: FilmFacts, *, strict: bool = False) -> str:
    length = credits_length(facts, 131)
    show = Showing(datetime(2026, 12, 18, tzinfo=UTC), "UTC", 20, 131, length)
    return why_text(Sum(REMINDER, show, facts, strict))


def test_a_page_is_named_with_its_address_behind_a_click() -> None:
    stated = StatedCredits(725, "pages.example", "https://pages.example/a", "2026-11-21")
    told = why(facts_of(TWO_SCENES, (), (), stated_credits=stated))
    assert told.splitlines() == [
        "**Night Harbour (2024)**: 12 min of credits, as stated, right to about ± 1 min.",
        "After pages.example. ||[page](<https://pages.example/a>)||",
    ]


@pytest.mark.parametrize("strict", [False, True])
def test_a_strict_place_does_not_learn_that_a_scene_has_its_place(strict: bool) -> None:
    facts = facts_of(TWO_SCENES, (Claim("a.example", mid=0, post=1),), (LATE,))
    told = why(facts, strict=strict)
    assert ("the last scene's place" in told) is not strict
    assert "ZEBRA" not in told
