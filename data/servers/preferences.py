"""What servers, channels and members have decided; safe defaults before anybody has."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Literal, TypeVar, get_args

from sqlalchemy import Executable, Table, delete, select

from data.cache import SERVER_SECONDS, Cache
from data.catalogue.film import Film
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.sightings import KEPT_APART
from data.database import Change, Database, Topic, upsert
from data.database.retry import unit_of_work
from data.schema import member_setting, place_policy, server_setting
from data.servers.embargoes import Embargoes
from data.servers.listening import Listening
from data.servers.policy import EMBARGO_DAYS, Policy, policy_at, stricter, under_embargo

Share = Literal["everyone", "only me"]
"""Who sees the answer to a command."""

Setting = bool | int | str | None
"""A setting's value, as JSON can hold it."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What a server has set. Ids are Discord's; ``None`` stands for "not set"."""

    embargo_days: int = EMBARGO_DAYS
    """Days (0 to 365) from release during which a film is strict everywhere."""
    curator_role_id: int | None = None
    """Whose members decide on facts and resolutions, besides those who manage the server."""
    theory_board_id: int | None = None
    """The forum that theories are posted in; without one, a thread where they are started."""
    theory_alerts_id: int | None = None
    """The channel where moderators are told of held ballots and of held reports about films."""
    theory_waiver_role_id: int | None = None
    """Whose members may vote on theories however new they are."""
    theory_account_days: int = 7
    """Days (0 to 365) that an account must exist before its ballots are taken."""
    theory_member_hours: int = 24
    """Hours (0 to 720) that a member must have been in the server for the same."""
    theory_results_hidden: bool = True
    """Whether a theory's score is shown only to those who have rated it."""
    theory_two_curators: bool = True
    """Whether a resolution needs a second curator's agreement."""

    spoiler_channels: str = Policy.STANDARD.value
    """The policy of Discord's Spoiler Channels, where the server's own is not stricter."""
    language: str | None = None
    """The tag of one of our languages, in which all are spoken to; ``None``: of its Discord."""

    shares_sightings: bool = True
    """Whether what its members saw after a showing counts in other servers too: whether a scene
    came, and at which position."""

    def __post_init__(self) -> None:
        Policy(self.spoiler_channels)
        if not 0 <= self.embargo_days <= 365:
            raise ValueError("An embargo lasts 0 to 365 days.")
        if not 0 <= self.theory_account_days <= 365:
            raise ValueError("An account's least age is 0 to 365 days.")
        if not 0 <= self.theory_member_hours <= 720:
            raise ValueError("The least time in the server is 0 to 720 hours.")


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """What a member has set, over all servers."""

    time_zone: str | None = None
    """An IANA name, in which the member's wall-clock times are read."""
    share: Share = "everyone"
    """Who sees a card, where the command does not say."""
    language: str | None = None
    """The tag of one of our languages; ``None``: that of their Discord."""

    def __post_init__(self) -> None:
        if self.share not in get_args(Share):
            raise ValueError("A card is for everyone or only for the member.")


@dataclass(frozen=True, slots=True)
class Conduct:
    """How Stinger behaves at one place.

    ``embargo_days`` holds for every new release of the server, but for the films for which
    ``embargoes`` names the instant at which their own embargo ends.
    """

    policy: Policy = Policy.STANDARD
    embargo_days: int = EMBARGO_DAYS
    embargoes: Mapping[str, datetime] = field(default_factory=dict)

    def embargoes_now(self, film: Film, now: datetime) -> bool:
        """Whether a film is under embargo."""
        ends = self.embargoes.get(film.id)
        return under_embargo(film, now, self.embargo_days) if ends is None else now < ends

    def is_strict(self, film: Film, now: datetime) -> bool:
        """Whether a film's verdict is to be hidden, by policy or by embargo."""
        return self.policy is Policy.STRICT or self.embargoes_now(film, now)


S = TypeVar("S", ServerSettings, MemberSettings)

EVERYBODY = 0
MOST_REMEMBERED = 20_000
"""Members of whom it is kept in memory that they have set something, at some hundred bytes each."""


