"""The keys under which each film is found: its title, other titles, and parts of titles."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from data.catalogue.film import Film
from data.lookup.query.text import ARTICLES, NUMBERS, STOP_WORDS, Wording, fold, numbers_of, wording

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Names = Mapping[str, Sequence[str]]
"""Names by film id."""

TITLE, ALIAS, NICKNAME, FIRST_PART, LATER_PART = 1.0, 0.97, 0.96, 0.93, 0.92
"""How much a match with each kind of key counts."""

_DOTTED = re.compile(r"(?:[A-Z]\.){2,}(?= )")
_BREAK = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s*\(")
_WHOSE = re.compile(
    r"(?!The |My |Your |Our |Her |His )[A-Z][\w.]+ (?:[A-Z][\w.]+ |d[eu]l? )?[A-Z]\w+['’]s "
    r"(?P<title>\w+ .+|\w{8,})"
)
"""A title after the name of somebody whose film it is."""
_SHORTEST_PART = 3
STOP_WORD_WEIGHT, ARTICLE_WEIGHT = 0.4, 0.1


@dataclass(frozen=True, slots=True)
class Keys:
    """All keys in alphabetical order; the arrays run along ``text``.

    ``film`` is the row of the film, ``weight`` the kind of key, ``article`` as in
    :class:`~data.lookup.query.text.Wording`, ``numbers`` an id of the numbers in it (0: none).
    Words are numbered; those of key ``i`` are ``word_ids[word_starts[i]:word_starts[i + 1]]``.
    ``prior`` (per film, 0 to 1) falls with the logarithm of the rank.
    """

    text: Sequence[str]
    spaced: Sequence[str]
    film: Ints
    weight: Floats
    article: Ints
    numbers: Ints
    word_ids: Ints
    word_starts: Ints
    vocabulary: list[str]
    word_weight: Floats
    word_number: dict[str, int]
    number_id: dict[tuple[str, ...], int]
    prior: Floats

    def equal_to(self, key: str) -> range:
        """The rows whose text is exactly this key."""
        start = bisect_left(self.text, key)
        if start == len(self.text) or self.text[start] != key:
            return range(0)
        return range(start, bisect_right(self.text, key, start))

    def any_begins(self, start: str) -> bool:
        """Whether some key begins with this."""
        row = bisect_left(self.text, start)
        return row < len(self.text) and self.text[row].startswith(start)

    def is_nickname(self, row: int) -> bool:
        """Whether the key is a nickname or abbreviation."""
        return bool(self.weight[row] == np.float32(NICKNAME))

    def is_subtitle(self, row: int) -> bool:
        """Whether the key is a later part of a title."""
        return bool(self.weight[row] == np.float32(LATER_PART))

    def is_alias(self, row: int) -> bool:
        """Whether the key is another title of the film."""
        return bool(self.weight[row] == np.float32(ALIAS))

    def is_title(self, row: int) -> bool:
        """Whether the key is the film's title itself."""
        return bool(self.weight[row] == TITLE)

    def is_whole_name(self, row: int) -> bool:
        """Whether the key is more than a part of the title."""
        return bool(self.weight[row] > np.float32(FIRST_PART))


def names_of(
    film: Film, aliases: Sequence[str], nicknames: Sequence[str]
) -> Iterator[tuple[str, float]]:
    """The names that lead to a film, each with what a match of it counts."""
    yield film.title, TITLE
    if film.original_title:
        yield film.original_title, ALIAS
    for alias in aliases:
        yield alias, ALIAS
    for nickname in nicknames:
        yield nickname, NICKNAME
    if "+" in film.title:
        yield film.title.replace("+", "and"), ALIAS
    if dotted := _DOTTED.match(film.title):
        yield dotted[0], NICKNAME
    if whose := _WHOSE.fullmatch(film.title):
        yield whose["title"], LATER_PART
    if _BREAK.search(film.title):
        first, *later = _BREAK.split(film.title)
        yield first, FIRST_PART
        for part in later:
            yield part, LATER_PART
        if len(later) > 1:
            yield " ".join(later), LATER_PART


