"""Browsing the catalogue: which films a filter leaves, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Self

from data.catalogue import Catalogue
from data.film import Film
from data.paging import Page, page_of
from data.verdict import Verdict, judge

_ARGUMENT = re.compile(
    r"(?P<page>\d{1,5}):(?P<verdict>[A-Z]*):(?P<year>\d{0,4}):(?P<franchise>[0-9a-f]*)", re.ASCII
)

PAGE_SIZE = 10
"""Films on a page: what a phone shows without much scrolling."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which films to list; ``None`` leaves a criterion open. ``page`` counts from 0.

    ``franchise`` is the key that :func:`franchise_key` makes of its name, so that a filter always
    fits into a button, and means the same franchise when others have been added.
    """

    verdict: Verdict | None = None
    year: int | None = None
    franchise: str | None = None
    page: int = 0

    @property
    def argument(self) -> str:
        """The filter as a button's argument, which :meth:`from_argument` reads back."""
        verdict = self.verdict.name if self.verdict else ""
        return f"{self.page}:{verdict}:{self.year or ''}:{self.franchise or ''}"

    @classmethod
    def from_argument(cls, argument: str) -> Self:
        """The filter that made an argument; a forged one gives the whole list."""
        match = _ARGUMENT.fullmatch(argument)
        if match is None:
            return cls()
        return cls(
            verdict=Verdict.__members__.get(match["verdict"]),
            year=int(match["year"]) if match["year"] else None,
            franchise=match["franchise"] or None,
            page=int(match["page"]),
        )

    def at(self, page: int) -> Self:
        """The same filter at another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Row:
    """One film of a page; the verdict is ``None`` where the film is under embargo."""

    film: Film
    verdict: Verdict | None


def franchise_key(name: str) -> str:
    """Eight hexadecimal digits that stand for a franchise's name."""
    return sha256(name.encode()).hexdigest()[:8]


class Browser:
    """Lists films of a catalogue; a verdict is computed when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._verdicts: dict[str, Verdict] = {}
        self.franchises = {franchise_key(name): name for name in sorted(catalogue.franchises)}
        """Names of all franchises by key, in the order of the alphabet."""

    def page(self, wanted: Filter, embargoed: Callable[[Film], bool]) -> Page[Row]:
        """The films of a filter: a franchise by release, everything else best known first.

        A filter by verdict leaves out films under embargo, because being listed would tell.
        Pages beyond the last show the last.
        """
        films = [film for film in self._candidates(wanted) if self._fits(film, wanted, embargoed)]
        page = page_of(films, wanted.page, PAGE_SIZE)
        rows = tuple(Row(f, None if embargoed(f) else self._verdict(f)) for f in page.rows)
        return Page(rows, page.number, page.count, page.total)

    def franchise_named(self, name: str) -> str | None:
        """The key of a franchise by its name in any case."""
        folded = name.strip().casefold()
        return next((k for k, known in self.franchises.items() if known.casefold() == folded), None)

    def _candidates(self, wanted: Filter) -> Sequence[Film]:
        if wanted.franchise is None:
            return self._catalogue.films
        return self._catalogue.franchises.get(self.franchises.get(wanted.franchise, ""), ())

    def _fits(self, film: Film, wanted: Filter, embargoed: Callable[[Film], bool]) -> bool:
        if wanted.year is not None and film.year != wanted.year:
            return False
        if wanted.verdict is None:
            return True
        return self._verdict(film) is wanted.verdict and not embargoed(film)

    def _verdict(self, film: Film) -> Verdict:
        claims = self._catalogue.claims(film.id)
        if not claims:  # Most films; judging each of them would hold everybody up for a second.
            return Verdict.UNKNOWN
        if film.id not in self._verdicts:
            self._verdicts[film.id] = judge(claims).verdict
        return self._verdicts[film.id]
