"""How well known a film is: its place by votes, and for a new film what tells it before votes can.

A film gathers votes for about two years, so that its place among all films says little until then.
Until then it is helped by two other signs: how many lists name it, which grows with the size of its
release, and how well known the earlier films of its series are.
"""

from __future__ import annotations

from datetime import date

VOTES_SETTLE = 24.0
"""Months after the release until which votes gather."""

DAYS_A_MONTH = 30.44

NAMED_ONCE, NAMING_POWER = 16_000.0, 1.4
"""A film that ``n`` lists name is expected at place ``NAMED_ONCE / n ** NAMING_POWER``.

Fitted by eye to the releases of 2025, whose votes have come by now: named by 10 lists they stand
around place 600, by 6 around 1,300, by 3 around 3,500.
"""

SEQUEL_LOSS = 1.5
"""A new film of a series is expected at so many times the place of its usual film."""


def months_out(released: date, today: date) -> float:
    """How many months a film has been out today; negative for what is to come."""
    return (today - released).days / DAYS_A_MONTH


def standing(
    place: int, *, months: float | None, lists: int = 1, series_place: float | None = None
) -> float:
    """The place that a film deserves among all films, 1 being the best known; never below its own.

    ``place`` is the film's place by votes, ``months`` how long it has been out (negative for what
    is to come, ``None`` where that is not known: then votes alone count), ``lists`` how many lists
    name it, ``series_place`` the median place of the earlier films of its series. With
    ``t = months / VOTES_SETTLE``, kept between 0 and 1, and the better of the two expected places
    ``e``, the standing is ``place ** t * min(place, e) ** (1 - t)``.
    """
    if months is None or months >= VOTES_SETTLE:
        return float(place)
    expected = NAMED_ONCE / max(1, lists) ** NAMING_POWER
    if series_place is not None:
        expected = min(expected, SEQUEL_LOSS * series_place)
    settled = max(0.0, months / VOTES_SETTLE)
    return float(place**settled * min(float(place), expected) ** (1 - settled))
