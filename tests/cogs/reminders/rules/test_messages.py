"""What the messages say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cogs.reminders.rules.messages import LIMIT, Telling, is_missed, with_mentions, words_for
from cogs.reminders.rules.schedule import CreditsLength, Phase, Showing, due_at, useless_from
from cogs.reminders.store.recipients import MOST_RECIPIENTS, MOST_RECIPIENTS_ELSE
from cogs.shared.cards.spoilers import plain
from data.catalogue.verdict import Claim, judge
from data.locales import speaking

SHOWTIME = datetime(2026, 12, 18, 18, 30, tzinfo=UTC)
SHOWING = Showing(SHOWTIME, "Europe/Berlin", 20, 131, CreditsLength(8, 3, ""), 420)
SCENES = judge([Claim("a.example", mid=1, post=1)])
TELLING = Telling(plain("Night Harbour (2026)"), SHOWING, SCENES, strict=False)
NEWS = (Phase.MOVED, Phase.CANCELLED, Phase.OFFER, Phase.SEAT, Phase.HOST)


def due(phase: Phase) -> datetime:
    return SHOWTIME if phase in NEWS else due_at(SHOWING, phase, 0)


def words(phase: Phase, telling: Telling = TELLING, late: int = 0) -> str:
    return words_for(phase, telling, due(phase), due(phase) + timedelta(minutes=late))


def test_the_ping_is_one_line_with_counts_and_the_last_scenes_end() -> None:
    assert words(Phase.STAY) == (
        "Stay seated: 2 scenes, last one ends about 22:00 · Night Harbour (2026)"
    )


def test_where_nothing_may_be_told_it_says_only_that_the_credits_start() -> None:
    strict = replace(TELLING, strict=True)
    assert words(Phase.STAY, strict) == "Credits are about to start"
    assert "seated" not in words(Phase.CARD, strict)
    assert "scene" not in words(Phase.GO, strict)


@pytest.mark.parametrize(
    ("claims", "begins"),
    [
        ([Claim("a", mid=0, post=0)], "Free to go: no scenes known."),
        ([], "Credits are about to start · Night Harbour (2026). Whether"),
        ([Claim("a", mid=0, post=0), Claim("b", post=1)], "Credits are about to start"),
        ([Claim("a", post="some")], "Stay seated: at least 1 scene"),
    ],
)
def test_every_verdict_has_its_words(claims: list[Claim], begins: str) -> None:
    assert words(Phase.STAY, replace(TELLING, judgement=judge(claims))).startswith(begins)


@pytest.mark.parametrize("own_clocks", [False, True])
def test_a_time_has_the_article_of_its_hour(own_clocks: bool) -> None:
    late = replace(SHOWING, showtime=datetime(2026, 12, 18, 21, 30, tzinfo=UTC))
    telling = replace(TELLING, showing=late, own_clocks=own_clocks)
    with speaking("es"):
        card = words(Phase.CARD, telling)
    shown = [r"<t:\d+:t>"] * 3 if own_clocks else ["22:50", "00:53", "01:01"]
    said = "Película hacia las {}, créditos hacia las {} .*, fin hacia la {}$"
    assert re.search(said.format(*shown), card, re.MULTILINE)


def test_a_film_that_is_gone_from_the_catalogue_is_still_pinged() -> None:
    assert words(Phase.STAY, replace(TELLING, judgement=None)).startswith("Credits are about")


def test_people_who_sit_apart_get_their_own_clocks() -> None:
    apart = replace(TELLING, own_clocks=True)
    assert "ends about <t:1797627600:t>" in words(Phase.STAY, apart)


def test_late_messages_say_how_late() -> None:
    assert "late" not in words(Phase.CARD, late=1)
    assert words(Phase.CARD, late=4).endswith("(late by 4 min)")
    assert words(Phase.ASK, late=200).endswith("(late by 3 h 20)")


@pytest.mark.parametrize("phase", list(Phase))
def test_what_is_of_no_use_becomes_a_missed_note(phase: Phase) -> None:
    end = useless_from(SHOWING, phase)
    assert is_missed(phase, SHOWING, end)
    assert not is_missed(phase, SHOWING, end - timedelta(seconds=1))
    note = words_for(phase, TELLING, due(phase), end)
    assert note.startswith("Missed: ")
    assert "Night Harbour (2026)" in note


@pytest.mark.parametrize("phase", list(Phase))
def test_the_longest_message_with_the_most_mentions_fits(phase: Phase) -> None:
    hostile = plain("*" * 400, limit=90)
    telling = replace(TELLING, title=hostile, own_clocks=True, until=due(Phase.GO))
    most = MOST_RECIPIENTS.get(phase, MOST_RECIPIENTS_ELSE)
    mentions = [10**19 - 1 - n for n in range(most)]
    assert len(with_mentions(words(phase, telling, late=200), mentions)) <= LIMIT
    assert most <= 80


def test_the_pocket_card_has_at_most_six_lines() -> None:
    assert len(words(Phase.CARD).splitlines()) <= 6


def test_a_message_that_is_too_long_is_a_fault_and_not_cut() -> None:
    with pytest.raises(ValueError, match="too long"):
        with_mentions("x" * LIMIT, [1])