class Preferences:
    """Reads and keeps preferences; one row per setting, so that two changes never collide.

    ``known`` tells which films have gone by another id; without it ids count as they stand.
    ``spoiler_channels`` tells which channels of a server are Discord's Spoiler Channels, ``None``
    where nobody knows: any may be one then.
    """

    def __init__(
        self,
        database: Database,
        known: KnownFilms | None = None,
        spoiler_channels: Callable[[int], Awaitable[Collection[int] | None]] | None = None,
    ) -> None:
        self._database = database
        self._known = known
        self._spoiler_channels = spoiler_channels
        self.embargoes = Embargoes(database)
        self.listening = Listening(database)
        reads = database.tally.cache_reads
        self._settings = Cache(self._read_server, SERVER_SECONDS, reads=reads["servers"])
        self._policies = Cache(self._read_policies, SERVER_SECONDS, reads=reads["policies"])
        self._members = Cache(self._read_member, reads=reads["members"])
        self._have_set = Cache(self._read_who_has_set)
        database.news.on(Topic.SERVER, self.forget_server)
        database.news.on(Topic.MEMBER, self.forget_member)
        database.news.on_gap(self._forget_all)

    async def server(self, server_id: int) -> ServerSettings:
        """What a server has set, with defaults for the rest."""
        return await self._settings.get(server_id)

    async def change_server(self, server_id: int, **changes: Setting) -> None:
        """Set some of :class:`ServerSettings` by name.

        Raises ``TypeError`` for an unknown name and ``ValueError`` for a value out of range.
        """
        replace(ServerSettings(), **changes)  # type: ignore[arg-type]  # checks names and ranges
        told = [Change(Topic.SERVER, server_id)]
        shares = KEPT_APART in changes
        if shares:  # what all servers know is not the same then
            told.append(Change(Topic.FILMS, server_id))
        await self._keep(server_setting, {"server_id": server_id}, changes, *told)
        self._settings.forget(server_id)
        if shares and self._known is not None:
            self._known.forget(server_id)

    async def member(self, user_id: int) -> MemberSettings:
        """What a member has set, with defaults for the rest."""
        return await self._members.get(user_id)

    async def share(self, user_id: int) -> Share:
        """Who sees a member's cards, never out of date: it decides who may see something.

        Any process may have changed it a moment ago, and its news may still be under way.
        """
        if not self._database.shards.are_all:
            self._members.forget(user_id)
        return (await self._members.get(user_id)).share

    async def change_member(self, user_id: int, **changes: Setting) -> None:
        """Set some of :class:`MemberSettings` by name; raises as :meth:`change_server`."""
        replace(MemberSettings(), **changes)  # type: ignore[arg-type]  # checks names and ranges
        change = Change(Topic.MEMBER, user_id)
        await self._keep(member_setting, {"user_id": user_id}, changes, change)
        self.forget_member(user_id)

    def forget_member(self, user_id: int) -> None:
        """Read anew what a member has set, after a change elsewhere."""
        self._members.forget(user_id)
        self._have_set.forget(EVERYBODY)

    def forget_server(self, server_id: int) -> None:
        """Read anew what a server has set: policies, embargoes and listening too."""
        self.embargoes.forget(server_id)
        self.listening.forget(server_id)
        self._settings.forget(server_id)
        self._policies.forget(server_id)

    def _forget_all(self) -> None:
        self.embargoes.forget_all()
        self.listening.forget_all()
        for cache in (self._settings, self._policies, self._members, self._have_set):
            cache.forget_all()

    async def forget_place(self, server_id: int, place_id: int) -> None:
        """Delete what was set for a channel, category or thread that is gone."""
        if place_id in await self.policies(server_id):
            await self.set_policy(server_id, place_id, None)
        if place_id in await self.listening.places(server_id):
            await self.listening.set(server_id, place_id, listens=False)

    async def policies(self, server_id: int) -> Mapping[int, Policy]:
        """The policy of every place that has one of its own, the server itself included."""
        return await self._policies.get(server_id)

    async def conduct_at(self, places: Sequence[int]) -> Conduct:
        """How to behave in the innermost of ``places``: server, category, channel, thread.

        Places that do not exist in a case are left out; no places at all stand for a DM.
        """
        if not places:
            return Conduct()
        policies = await self._policies.get(places[0])
        settings = await self._settings.get(places[0])
        embargoes = await self.embargoes.of_server(places[0])
        if embargoes and self._known is not None:
            embargoes = (await self._known.at(places[0])).by_present_id(embargoes)
        policy = await self._policy_at(places, policies, Policy(settings.spoiler_channels))
        return Conduct(policy, settings.embargo_days, embargoes)

    async def _policy_at(
        self, places: Sequence[int], policies: Mapping[int, Policy], in_spoilers: Policy
    ) -> Policy:
        """The policy of a place; where only the server has one, a Spoiler Channel's own counts too.

        Discord is asked only if that could make a difference.
        """
        policy = policy_at(places, policies)
        if stricter(policy, in_spoilers) is policy or not policies.keys().isdisjoint(places[1:]):
            return policy
        marked = await self._spoiler_channels(places[0]) if self._spoiler_channels else ()
        if marked is None:
            return in_spoilers
        return policy if set(marked).isdisjoint(places[1:]) else in_spoilers

    @unit_of_work
    async def set_policy(self, server_id: int, place_id: int, policy: Policy | None) -> None:
        """Set the policy of a place, of the whole server for ``place_id == server_id``.

        ``None`` takes the setting back, so that the place follows what surrounds it.
        """
        key = (place_policy.c.server_id == server_id) & (place_policy.c.place_id == place_id)
        statement: Executable = delete(place_policy).where(key)
        if policy is not None:
            statement = upsert(
                place_policy, server_id=server_id, place_id=place_id, policy=policy.value
            )
        async with self._database.transaction(Change(Topic.SERVER, server_id)) as connection:
            await connection.execute(statement)
        self._policies.forget(server_id)

    async def _read_member(self, user_id: int) -> MemberSettings:
        if self._database.shards.are_all:  # else another process may have changed it just now
            have_set = await self._have_set.get(EVERYBODY)
            if have_set is not None and user_id not in have_set:
                return MemberSettings()
        return await self._read(member_setting, user_id, MemberSettings())

    async def _read_who_has_set(self, _everybody: int) -> frozenset[int] | None:
        """Most members have set nothing and need not be asked for; ``None`` if many have."""
        members = select(member_setting.c.user_id).distinct().limit(MOST_REMEMBERED + 1)
        async with self._database.reading() as connection:
            have_set = frozenset(await connection.scalars(members))
        return have_set if len(have_set) <= MOST_REMEMBERED else None

    async def _read_server(self, server_id: int) -> ServerSettings:
        return await self._read(server_setting, server_id, ServerSettings())

    async def _read_policies(self, server_id: int) -> dict[int, Policy]:
        statement = select(place_policy.c.place_id, place_policy.c.policy).where(
            place_policy.c.server_id == server_id
        )
        async with self._database.reading() as connection:
            rows = await connection.execute(statement)
            return {place_id: Policy(policy) for place_id, policy in rows}

    async def _read(self, table: Table, owner_id: int, defaults: S) -> S:
        (owner, *_) = table.primary_key
        rows = select(table.c.name, table.c.value).where(owner == owner_id)
        async with self._database.reading() as connection:
            values = {name: json.loads(value) for name, value in await connection.execute(rows)}
        # A setting that a newer version kept, or an older one, is left alone.
        names = {known.name for known in fields(defaults)} & values.keys()
        return replace(defaults, **{name: values[name] for name in names})

    @unit_of_work
    async def _keep(
        self, table: Table, owner: dict[str, int], changes: dict[str, Setting], *told: Change
    ) -> None:
        async with self._database.transaction(*told) as connection:
            for name, value in changes.items():
                await connection.execute(upsert(table, **owner, name=name, value=json.dumps(value)))