def collect(films: Sequence[Film], aliases: Names, nicknames: Names) -> Keys:
    """Make the keys of films that are ordered best known first."""
    rows = _without_borrowed(_rows(films, aliases, nicknames))
    rows.sort(key=lambda row: (row[0], row[2]))
    number_id: dict[tuple[str, ...], int] = {(): 0}
    word_number: dict[str, int] = {}
    word_ids: list[int] = []
    starts = [0]
    numbers: list[int] = []
    for _, words, *_ in rows:
        word_ids += [word_number.setdefault(word, len(word_number)) for word in words]
        starts.append(len(word_ids))
        numbers.append(number_id.setdefault(numbers_of(words), len(number_id)))
    vocabulary = list(word_number)
    return Keys(
        text=[row[0] for row in rows],
        spaced=[" ".join(row[1]) if len(row[1]) > 1 else row[0] for row in rows],
        film=np.array([row[2] for row in rows], np.int32),
        weight=np.array([row[3] for row in rows], np.float32),
        article=np.array([row[4] for row in rows], np.int32),
        numbers=np.array(numbers, np.int32),
        word_ids=np.array(word_ids, np.int32),
        word_starts=np.array(starts, np.int32),
        vocabulary=vocabulary,
        word_weight=np.array([word_weight(word) for word in vocabulary], np.float32),
        word_number=word_number,
        number_id=number_id,
        prior=_priors(len(films)),
    )


def word_weight(word: str) -> float:
    """How much a word says about which film is meant."""
    if word in ARTICLES:
        return ARTICLE_WEIGHT
    return STOP_WORD_WEIGHT if word in STOP_WORDS else 1.0


def _priors(count: int) -> Floats:
    ranks = np.arange(1, count + 1, dtype=np.float32)
    return np.asarray(1.0 - np.log(ranks) / math.log(count + 1), np.float32)


_Row = tuple[str, tuple[str, ...], int, float, int]


def _rows(films: Sequence[Film], aliases: Names, nicknames: Names) -> list[_Row]:
    rows: list[_Row] = []
    for number, film in enumerate(films):
        seen: set[tuple[str, int]] = set()
        its_names = names_of(film, aliases.get(film.id, ()), nicknames.get(film.id, ()))
        for name, weight in its_names:
            folded = fold(name)
            if not folded:
                continue
            for key, words, article in _spellings(wording(folded)):
                if weight <= FIRST_PART and not _is_telling(key, words):
                    continue
                if (key, article) not in seen:
                    seen.add((key, article))
                    rows.append((key, words, number, weight, article))
    return rows


def _without_borrowed(rows: list[_Row]) -> list[_Row]:
    """The rows without numbered aliases that are the title of a later part: of Rocky, "Rocky 3"."""
    numbered = {row[0] for row in rows if row[3] == ALIAS and row[1][-1] in NUMBERS}
    titles = {row[0] for row in rows if row[3] == TITLE and row[0] in numbered}
    if not titles:
        return rows
    films = {row[2] for row in rows if row[0] in titles}
    own = {(row[2], row[0]) for row in rows if row[2] in films and row[3] == TITLE}
    return [
        row
        for row in rows
        if row[0] not in titles or row[3] != ALIAS or (row[2], "".join(row[1][:-1])) not in own
    ]


def _spellings(said: Wording) -> Iterator[tuple[str, tuple[str, ...], int]]:
    yield said.key, said.words, said.article
    if said.words != said.plain and said.plain_key != said.key:
        yield said.plain_key, said.plain, said.article


def _is_telling(key: str, words: tuple[str, ...]) -> bool:
    return len(key) >= _SHORTEST_PART and len(numbers_of(words)) < len(words)
