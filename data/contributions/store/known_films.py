"""What each server knows about films, held in memory, because every answer asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from data.cache import SERVER_SECONDS, Cache
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import listed_facts
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.clock import Clock
from data.contributions.rules.additions import (
    additions,
    merged_films,
    shared_additions,
)
from data.contributions.rules.agreement import (
    EVERYWHERE,
    IN_OWN_SERVER,
    Agreement,
    Voice,
    agreement_of,
    next_ripe,
)
from data.contributions.rules.contribution import is_added
from data.contributions.rules.sightings import is_spoken_of, over_at, told_by_sources
from data.contributions.store.contributions import Contributions
from data.contributions.store.server_films import Layer, ServerFilms
from data.database import Database, Topic
from data.lookup import Lookup

ALL_SERVERS = 0
"""Stands for what all servers share, which any process may change."""


class KnownFilms:
    """The catalogue with what members added, by server.

    ``after_change`` are called when something may be known by now that was not. ``ripens_at`` is
    the epoch second at which that may be next without a change, of what was read last.
    """

    def __init__(
        self, database: Database, catalogue: Catalogue, lookup: Lookup, clock: Clock
    ) -> None:
        self.contributions = Contributions(database, self.forget)
        self._catalogue = catalogue
        self._lookup = lookup
        self._listed = listed_facts(catalogue)
        self._clock = clock
        self._own = Cache(self._read_own, SERVER_SECONDS, reads=database.tally.cache_reads["films"])
        self._shared = Cache(self._read_shared, reads=database.tally.cache_reads["films of all"])
        self.ripens_at: int | None = None
        self.after_change: list[Callable[[], None]] = []
        database.news.on(Topic.FILMS, self.forget)
        database.news.on_gap(self._forget_all)

    async def at(self, server_id: int | None) -> ServerFilms:
        """The films as a server knows them; ``None`` stands for a place outside servers."""
        if self.ripens_at is not None and self._now >= self.ripens_at:
            self.ripens_at = None
            self._shared.forget(ALL_SERVERS)
        layers = [await self._shared.get(ALL_SERVERS)]
        if server_id is not None:
            layers.insert(0, await self._own.get(server_id))
        return ServerFilms(self._catalogue, self._lookup, layers, self._clock, self._listed)

    async def merged(self, film_ids: Iterable[str]) -> dict[str, str]:
        """Which of these ids stand for films that the catalogue has by now, and their ids there.

        Unlike :meth:`at` it leads on from films of every server; it tells nothing of others.
        """
        added = [film_id for film_id in film_ids if is_added(film_id)]
        if not added:
            return {}
        return merged_films(self._catalogue, await self.contributions.films_called(added))

    async def film(self, server_id: int | None, film_id: str) -> Film | None:
        """The film of now that was kept under an id, whichever server's members added it.

        ``None`` if it is gone, or another server's own.
        """
        films = await self.at(server_id)
        film = films.get(film_id)
        if film is None:
            film = films.get((await self.merged([film_id])).get(film_id, ""))
        return film

    def take_catalogue(self, catalogue: Catalogue, lookup: Lookup) -> None:
        """Know films by a newer catalogue from now on, and read anew what was added to the old."""
        self._catalogue, self._lookup = catalogue, lookup
        self._listed = listed_facts(catalogue)
        self._forget_all()

    def forget(self, server_id: int) -> None:
        """Read a server's contributions anew at the next answer; to be called after a change."""
        self._own.forget(server_id)
        self._shared.forget(ALL_SERVERS)
        self._tell()

    def _forget_all(self) -> None:
        self._own.forget_all()
        self._shared.forget_all()
        self._tell()

    def _tell(self) -> None:
        for hear in self.after_change:
            hear()

    def is_spoken_of(self, film_id: str) -> bool:
        """Whether a source other than members says something of a film's scenes."""
        return is_spoken_of(self._catalogue.claims(film_id))

    async def score_sightings(self) -> int:
        """Keep how right members were about films of which other sources have told since.

        Returns how many sightings are scored otherwise than before.
        """
        merged = merged_films(self._catalogue, await self.contributions.reported_films())
        film_ids = await self.contributions.sightings.films()
        told = {
            film_id: told_by_sources(self._catalogue.claims(merged.get(film_id, film_id)))
            for film_id in film_ids
        }
        scored = await self.contributions.sightings.score(told)
        if scored:
            self._forget_all()
        return scored

    async def _read_own(self, server_id: int) -> Layer:
        contributions = await self.contributions.of_server(server_id)
        added = additions(self._catalogue, contributions)
        seen = await self._seen(added.merged, server_id)
        return Layer.of(replace(added, seen=seen))

    async def _read_shared(self, _everybody: int) -> Layer:
        promoted = await self.contributions.promoted()
        merged = merged_films(self._catalogue, await self.contributions.reported_films())
        timestamps = await self.contributions.sharing_timestamps(merged)
        added = shared_additions(self._catalogue, promoted, timestamps, merged)
        return Layer.of(replace(added, seen=await self._seen(merged)))

    async def _seen(
        self, merged: Mapping[str, str], server_id: int | None = None
    ) -> dict[str, Agreement]:
        """What those who saw the films agree on of which other sources do not tell everything.

        Without a server it is what all servers may know; then it is noted when that may change by
        itself.
        """
        open_ids = [
            film_id
            for film_id in await self.contributions.sightings.films(server_id)
            if not self._is_told(merged.get(film_id, film_id))
        ]
        if not open_ids:
            return {}
        by_film: dict[str, list[Voice]] = defaultdict(list)
        sightings, now = self.contributions.sightings, self._now
        if server_id is None:
            enough = EVERYWHERE
            voices = await sightings.shared_voices(open_ids, now)
            self.ripens_at = next_ripe(chain.from_iterable(voices.values()), enough, now)
        else:
            enough = IN_OWN_SERVER
            voices = await sightings.voices(open_ids, server_id)
        for film_id, said in voices.items():
            present = merged.get(film_id, film_id)
            opens = self._first_over(present)
            by_film[present] += [voice for voice in said if voice.said_at >= opens]
        agreed = ((film_id, agreement_of(said, enough, now)) for film_id, said in by_film.items())
        return {film_id: agreement for film_id, agreement in agreed if agreement is not None}

    @property
    def _now(self) -> int:
        return int(self._clock().timestamp())

    def _first_over(self, film_id: str) -> float:
        """The epoch second from which anybody may have seen a film's end."""
        film = self._catalogue.get(film_id)
        over = over_at(film, None, None) if film is not None else None
        return over.timestamp() if over is not None else 0.0

    def _is_told(self, film_id: str) -> bool:
        """Whether sources speak of every position, so that members need not."""
        claims = [c for c in self._catalogue.claims(film_id) if c.superseded is None]
        return all(any(c.says(position) is not None for c in claims) for position in Position)
