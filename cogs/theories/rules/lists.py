"""Which theories a list shows, in which order, and which theories resemble each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

from rapidfuzz import fuzz, process, utils

from cogs.theories.rules.credibility import Band
from cogs.theories.rules.theory import STANDINGS, Kind, Theory

KindName = Literal["sequel speculation", "character crossover", "thematic echo"]
StandingName = Literal[
    "open", "frozen", "locked", "withdrawn", "confirmed", "debunked", "partly", "unknowable"
]
SortName = Literal["credibility", "newest", "contested"]
"""What the options of a list offer."""

SORTS = get_args(SortName)

NEWEST = "newest"
"""The order in which stores hand theories out."""

LIKELY = 60.0
"""From this similarity on (0 to 100), two claims about one film are worth comparing by eye. In a
trial with ten claims about one film, reworded ones reached 73 and other ones stayed below 52."""

MOST_DUPLICATES = 5

PAGE_SIZE = 10
"""Theories on a page: what a phone shows without much scrolling."""

_ARGUMENT = re.compile(r"(\d{1,4}):(\d{0,6}):([A-Z]*):([a-z]*):([a-z]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class ListRequest:
    """Which theories to list, and how; ``page`` counts from 0.

    ``film_of`` is the number of any theory about the film that is asked for: unlike a film's id it
    always fits into a button.
    """

    film_of: int | None = None
    kind: Kind | None = None
    standing: str | None = None
    sort: str = NEWEST
    page: int = 0

    @property
    def argument(self) -> str:
        """The request as a button's argument, which :meth:`from_argument` reads back."""
        kind = self.kind.name if self.kind else ""
        film = "" if self.film_of is None else self.film_of
        return f"{self.page}:{film}:{kind}:{self.standing or ''}:{self.sort}"

    @classmethod
    def from_argument(cls, argument: str) -> Self:
        """The request that made an argument; a forged one gives the whole list."""
        parts = _ARGUMENT.fullmatch(argument)
        if parts is None:
            return cls()
        page, film, kind, standing, sort = parts.groups()
        return cls(
            film_of=int(film) if film else None,
            kind=Kind.__members__.get(kind),
            standing=standing if standing in STANDINGS else None,
            sort=sort if sort in SORTS else NEWEST,
            page=int(page),
        )

    def at(self, page: int) -> Self:
        """The same list at another page."""
        return replace(self, page=page)


def ordered(theories: Sequence[Theory], sort: str, bands: Mapping[int, Band]) -> list[Theory]:
    """Theories, handed in newest first, in the order asked for.

    *Credibility* sorts by score − margin, so that a few enthusiasts do not outrank a settled
    judgement; *contested* sorts by how far the ballots lie apart. Theories without a band, whose
    score not everybody may see, come last, the newest of them first.
    """
    if sort == NEWEST:
        return list(theories)

    def rank(theory: Theory) -> tuple[bool, float]:
        band = bands.get(theory.id)
        if band is None:
            return True, 0.0
        return False, -(band.spread if sort == "contested" else band.score - band.margin)

    return sorted(theories, key=rank)


def likely_duplicates(claim: str, others: Sequence[Theory]) -> list[Theory]:
    """The theories whose claims resemble this one, the most alike first."""
    claims = [theory.claim.unwrap_for_spoiler() for theory in others]
    alike = process.extract(
        claim,
        claims,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        limit=MOST_DUPLICATES,
        score_cutoff=LIKELY,
    )
    return [others[index] for _claim, _score, index in alike]
