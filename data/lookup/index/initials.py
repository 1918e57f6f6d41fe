"""Films by the first letters of their names: tdkr, lotr, gotg 2."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from data.lookup.index.keys import FIRST_PART, LATER_PART, TITLE, Keys
from data.lookup.query.text import ARTICLES, NUMBERS, Wording, numbers_of, year_of

WELL_KNOWN, VERY_WELL_KNOWN = 5_000, 2_000
"""Only films up to the first rank: of lesser known ones, nobody says the initials; those of a
subtitle, and two with a number, only up to the second."""
SHORTEST, SHORTEST_NUMBERED = 3, 2
MOST = 5


class Initials:
    """The first letters of titles, and of the parts before a colon."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._rows: dict[str, list[int]] = defaultdict(list)
        known = keys.film < WELL_KNOWN
        subtitle = (keys.weight == np.float32(LATER_PART)) & (keys.film < VERY_WELL_KNOWN)
        proper = (keys.weight == np.float32(FIRST_PART)) | (keys.weight == TITLE) | subtitle
        rows = np.flatnonzero(known & proper)
        leading = {code: article[0] for article, code in ARTICLES.items()} | {0: ""}
        for row in rows[np.argsort(keys.film[rows], kind="stable")].tolist():
            words = keys.spaced[row].split()
            letters = "".join(word[0] for word in words if not _is_number(word))
            every = "".join(word[0] for word in words[: len(words) - _is_number(words[-1])])
            numbered = keys.numbers[row] and keys.film[row] < VERY_WELL_KNOWN
            shortest = SHORTEST_NUMBERED if numbered else SHORTEST
            for initials in {letters, leading[int(keys.article[row])] + letters, every}:
                if len(initials) >= shortest:
                    self._rows[initials].append(row)

    def rows(self, said: Wording, *, even_words: bool = False) -> list[int]:
        """The keys that one made-up word, with a number or without, may be the initials of.

        A word that stands in a title is no initials, unless ``even_words`` may be. Of a series
        without a number, the best known films.
        """
        word, *rest = said.words
        numbers = numbers_of(said.words)
        if len(rest) != len(numbers) or len(word) < (SHORTEST_NUMBERED if rest else SHORTEST):
            return []
        if word in self._keys.word_number and not even_words and len(word) >= SHORTEST:
            return []
        found = self._rows.get(word, ())
        if numbers:
            found = [row for row in found if self._ends_in(row, numbers)]
        return list(found[:MOST])

    def _ends_in(self, row: int, numbers: tuple[str, ...]) -> bool:
        """Whether the last word is one of the numbers, or a year that ends in it."""
        last = self._keys.spaced[row].split()[-1]
        return last in numbers or (year_of(last) is not None and last[2:] in numbers)


def _is_number(word: str) -> bool:
    return word in NUMBERS or word.isdigit()
