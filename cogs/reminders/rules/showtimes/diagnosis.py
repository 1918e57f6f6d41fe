"""Why a text cannot be read, as far as that can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cogs.reminders.rules.showtimes.grammar.clock import Clock
from cogs.reminders.rules.showtimes.grammar.rules import Piece
from cogs.reminders.rules.showtimes.grammar.sentence import whole_readings
from cogs.reminders.rules.showtimes.refusals import (
    NoClockError,
    SeveralTimesError,
    UnreadableShowtimeError,
    ZoneInShowtimeError,
)
from cogs.reminders.rules.showtimes.text import Token

_ZONES = frozenset(
    "utc gmt z est edt et pst pdt pt cst cdt ct mst mdt mt akst hst bst ist cet cest met mez mesz "
    "+ eet eest wet west msk jst kst sgt hkt aest aedt acst awst nzst nzdt brt art".split()
)


def refusal_of(
    tokens: Sequence[Token], pieces: Sequence[Sequence[Piece]], language: str
) -> UnreadableShowtimeError:
    """The refusal of a text that the grammar cannot read."""
    behind = [follows for token, follows in pairwise(tokens) if _ends_time(token)]
    if any(token.text in _ZONES for token in behind):
        return ZoneInShowtimeError()
    if any(said.names_day or said.parts for said in whole_readings(pieces, language)):
        return NoClockError()
    return SeveralTimesError() if _times(pieces) > 1 else UnreadableShowtimeError()


def _ends_time(token: Token) -> bool:
    return bool(token.numbers) or token.text in ("am", "pm", "m", "h", "uhr", "clock", "utc", "gmt")


def _times(pieces: Sequence[Sequence[Piece]]) -> int:
    """How many times of day stand beside each other."""
    at = times = 0
    while at < len(pieces):
        clocks = ((p.end, p.meaning) for p in pieces[at] if isinstance(p.meaning, Clock))
        ends = [end for end, clock in clocks if not clock.bare]
        times += bool(ends)
        at = max(ends, default=at + 1)
    return times
