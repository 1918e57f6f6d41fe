"""What was fetched when, source by source, and what went wrong; kept in the home."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.atomic_files import write_whole
from data.films.updates.web import Validators

STATE_NAME, LOCK_NAME = "updates.json", "updates.lock"

NIGHT = timedelta(hours=2)
"""After midnight UTC, when sites have little to do; each host is late by minutes of its own."""

FIRST_DELAY, LONGEST_DELAY = timedelta(hours=1), timedelta(hours=12)
"""After a fault a source is asked anew so much later, doubled for each further fault, at most."""


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fared; instants are in UTC.

    ``taken_at`` is when something new came of it, ``fault`` what went wrong the last time, in words
    that may be shown, and ``faults`` how often in a row.
    """

    checked_at: datetime | None = None
    taken_at: datetime | None = None
    validators: Validators = field(default_factory=Validators)
    fault: str = ""
    faults: int = 0


States = Mapping[str, SourceState]
"""By the source's name."""


def due_at(state: SourceState, late: timedelta) -> datetime:
    """When a source is to be asked next: at once if it never was, later and later after faults.

    Otherwise in the next night, ``late`` after its hour.
    """
    if state.checked_at is None:
        return datetime.min.replace(tzinfo=UTC)
    if state.faults:
        delay = FIRST_DELAY * (1 << min(state.faults - 1, 8))
        return state.checked_at + min(delay, LONGEST_DELAY)
    midnight = state.checked_at.replace(hour=0, minute=0, second=0, microsecond=0)
    tonight = midnight + NIGHT + late
    return tonight if tonight > state.checked_at else tonight + timedelta(days=1)


def read_states(home: Path) -> dict[str, SourceState]:
    """The states of all sources; none of a file that is missing or broken."""
    try:
        kept = json.loads((home / STATE_NAME).read_text(encoding="utf-8"))
        return {name: _state(entry) for name, entry in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def write_states(home: Path, states: States) -> None:
    """Keep the states; raises ``OSError`` if the home cannot be written."""
    kept = {name: asdict(state) for name, state in states.items()}
    write_whole(home / STATE_NAME, json.dumps(kept, default=datetime.isoformat, indent=1).encode())


def _state(entry: dict[str, object]) -> SourceState:
    checked_at, taken_at = (_instant(entry[name]) for name in ("checked_at", "taken_at"))
    fault, faults, validators = entry["fault"], entry["faults"], entry["validators"]
    if not (isinstance(fault, str) and isinstance(faults, int) and isinstance(validators, dict)):
        raise TypeError("no state of a source")
    return SourceState(checked_at, taken_at, Validators(**validators), fault, faults)


def _instant(text: object) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text)).astimezone(UTC)


@contextmanager
def only_process(home: Path) -> Iterator[bool]:
    """Whether this is the only process that updates this home, for as long as the block lasts.

    Held by SQLite's lock on a file, which every system has and which ends with the process.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(home / LOCK_NAME, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            yield False
            return
        yield True
    finally:
        lock.close()
