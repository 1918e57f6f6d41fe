"""What an operator's Prometheus reads: how the bot fares, in numbers that name nobody.

No member, server or film is in any label. Needs the extra ``metrics``, and is imported only where
``METRICS_PORT`` is set.
"""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    start_http_server,
)
from prometheus_client.core import CounterMetricFamily, Metric, SummaryMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from cogs.shared.bot import StingerBot
from data.database import DatabaseBusyError
from data.database.due import next_instant
from data.process.background import in_background
from data.schema import outbox
from data.tally import Tally

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0
"""Seconds between two looks at the database."""

TICK = 0.5
"""Seconds that the loop is asked to wait when its lag is measured."""

LAGS_KEPT = int(LOOK_EVERY / TICK)
"""Measurements of the lag of which the worst is told: Prometheus looks about that seldom."""

SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3)
"""Discord waits for three."""


class Metrics:
    """The numbers of one process."""

    def __init__(self, bot: StingerBot) -> None:
        self.registry = CollectorRegistry()
        self._bot = bot
        self._interactions = Counter(
            "stinger_interactions",
            "Interactions by kind, command or action, and what became of them.",
            ("kind", "name", "outcome"),
            registry=self.registry,
        )
        self._acknowledged = Histogram(
            "stinger_acknowledgement_seconds",
            "Seconds from when Discord made an interaction to its acknowledgement.",
            ("kind",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self._lags: deque[float] = deque(maxlen=LAGS_KEPT)
        self._waiting = self._gauge("outbox_messages", "Messages that this process has to send.")
        self._late = self._gauge("outbox_late_seconds", "How late the most overdue message is.")
        self._database = self._gauge("database_seconds", "How long the last look took.")
        self._database_up = self._gauge("database_up", "Whether the last look was answered.")
        for name, told, read in (
            ("event_loop_lag_seconds", "How late the loop came to a task.", self._worst_lag),
            ("servers", "Servers of this process's shards.", lambda: len(bot.guilds)),
            ("processes", "Processes of this bot that are running.", bot.processes),
            ("shards_run", "Shards that this process runs.", lambda: len(bot.shards)),
            ("shards_connected", "Shards that are connected.", self._connected),
            ("gateway_seconds", "Discord's answer time on the slowest shard.", self._slowest),
        ):
            self._gauge(name, told).set_function(read)
        self.registry.register(_Totals(bot.database.tally))
        bot.admission.on_outcome = self.count

    def _gauge(self, name: str, told: str) -> Gauge:
        return Gauge(f"stinger_{name}", told, registry=self.registry)

    def count(self, kind: str, name: str, outcome: str, seconds: float | None) -> None:
        """Count an interaction; ``seconds`` until its acknowledgement, if it had one."""
        self._interactions.labels(kind, name, outcome).inc()
        if seconds is not None:
            self._acknowledged.labels(kind).observe(seconds)

    def _worst_lag(self) -> float:
        return max(self._lags, default=0.0)

    def _connected(self) -> int:
        return sum(not shard.is_closed() for shard in self._bot.shards.values())

    def _slowest(self) -> float:
        return max((s for _, s in self._bot.latencies if math.isfinite(s)), default=math.nan)

    async def keep_measuring(self) -> None:
        """Measure what is not counted as it happens, until cancelled."""
        looked_at = -LOOK_EVERY
        while True:
            began = time.monotonic()
            await asyncio.sleep(TICK)
            now = time.monotonic()
            self._lags.append(max(now - began - TICK, 0))
            if now - looked_at >= LOOK_EVERY:
                looked_at = now
                await self.look()

    async def look(self) -> None:
        """Look at the outbox, and at how the database answers."""
        database, began = self._bot.database, time.monotonic()
        waiting = outbox.c.due_at.is_not(None) & database.owned(outbox.c.server_id)
        try:
            async with database.reading() as connection:
                count = await connection.scalar(select(func.count()).where(waiting))
                first = await next_instant(connection, database.shards, outbox.c.due_at)
        except (SQLAlchemyError, DatabaseBusyError, OSError) as error:
            log.warning("The outbox could not be measured: %s", type(error).__name__)
            self._database_up.set(0)
            return
        self._database_up.set(1)
        self._database.set(time.monotonic() - began)
        self._waiting.set(count or 0)
        now = self._bot.clock().timestamp()
        self._late.set(0 if first is None else max(now - first, 0))


class _Totals(Collector):
    """What a tally counts, as Prometheus takes it."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally

    def collect(self) -> Iterable[Metric]:
        """The families of this moment."""
        claims = CounterMetricFamily(
            "stinger_claims", "Rows of due work that this process took.", labels=["work"]
        )
        retries = CounterMetricFamily(
            "stinger_retries", "What was done once more.", labels=["what"]
        )
        reads = CounterMetricFamily(
            "stinger_cache_reads", "Uses of what is kept in memory.", labels=["cache", "outcome"]
        )
        for family, counted in ((claims, self._tally.claims), (retries, self._tally.retries)):
            for label, count in list(counted.items()):
                family.add_metric([label], count)
        for cache, outcomes in list(self._tally.cache_reads.items()):
            for outcome, count in list(outcomes.items()):
                reads.add_metric([cache, outcome], count)
        yield from (claims, retries, reads)
        for name, told, totals in (
            ("waits", "Seconds that transactions waited for a connection.", self._tally.waits),
            ("uses", "Seconds that transactions had their connection.", self._tally.uses),
        ):
            timed = SummaryMetricFamily(f"stinger_database_{name}_seconds", told, labels=["kind"])
            for kind, total in list(totals.items()):
                timed.add_metric([kind], total.count, total.seconds)
            yield timed


@asynccontextmanager
async def metrics_served(bot: StingerBot, port: int) -> AsyncIterator[Metrics]:
    """Serve the bot's numbers on that port for as long as the block lasts.

    Raises ``OSError`` where the port is taken.
    """
    metrics = Metrics(bot)
    server, thread = start_http_server(port, registry=metrics.registry)
    try:
        async with in_background(metrics.keep_measuring()):
            yield metrics
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
