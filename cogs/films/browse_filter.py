"""Which films to list, and how that fits into a button."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from typing import Self

from data.catalogue.film import CLUES, PURPOSES
from data.catalogue.verdict import Position, Verdict
from data.locales import N_

_ARGUMENT = re.compile(
    r"(?P<page>\d{1,5}):(?P<verdict>[A-Z]*):(?P<year>\d{0,4}):(?P<franchise>[0-9a-f]*)"
    r"(?::(?P<position>[A-Z]*):(?P<purpose>\d?):(?P<clue>\d?):(?P<news>[A-Z]*))?",
    re.ASCII,
)


class News(Enum):
    """Films by what is new about them; the value is what the option shows, in English."""

    IN_CINEMAS = N_("in cinemas now")
    CONFIRMED = N_("recently confirmed")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which films to list; ``None`` leaves a criterion open. ``page`` counts from 0.

    ``franchise`` is the key that :func:`cogs.films.browse.franchise_key` makes of its name, so
    that a filter always fits into a button, and means the same franchise when others have been
    added.
    """

    verdict: Verdict | None = None
    year: int | None = None
    franchise: str | None = None
    page: int = 0
    position: Position | None = None
    purpose: str | None = None
    clue: str | None = None
    news: News | None = None

    @property
    def tells(self) -> bool:
        """Whether to be listed tells something of a film's credits."""
        asked = (self.verdict, self.position, self.purpose, self.clue)
        return any(asked) or self.news is News.CONFIRMED

    @property
    def argument(self) -> str:
        """The filter as a button's argument, which :meth:`from_argument` reads back."""
        verdict = self.verdict.name if self.verdict else ""
        position = self.position.name if self.position else ""
        purpose = PURPOSES.index(self.purpose) if self.purpose else ""
        clue = CLUES.index(self.clue) if self.clue else ""
        news = "".join(filter(str.isalpha, self.news.name)) if self.news else ""
        asked = f"{self.page}:{verdict}:{self.year or ''}:{self.franchise or ''}"
        return f"{asked}:{position}:{purpose}:{clue}:{news}"

    @classmethod
    def from_argument(cls, argument: str) -> Self:
        """The filter that made an argument; a forged one gives the whole list."""
        match = _ARGUMENT.fullmatch(argument)
        if match is None:
            return cls()
        news = {"".join(filter(str.isalpha, one.name)): one for one in News}
        return cls(
            verdict=Verdict.__members__.get(match["verdict"]),
            year=int(match["year"]) if match["year"] else None,
            franchise=match["franchise"] or None,
            page=int(match["page"]),
            position=Position.__members__.get(match["position"] or ""),
            purpose=dict(enumerate(PURPOSES)).get(int(match["purpose"] or -1)),
            clue=dict(enumerate(CLUES)).get(int(match["clue"] or -1)),
            news=news.get(match["news"] or ""),
        )

    def at(self, page: int) -> Self:
        """This filter at another page."""
        return replace(self, page=page)
