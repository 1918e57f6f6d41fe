"""Ways to read what was typed as a title: with more around it than the title itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from data.lookup.index.keys import Ints
from data.lookup.query.text import fold, year_of
from data.lookup.query.typed import Typed, bare, barer, says_film, version
from data.lookup.search import GOOD_FIT, GUESS, LITTLE_KNOWN, Hit, TitleSearch, best_of
from data.lookup.series import WELL_KNOWN, Series

BY = frozenset("by from starring with von mit de del con di da par avec".split())
"""What stands between a title and whoever made the film or plays in it."""
LONGEST_TAIL = 3
"""Words that may follow a title without being a part of it."""
SAME, SLIGHTLY = 0.96, 0.01
"""The likeness of a name as typed, and what a namesake falls behind it."""
SHORTEST_NAME = 4
"""In letters: a shorter title needs no words beside it to be another's."""

_WHOSE = re.compile(r"(?:the )?(?:[\w.-]+ ){0,2}[\w.-]+['’]s (?P<title>.+)", re.IGNORECASE)


class Readings:
    """Reads typed titles, from the whole text down to a name that stands in it."""

    def __init__(self, titles: TitleSearch, series: Series, years: Ints) -> None:
        self._titles = titles
        self._series = series
        self._years = years

    def find(self, typed: Typed, limit: int) -> list[Hit]:
        """Films for a title as typed, best first."""
        words, year = typed.words, typed.year
        if not words:
            return []
        hits = self._titles.find(words, limit, year)
        title = bare(words)
        if title != words and not _is_title(hits):
            named = self._titles.find(title, limit, year)
            if not _is_title(named) and (shorter := barer(words)) != title:
                named = best_of([*named, *self._titles.find(shorter, limit, year)], limit)
            if says_film(words):
                named = [replace(hit, is_film=True) for hit in named]
            hits = best_of([*hits, *named], limit)
        if _is_title(hits):
            return self._with_namesakes(self._of_its_year(hits))[:limit]
        if first := self._version(words):
            hits = _others(hits, self._series.namesakes(first[0].film))
        else:
            first = self._by_somebody(words, limit)
        return [*first, *_others(hits, [hit.film for hit in first])][:limit]

    def of_work(self, _text: str, typed: Typed, limit: int) -> list[Hit]:
        """The film to the series or game that was typed, called "x movie": guesses."""
        return self._guessed([*typed.words, "movie"], limit)

    def beside(self, text: str, typed: Typed, limit: int) -> list[Hit]:
        """Films whose exact name stands at the beginning, or after whoever made it: guesses."""
        names = [typed.words[:split] for split in _splits(typed.words, LONGEST_TAIL)]
        if whose := _WHOSE.fullmatch(text.strip()):
            names.insert(0, fold(whose["title"]))
        for name in names:
            if len("".join(name)) >= SHORTEST_NAME and (known := self._guessed(name, limit)):
                return known
        return []

    def _guessed(self, name: list[str], limit: int) -> list[Hit]:
        """The well-known films of exactly this name, none of them sure."""
        hits = self._titles.exactly(name, limit) if name else []
        return [replace(hit, most=GUESS) for hit in hits if hit.film < WELL_KNOWN]

    def _of_its_year(self, hits: list[Hit]) -> list[Hit]:
        """The namesake of the typed year instead, where the name led to a film of another."""
        best = hits[0]
        if best.years_apart is None or best.years_apart <= 1 or best.query.year is None:
            return hits
        for film in self._series.namesakes(best.film):
            if abs(int(self._years[film]) - best.query.year) <= 1:
                first = replace(best, film=film, years_apart=0)
                return [first, *_others(hits, [film])]
        return hits

    def _with_namesakes(self, hits: list[Hit]) -> list[Hit]:
        """Also better known films of the title, if a little known one was found by another name.

        A translation of a title is that of all films that have it, whichever is known by it here.
        """
        best, keys = hits[0], self._titles.keys
        known = keys.prior[best.film] >= LITTLE_KNOWN
        if known or best.fit < SAME or not keys.is_alias(best.row):
            return hits
        shown = {hit.film for hit in hits}
        others = [
            replace(best, film=film, total=best.total - SLIGHTLY)
            for film in self._series.namesakes(best.film)
            if film < best.film and film not in shown
        ]
        return [best, *others, *hits[1:]]

    def _version(self, words: list[str]) -> list[Hit]:
        """The newest or the oldest of several films of one title, where a version is named."""
        title, newer = version(words)
        hits = [] if newer is None else self._titles.exactly(title, 1)
        if not hits:
            return []
        films = [film for film in self._series.namesakes(hits[0].film) if film < WELL_KNOWN]
        if len(films) < 2:
            return []
        return [replace(hits[0], film=films[-1 if newer else 0])]

    def _by_somebody(self, words: list[str], limit: int) -> list[Hit]:
        """Films of the title before "by somebody"."""
        for split in _splits(words, LONGEST_TAIL):
            if words[split] in BY and (hits := self._titles.exactly(words[:split], limit)):
                return hits
        return []


def _splits(words: list[str], longest: int) -> Iterator[int]:
    """Where a title may end and something else begin, the longest title first."""
    last = len(words) - (year_of(words[-1]) is not None) if words else 0
    yield from range(last - 1, max(0, len(words) - longest - 1), -1)


def _is_title(hits: list[Hit]) -> bool:
    return bool(hits) and hits[0].fit >= GOOD_FIT


def _others(hits: list[Hit], films: list[int]) -> list[Hit]:
    return [hit for hit in hits if hit.film not in films]
