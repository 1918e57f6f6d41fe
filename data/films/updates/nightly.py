"""Keeps a running bot's catalogue current, without a restart."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from data.catalogue.catalogue import Catalogue
from data.clock import Clock
from data.films.updates.aftercredits import LIST_TERMS
from data.films.updates.fetched import LIST, TIMES, TMDB
from data.films.updates.run import Updates
from data.films.updates.state import SourceState, due_at, only_process, read_states
from data.films.updates.tmdb import ATTRIBUTION
from data.films.updates.web import WAIT, OutageError, web
from data.locales import _
from data.lookup import Lookup
from data.process.background import in_background
from data.settings import UpdateSettings

log = logging.getLogger(__name__)

PERIOD = timedelta(minutes=10)
"""How often it looks whether something is due, or was fetched by another process."""

Take = Callable[[Catalogue, Lookup], None]
"""Gives the bot a newer catalogue with its look-up; done in one go, between two interactions."""


class Nightly:
    """What is done every night for one home, and what ``/status`` says of it.

    ``catalogue`` is as the files give it; ``renew`` makes of it what the bot is to have, with what
    has been fetched until an instant. It is called in a thread.
    """

    def __init__(
        self,
        settings: UpdateSettings,
        home: Path,
        catalogue: Catalogue,
        renew: Callable[[datetime], tuple[Catalogue, Lookup]],
        clock: Clock,
        take: Take,
        wait: float = WAIT,
    ) -> None:
        self._updates = Updates(settings, home, catalogue)
        self._home = home
        self._renewed = renew
        self._clock = clock
        self._take = take
        self._wait = wait
        self._late = timedelta(minutes=crc32(str(home).encode()) % 120)
        self._version = self._fetched_version()

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of what is asked."""
        return self._updates.sources

    async def turn(self) -> None:
        """Ask what is due, unless another process is about it; take what is new."""
        with only_process(self._home) as alone:
            if alone:
                await self._ask_what_is_due()
        version = self._fetched_version()
        if version != self._version:
            await self._renew()
            self._version = version

    async def status(self) -> str | None:
        """One line for everybody: what was read when, what went wrong, on whose terms."""
        states = read_states(self._home)
        told = [_told(source, states.get(source)) for source in self.sources]
        terms = {LIST: LIST_TERMS, TMDB: ATTRIBUTION, TIMES: ""}
        said = [terms[source] for source in self.sources]
        updates = _("Catalogue updates: {sources}.", sources="; ".join(told))
        return " ".join([updates, *filter(None, said)])

    async def _ask_what_is_due(self) -> None:
        now = self._clock()
        states = read_states(self._home)
        due = [
            source
            for source in self.sources
            if due_at(states.get(source, SourceState()), self._late) <= now
        ]
        if not due:
            return
        async with web(self._wait) as sites:
            for source in due:
                try:
                    await self._updates.ask(sites, source, now)
                except OutageError:
                    continue  # It is in the log, in the state and in /status.

    async def _renew(self) -> None:
        """Made in a thread, because it takes seconds; taken in one go."""
        catalogue, lookup = await asyncio.to_thread(self._renewed, self._clock())
        self._take(catalogue, lookup)
        log.info("The catalogue was updated: %d films", len(catalogue.films))

    def _fetched_version(self) -> dict[str, datetime | None]:
        return {name: state.taken_at for name, state in read_states(self._home).items()}


@asynccontextmanager
async def kept_current(nightly: Nightly | None, period: timedelta = PERIOD) -> AsyncIterator[None]:
    """Do what is due for as long as the block lasts; a fault of ours ends no bot.

    ``None`` stands for a host who does not want it.
    """
    if nightly is None:
        yield
        return
    async with in_background(_keep_turning(nightly, period)):
        yield


async def _keep_turning(nightly: Nightly, period: timedelta) -> None:
    while True:
        try:
            await nightly.turn()
        except Exception:  # The next turn may go well, and the bot goes on.
            log.exception("The catalogue could not be updated")
        await asyncio.sleep(period.total_seconds())


def _told(source: str, state: SourceState | None) -> str:
    if state is None or state.checked_at is None:
        return _("{source} not asked yet", source=source)
    asked = f"<t:{int(state.checked_at.astimezone(UTC).timestamp())}:R>"
    if state.fault:
        return _(
            "{source} failed {asked} ({fault}; what was known stays)",
            source=source,
            asked=asked,
            fault=state.fault,
        )
    # Translators: asked is how long ago, as "2 hours ago"
    return _("{source} read {asked}", source=source, asked=asked)
