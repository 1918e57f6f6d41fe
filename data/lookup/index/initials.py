"""Films by the first letters of their names: tdkr, lotr, gotg 2."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from data.lookup.index.keys import FIRST_PART, TITLE, Keys
from data.lookup.query.text import ARTICLES, NUMBERS, Wording, numbers_of

WELL_KNOWN = 5_000
"""Only films up to this rank: of lesser known ones, nobody says the initials."""
SHORTEST = 3
MOST = 5


class Initials:
    """The first letters of titles, and of the parts before a colon."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._rows: dict[str, list[int]] = defaultdict(list)
        known = keys.film < WELL_KNOWN
        rows = np.flatnonzero(known & ((keys.weight == FIRST_PART) | (keys.weight == TITLE)))
        leading = {code: article[0] for article, code in ARTICLES.items()} | {0: ""}
        for row in rows[np.argsort(keys.film[rows], kind="stable")].tolist():
            words = keys.spaced[row].split()
            letters = "".join(word[0] for word in words if word not in NUMBERS)
            every = "".join(word[0] for word in words[: len(words) - (words[-1] in NUMBERS)])
            for initials in {letters, leading[int(keys.article[row])] + letters, every}:
                if len(initials) >= SHORTEST:
                    self._rows[initials].append(row)

    def rows(self, said: Wording) -> list[int]:
        """The keys that one made-up word, with a number or without, may be the initials of.

        A word that stands in a title is no initials. Of a series without a number, the best
        known films.
        """
        word, *rest = said.words
        numbers = numbers_of(said.words)
        if word in self._keys.word_number or len(rest) != len(numbers):
            return []
        found = self._rows.get(word, ())
        if numbers:
            found = [row for row in found if self._keys.spaced[row].split()[-1] in numbers]
        return list(found[:MOST])
