"""Browsing the catalogue: which films a filter leaves, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from data.catalogue import Catalogue
from data.film import Film
from data.paging import Page, page_of
from data.verdict import Verdict, judge

_ARGUMENT = re.compile(
    r"(?P<page>\d{1,5}):(?P<verdict>[A-Z]*):(?P<year>\d{0,4}):(?P<franchise>\d{0,5})", re.ASCII
)

PAGE_SIZE = 10
"""Films on a page: what a phone shows without much scrolling."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which films to list; ``None`` leaves a criterion open. ``page`` counts from 0.

    ``franchise`` is the number of the franchise in the alphabet of all, so that a
    filter always fits into a button.
    """

    verdict: Verdict | None = None
    year: int | None = None
    franchise: int | None = None
    page: int = 0

    @property
    def argument(self) -> str:
        """The filter as a button's argument, which :meth:`from_argument` reads back."""
        verdict = self.verdict.name if self.verdict else ""
        franchise = "" if self.franchise is None else self.franchise
        return f"{self.page}:{verdict}:{self.year or ''}:{franchise}"

    @classmethod
    def from_argument(cls, argument: str) -> Self:
        """The filter that made an argument; a forged one gives the whole list."""
        match = _ARGUMENT.fullmatch(argument)
        if match is None:
            return cls()
        return cls(
            verdict=Verdict.__members__.get(match["verdict"]),
            year=int(match["year"]) if match["year"] else None,
            franchise=int(match["franchise"]) if match["franchise"] else None,
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


class Browser:
    """Lists films of a catalogue. Verdicts are computed once, at the first use."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._verdicts: dict[str, Verdict] | None = None
        self.franchises = tuple(sorted(catalogue.franchises))
        """Names of all franchises, in the order that :attr:`Filter.franchise` counts in."""

    def page(self, wanted: Filter, embargoed: Callable[[Film], bool]) -> Page[Row]:
        """The films of a filter: a franchise by release, everything else best known first.

        A filter by verdict leaves out films under embargo, because being listed would tell.
        Pages beyond the last show the last.
        """
        films = [film for film in self._candidates(wanted) if self._fits(film, wanted, embargoed)]
        page = page_of(films, wanted.page, PAGE_SIZE)
        rows = tuple(Row(f, None if embargoed(f) else self._verdict(f)) for f in page.rows)
        return Page(rows, page.number, page.count, page.total)

    def franchise_named(self, name: str) -> int | None:
        """The number of a franchise by its name in any case."""
        folded = name.strip().casefold()
        names = (known.casefold() for known in self.franchises)
        return next((number for number, known in enumerate(names) if known == folded), None)

    def _candidates(self, wanted: Filter) -> Sequence[Film]:
        if wanted.franchise is None:
            return self._catalogue.films
        if wanted.franchise >= len(self.franchises):
            return ()
        return self._catalogue.franchises[self.franchises[wanted.franchise]]

    def _fits(self, film: Film, wanted: Filter, embargoed: Callable[[Film], bool]) -> bool:
        if wanted.year is not None and film.year != wanted.year:
            return False
        if wanted.verdict is None:
            return True
        return self._verdict(film) is wanted.verdict and not embargoed(film)

    def _verdict(self, film: Film) -> Verdict:
        if self._verdicts is None:
            films = self._catalogue.films
            self._verdicts = {f.id: judge(self._catalogue.claims(f.id)).verdict for f in films}
        return self._verdicts[film.id]
