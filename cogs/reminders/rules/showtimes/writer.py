"""A time on the clock in words that are read as the same time again, in each language."""

from __future__ import annotations

from datetime import datetime

from data.locales.formats import day_words


def written(wall: datetime) -> str:
    """A time with weekday and date, in the language spoken."""
    return f"{day_words(wall)}, {wall:%H:%M}"
