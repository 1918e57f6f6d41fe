"""What a channel was told a short while ago, and who was helped today."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cogs.answers.rules.recent_answers import PAUSE, DailyHelp, RecentAnswers

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)


def test_the_first_asker_gets_an_answer_and_later_ones_its_message() -> None:
    recent = RecentAnswers()
    assert recent.claim(1, "film", NOW) is None
    recent.settle(1, "film", 99)
    standing = recent.claim(1, "film", NOW + PAUSE - timedelta(seconds=1))
    assert standing is not None
    assert standing.message_id == 99
    assert recent.claim(1, "film", NOW + PAUSE) is None


def test_channels_and_films_do_not_share_answers() -> None:
    recent = RecentAnswers()
    assert recent.claim(1, "film", NOW) is None
    assert recent.claim(2, "film", NOW) is None
    assert recent.claim(1, "other", NOW) is None


def test_two_who_ask_at_once_get_one_answer() -> None:
    recent = RecentAnswers()
    assert recent.claim(1, "film", NOW) is None
    standing = recent.claim(1, "film", NOW)
    assert standing is not None
    assert standing.message_id is None


def test_an_answer_that_was_not_sent_or_is_gone_does_not_count() -> None:
    recent = RecentAnswers()
    recent.claim(1, "film", NOW)
    recent.settle(1, "film", None)
    assert recent.claim(1, "film", NOW) is None
    recent.settle(1, "film", 99)
    recent.forget(99)
    assert recent.claim(1, "film", NOW) is None


def test_a_member_is_helped_once_a_day() -> None:
    helped = DailyHelp()
    assert helped.due(1, NOW)
    assert not helped.due(1, NOW + timedelta(hours=11))
    assert helped.due(2, NOW)
    assert helped.due(1, NOW + timedelta(hours=12))
