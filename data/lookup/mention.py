"""A film named in a chat sentence."""

from __future__ import annotations

from datetime import date

import numpy as np

from data.lookup.confidence import certainties
from data.lookup.evidence import DOUBTFUL, SERIES_WORDS, Evidence
from data.lookup.index.index import spread
from data.lookup.index.keys import TITLE, Keys
from data.lookup.query.sentence import (
    OPENERS,
    Newness,
    Sentence,
    asks_newest,
    newness,
    read,
)
from data.lookup.query.text import Wording, numbers_of, wording, year_of
from data.lookup.search import Hit, TitleSearch, best_of
from data.lookup.series import Series

REACH = 7
"""How many question words at either end of the rest may belong to an exact title."""
WIDENINGS = ((1, 0), (2, 0), (3, 0), (4, 0), (0, 1), (0, 2), (0, 3), (1, 1), (2, 1), (1, 2))
"""How many question words, left and right, may belong to a misspelt title."""
SAME_NAME = 0.92
"""From this fit on, what is left is itself a name of the film."""
LONGEST_GUESS, LONGEST_MAKER = 6, 2
"""In words: a title among nothing but question words, and the name of a maker after other words."""
SHORTEST_INSIDE, LONGEST_INSIDE = 4, 6
"""In letters and in words: a title that stands among other words."""
WORD_LIKE = 3
"""In letters: a nickname of up to this many needs capitals in a sentence if it stands in some
title too, and so may be an ordinary word; a shorter one always does."""


