"""Where to look: keys that share letters with a query, found without visiting every key.

Two indexes over the same keys. :class:`Deletions` finds every key that is one slip away (a letter
wrong, missing, added, or two swapped): such a key and the query become equal when each loses at
most one letter, so the hashes of all these shortened forms are kept, sorted. :class:`Trigrams`
finds the keys that share the rarest runs of three letters with the query, for anything rougher.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from data.lookup.index.keys import Floats, Ints
from data.lookup.query.text import MAX_INPUT

Codes = npt.NDArray[np.uint32]
Words64 = npt.NDArray[np.uint64]

_SYMBOLS = 37
"""A boundary, 26 letters and 10 digits."""
_PLAIN_GRAMS = _SYMBOLS**3
_GRAMS = 2**16
"""Runs of plain letters have codes of their own; the codes above are shared by all other pairs of
characters, which are so many that two of them hardly ever meet in one key."""
_PAIR, _MIX = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B)
_LONGEST = MAX_INPUT + 1
_PORTION = 8_192
MOST_POSTINGS = 60_000
"""Keys that are looked at for one query, counted once for each run of letters."""
_BASE = 0x9E3779B97F4A7C15
_BASE_INVERSE = pow(_BASE, -1, 2**64)
_SCRAMBLE = np.uint64(0xD6E8FEB86659FD93)


def _symbol_table() -> npt.NDArray[np.uint16]:
    table = np.zeros(128, np.uint16)
    for first, symbol, count in ((ord("a"), 1, 26), (ord("0"), 27, 10)):
        table[first : first + count] = np.arange(symbol, symbol + count)
    return table


_ASCII_SYMBOLS = _symbol_table()


def code_points(keys: Sequence[str]) -> Codes:
    """All keys in one row, a zero before each and after the last."""
    text = "\0" + "\0".join(keys) + "\0"
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def symbols(codes: Codes) -> npt.NDArray[np.uint16]:
    """The plain letter or digit of each character, 1 to 36; 0 for a boundary and all others."""
    return np.where(codes < 128, _ASCII_SYMBOLS[np.minimum(codes, 127)], np.uint16(0))


def spread(starts: Ints, ends: Ints) -> npt.NDArray[np.int64]:
    """All numbers of all ranges ``starts[i]`` to ``ends[i]`` (excluded), one after the other."""
    lengths = np.asarray(ends, np.int64) - starts
    total = int(lengths.sum())
    offsets = np.repeat(starts - (np.cumsum(lengths) - lengths), lengths)
    return np.asarray(np.arange(total, dtype=np.int64) + offsets, np.int64)


class Trigrams:
    """Runs of three letters, or pairs in other scripts, and the keys that hold them."""

    def __init__(self, keys: Sequence[str], lengths: Ints) -> None:
        grams = np.concatenate([_grams(code_points(keys[some])) for some in _portions(len(keys))])
        owner = np.repeat(np.arange(len(keys), dtype=np.int32), lengths)
        order = np.argsort(grams, kind="stable")
        self._postings = owner[order]
        counts = np.bincount(grams, minlength=_GRAMS)
        self._ends = np.cumsum(counts).astype(np.int32)
        self._starts = (self._ends - counts).astype(np.int32)
        self._rarity = np.log((len(keys) + 1) / (counts + 1)).astype(np.float32)
        sums = np.concatenate(([0.0], np.cumsum(self._rarity[grams], dtype=np.float64)))
        edges = np.concatenate(([0], np.cumsum(lengths)))
        self._total = (sums[edges[1:]] - sums[edges[:-1]]).astype(np.float32)
        self._budget = min(max(20_000, len(keys) // 10), MOST_POSTINGS)

    def nearest(self, key: str, like: int, inside: int) -> npt.NDArray[np.int64]:
        """Up to ``like`` keys that are alike, and up to ``inside`` that hold most of the query."""
        grams = np.unique(_grams(code_points([key])))
        counts = self._ends[grams] - self._starts[grams]
        grams = grams[np.argsort(counts, kind="stable")]
        # The memory is made as it is written to: no step here takes longer the more keys there are.
        shared = np.zeros(len(self._total), np.float32)
        whole = float(self._rarity[grams].sum())
        left = self._budget
        owners: list[Ints] = []
        for gram in grams.tolist():
            start, end = int(self._starts[gram]), int(self._ends[gram])
            left -= end - start
            if left < 0 and start != end:
                break
            owners.append(self._postings[start:end])
            shared[owners[-1]] += self._rarity[gram]
        touched = np.concatenate(owners) if owners else np.zeros(0, np.int32)
        return self._best(touched, shared, whole, like, inside)

    def _best(
        self, touched: Ints, shared: Floats, whole: float, like: int, inside: int
    ) -> npt.NDArray[np.int64]:
        part = shared[touched]
        enough = part > 0.2 * min(whole, float(part.max(initial=0.0)))
        found, part = touched[enough], part[enough]
        # Each once: where its sum stood, a key keeps its last place. To sort them takes far longer.
        places = np.arange(len(found), dtype=np.float32)
        shared[found] = places
        last = shared[found] == places
        found, part = found[last], part[last]
        if len(found) <= like:
            return np.asarray(found, np.int64)
        dice = part / (whole + self._total[found])
        chosen = np.argpartition(dice, len(dice) - like)[-like:]
        if len(part) > inside:
            # Earlier keys of equal worth would win by the alphabet: the shorter one shall.
            part = part - self._total[found] * np.float32(0.01)
            chosen = np.concatenate((chosen, np.argpartition(part, len(part) - inside)[-inside:]))
        return np.asarray(found[chosen], np.int64)


def _grams(codes: Codes) -> npt.NDArray[np.uint16]:
    """One code for each character: the plain letter between its neighbours, or else the pair.

    A character of another script stands with the one that follows. That is the measure of Chinese
    words, and for an alphabet it tells names apart as well as three letters do.
    """
    middle = np.flatnonzero(codes)
    row = symbols(codes)
    plain = (row[middle - 1] * _SYMBOLS + row[middle]) * _SYMBOLS + row[middle + 1]
    here, after = codes[middle], codes[middle + 1]
    pair = ((here * _PAIR) ^ (after * _MIX)) * _PAIR >> np.uint32(8)
    other = _PLAIN_GRAMS + pair % np.uint32(_GRAMS - _PLAIN_GRAMS)
    return np.where(row[middle] > 0, plain, other).astype(np.uint16)


class Deletions:
    """Hashes of every key, whole and with any one letter left out."""

    def __init__(self, keys: Sequence[str], lengths: Ints) -> None:
        packed = np.concatenate(
            [_owned_hashes(keys[some], lengths[some], some.start) for some in _portions(len(keys))]
        )
        packed.sort()
        self._hash = (packed >> np.uint64(32)).astype(np.uint32)
        self._owner = packed.astype(np.uint32).astype(np.int32)

    def nearest(self, key: str) -> npt.NDArray[np.int64]:
        """Every key that is one slip away, and some that are two slips away."""
        length = np.array([len(key)], np.int32)
        whole, shortened = _hashes(code_points([key]), np.array([1]), length)
        wanted = (np.concatenate((whole, shortened)) >> np.uint64(32)).astype(np.uint32)
        first = np.searchsorted(self._hash, wanted, "left").astype(np.int32)
        last = np.searchsorted(self._hash, wanted, "right").astype(np.int32)
        return np.unique(self._owner[spread(first, last)]).astype(np.int64)


def _portions(count: int) -> list[slice]:
    """All keys in portions, at least one: what is computed on the way takes much memory."""
    return [slice(start, start + _PORTION) for start in range(0, max(count, 1), _PORTION)]


def _owned_hashes(keys: Sequence[str], lengths: Ints, first: int) -> Words64:
    """The upper half of each hash, and the row of its key as the lower half."""
    starts = np.cumsum(lengths + 1) - lengths
    whole, shortened = _hashes(code_points(keys), starts, lengths)
    rows = np.arange(first, first + len(keys), dtype=np.uint64)
    owners = np.concatenate((rows, np.repeat(rows, lengths)))
    hashes = np.concatenate((whole, shortened)) & np.uint64(0xFFFFFFFF00000000)
    return np.asarray(hashes | owners, np.uint64)


def _powers() -> Words64:
    powers = [1]
    for _ in range(_LONGEST + 1):
        powers.append(powers[-1] * _BASE % 2**64)
    return np.array(powers, np.uint64)


_POWERS = _powers()


def _hashes(codes: Codes, starts: npt.NDArray[np.int64], lengths: Ints) -> tuple[Words64, Words64]:
    """Of each key: the hash of all of it; then one hash for each letter that is left out.

    The hash is the sum of code times power of its place, modulo 2^64: what follows a left-out
    letter moves down one place, which is a multiplication by the base's inverse.
    """
    ends = starts + lengths
    middle = spread(starts.astype(np.int32), ends.astype(np.int32))
    place = middle - np.repeat(starts, lengths)
    terms = codes[middle].astype(np.uint64) * _POWERS[np.minimum(place, _LONGEST)]
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)))
    edges = np.concatenate(([0], np.cumsum(lengths)))
    base, total = sums[edges[:-1]], sums[edges[1:]] - sums[edges[:-1]]
    before = sums[:-1] - np.repeat(base, lengths)
    after = np.repeat(total, lengths) - before - terms
    shortened = before + after * np.uint64(_BASE_INVERSE)
    scrambled = np.asarray(shortened * _SCRAMBLE, np.uint64)
    return np.asarray(total * _SCRAMBLE, np.uint64), scrambled
