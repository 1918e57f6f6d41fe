"""Keys that begin with what was typed so far, exactly or with one slip in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from data.lookup.index.index import Codes, code_points, spread, symbols
from data.lookup.index.keys import TITLE, Floats, Ints, Keys

Rows = npt.NDArray[np.int64]

_WINDOW = 12
"""Characters that are packed in base 40 into 64 bits."""
_OTHER = np.uint16(37)
"""Stands for every letter that is not plain, with two more: what is found by them is compared."""
_POWERS = np.array([40**place for place in range(_WINDOW + 1)], np.uint64)
_LETTERS = range(1, 40)
_ABOVE_ALL = "\U0010ffff"

NOT_A_TITLE = 0.6
"""What a key loses that is an alias or a part of a title."""
SLIP, FIRST_LETTER_SLIP = 0.8, 0.95
_CHECKED = 400
SLIPPED_KNOWN = 100_000
"""Beginnings with a slip in them are completed to films up to this rank."""


class Prefixes:
    """Ranges of keys by how they begin."""

    def __init__(self, keys: Keys, lengths: Ints) -> None:
        self._keys = keys
        self.worth: Floats = keys.prior[keys.film] - np.where(
            keys.weight < TITLE, np.float32(NOT_A_TITLE), np.float32(0)
        )
        packed = _pack(keys.text, lengths)
        order = np.argsort(packed, kind="stable").astype(np.int32)
        self._order = order[keys.film[order] < SLIPPED_KNOWN]
        self._packed = packed[self._order]

    def range(self, start: str) -> range:
        """The rows that begin with this."""
        if not start:
            return range(len(self._keys.text))
        first = bisect_left(self._keys.text, start)
        return range(first, bisect_left(self._keys.text, start + _ABOVE_ALL, first))

    def best(self, start: str, count: int) -> Rows:
        """The rows of the best known films that begin with this, in no order."""
        rows = self.range(start)
        worth = self.worth[rows.start : rows.stop]
        if len(rows) <= count:
            return np.arange(rows.start, rows.stop)
        return np.argpartition(worth, len(worth) - count)[-count:] + rows.start

    def slipped(self, start: str, count: int) -> tuple[Rows, Floats]:
        """Rows that begin with this but for one slip, each with what it is worth after it."""
        window = start[: _WINDOW - 1]
        values, sizes, costs = _slips(_classes(code_points([window]))[1:-1].tolist())
        scale = _POWERS[_WINDOW - sizes]
        first = np.searchsorted(self._packed, values * scale).astype(np.int32)
        last = np.searchsorted(self._packed, (values + np.uint64(1)) * scale).astype(np.int32)
        some = first < last
        first, last, costs = first[some], last[some], costs[some]
        rows = self._order[spread(first, last)].astype(np.int64)
        worth = self.worth[rows] - np.repeat(costs, last - first)
        if len(start) > len(window):
            late = self._order_of(start[: _WINDOW - 4])
            rows = np.concatenate((rows, late))
            worth = np.concatenate((worth, self.worth[late] - np.float32(SLIP)))
            return self._checked(start, rows, worth, count)
        if not start.isascii():
            return self._checked(start, rows, worth, count)
        if len(rows) > count:
            chosen = np.argpartition(worth, len(worth) - count)[-count:]
            rows, worth = rows[chosen], worth[chosen]
        return rows, worth

    def _order_of(self, start: str) -> Rows:
        rows = self.range(start)
        return np.arange(rows.start, rows.stop)

    def _checked(self, start: str, rows: Rows, worth: Floats, count: int) -> tuple[Rows, Floats]:
        """Those of the rows that begin with ``start`` but for one slip, best first."""
        kept: list[int] = []
        for index in np.argsort(-worth)[:_CHECKED].tolist():
            if is_one_slip(start, self._keys.text[rows[index]]):
                kept.append(index)
                if len(kept) == count:
                    break
        return rows[kept], worth[kept]


def is_one_slip(start: str, key: str) -> bool:
    """Whether the key begins with ``start`` but for at most one letter."""
    size = len(start)
    return any(
        OSA.distance(start, key[:length], score_cutoff=1) <= 1
        for length in (size, size - 1, size + 1)
    )


def _classes(codes: Codes) -> npt.NDArray[np.uint16]:
    """The class of each character, 0 to 39; 0 is a boundary."""
    other = _OTHER + (codes % 3).astype(np.uint16)
    return np.where((codes == 0) | (symbols(codes) > 0), symbols(codes), other)


def _pack(keys: Sequence[str], lengths: Ints) -> npt.NDArray[np.uint64]:
    row = _classes(code_points(keys))
    starts = np.cumsum(lengths + 1) - lengths
    packed = np.zeros(len(keys), np.uint64)
    for place in range(_WINDOW):
        at = np.minimum(starts + place, len(row) - 1)
        here = np.where(place < lengths, row[at], 0).astype(np.uint64)
        packed = packed * np.uint64(40) + here
    return packed


def _slips(
    typed: list[int],
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], Floats]:
    """Every spelling one slip away as a number in base 40, its length, and what it costs."""
    values: list[int] = []
    sizes: list[int] = []
    costs: list[float] = []
    size = len(typed)
    tails = [0] * (size + 1)
    for place in range(size - 1, -1, -1):
        tails[place] = tails[place + 1] + typed[place] * 40 ** (size - 1 - place)
    head = 0
    for place in range(size + 1):
        power = 40 ** (size - place)
        options = [(head * 40 + letter) * power + tails[place] for letter in _LETTERS]
        lengths = [size + 1] * len(options)
        if place < size:
            after, lower = tails[place + 1], power // 40
            options += [(head * 40 + letter) * lower + after for letter in _LETTERS]
            lengths += [size] * len(_LETTERS)
            options.append(head * lower + after)
            lengths.append(size - 1)
            if place + 1 < size:
                swapped = (head * 40 + typed[place + 1]) * 40 + typed[place]
                options.append(swapped * (lower // 40) + tails[place + 2])
                lengths.append(size)
        values += options
        sizes += lengths
        costs += [SLIP if place else FIRST_LETTER_SLIP] * len(options)
        if place < size:
            head = head * 40 + typed[place]
    return np.array(values, np.uint64), np.array(sizes), np.array(costs, np.float32)
