"""A film named in a chat sentence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from data.film import Film
from data.lookup_confidence import certainties
from data.lookup_prefix import Prefixes
from data.lookup_search import Hit, TitleSearch, best_of
from data.lookup_sentence import OPENERS, Sentence, read
from data.lookup_text import numbers_of, wording

WELL_KNOWN = 10_000
"""Films up to this rank count when the newest of a series is asked for."""
LONGEST_SPAN = 12
NEWEST = 0.9
DOUBTFUL = 0.4
"""What is never passed where the sentence gives too little to be sure."""


class Mentions:
    """Finds films in sentences."""

    def __init__(self, titles: TitleSearch, prefixes: Prefixes, films: Sequence[Film]) -> None:
        self._titles = titles
        self._keys = titles.keys
        self._prefixes = prefixes
        self._dates = [film.release_date or date(film.year, 7, 1) for film in films]

    def find(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Films by row, best first, with the probability that each is the one meant."""
        sentence = read(text)
        if not sentence.words:
            return []
        core = sentence.core
        if not core or len(numbers_of(wording(core).words)) == len(wording(core).words):
            return self._among_frame_words(sentence, limit)
        longer = self._longest_title(sentence, limit)
        if sentence.asks_newest and not longer:
            newest = self._newest(core, limit)
            if newest:
                return newest
        hits = longer or self._titles.find(core, limit)
        return self._sure(hits)

    def _sure(self, hits: list[Hit]) -> list[tuple[int, float]]:
        return [
            (hit.film, sure) for hit, sure in zip(hits, certainties(hits, self._keys), strict=True)
        ]

    def _longest_title(self, sentence: Sentence, limit: int) -> list[Hit]:
        """Films whose title is the core and some words around it, if any; the longest wins."""
        words, count = sentence.words, len(sentence.words)
        spans = [
            (start, end)
            for start in range(max(0, sentence.start - 4), sentence.start + 1)
            for end in range(sentence.end, min(count, sentence.end + 4) + 1)
            if end - start <= LONGEST_SPAN and end - start > len(sentence.core)
        ]
        spans.sort(key=lambda span: span[0] - span[1])
        for start, end in spans:
            span = words[start:end]
            if self._keys.equal_to(wording(span).key):
                return self._titles.find(span, limit)
        return []

    def _newest(self, core: list[str], limit: int) -> list[tuple[int, float]]:
        """Well-known films whose title begins with these words, newest first."""
        key = wording(core).key
        films: dict[int, None] = {}
        for row in self._prefixes.range(key):
            film = int(self._keys.film[row])
            if film < WELL_KNOWN and self._keys.weight[row] == 1.0 and self._ends_word(row, key):
                films[film] = None
        ranked = sorted(films, key=lambda film: self._dates[film], reverse=True)[:limit]
        return [
            (film, NEWEST if place == 0 else (1 - NEWEST) / place)
            for place, film in enumerate(ranked)
        ]

    def _ends_word(self, row: int, key: str) -> bool:
        length = 0
        for word in self._keys.spaced[row].split():
            length += len(word)
            if length >= len(key):
                return length == len(key)
        return False

    def _among_frame_words(self, sentence: Sentence, limit: int) -> list[tuple[int, float]]:
        """Only question words or numbers: a title among them is a guess, and no more."""
        words, found = sentence.words, []
        for start in range(len(words)):
            if start and words[start - 1] not in OPENERS:
                continue
            for end in range(start + 1, min(len(words), start + 6) + 1):
                if self._keys.equal_to(wording(words[start:end]).key):
                    found += self._titles.find(words[start:end], limit)
        return [(film, min(sure, DOUBTFUL)) for film, sure in self._sure(best_of(found, limit))]
