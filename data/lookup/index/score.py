"""How well a key answers a query: spelling, words, numbers, and how well known the film is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from data.lookup.index.index import spread
from data.lookup.index.keys import FIRST_PART, NICKNAME, TITLE, Floats, Keys, word_weight
from data.lookup.query.text import NUMBERS, Wording, numbers_of

Rows = npt.NDArray[np.int64]

PRIOR = 0.23
"""What the best known film gains over an unknown one. All weights here were measured on
misspelt, shortened and reordered titles, and are broad optima."""
SAME_ARTICLE = 0.04
OTHER_NUMBERS, TITLE_HAS_NUMBERS = 0.84, 0.95
FIRST_LETTER = 0.02
WORD_CUTOFF = 0.55
WORD_ORDER = 0.96
"""Words in any order count a little less than the same letters in order."""
QUERY_SHARE = 0.72
"""How much the query's words count, against the title's: members leave words out."""
NICKNAME_SHARE = 0.6
"""The same of a nickname, which is short and said as a whole: "2 holmes" is none."""
HALF, HARDLY = 0.5, 0.8
"""Where less than half of a nickname or of another title was typed, what its likeness still counts.
"""


@dataclass(frozen=True, slots=True)
class Query:
    """A title as typed: its wording, and every way to write it as a key, likeliest first.

    ``slips`` counts for each form what had to be forgiven already.
    """

    said: Wording
    forms: tuple[str, ...]
    slips: tuple[int, ...]
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """One line per key row: ``fit`` is the likeness alone, ``total`` what films are ordered by."""

    rows: Rows
    fit: Floats
    total: Floats


class Scorer:
    """Compares queries with keys, many at a time."""

    def __init__(self, keys: Keys, years: npt.NDArray[np.int32]) -> None:
        self._keys = keys
        self._years = years
        self._first = np.array([ord(key[0]) for key in keys.text], np.uint32)
        self._prior = keys.prior * np.float32(PRIOR)
        self._one = keys.number_id.get(("one",), -1)

    def exact(self, query: Query, rows: Rows) -> Scores:
        """Scores of keys that equal the query's."""
        fit = self._keys.weight[rows]
        return Scores(rows, fit, self._ranked(fit, query, rows))

    def score(self, query: Query, rows: Rows) -> Scores:
        """Scores of any keys."""
        keys = self._keys
        likeness = np.maximum(self._spelling(query, rows), self._pairing(query.said.words, rows))
        fit = likeness * keys.weight[rows] * self._number_factor(query, rows)
        fit = fit - FIRST_LETTER * (self._first[rows] != ord(query.forms[0][0]))
        return Scores(rows, fit, self._ranked(fit, query, rows))

    def _ranked(self, fit: Floats, query: Query, rows: Rows) -> Floats:
        films = self._keys.film[rows]
        total = fit + self._prior[films]
        total = total + SAME_ARTICLE * (self._keys.article[rows] == query.said.article)
        if query.year is not None:
            apart = np.abs(self._years[films] - query.year)
            total = total + np.select([apart == 0, apart == 1], [0.10, 0.06], -0.15)
        return np.asarray(total, np.float32)

    def _spelling(self, query: Query, rows: Rows) -> Floats:
        texts = [self._keys.text[row] for row in rows.tolist()]
        edits = cdist(query.forms, texts, scorer=OSA.distance, dtype=np.uint8)
        slips = np.array(query.slips, np.float32)[:, None]
        lengths = np.array([len(form) for form in query.forms], np.float32)[:, None]
        return np.asarray((1.0 - (edits + slips) / (lengths + slips)).max(axis=0), np.float32)

    def _number_factor(self, query: Query, rows: Rows) -> Floats:
        theirs = self._keys.numbers[rows]
        ours = numbers_of(query.said.words)
        if not ours:
            return np.where((theirs == 0) | (theirs == self._one), 1.0, TITLE_HAS_NUMBERS)
        same = theirs == self._keys.number_id.get(ours, -1)
        if ours == ("one",):
            same |= theirs == 0
        return np.where(same, 1.0, OTHER_NUMBERS)

    def _pairing(self, words: tuple[str, ...], rows: Rows) -> Floats:
        """Likeness word by word, in any order: of the query's words, and of the title's."""
        keys = self._keys
        starts, ends = keys.word_starts[rows], keys.word_starts[rows + 1]
        ids = keys.word_ids[spread(starts, ends)]
        distinct, inverse = np.unique(ids, return_inverse=True)
        texts = [keys.vocabulary[number] for number in distinct.tolist()]
        alike = cdist(
            words,
            texts,
            scorer=OSA.normalized_similarity,
            score_cutoff=WORD_CUTOFF,
            dtype=np.float32,
        )[:, inverse]
        edges = np.cumsum(ends - starts) - (ends - starts)
        weights = keys.word_weight[ids]
        ours = np.array([word_weight(word) for word in words], np.float32)
        covered = ours @ np.maximum.reduceat(alike, edges, axis=1)
        # A word of the query stands for one word of the title, also if it is in there twice.
        theirs = np.minimum(np.add.reduceat(alike.max(axis=0) * weights, edges), covered)
        whole = np.add.reduceat(weights, edges)
        kind = keys.weight[rows]
        other = (kind < np.float32(TITLE)) & (kind > np.float32(FIRST_PART))
        nickname = kind == np.float32(NICKNAME)
        weight = np.where(nickname, np.float32(NICKNAME_SHARE), np.float32(QUERY_SHARE))
        share = weight * covered / ours.sum() + (1 - weight) * theirs / whole
        hardly = other & (theirs < HALF * whole)
        return np.asarray(WORD_ORDER * np.where(hardly, HARDLY * share, share), np.float32)


def unmatched_share(query: Query, row: int, keys: Keys) -> float:
    """The share of the query's words that are spelt like a title's word, yet not this title's.

    A misspelt word may be a slip; a well-spelt one that is missing from the title says that
    another film is meant.
    """
    key, its_words = keys.text[row], keys.spaced[row].split()
    missing = whole = 0.0
    for word in query.said.words:
        weight = word_weight(word)
        whole += weight
        if word in its_words or (len(word) > 3 and word in key):
            continue
        if word in keys.word_number or word in NUMBERS:
            missing += weight
    return missing / whole if whole else 0.0
