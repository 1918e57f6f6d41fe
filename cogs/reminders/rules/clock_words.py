"""The time of day in what people type: 19:30, 7.30 pm, 20 Uhr, noon."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

LONGEST_TEXT = 100
DOUBTFUL_HOURS = range(1, 10)
"""Without am, pm or a leading zero, 7:30 may be meant in the evening."""

_AM_PM = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b\.?")
_CLOCK = re.compile(r"(?<![\d.:/-])(\d{1,2})[:.h](\d{2})(?![\d.:/-])")
_HOUR = re.compile(r"(?:^|(?<=\s))(?:at )?(\d{1,2})(?:h| ?uhr| o'clock)?$")


class UnreadableShowtimeError(ValueError):
    """The text names no time."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``doubtful`` if it may as well be twelve hours later."""

    hour: int
    minute: int
    doubtful: bool = False

    def on(self, day: date) -> list[datetime]:
        """The times on a clock that may be meant on a day."""
        hours = [self.hour] + [self.hour + 12] * self.doubtful
        return [datetime.combine(day, time(hour, self.minute)) for hour in hours]


def simplified(text: str) -> str:
    """The words in one form; raises :class:`UnreadableShowtimeError` for a whole story."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableShowtimeError
    # Phones copy times with invisible marks of the direction of writing around them.
    seen = "".join(
        c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf"
    )
    return " ".join(seen.casefold().split())


def split_clock(words: str) -> tuple[Clock, str]:
    """The time of day that the words name, and the words without it."""
    for name, hour in (("noon", 12), ("midnight", 0)):
        if name in words.split():
            return Clock(hour, 0), words.replace(name, " ")
    if match := _AM_PM.search(words):
        hour, minute = int(match[1]), int(match[2] or 0)
        if not 1 <= hour <= 12 or minute > 59:
            raise UnreadableShowtimeError
        clock = Clock(hour % 12 + (12 if match[3] == "p" else 0), minute)
    else:
        match = _CLOCK.search(words) or _HOUR.search(words)
        if match is None:
            raise UnreadableShowtimeError
        hour, minute = int(match[1]), int(match[2]) if match.re is _CLOCK else 0
        if hour > 23 or minute > 59:
            raise UnreadableShowtimeError
        clock = Clock(hour, minute, not match[1].startswith("0") and hour in DOUBTFUL_HOURS)
    return clock, f"{words[: match.start()]} {words[match.end() :]}"
