"""A whole text: pieces in any order that leave no word over, and name one time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from cogs.reminders.rules.showtimes.grammar.clock import Clock, clock_rules
from cogs.reminders.rules.showtimes.grammar.days import (
    Date,
    Offset,
    Week,
    Weekday,
    WeekdayDate,
    day_rules,
)
from cogs.reminders.rules.showtimes.grammar.from_now import FromNow, Stamp, from_now_rules
from cogs.reminders.rules.showtimes.grammar.rules import Piece, Rule, Rulebook
from cogs.reminders.rules.showtimes.lexicon import (
    ALL,
    LANGUAGE_BITS,
    DateFigures,
    lattice_of,
)
from cogs.reminders.rules.showtimes.text import Token
from cogs.reminders.rules.showtimes.words import DayPart, Part, WeekdayPart

MOST_STEPS = 1_500
"""More than a text of :data:`~.text.LONGEST_TEXT` characters that names one time ever takes."""


class Filler(Enum):
    """Words that name no time by themselves."""

    AT = auto()
    ON = auto()
    TICKET = auto()
    SIGN = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """What a text names: each thing at most once, and nothing else."""

    clock: Clock | None = None
    counted: FromNow | Stamp | None = None
    offset: Offset | None = None
    weekday: Weekday | None = None
    week: Week | None = None
    date: Date | DateFigures | None = None
    parts: tuple[Part, ...] = ()

    @property
    def names_day(self) -> bool:
        """Whether the day is named in any way."""
        return any((self.offset, self.weekday, self.week, self.date))

    @property
    def names_time(self) -> bool:
        """Whether it is a showtime: a clock with or without a day, or an instant by itself."""
        alone = not (self.names_day or self.parts or self.clock)
        return alone if self.counted else self.clock is not None

    def with_piece(self, meaning: object) -> Said | None:
        """With one more thing named; ``None`` if that was named before."""
        match meaning:
            case Clock():
                return None if self.clock else replace(self, clock=meaning)
            case FromNow() | Stamp():
                return None if self.counted else replace(self, counted=meaning)
            case Offset():
                return None if self.offset else replace(self, offset=meaning)
            case Weekday():
                return None if self.weekday else replace(self, weekday=meaning)
            case Week():
                return None if self.week else replace(self, week=meaning)
            case Date() | DateFigures():
                return None if self.date else replace(self, date=meaning)
            case Part():
                parts = tuple(dict.fromkeys((*self.parts, meaning)))
                return replace(self, parts=parts) if len(parts) <= 2 else None
            case DayPart():
                return self._with(Offset(meaning.days), meaning.part)
            case WeekdayPart():
                return self._with(Weekday(meaning.weekday), meaning.part)
            case WeekdayDate():
                return self._with(meaning.weekday, meaning.date)
        return self

    def _with(self, first: object, second: object) -> Said | None:
        said = self.with_piece(first)
        return said and said.with_piece(second)


@dataclass(frozen=True, slots=True)
class Parse:
    """A way to read the whole text, and the languages of its words."""

    said: Said
    languages: int = ALL
    short: int = ALL
    telling: bool = False
    mixed: bool = False

    def rank(self, client: int) -> int | None:
        """How near it is to the member's language, 0 first; ``None`` if it does not count."""
        if not self.mixed and self.languages & client:
            return 0
        if not self.mixed:
            return 1 if self.telling or self.short == ALL else None
        return 2 if self.short & client else None


def readings_of(pieces: Sequence[Sequence[Piece]], language: str) -> set[Said]:
    """What the text may name, in the member's language where that is one way to read it.

    Empty if a word is left over, or no single time is named.
    """
    whole = whole_readings(pieces, language)
    timed = {said for said in whole if said.names_time}
    if timed == whole:
        return timed
    # "Friday 20" may lack its time of day, so that 20 is no hour; what is asked back may stay.
    return {said for said in timed if not said.clock or not said.clock.bare or said.clock.twelve}


def whole_readings(pieces: Sequence[Sequence[Piece]], language: str) -> set[Said]:
    """The same, also of texts that name no time."""
    client = LANGUAGE_BITS.get(language, LANGUAGE_BITS["en"])
    ranked: dict[int, set[Said]] = {}
    for parse in parses_of(pieces):
        rank = parse.rank(client)
        if rank is not None:
            ranked.setdefault(rank, set()).add(parse.said)
    return ranked[min(ranked)] if ranked else set()


def parses_of(pieces: Sequence[Sequence[Piece]]) -> Iterator[Parse]:
    """The ways to read the whole text, whether they name a time or not."""
    finishing = _finishing(pieces)
    if not finishing or not finishing[0]:
        return
    start = (0, Parse(Said()), False)
    waiting, seen = [start], {start}
    while waiting and len(seen) < MOST_STEPS:
        at, parse, after_on = waiting.pop()
        if at == len(pieces):
            yield parse
            continue
        for piece in finishing[at]:
            if after_on and isinstance(piece.meaning, Clock) and piece.meaning.bare:
                continue  # no hour stands right behind what introduces a day
            said = parse.said.with_piece(piece.meaning)
            if said is not None:
                step = (piece.end, _joined(parse, said, piece), piece.meaning is Filler.ON)
                if step not in seen:
                    seen.add(step)
                    waiting.append(step)


def _joined(parse: Parse, said: Said, piece: Piece) -> Parse:
    common = parse.languages & piece.languages
    return Parse(
        said,
        languages=common or ALL,
        short=parse.short & piece.short,
        telling=parse.telling or piece.telling,
        mixed=parse.mixed or not common,
    )


def pieces_of(tokens: Sequence[Token]) -> list[list[Piece]]:
    """For every token the pieces that begin there."""
    lattice = lattice_of(tokens)
    book = _rulebook()
    return [book.pieces(lattice, at) for at in range(len(lattice))]


def _finishing(pieces: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Only the pieces from whose end the text can be finished, each once."""
    finishing = [False] * len(pieces) + [True]
    kept: list[list[Piece]] = [[] for _ in pieces]
    for at in reversed(range(len(pieces))):
        kept[at] = list(dict.fromkeys(piece for piece in pieces[at] if finishing[piece.end]))
        finishing[at] = bool(kept[at])
    return kept


@lru_cache(maxsize=1)
def _rulebook() -> Rulebook:
    return Rulebook([*clock_rules(), *day_rules(), *from_now_rules(), *_filler_rules()])


def _filler_rules() -> Iterator[Rule]:
    yield Rule("AT", lambda _: Filler.AT)
    yield Rule("ON", lambda _: Filler.ON)
    yield Rule("DASH", lambda _: Filler.SIGN)
    yield Rule("COMMA", lambda _: Filler.SIGN)
    yield Rule("SHOWN? TICKET", lambda _: Filler.TICKET)
    yield Rule("SHOWN? ON? SEAT LABEL", lambda _: Filler.TICKET)
    yield Rule("SHOWN? ON? SEAT NUMBER", lambda _: Filler.TICKET)
    yield Rule("SHOWN? ON? SEAT TICKET", lambda _: Filler.TICKET)
