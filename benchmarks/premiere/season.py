"""A season of premieres on one database, played answer by answer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import func, select

from benchmarks.premiere.people import FORGED, RUNTIME, Brigade, Crowd, Member, answer_of
from cogs.answers.rules.awaited import now_known
from cogs.answers.store.awaited import LEASE, AwaitedFilms
from cogs.reminders.rules.schedule import Showing
from cogs.shared.sending.delivery import Parcel, UnsettledError, send_once
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.verdict import Claim, Verdict, judge
from data.contributions.rules.agreement import EVERYWHERE, IN_OWN_SERVER, agreement_of
from data.contributions.rules.sightings import Answer, over_at, sighting_of
from data.contributions.rules.witnesses import Witness
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from data.lookup import Lookup
from data.schema import contribution
from tests.mortal import KilledError, MortalDatabase

ANSWERING, WAITING = 0.65, 0.05
"""The parts of all members who answer, and who wait for word."""

KILLED, LIMITED = 0.02, 0.05
"""The parts of answers that meet a dying process, and of messages that Discord puts off."""

TRUTHS = (Answer.AFTER, Answer.NONE)
CLAIMED = {Answer.AFTER: (0, 1), Answer.NONE: (0, 0)}

FIRST_DAY = date(2026, 3, 6)


@dataclass
class Premiere:
    """One film's first day, and what became of it.

    ``first`` is the first showing, and ``over`` when anybody can have seen its end.
    """

    film: Film
    truth: Answer
    members: list[Member]
    brigade: list[Member]
    first: Showing
    over: datetime
    instants: list[datetime] = field(default_factory=list)
    first_shared: datetime | None = None
    killed: int = 0
    limited: int = 0
    doubled: int = 0
    lost: int = 0
    messages: Counter[bool] = field(default_factory=Counter)

    @property
    def verdict(self) -> Verdict:
        """What is the case."""
        return Verdict.NONE if self.truth is Answer.NONE else Verdict.SCENES


class Receiver:
    """Takes messages to those who wait, as Discord would: at most one for each member."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.got: Counter[int] = Counter()
        self.limited = 0

    async def send(self, parcel: Parcel) -> int:
        """Take it, or ask to wait; see :class:`cogs.shared.sending.delivery.Post`."""
        if self._chance.random() < LIMITED:
            self.limited += 1
            raise UnsettledError(retry_after=30)
        self.got[parcel.user_id or 0] += 1
        return parcel.user_id or 0

    async def find(self, parcel: Parcel, since: datetime) -> int | None:
        """The message if it has arrived."""
        return parcel.user_id if self.got[parcel.user_id or 0] else None


