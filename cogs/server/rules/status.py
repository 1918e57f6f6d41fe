"""How the bot fares, in lines; what concerns its operator only stands apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cogs.shared.cards.wording import month_of, number_of
from data.shards import Shards, ranges


@dataclass(frozen=True, slots=True)
class Status:
    """What everybody may know. ``latencies`` are in seconds, by shard; NaN while disconnected."""

    version: str
    films: int
    catalogue_as_of: str | None
    latencies: Sequence[tuple[int, float]]
    shard_count: int
    health: Sequence[str]
    started_at: datetime
    errors: int


@dataclass(frozen=True, slots=True)
class OperatorStatus:
    """What only the operator may know. ``last_errors``: when, and which part logged it."""

    process: str
    servers: int
    unavailable: int
    database: str
    versions: str
    last_errors: Sequence[tuple[datetime, str]]


def status_lines(status: Status) -> list[str]:
    """The lines that everybody may read."""
    as_of = month_of(status.catalogue_as_of)
    known = f", as of {as_of}" if as_of else ""
    since = f"since I started <t:{_seconds(status.started_at)}:R>."
    errors = "Nothing has gone wrong"
    if status.errors:
        errors = f"{number_of(status.errors, 'thing')} went wrong"
    return [
        f"### Stinger {status.version}",
        f"I know {status.films:,} films{known}.",
        _connection(status.latencies, status.shard_count),
        *status.health,
        f"{errors} {since}",
    ]


def operator_lines(status: OperatorStatus) -> list[str]:
    """The lines for the operator."""
    outage = f"; {status.unavailable} of them cannot be reached now" if status.unavailable else ""
    lines = [
        "**For the operator**",
        status.process,
        f"I am in {number_of(status.servers, 'server')}{outage}.",
        f"The database is `{status.database}`.",
        f"I run on {status.versions}.",
    ]
    lines += [f"- error <t:{_seconds(at)}:R> in `{part}`" for at, part in status.last_errors]
    return lines


def process_words(shards: Shards, processes: int) -> str:
    """Which process answers, of how many."""
    if shards.count is None:
        return "One process runs all shards."
    noun = "process" if processes == 1 else "processes"
    here = ranges(shards.ids)
    return f"Shards run in {processes} {noun}; this one runs {here} of {shards.count}."


def _connection(latencies: Sequence[tuple[int, float]], shard_count: int) -> str:
    """How fast Discord answers on the slowest shard, which a complaint would be about."""
    answering = [(delay, shard) for shard, delay in latencies if math.isfinite(delay)]
    if not answering:
        return "I am not connected to Discord yet."
    delay, shard = max(answering)
    sentence = f"Discord answers within {delay * 1000:.0f} ms"
    if len(latencies) > 1:
        sentence += f" on the slowest shard, {shard}"
    if shard_count > 1:
        sentence += f"; {len(latencies)} of {shard_count} shards run here"
    if lost := len(latencies) - len(answering):
        sentence += f", {number_of(lost, 'shard')} disconnected"
    return f"{sentence}."


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
