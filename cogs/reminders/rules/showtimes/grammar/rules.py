"""The rules of the grammar: a row of kinds of word, and what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from cogs.reminders.rules.showtimes.lexicon import ALL, Lattice, Number, Sense
from cogs.reminders.rules.showtimes.words import Kind


class Match:
    """The senses that a rule has found, in their order."""

    __slots__ = ("senses",)

    def __init__(self, senses: Sequence[Sense]) -> None:
        self.senses = senses

    def value(self, kind: Kind) -> object:
        """The value of the first sense of that kind; ``None`` if there is none."""
        return next((sense.value for sense in self.senses if sense.kind is kind), None)

    def first(self, kind: Kind) -> int | None:
        """The same of a kind whose values are whole numbers."""
        value = self.value(kind)
        return value if isinstance(value, int) else None

    def all(self, kind: Kind) -> list[int]:
        """The values of a kind whose values are whole numbers."""
        values = (sense.value for sense in self.senses if sense.kind is kind)
        return [value for value in values if isinstance(value, int)]

    def numbers(self) -> list[Number]:
        """The numbers that stand by themselves, in their order."""
        return [sense.value for sense in self.senses if isinstance(sense.value, Number)]

    def has(self, kind: Kind) -> bool:
        """Whether there is a sense of that kind."""
        return any(sense.kind is kind for sense in self.senses)


class Piece(NamedTuple):
    """What a rule made of the tokens up to ``end``.

    ``short`` are the languages of its words that count only there, all if it has none.
    """

    end: int
    meaning: object
    languages: int
    short: int
    telling: bool


class Rule(NamedTuple):
    """A row of kinds, such as ``NUMBER OCLOCK AND? NUMBER``, and what to make of a match.

    ``build`` returns ``None`` for what is no such thing after all, for instance 7:60.
    """

    pattern: str
    build: Callable[[Match], object | None]
    languages: int = ALL

    def rows(self) -> Iterator[tuple[Kind, ...]]:
        """The rows of kinds that the pattern allows."""
        steps = [
            ((), (Kind[name[:-1]],)) if name.endswith("?") else ((Kind[name],),)
            for name in self.pattern.split()
        ]
        for row in product(*steps):
            yield tuple(kind for step in row for kind in step)

    def piece(self, senses: Sequence[Sense], languages: int) -> Piece | None:
        """What the rule makes of a match in these languages."""
        common = languages & self.languages
        meaning = self.build(Match(senses)) if common else None
        if meaning is None:
            return None
        short, telling = ALL, False
        for sense in senses:
            telling = telling or sense.telling
            if sense.short:
                short &= sense.languages
        return Piece(senses[-1].end, meaning, common, short, telling)


class Rulebook:
    """Many rules, laid out so that those with the same beginning are tried together."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._next: dict[Kind, Rulebook] = {}
        self._ending: list[Rule] = []
        for rule in rules:
            for row in rule.rows():
                self._branch(row)._ending.append(rule)

    def _branch(self, row: Sequence[Kind]) -> Rulebook:
        book = self
        for kind in row:
            book = book._next.setdefault(kind, Rulebook(()))
        return book

    def pieces(self, lattice: Lattice, start: int) -> list[Piece]:
        """What the rules make of the tokens from ``start`` on."""
        found: list[Piece] = []
        self._collect(lattice, start, [], ALL, found)
        return found

    def _collect(
        self, lattice: Lattice, at: int, senses: list[Sense], languages: int, found: list[Piece]
    ) -> None:
        for rule in self._ending:
            piece = rule.piece(senses, languages)
            if piece is not None:
                found.append(piece)
        if not self._next or at == len(lattice):
            return
        for kind, alike in lattice[at].items():
            book = self._next.get(kind)
            if book is None:
                continue
            for sense in alike:
                common = languages & sense.languages
                if common:
                    book._collect(lattice, sense.end, [*senses, sense], common, found)
