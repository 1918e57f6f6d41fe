"""How well typed showtimes are understood, on labelled texts; silently wrong readings first.

The set is a CSV file with ``id``, ``lang``, ``locale`` (the member's Discord), ``zone``, ``now``,
``text``, ``outcome``, ``expected`` (times on the zone's clocks, separated by semicolons) and
``note``, which begins with the row's class in brackets. A row is right if the text is

- ``time``: read as the expected instant,
- ``choose``: asked back, with everything that is expected among the choices,
- ``time_or_choose``: either of these,
- ``refuse``: refused,
- ``not``: anything but one of the expected instants, taken without asking.

    python -m benchmarks.showtimes --set PATH [--json | --failures]
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cogs.reminders.rules.showtimes.reader import Meant, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError

LASTS = timedelta(minutes=150)
"""From the showtime to the end of the film, in every row."""

FAULTS = ("wrong", "refused", "asked_needlessly", "choice_lacks")

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot makes of a text: one instant, choices, or neither."""

    meant: datetime | None = None
    choices: frozenset[datetime] = frozenset()


def answer(row: Row) -> Answer:
    """Read a row's text as the reminders do."""
    now = datetime.fromisoformat(row["now"]).astimezone(UTC)
    try:
        read = read_showtime(row["text"], now, row["zone"], LASTS, row["locale"])
    except ShowtimeError:
        return Answer()
    if isinstance(read, Meant):
        return Answer(_to_the_minute(read.instant))
    return Answer(choices=frozenset(_to_the_minute(option.instant) for option in read.options))


def verdict(row: Row, given: Answer) -> str:
    """``ok``, or which of :data:`FAULTS` the answer to a row is."""
    expected = instants(row)
    outcome = row["outcome"]
    if given.meant is not None:
        right = given.meant not in expected if outcome == "not" else given.meant in expected
        return "ok" if right and outcome not in ("choose", "refuse") else "wrong"
    if outcome == "not":
        return "ok"
    if not given.choices:
        return "ok" if outcome == "refuse" else "refused"
    if outcome in ("time", "refuse"):
        return "asked_needlessly"
    return "ok" if expected <= given.choices else "choice_lacks"


def instants(row: Row) -> frozenset[datetime]:
    """What a row expects."""
    zone = ZoneInfo(row["zone"])
    times = [datetime.fromisoformat(text) for text in row["expected"].split(";") if text]
    return frozenset(t if t.tzinfo else t.replace(tzinfo=zone) for t in times)


def measure(rows: Iterable[Row]) -> dict[str, Any]:
    """How many rows are right and which faults the others have, in all and by kind of row."""
    judged = [(row, verdict(row, answer(row))) for row in rows]
    counts = Counter(fault for _, fault in judged)
    return {
        "n": len(judged),
        **{name: counts[name] for name in ("ok", *FAULTS)},
        "per_class": _by(judged, class_of),
        "per_lang": _by(judged, lambda row: row["lang"]),
    }


def class_of(row: Row) -> str:
    """The kind of a row, which its note begins with."""
    match = re.match(r"\[(\w+)\]", row["note"])
    return match[1] if match else "other"


def _to_the_minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def _by(judged: Sequence[tuple[Row, str]], key: Callable[[Row], str]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {}
    for row, fault in judged:
        counts.setdefault(key(row), Counter()).update(["n", fault])
    return {name: {k: counts[name][k] for k in ("n", "ok", "wrong")} for name in sorted(counts)}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Typed showtimes: understood, asked or misread")
    parser.add_argument("--set", type=Path, required=True, help="the labelled showtimes, CSV")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--failures", action="store_true", help="print the rows that went wrong")
    arguments = parser.parse_args()
    with arguments.set.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if arguments.failures:
        for row in rows:
            if (fault := verdict(row, given := answer(row))) != "ok":
                print(fault, dict(row), given.meant or sorted(given.choices), sep=" | ")
        return
    figures = measure(rows)
    if arguments.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name:>16} {figure}" for name, figure in figures.items()))


if __name__ == "__main__":
    main()
