"""Titles written as they sound in another script: the consonants, where alphabets agree.

Of film names in Japanese, Korean, Thai, Cyrillic and Indian letters whose film the index knew by
no name in that script, six consonants or more in order named the film 36 times and another twice;
fewer, and any in the languages of southern India, are worth no more than a question. Chinese names
are not spelt by sound, and Greek and Semitic ones are mostly translated: there it was wrong as
often as right.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from data.lookup.index.keys import FIRST_PART, TITLE, Keys
from data.lookup.query.text import NUMBERS, has_han, numbers_of

WELL_KNOWN = 8_000
"""Only films up to this rank: titles of others get another name, or none, in other countries."""
SURE, SHORTEST = 6, 4
"""Consonants from which on a title is as good as spelt, and those worth a question."""
MOST = 3

_SPELT_BY_SOUND = re.compile("[\u3041-\u30ff\u1100-\u11ff\uac00-\ud7af\u0400-\u052f\u0900-\u0e7f]")
_LOOSELY = re.compile("[\u0980-\u0dff]")
_SOUNDS = {
    "sch": "s",
    "tch": "t",
    "ch": "t",
    "sh": "s",
    "ph": "p",
    "th": "t",
    "ck": "k",
    "gh": "k",
    "qu": "k",
    "x": "ks",
    "ce": "se",
    "ci": "si",
    "cy": "sy",
    "ts": "t",
    "dz": "t",
}
_DIGRAPHS = re.compile("|".join(_SOUNDS))
_SILENT = re.compile("r(?![aeiouy])|[^bcdfgjklmnpqrstvz]")
_ALIKE = str.maketrans("bfvdgcqzjl", "ppptkkkssr")
_DOUBLED = re.compile(r"(.)\1+")


class Sounds:
    """The well-known titles by how they sound."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._rows: dict[str, list[int]] = defaultdict(list)
        proper = (keys.weight == TITLE) | (keys.weight == np.float32(FIRST_PART))
        rows = np.flatnonzero(proper & (keys.film < WELL_KNOWN))
        for row in rows[np.argsort(keys.film[rows], kind="stable")].tolist():
            heard = sound(keys.spaced[row].split())
            if len(heard) >= SHORTEST:
                self._rows[heard].append(row)

    def rows(self, folded: Sequence[str], romanized: Sequence[str]) -> tuple[list[int], bool]:
        """The keys that sound like a text of another script, and whether that is sure enough."""
        text = " ".join(folded)
        if not _SPELT_BY_SOUND.search(text) or has_han(folded):
            return [], False
        heard = sound(romanized)
        wanted = self._keys.number_id.get(numbers_of(tuple(romanized)), -1)
        rows = [row for row in self._rows.get(heard, ()) if self._keys.numbers[row] == wanted]
        return rows[:MOST], len(heard) >= SURE and not _LOOSELY.search(text)


def sound(words: Sequence[str]) -> str:
    """The consonants of Latin words, those that scripts mix up as one, numbers left out."""
    text = " ".join(word for word in words if word not in NUMBERS)
    text = _DIGRAPHS.sub(lambda found: _SOUNDS[found[0]], text)
    return _DOUBLED.sub(r"\1", _SILENT.sub("", text).translate(_ALIKE))