class Season:
    """A season of premieres on one database."""

    def __init__(
        self, database: MortalDatabase, members: int, servers: int, seed: int, brigade: Brigade
    ) -> None:
        self._database = database
        self._chance = random.Random(seed)
        # What people do is the same whatever fails, and whatever they are told.
        self._failures = random.Random(-1 - seed)
        self._now = datetime.combine(FIRST_DAY, datetime.min.time(), UTC)
        self._brigade = brigade
        self._crowd = Crowd(members, servers, self._chance)
        self.premieres = [self._premiere(number, servers) for number in range(len(TRUTHS))]
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._known = self._start()
        self.receiver = Receiver(self._failures)
        self.waiting: set[int] = set()
        self.said: set[int] = set()

    def _premiere(self, number: int, servers: int) -> Premiere:
        day = FIRST_DAY + timedelta(days=7 * number)
        name = f"Premiere {number}"
        film = Film(
            *(f"premiere-{number}-2026", f"{name} (2026)", name, 2026, number),
            release_date=day,
            runtime=RUNTIME,
        )
        members = self._crowd.at(day)
        first = min((member.showing for member in members), key=lambda seen: seen.showtime)
        over = over_at(film, first.showtime, RUNTIME)
        assert over is not None
        brigade = self._brigade.members(servers, first)
        return Premiere(film, TRUTHS[number % len(TRUTHS)], members, brigade, first, over)

    def _start(self) -> KnownFilms:
        """A process, which knows only what stands in the database."""
        catalogue = Catalogue([p.film for p in self.premieres], {}, self._claims, {})
        lookup = Lookup(catalogue.films, catalogue.aliases)
        return KnownFilms(self._database, catalogue, lookup, lambda: self._now)

    async def play(self) -> AsyncIterator[Premiere]:
        """Every premiere, and after it what other sources tell."""
        for premiere in self.premieres:
            await self._play(premiere)
            yield premiere
            mid, post = CLAIMED[premiere.truth]
            self._claims[premiere.film.id] = (Claim("screens.example", mid=mid, post=post),)
            self._known = self._start()
            await self._known.score_sightings()

    async def _play(self, premiere: Premiere) -> None:
        awaited = AwaitedFilms(self._database)
        self.waiting = {m.id for m in premiere.members if self._chance.random() < WAITING}
        self.said = set()
        self.receiver = Receiver(self._failures)
        start = int(premiere.first.showtime.timestamp())
        for member in premiere.members:
            if member.id in self.waiting:
                await awaited.add(member.id, premiere.film.id, member.server, None, start)
        events: list[tuple[datetime, int, str, Member]] = []
        for number, member in enumerate(premiere.members):
            late = timedelta(seconds=self._failures.random() * 60)
            limited = self._failures.random() < LIMITED
            premiere.limited += limited
            pinged = member.pinged + (late if limited else timedelta())
            events.append((pinged, number, "ping", member))
            if self._chance.random() < ANSWERING:
                pause = timedelta(minutes=self._chance.expovariate(1 / 8))
                events.append((member.showing.film_ends + pause, number, "answer", member))
        for number, member in enumerate(premiere.brigade):
            pause = timedelta(seconds=self._chance.random() * self._brigade.seconds)
            events.append((premiere.over + pause, -number, "answer", member))
        for self._now, _, kind, member in sorted(events, key=lambda event: event[:2]):
            if kind == "ping":
                await self._ping(premiere, member)
            elif await self._answer(premiere, member):
                await self._tell(premiere, awaited)
        while await awaited.next_due() is not None:  # what Discord has put off
            self._now += timedelta(seconds=LEASE)
            await self._tell(premiere, awaited)
        await self._count_again(premiere)

    async def _count_again(self, premiere: Premiere) -> None:
        """Count messages and sightings that are there twice, and those that are not there."""
        premiere.limited += self.receiver.limited
        premiere.doubled = sum(count - 1 for count in self.receiver.got.values())
        premiere.lost = len(self.waiting)
        kept = select(contribution.c.reporter_id, func.count()).where(
            contribution.c.film_id == premiere.film.id, contribution.c.state == "open"
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(kept.group_by(contribution.c.reporter_id))).all()
        premiere.doubled += sum(count - 1 for _, count in rows)
        premiere.lost += len(self.said - {user for user, _ in rows})

    async def _ping(self, premiere: Premiere, member: Member) -> None:
        """What the ping says; whether the brigade has a part in it where it is wrong."""
        films = await self._known.at(member.server)
        judgement = films.about(premiere.film).judgement
        if not judgement.settled:
            return
        member.told = judgement.verdict
        scenes = sighting_of(premiere.truth, blind=True)
        assert scenes is not None
        member.rightly_placed = all(
            result.finding.value == ("scene" if position in scenes.scenes else "none")
            for position, result in judgement.positions.items()
        )
        if member.told is not premiere.verdict:
            member.by_brigade = not await self._wrong_alone(premiere, member)

    async def _wrong_alone(self, premiere: Premiere, member: Member) -> bool:
        """Whether the verdict would be the same without the brigade."""
        sightings = self._known.contributions.sightings
        film_id, now = premiere.film.id, int(self._now.timestamp())
        shared = await sightings.shared_voices([film_id], now)
        own = await sightings.voices([film_id], member.server)
        for enough, voices in ((EVERYWHERE, shared), (IN_OWN_SERVER, own)):
            others = [voice for voice in voices[film_id] if voice.witness.user_id < FORGED]
            agreement = agreement_of(others, enough, now)
            if agreement is not None:
                told = judge(agreement.claims(now, shared=True)).verdict
                return told is member.told
        return False

    async def _answer(self, premiere: Premiere, member: Member) -> bool:
        """Have somebody answer, once more if the process dies; whether others may know by now."""
        said = answer_of(member, premiere.truth, self._chance)
        sighting = sighting_of(said, blind=not self._known.is_spoken_of(premiere.film.id))
        if sighting is None:
            return False
        witness = Witness(member.id, established=member.established, party_id=member.party)
        submission = Submission(member.server, [premiere.film.id], witness, sighting)
        if self._failures.random() < KILLED:
            self._database.dies(0, committed=self._failures.choice([False, True]))
            premiere.killed += 1
        try:
            await self._known.contributions.see(submission, self._now)
        except KilledError:
            self._database.serve_again()
            self._known = self._start()
            await self._known.contributions.see(submission, self._now)
        self.said.add(member.id)
        if member.established:
            premiere.instants.append(self._now)
            if premiere.first_shared is None and await self._shared(premiere):
                premiere.first_shared = self._now
        return member.established and bool(self.waiting)

    async def _shared(self, premiere: Premiere) -> bool:
        films = await self._known.at(None)
        return films.about(premiere.film).judgement.settled

    async def _tell(self, premiere: Premiere, awaited: AwaitedFilms) -> None:
        """Tell those who wait; a process may die between a message and its settling."""
        now = int(self._now.timestamp())
        asked = await awaited.waiting()
        judged = {
            one: (await self._known.at(one[0])).about(premiere.film).judgement for one in asked
        }
        if known := now_known(judged):
            await awaited.become_known(known, now)
        for message in await awaited.claim(now):
            user = message[0].user_id
            parcel = Parcel(None, user, f"known-{user}", "", (), frozenset((f"{user}",)))
            tried = message[0].tried_at
            since = None if tried is None else datetime.fromtimestamp(tried, UTC)
            try:
                await send_once(self.receiver, parcel, since, lambda: float(LEASE))
            except UnsettledError as doubt:
                await awaited.try_again(message, now + int(doubt.retry_after))
                continue
            if self._failures.random() < KILLED:
                premiere.killed += 1
                continue  # the claim runs out, and the message is found
            await awaited.told(message)
            self.waiting.discard(user)
            films = await self._known.at(message[0].server_id)
            said = films.about(premiere.film).judgement
            premiere.messages[not said.settled or said.verdict is premiere.verdict] += 1
