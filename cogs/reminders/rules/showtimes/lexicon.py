"""What the tokens of a text can be, in every language at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cogs.reminders.rules.showtimes.grammar import tickets
from cogs.reminders.rules.showtimes.languages import LANGUAGES
from cogs.reminders.rules.showtimes.text import Token
from cogs.reminders.rules.showtimes.words import Kind

ALL = (1 << len(LANGUAGES)) - 1
"""Languages are bits of a number, so that what several words have in common is quickly found."""

LANGUAGE_BITS: Mapping[str, int] = {
    language.code: 1 << place for place, language in enumerate(LANGUAGES)
}
LONGEST_LABEL = 2


class Number(NamedTuple):
    """A number, and its digits: 0 for one in words."""

    value: int
    digits: int


class TimeFigures(NamedTuple):
    """Hour and minute in figures, as many digits as they were; ``point`` for 7.30."""

    hour: str
    minute: str
    point: bool = False


class DateFigures(NamedTuple):
    """A date in figures, in the order in which they stand."""

    numbers: tuple[int, ...]


class Sense(NamedTuple):
    """What the tokens up to ``end`` may mean, in which languages.

    ``short`` words count only where the language is certain; ``telling`` ones make it so.
    """

    end: int
    kind: Kind
    value: object
    languages: int
    short: bool = False
    telling: bool = False


class _Entry(NamedTuple):
    words: tuple[str, ...]
    kind: Kind
    value: object
    languages: int
    short: bool


_LOOSE = frozenset({Kind.NUMBER, Kind.LABEL, Kind.AT, Kind.ON})
"""Kinds whose phrases leave their words their other meanings."""

Lattice = list[dict[Kind, list[Sense]]]
"""For every token the senses that begin there, by kind."""

_NEUTRAL: tuple[tuple[Kind, object, str], ...] = (
    (Kind.AM_PM, 0, "am|a m"),
    (Kind.AM_PM, 12, "pm|p m"),
    (Kind.OCLOCK, None, "h"),
    (Kind.HOURS, None, "h"),
    (Kind.MINUTES, None, "m|min"),
    (Kind.TICKET, None, tickets.FORMATS),
    (Kind.TICKET, None, tickets.VERSIONS),
    (Kind.TICKET, None, tickets.SHOWINGS),
    (Kind.SEAT, None, tickets.SEATS),
    (Kind.SHOWN, None, tickets.INTRODUCED),
)


@lru_cache(maxsize=1)
def _entries() -> Mapping[str, list[_Entry]]:
    """Every phrase by its first word; what languages share is one entry."""
    languages: dict[tuple[tuple[str, ...], Kind, object, bool], int] = defaultdict(int)
    for language in LANGUAGES:
        for kind, value, ways, short in language.entries():
            if kind is Kind.NUMBER and isinstance(value, int):
                value = Number(value, 0)
            for words in _phrases(ways):
                languages[words, kind, value, short] |= LANGUAGE_BITS[language.code]
    by_first: dict[str, list[_Entry]] = defaultdict(list)
    for (words, kind, value, short), bits in languages.items():
        by_first[words[0]].append(_Entry(words, kind, value, bits, short))
    for kind, value, ways in _NEUTRAL:
        for words in _phrases(ways):
            by_first[words[0]].append(_Entry(words, kind, value, ALL, short=False))
    return by_first


def phrases() -> list[str]:
    """Every phrase that the grammar knows, each once."""
    return sorted({" ".join(e.words) for entries in _entries().values() for e in entries})


def _phrases(written: str) -> Iterator[tuple[str, ...]]:
    return (tuple(phrase.replace("_", " ").split()) for phrase in written.split("|"))


def lattice_of(tokens: Sequence[Token]) -> Lattice:
    """All senses of the tokens. Inside a phrase of several words its parts mean nothing else."""
    found = [list(_senses_at(tokens, at)) for at in range(len(tokens))]
    spans = [
        (at, sense.end)
        for at, senses in enumerate(found)
        for sense in senses
        if sense.end > at + 1 and sense.kind not in _LOOSE
    ]
    return [
        _by_kind(s for s in senses if not _inside(at, s.end, spans))
        for at, senses in enumerate(found)
    ]


def _inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(s <= start and end <= e and (s, e) != (start, end) for s, e in spans)


def _by_kind(senses: Iterable[Sense]) -> dict[Kind, list[Sense]]:
    by_kind: dict[Kind, list[Sense]] = {}
    for sense in senses:
        by_kind.setdefault(sense.kind, []).append(sense)
    return by_kind


def _senses_at(tokens: Sequence[Token], at: int) -> Iterator[Sense]:
    token = tokens[at]
    if token.kind == "word" or token.text == "@":
        yield from _senses_of_words(tokens, at)
    else:
        yield from (Sense(at + 1, kind, value, ALL) for kind, value in _figures(tokens, at))
    if label := _label_end(tokens, at):
        yield Sense(label, Kind.LABEL, None, ALL)
    if (token.text, *(t.text for t in tokens[at + 1 : at + 2])) in tickets.DIMENSIONS:
        yield Sense(at + 2, Kind.TICKET, None, ALL)


def _senses_of_words(tokens: Sequence[Token], at: int) -> Iterator[Sense]:
    token = tokens[at]
    for entry in _entries().get(token.text, ()):
        end = at + len(entry.words)
        if entry.kind is Kind.SUFFIX and not token.glued:
            continue
        if len(entry.words) == 1 or entry.words == tuple(t.text for t in tokens[at:end]):
            telling = not entry.short and entry.languages != ALL
            yield Sense(end, entry.kind, entry.value, entry.languages, entry.short, telling)
    if token.glued and token.text in ("a", "p") and tokens[at - 1].kind != "word":
        yield Sense(at + 1, Kind.AM_PM, 12 if token.text == "p" else 0, ALL)


def _figures(tokens: Sequence[Token], at: int) -> Iterator[tuple[Kind, object]]:
    """What figures and signs may mean."""
    token = tokens[at]
    is_last = at + 1 == len(tokens)
    match token.kind:
        case "stamp":
            yield Kind.STAMP, int(token.numbers[0])
        case "iso" | "date" | "month" | "point":
            yield from _dates(token, is_last=is_last)
        case "time" if len(token.numbers) == 2 or int(token.numbers[2]) == 0:
            yield Kind.TIME, TimeFigures(token.numbers[0], token.numbers[1])
        case "ordinal":
            yield Kind.ORDINAL, int(token.numbers[0])
            if is_last:
                yield Kind.NUMBER, Number(int(token.numbers[0]), len(token.numbers[0]))
        case "decimal":
            yield Kind.DECIMAL, float(token.text.replace(",", "."))
        case "figure":
            yield Kind.NUMBER, Number(int(token.text), len(token.text))
        case "sign" if token.text == ",":
            yield Kind.COMMA, None
        case "sign" if token.text == "-" and _parts_pieces(tokens, at):
            yield Kind.DASH, None


def _dates(token: Token, *, is_last: bool) -> Iterator[tuple[Kind, object]]:
    """What figures with points, slashes or dashes between them may mean: 5.12., 7.30, 1.5."""
    if token.kind == "iso" and token.text.startswith("0"):
        return
    yield Kind.DATE, DateFigures(tuple(map(int, token.numbers)))
    if token.kind == "point":
        yield Kind.DECIMAL, float(token.text)
    if token.kind == "point" or (token.kind == "month" and "." in token.text and is_last):
        yield Kind.TIME, TimeFigures(token.numbers[0], token.numbers[1], point=True)


def _parts_pieces(tokens: Sequence[Token], dash: int) -> bool:
    """Whether a dash stands free between two things, and does not say from when until when."""
    if dash == 0 or dash + 1 == len(tokens):
        return False
    before, behind = tokens[dash - 1], tokens[dash + 1]
    is_range = before.numbers and behind.numbers and _is_date(before) == _is_date(behind)
    return not (tokens[dash].glued or behind.glued or is_range)


def _is_date(token: Token) -> bool:
    is_year = token.kind == "figure" and len(token.text) == 4
    return is_year or token.kind in ("iso", "date", "month", "ordinal")


def _label_end(tokens: Sequence[Token], at: int) -> int:
    """Where the name of a row, seat or screen ends that begins here: F, 12, F12; 0 for none."""
    token = tokens[at]
    if token.kind == "figure":
        return at + 1
    if token.kind != "word" or len(token.text) > LONGEST_LABEL:
        return 0
    follows = tokens[at + 1] if at + 1 < len(tokens) else None
    return at + 2 if follows and follows.kind == "figure" and follows.glued else at + 1
