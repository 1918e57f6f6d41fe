"""What was answered a short while ago, so that a channel is not told the same twice.

In memory, and that is enough: after a restart somebody is told once more what was said a few
minutes ago, and nothing that anybody entrusted to the bot is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

PAUSE = timedelta(minutes=10)
"""How long one answer about a film serves a channel."""


@dataclass(slots=True)
class Answer:
    """One answer; ``message_id`` is ``None`` while it is being sent."""

    at: datetime
    message_id: int | None = None


class RecentAnswers:
    """The answers of the last :data:`PAUSE`, by channel and subject (a film's id, or a topic's)."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, str], Answer] = {}

    def claim(self, channel_id: int, subject: str, now: datetime) -> Answer | None:
        """Reserve the answer; the one that stands already, if there is one, else ``None``."""
        self._answers = {key: a for key, a in self._answers.items() if now - a.at < PAUSE}
        key = (channel_id, subject)
        if key in self._answers:
            return self._answers[key]
        self._answers[key] = Answer(now)
        return None

    def settle(self, channel_id: int, subject: str, message_id: int | None) -> None:
        """Say which message the answer became; ``None`` if it could not be sent."""
        key = (channel_id, subject)
        if message_id is None:
            self._answers.pop(key, None)
        elif key in self._answers:
            self._answers[key].message_id = message_id

    def forget(self, message_id: int) -> None:
        """Know an answer no longer, because somebody deleted it."""
        self._answers = {k: a for k, a in self._answers.items() if a.message_id != message_id}


class HeardMessages:
    """Which messages were meant for the bot when they came, so that an edit asks nothing twice.

    Each is known for as long as ``kept``.
    """

    def __init__(self, kept: timedelta) -> None:
        self._kept = kept
        self._heard: dict[int, datetime] = {}

    def note(self, message_id: int, now: datetime) -> None:
        """Know a message; those that are too old for an edit to count are forgotten."""
        self._heard = {key: at for key, at in self._heard.items() if now - at <= self._kept}
        self._heard[message_id] = now

    def is_first(self, message_id: int) -> bool:
        """Whether a message was not meant for the bot until now."""
        return message_id not in self._heard


class DailyHelp:
    """Whom help was given today; each member gets it once a day (UTC)."""

    def __init__(self) -> None:
        self._day = date.min
        self._helped: set[int] = set()

    def due(self, user_id: int, now: datetime) -> bool:
        """Whether a member is to be helped now; the next call of the day says no."""
        if now.date() != self._day:
            self._day = now.date()
            self._helped.clear()
        due = user_id not in self._helped
        self._helped.add(user_id)
        return due
