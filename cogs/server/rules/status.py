"""How the bot fares, in lines; what concerns its operator only stands apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cogs.shared.cards.wording import month_of, number_of


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

    servers: int
    unavailable: int
    database: str
    versions: str
    last_errors: Sequence[tuple[datetime, str]]


def status_lines(status: Status) -> list[str]:
    """The lines that everybody may read."""
    as_of = month_of(status.catalogue_as_of)
    known = f", as of {as_of}" if as_of else ""
    here = len(status.latencies)
    shards = "" if status.shard_count == 1 else f" · {here} of {status.shard_count} shards here"
    return [
        f"### Stinger {status.version}",
        f"Catalogue: {status.films:,} films{known}",
        f"Connection: {_latency(status.latencies)}{shards}",
        *status.health,
        f"{number_of(status.errors, 'error')} since the start <t:{_seconds(status.started_at)}:R>",
    ]


def operator_lines(status: OperatorStatus) -> list[str]:
    """The lines for the operator."""
    outage = f", {status.unavailable} of them in an outage" if status.unavailable else ""
    lines = [
        "**For the operator**",
        f"{number_of(status.servers, 'server')}{outage}",
        f"Database: `{status.database}`",
        status.versions,
    ]
    lines += [f"- error <t:{_seconds(at)}:R> in `{part}`" for at, part in status.last_errors]
    return lines


def _latency(latencies: Sequence[tuple[int, float]]) -> str:
    """The slowest shard's, which is what a complaint would be about."""
    slowest = max(
        ((delay, shard) for shard, delay in latencies if math.isfinite(delay)), default=None
    )
    if slowest is None:
        return "none yet"
    delay, shard = slowest
    where = f" (shard {shard})" if len(latencies) > 1 else ""
    lost = sum(not math.isfinite(delay) for _, delay in latencies)
    return f"{delay * 1000:.0f} ms{where}" + (f", {number_of(lost, 'shard')} lost" if lost else "")


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
