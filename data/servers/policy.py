"""How openly a place lets Stinger speak, and how long a new film is treated with care."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum

from data.catalogue.film import Film
from data.locales import N_

EMBARGO_DAYS = 14
"""Days from release during which a film is strict everywhere, where a server sets no other."""


class Policy(Enum):
    """What may be seen at a place; the value is what people read, in English.

    ``STANDARD`` shows the verdict, ``STRICT`` hides verdict, counts, purposes and hints as well,
    ``PRIVATE`` shows an answer to the asker only, and ``OFF`` keeps Stinger silent in chat and
    its commands private.
    """

    STANDARD = N_("standard")
    STRICT = N_("strict")
    PRIVATE = N_("private")
    OFF = N_("off")

    @property
    def private_only(self) -> bool:
        """Whether nobody but the asker may see an answer."""
        return self in (Policy.PRIVATE, Policy.OFF)


_FROM_OPEN = list(Policy)


def stricter(one: Policy, other: Policy) -> Policy:
    """The one that lets less be seen."""
    return max(one, other, key=_FROM_OPEN.index)


def policy_at(places: Sequence[int], policies: Mapping[int, Policy]) -> Policy:
    """The policy of the innermost place that has one; ``places`` run from server to thread."""
    for place in reversed(places):
        if place in policies:
            return policies[place]
    return Policy.STANDARD


def under_embargo(film: Film, now: datetime, days: int = EMBARGO_DAYS) -> bool:
    """Whether fewer than ``days`` have passed since the film's release.

    A film that is not released yet is under embargo. Where only the year is known, its last day
    counts as the release: too careful for a while rather than too open on a premiere.
    """
    released = film.release_date or date(film.year, 12, 31)
    return now.date() < released + timedelta(days=days)
