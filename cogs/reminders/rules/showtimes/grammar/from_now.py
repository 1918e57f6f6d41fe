"""Times that are counted from now: in 20 minutes, vor einer halben Stunde."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cogs.reminders.rules.showtimes.grammar.rules import Match, Rule
from cogs.reminders.rules.showtimes.words import Kind

MOST_MINUTES = 60 * 24 * 500


@dataclass(frozen=True, slots=True)
class FromNow:
    """So many minutes from now; before it if negative."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """An instant as Discord writes it, in seconds."""

    seconds: int


_AMOUNTS = (
    "NUMBER MINUTES",
    "ONE MINUTES",
    "DURATION",
    "DECIMAL HOURS",
    "HALVES HOURS",
    "HOURS AND FRACTION",
    "NUMBER AND_A_HALF HOURS",
    *(
        f"{count} HOURS{rest}"
        for count in ("NUMBER", "ONE")
        for rest in ("", " AND? NUMBER MINUTES?", " AND FRACTION", " AND_A_HALF", " AND DURATION")
    ),
)


def from_now_rules() -> Iterator[Rule]:
    """Everything that is counted from now."""
    yield Rule("STAMP", lambda match: Stamp(match.first(Kind.STAMP) or 0))
    for amount in _AMOUNTS:
        yield Rule(f"IN {amount}", _ahead)
        yield Rule(f"{amount} FROM_NOW", _ahead)
        yield Rule(f"{amount} AGO", _before)
        yield Rule(f"AGO_BEFORE {amount} AGO?", _before)


def _ahead(match: Match) -> FromNow | None:
    minutes = _minutes(match)
    return None if minutes is None else FromNow(minutes)


def _before(match: Match) -> FromNow | None:
    minutes = _minutes(match)
    return None if minutes is None else FromNow(-minutes)


def _minutes(match: Match) -> int | None:
    """The minutes of an amount; ``None`` if it is no amount that people say."""
    total, open_number = 0.0, 0.0
    for sense in match.senses:
        match sense.kind, sense.value:
            case Kind.NUMBER, (int(number), _):
                open_number = number
            case ((Kind.ONE | Kind.HALVES | Kind.DECIMAL), (int() | float()) as number):
                open_number = number
            case Kind.AND_A_HALF, _:
                total, open_number = (total + 30, 0) if total else (0.0, open_number + 0.5)
            case Kind.HOURS, _:
                total, open_number = total + (open_number or 1) * 60, 0
            case Kind.MINUTES, _:
                total, open_number = total + open_number, 0
            case ((Kind.FRACTION | Kind.DURATION), int(number)):
                total += number
    if open_number >= 60:
        return None
    total += open_number
    return round(total) if total <= MOST_MINUTES else None
