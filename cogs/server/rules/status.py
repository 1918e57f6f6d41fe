"""How the bot fares, in lines; what concerns its operator only stands apart."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cogs.shared.cards.wording import month_of
from data.locales import _, _n
from data.locales.formats import number
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
    films = number(status.films)
    known = (
        _("I know {films} films, as of {month}.", films=films, month=as_of)
        if as_of
        else _("I know {films} films.", films=films)
    )
    started = f"<t:{_seconds(status.started_at)}:R>"
    errors = _n(
        "{count} thing has gone wrong since I started {when}.",
        "{count} things have gone wrong since I started {when}.",
        status.errors,
        when=started,
    )
    if not status.errors:
        errors = _("Nothing has gone wrong since I started {when}.", when=started)
    return [
        f"### Stinger {status.version}",
        known,
        *_connection(status.latencies, status.shard_count),
        *status.health,
        errors,
    ]


def operator_lines(status: OperatorStatus) -> list[str]:
    """The lines for the operator."""
    servers = _n("I am in {count} server.", "I am in {count} servers.", status.servers)
    if status.unavailable:
        gone = _n(
            "{count} of them can't be reached now.",
            "{count} of them can't be reached now.",
            status.unavailable,
        )
        servers = f"{servers} {gone}"
    title = _("For the operator")
    lines = [
        f"**{title}**",
        status.process,
        servers,
        _("The database is `{database}`.", database=status.database),
        _("I run on {versions}.", versions=status.versions),
    ]
    for at, part in status.last_errors:
        when = f"<t:{_seconds(at)}:R>"
        told = _("error {when} in `{part}`", when=when, part=part)
        lines.append(f"- {told}")
    return lines


def process_words(shards: Shards, processes: int) -> str:
    """Which process answers, of how many."""
    if shards.count is None:
        return _("One process runs all shards.")
    return _n(
        "Shards run in {count} process; this one runs {here} of {shards}.",
        "Shards run in {count} processes; this one runs {here} of {shards}.",
        processes,
        here=ranges(shards.ids),
        shards=shards.count,
    )


def _connection(latencies: Sequence[tuple[int, float]], shard_count: int) -> list[str]:
    """How fast Discord answers on the slowest shard, which a complaint would be about."""
    answering = [(delay, shard) for shard, delay in latencies if math.isfinite(delay)]
    if not answering:
        return [_("I am not connected to Discord yet.")]
    delay, shard = max(answering)
    within = round(delay * 1000)
    if len(latencies) > 1:
        told = [
            _(
                "Discord answers within {ms} ms on the slowest shard, {shard}.",
                ms=within,
                shard=shard,
            )
        ]
    else:
        told = [_("Discord answers within {ms} ms.", ms=within)]
    if shard_count > 1:
        told.append(_("{here} of {all} shards run here.", here=len(latencies), all=shard_count))
    if lost := len(latencies) - len(answering):
        told.append(_n("{count} shard is disconnected.", "{count} shards are disconnected.", lost))
    return [" ".join(told)]


def _seconds(instant: datetime) -> int:
    return int(instant.timestamp())
