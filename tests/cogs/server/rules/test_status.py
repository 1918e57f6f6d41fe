"""Status lines from made-up values."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime

from cogs.server.rules.status import (
    OperatorStatus,
    Status,
    operator_lines,
    process_words,
    status_lines,
)
from cogs.server.status_cog import LAST_KEPT, ErrorLog
from data.shards import ALL, Shards

NOW = datetime(2026, 1, 1, tzinfo=UTC)
STATUS = Status("1.2.3", 51_450, "2026-08-20", [(0, 0.045)], 1, ["2 reminders wait."], NOW, 0)


def test_what_everybody_reads() -> None:
    assert status_lines(STATUS) == [
        "### Stinger 1.2.3",
        "I know 51,450 films, as of Aug 2026.",
        "Discord answers within 45 ms.",
        "2 reminders wait.",
        "Nothing has gone wrong since I started <t:1767225600:R>.",
    ]


def test_one_process_says_so() -> None:
    assert process_words(ALL, 1) == "One process runs all shards."
    assert process_words(Shards(2, (0, 1)), 1).startswith("Shards run in 1 process; this one runs")


def test_shards_are_told_where_there_are_several() -> None:
    shards = [(0, 0.04), (1, 0.09), (2, float("nan"))]
    lines = status_lines(replace(STATUS, latencies=shards, shard_count=8, errors=1))
    assert lines[2] == (
        "Discord answers within 90 ms on the slowest shard, 1. 3 of 8 shards run here. 1 shard is "
        "disconnected."
    )
    assert lines[-1].startswith("1 thing has gone wrong since I started")


def test_without_a_connection_or_a_date_nothing_is_made_up() -> None:
    lines = status_lines(replace(STATUS, latencies=[(0, float("inf"))], catalogue_as_of=None))
    assert lines[1:3] == ["I know 51,450 films.", "I am not connected to Discord yet."]


def test_the_operator_reads_where_errors_were() -> None:
    process = process_words(Shards(8, (0, 1, 2, 5)), 3)
    errors = [(NOW, "cogs.films")]
    status = OperatorStatus(process, 3, 1, "sqlite:///x, schema 1", "Python 3.11", errors)
    assert operator_lines(status) == [
        "**For the operator**",
        "Shards run in 3 processes; this one runs 0-2,5 of 8.",
        "I am in 3 servers. 1 of them can't be reached now.",
        "The database is `sqlite:///x, schema 1`.",
        "I run on Python 3.11.",
        "- error <t:1767225600:R> in `cogs.films`",
    ]


def test_errors_are_counted_and_never_quoted() -> None:
    errors = ErrorLog(lambda: NOW)
    log = logging.Logger("part")
    log.addHandler(errors)
    log.warning("no error")
    for number in range(LAST_KEPT + 2):
        log.error("member's words %d", number)
    assert errors.count == LAST_KEPT + 2
    assert list(errors.last) == [(NOW, "part")] * LAST_KEPT