class Mentions:
    """Finds films in sentences."""

    def __init__(self, titles: TitleSearch, series: Series, evidence: Evidence) -> None:
        self._titles = titles
        self._evidence = evidence
        self._keys = titles.keys
        self._series = series
        self._title_words = _words_of_titles(titles.keys)

    def find(
        self, text: str, limit: int, today: date | None
    ) -> tuple[list[tuple[int, float]], bool]:
        """Films by row, best first, with the probability that each is the one meant.

        And whether the new film of a series or a maker was asked for: the newest that is out
        ``today``, or will be in a few days.
        """
        sentence = read(text)
        if not sentence.words:
            return [], False
        core, year = sentence.core, None
        if len(sentence.words) > 1 and core:
            year = year_of(core[-1])
        if not core or _only_numbers(core):
            return self._among_frame_words(sentence, limit), False
        titled = self._longest_title(sentence, year)
        first, last = titled or (sentence.start, sentence.end)
        words = sentence.words
        before, name, after = words[:first], words[first:last], words[last:]
        newest = self._series.made(before, name, after, today) or self._made_last(sentence, today)
        if not newest and year is not None:
            newest = self._series.made(before, core[:-1], after, today, year)
        if not newest and asks_newest(before, after):
            newest = self._series.newest(name, limit, today)
        found = newest
        if titled and not found:
            dated = year if last < sentence.end else None
            hits = self._titles.find_titled(sentence.words[first:last], dated, limit)
            found = self._sure(hits)
        found = found or self._roughly(sentence, year, limit)
        doubtful = (
            sentence.is_small_talk
            or self._is_mere_word(sentence, first, last)
            or not SERIES_WORDS.isdisjoint(before + after)
        )
        return _doubted(found) if doubtful else found, bool(newest)

    def _made_last(self, sentence: Sentence, today: date | None) -> list[tuple[int, float]]:
        """The newest of a maker after which a longer core asks: "the thing with the new marvel"."""
        words, end = sentence.words, sentence.end
        for start in range(end - 1, max(sentence.start, end - LONGEST_MAKER - 1), -1):
            if newness(words[:start], []) is not Newness.UNSAID:
                return self._series.made(words[:start], words[start:end], words[end:], today)
        return []

    def _is_mere_word(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether the film is named by a nickname that reads like a word: "dad", but not "DAD"."""
        if last - first != 1:
            return False
        word = sentence.words[first]
        if len(word) > WORD_LIKE or not (word.isascii() and word.isalpha()):
            return False
        if word in sentence.capitals or (len(word) == WORD_LIKE and word not in self._title_words):
            return False
        rows = self._keys.equal_to(word)
        best = max(rows, key=lambda row: self._keys.prior[self._keys.film[row]], default=None)
        return best is not None and self._keys.is_nickname(best)

    def _roughly(self, sentence: Sentence, year: int | None, limit: int) -> list[tuple[int, float]]:
        """Films for a core that is no exact title, alone or with some of the words around it."""
        hits = self._titles.find(sentence.core, limit)
        if not hits or hits[0].fit < SAME_NAME:
            hits = best_of([*hits, *self._widened(sentence, year)], limit)
        found = self._sure(hits)
        if found and found[0][1] >= DOUBTFUL:
            return found
        inside = dict(_doubted(self._named_inside(sentence.core, limit)))
        return [*inside.items(), *(pair for pair in found if pair[0] not in inside)][:limit]

    def _named_inside(self, core: list[str], limit: int) -> list[tuple[int, float]]:
        """Films of an exact title within the core, the longest or else the best known."""
        named: list[tuple[int, float, list[str]]] = []
        for first in range(len(core)):
            for last in range(first + 1, min(len(core), first + LONGEST_INSIDE) + 1):
                span = core[first:last]
                said = wording(span)
                rows = self._keys.equal_to(said.key)
                if not (rows or self._begins_some_title(said)):
                    break
                if rows and len(said.key) >= SHORTEST_INSIDE:
                    prior = float(self._keys.prior[self._keys.film[rows[0]]])
                    named.append((len(span), prior, span))
        if not named:
            return []
        return self._sure(self._titles.find_titled(max(named)[2], None, limit))

    def _begins_some_title(self, said: Wording) -> bool:
        """Whether a title may follow from these words with more of them."""
        return self._keys.any_begins(said.key) or self._keys.any_begins(said.plain_key)

    def _sure(self, hits: list[Hit]) -> list[tuple[int, float]]:
        sure = certainties(hits, self._keys, self._evidence)
        return list(zip((hit.film for hit in hits), sure, strict=True))

    def _longest_title(self, sentence: Sentence, year: int | None) -> tuple[int, int] | None:
        """Where an exact title stands that is longer than the core; without its year, if any."""
        words, start, end = sentence.words, sentence.start, sentence.end
        firsts = range(max(0, start - REACH), start + 1)
        lasts = range(end, min(len(words), end + REACH) + 1)
        spans = [(first, last) for first in firsts for last in lasts if last - first > end - start]
        spans.sort(key=lambda span: span[0] - span[1])
        if year is not None:
            spans += [(first, end - 1) for first in firsts if first < start]
        for first, last in spans:
            if self._keys.equal_to(wording(words[first:last]).key):
                return first, last
        return None

    def _widened(self, sentence: Sentence, year: int | None) -> list[Hit]:
        """Films one slip away from the core with some of the words around it."""
        words, start, end = sentence.words, sentence.start, sentence.end
        end -= year is not None
        spans = {
            (max(0, start - left), min(end + right, len(words)) if year is None else end)
            for left, right in WIDENINGS
        } - {(start, end)}
        hits: list[Hit] = []
        for first, last in sorted(spans):
            hits += self._titles.find_near(words[first:last], year)
        return hits

    def _among_frame_words(self, sentence: Sentence, limit: int) -> list[tuple[int, float]]:
        """Only question words, or a number: a guess, unless that number is asked about.

        A number after anything but a question's opening belongs to a title that is not known:
        the seventh part of a film whose name is made of question words.
        """
        words, hits = sentence.words, []
        for start in range(len(words)):
            if start and words[start - 1] not in OPENERS:
                continue
            if start == sentence.start < sentence.end and not sentence.is_small_talk:
                return self._sure(self._titles.find(sentence.core, limit))
            for end in range(start + 1, min(len(words), start + LONGEST_GUESS) + 1):
                key = wording(words[start:end]).key
                if len(key) > 1 and self._keys.equal_to(key):
                    hits += self._titles.find(words[start:end], limit)
        return _doubted(self._sure(best_of(hits, limit)))


def _words_of_titles(keys: Keys) -> frozenset[str]:
    rows = np.flatnonzero(keys.weight == TITLE)
    ids = np.unique(keys.word_ids[spread(keys.word_starts[rows], keys.word_starts[rows + 1])])
    return frozenset(keys.vocabulary[number] for number in ids.tolist())


def _doubted(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    return [(film, min(sure, DOUBTFUL)) for film, sure in found]


def _only_numbers(words: list[str]) -> bool:
    said = wording(words).words
    return len(numbers_of(said)) == len(said)
