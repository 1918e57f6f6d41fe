"""What a member has to be told at their next command, because no message could tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cogs.shared.cards.spoilers import plain

MOST_NAMED = 3
"""Films named in one notice; a member may have twenty reminders that one closed DM swallowed."""

NAME_LIMIT = 90


@dataclass(frozen=True, slots=True)
class Notice:
    """That a reminder did not arrive, and why."""

    reminder_id: int
    film_label: str
    text: str


def notices_text(notices: Iterable[Notice]) -> str:
    """One paragraph for each reason, with the films that it is about."""
    films: dict[str, list[str]] = {}
    for notice in notices:
        named = films.setdefault(notice.text, [])
        if notice.film_label not in named:
            named.append(notice.film_label)
    return "\n".join(f"{_names(labels)}: {text}" for text, labels in films.items())


def _names(labels: list[str]) -> str:
    named = ", ".join(plain(label, limit=NAME_LIMIT) for label in labels[:MOST_NAMED])
    more = len(labels) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named
