"""One round of updates: each source is asked, and what became of it is kept."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from data.catalogue.catalogue import Catalogue
from data.films.updates.aftercredits import (
    LIST_NAME,
    MOST_BYTES,
    kept_list,
    listed,
    take_list,
)
from data.films.updates.credits_times import MOST_ASKED, TIMES_NAME, fetch_times
from data.films.updates.fetched import LIST, TIMES, TMDB
from data.films.updates.state import SourceState, read_states, write_states
from data.films.updates.tmdb import IMPORTED_NAME, LISTS, PAGES, Tmdb, import_films
from data.films.updates.web import OutageError, Validators, Web
from data.process.progress import Advance, progress
from data.settings import UpdateSettings

log = logging.getLogger(__name__)

PAGE_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one source gave: so many films, or ``None`` where it had nothing new."""

    films: int | None
    validators: Validators = field(default_factory=Validators)


class Updates:
    """Asks the sources that the settings name; ``catalogue`` is as the files give it.

    Whoever calls holds :func:`data.films.updates.state.only_process`.
    """

    def __init__(
        self, settings: UpdateSettings, home: Path, catalogue: Catalogue, *, shown: bool = False
    ) -> None:
        self._settings = settings
        self._home = home
        self._catalogue = catalogue
        self._shown = shown
        """Whether a human waits for it and is shown how far it has come."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of the sources that are asked."""
        named = {TMDB: self._settings.tmdb_token, TIMES: self._settings.credits_times_url}
        return (LIST, *(name for name, given in named.items() if given))

    async def ask(self, web: Web, source: str, now: datetime) -> int | None:
        """Ask one source and keep what became of it: how many films came, ``None`` if none are new.

        Raises:
            OutageError: if nothing, or not all, can be used; what was kept before stays.
        """
        states = read_states(self._home)
        state = states.get(source, SourceState())
        try:
            outcome = await self._asking[source](web, state, now)
        except OutageError as error:
            log.warning("%s cannot be updated: %s", source, error)
            state = replace(state, checked_at=now, fault=str(error), faults=state.faults + 1)
            raise
        else:
            taken_at = state.taken_at if outcome.films is None else now
            validators = state.validators if outcome.films is None else outcome.validators
            state = SourceState(checked_at=now, taken_at=taken_at, validators=validators)
        finally:
            write_states(self._home, {**states, source: state})
        return outcome.films

    @property
    def _asking(
        self,
    ) -> Mapping[str, Callable[[Web, SourceState, datetime], Awaitable[Outcome]]]:
        return {LIST: self._ask_list, TMDB: self._ask_tmdb, TIMES: self._ask_times}

    async def _ask_list(self, web: Web, state: SourceState, _now: datetime) -> Outcome:
        path = self._home / LIST_NAME
        kept = len(kept_list(path))
        known = state.validators if kept else None
        document = await web.get(self._settings.list_url, MOST_BYTES, known=known)
        if document is None:
            return Outcome(None)
        return Outcome(
            take_list(document, path, kept or listed(self._catalogue)), document.validators
        )

    async def _ask_tmdb(self, web: Web, _state: SourceState, now: datetime) -> Outcome:
        tmdb = Tmdb(web, self._settings.tmdb_token, self._settings.tmdb_api_url)
        with self._progress("Films", PAGES * len(LISTS) * PAGE_LENGTH) as advance:
            path = self._home / IMPORTED_NAME
            return Outcome(await import_films(tmdb, path, PAGES, now, advance))

    async def _ask_times(self, web: Web, _state: SourceState, now: datetime) -> Outcome:
        address, path = self._settings.credits_times_url, self._home / TIMES_NAME
        with self._progress("Credits times", MOST_ASKED) as advance:
            return Outcome(await fetch_times(web, address, self._catalogue, path, now, advance))

    def _progress(self, what: str, total: int) -> AbstractContextManager[Advance]:
        return progress(what, total) if self._shown else nullcontext(_nobody_waits)


def _nobody_waits(_count: int) -> None:
    """Tell nobody how far it has come."""
