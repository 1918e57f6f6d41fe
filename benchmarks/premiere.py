"""What the first time zones tell the next: a premiere, by the real rules on a real store.

``python -m benchmarks.premiere [--members 10000] [--servers 200] [--seed 1] [--old 0] [--json]``

A film opens on one day in 24 time zones, at the usual hours. Members of many servers are reminded
of it; some answer *You can go*, a fifth of them wrongly or carelessly. A brigade of 300 accounts in
two servers says the opposite within a minute, as soon as anybody can have seen the end. Processes
are killed at an answer, before its commit or after it, and at a message to somebody who waits;
Discord answers some messages with 429. A second film opens a week later, when other sources have
told of the first, so that members have a record.

Told is who knows it by the ping two minutes before their own credits.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.answers.rules.awaited import now_known
from cogs.answers.store.awaited import LEASE, AwaitedFilms
from cogs.shared.sending.delivery import Parcel, UnsettledError, send_once
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.catalogue.verdict import Claim, Verdict, judge
from data.contributions.rules.agreement import EVERYWHERE, IN_OWN_SERVER, agreement_of
from data.contributions.rules.sightings import Answer, over_at, sighting_of
from data.contributions.rules.witnesses import Witness
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from data.database import Change, Database
from data.lookup import Lookup
from data.schema import contribution

ZONES = range(12, -12, -1)
"""Hours that the zones are ahead of UTC; the first to see the film first."""

SHOWTIMES = {time(14): 0.1, time(17): 0.25, time(20): 0.45, time(22, 45): 0.2}
RUNTIME, PRESHOW, CREDITS = 130, timedelta(minutes=20), timedelta(minutes=8)
PING_LEAD = timedelta(minutes=2)

AT_HOME = 0.8
"""Members of a server who live in its own zone; the others live anywhere."""

ANSWERING, WRONG, CARELESS = 0.65, 0.1, 0.1
"""Of all members; the wrong press any wrong answer, the careless any of the five buttons."""

IN_PARTIES, NEW, WAITING = 0.15, 0.1, 0.05
KILLED, LIMITED = 0.02, 0.05
BRIGADE, TENTH = 300, 10
LATER = timedelta(hours=2)

ANSWERS = tuple(answer for answer in Answer if answer is not Answer.LEFT)
TRUTHS = (Answer.AFTER, Answer.NONE)
CLAIMED = {Answer.AFTER: (0, 1), Answer.NONE: (0, 0)}


class KilledError(Exception):
    """The process is gone."""


class MortalDatabase(Database):
    """Dies at its next transaction if told so, before the commit or after it."""

    dies: str | None = None

    @asynccontextmanager
    async def transaction(self, *changes: Change) -> AsyncIterator[AsyncConnection]:
        """As of any database, unless it dies in it."""
        dies, self.dies = self.dies, None
        async with super().transaction(*changes) as connection:
            yield connection
            if dies == "before":
                raise KilledError
        if dies == "after":
            raise KilledError


@dataclass
class Member:
    """Somebody who goes to see it; ``told`` is what they knew before their own credits."""

    id: int
    server: int
    showtime: datetime
    habit: str
    established: bool
    party: int | None = None
    told: Verdict | None = None
    rightly_placed: bool = False
    by_brigade: bool = False

    @property
    def ends(self) -> datetime:
        """When they can go."""
        return self.showtime + PRESHOW + timedelta(minutes=RUNTIME)

    @property
    def pinged(self) -> datetime:
        """When they are told, if nothing is in the way."""
        return self.ends - CREDITS - PING_LEAD


@dataclass
class Premiere:
    """One film's first day, and what became of it."""

    film: Film
    truth: Answer
    members: list[Member]
    brigade: list[Member]
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


def premiere_of(
    number: int, day: date, crowd: Sequence[tuple[int, int, str, bool]], chance: random.Random
) -> Premiere:
    """A film that opens on a day for a crowd of members: ids, servers, habits, whether old."""
    film = Film(
        f"premiere-{number}-2026",
        f"Premiere {number} (2026)",
        f"Premiere {number}",
        2026,
        number,
        release_date=day,
        runtime=RUNTIME,
    )
    members = []
    parties: dict[tuple[int, datetime], int] = {}
    for user, server, habit, old in crowd:
        home = ZONES[server * 7 % len(ZONES)]
        zone = home if chance.random() < AT_HOME else chance.choice(ZONES)
        (hour,) = chance.choices(list(SHOWTIMES), list(SHOWTIMES.values()))
        showtime = datetime.combine(day, hour, UTC) - timedelta(hours=zone)
        party = None
        if chance.random() < IN_PARTIES:  # whoever of a server goes to one showing goes together
            party = parties.setdefault((server, showtime), 1 + len(parties))
        members.append(Member(user, server, showtime, habit, old, party))
    return Premiere(film, TRUTHS[number % len(TRUTHS)], members, [])


def answer_of(member: Member, truth: Answer, chance: random.Random) -> Answer:
    """What somebody presses."""
    if member.habit == "wrong":
        return chance.choice([answer for answer in ANSWERS if answer is not truth])
    return chance.choice(list(Answer)) if member.habit == "careless" else truth


class Run:
    """A season of premieres on one database."""

    def __init__(
        self, database: MortalDatabase, members: int, servers: int, seed: int, old: int
    ) -> None:
        self._database = database
        self._chance = random.Random(seed)
        self._servers = servers
        self._old = old
        self._now = datetime(2026, 3, 6, tzinfo=UTC)
        habits = self._chance.choices(
            ["right", "wrong", "careless"], [1 - WRONG - CARELESS, WRONG, CARELESS], k=members
        )
        sizes = [1 / (1 + number) ** 0.7 for number in range(servers)]
        homes = self._chance.choices(range(1, servers + 1), sizes, k=members)
        ages = [self._chance.random() >= NEW for _ in range(members)]
        self._crowd = list(zip(range(1, members + 1), homes, habits, ages, strict=True))
        films = [self._premiere(number) for number in range(len(TRUTHS))]
        self.premieres = films
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._known = self._start()
        self.receiver = Receiver(self._chance)
        self.waiting: set[int] = set()
        self.said: set[int] = set()

    def _premiere(self, number: int) -> Premiere:
        day = date(2026, 3, 6) + timedelta(days=7 * number)
        premiere = premiere_of(number, day, self._crowd, self._chance)
        over = over_at(premiere.film, min(m.showtime for m in premiere.members), RUNTIME)
        assert over is not None
        for n in range(BRIGADE):
            old = n < self._old
            one = Member(10**6 + n, self._servers - n % 2, over, "brigade", old)
            premiere.brigade.append(one)
        return premiere

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
        self.receiver = Receiver(self._chance)
        start = int(min(m.showtime for m in premiere.members).timestamp())
        for member in premiere.members:
            if member.id in self.waiting:
                await awaited.add(member.id, premiere.film.id, member.server, None, start)
        events: list[tuple[datetime, int, str, Member]] = []
        for number, member in enumerate(premiere.members):
            late = timedelta(seconds=self._chance.random() * 60)
            limited = self._chance.random() < LIMITED
            premiere.limited += limited
            pinged = member.pinged + (late if limited else timedelta())
            events.append((pinged, number, "ping", member))
            if self._chance.random() < ANSWERING:
                pause = timedelta(minutes=self._chance.expovariate(1 / 8))
                events.append((member.ends + pause, number, "answer", member))
        for number, member in enumerate(premiere.brigade):
            said = member.showtime + timedelta(seconds=self._chance.random() * 60)
            events.append((said, -number, "answer", member))
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
            others = [voice for voice in voices[film_id] if voice.witness.user_id < 10**6]
            agreement = agreement_of(others, enough)
            if agreement is not None:
                told = judge(agreement.claims(now, shared=True)).verdict
                return told is member.told
        return False

    async def _answer(self, premiere: Premiere, member: Member) -> bool:
        """Have somebody answer, once more if the process dies; whether others may know by now."""
        truth = premiere.truth
        said = answer_of(member, truth, self._chance)
        if member.habit == "brigade":
            said = Answer.BOTH if truth is Answer.NONE else Answer.NONE
        sighting = sighting_of(said, blind=not self._known.is_spoken_of(premiere.film.id))
        if sighting is None:
            return False
        witness = Witness(member.id, established=member.established, party_id=member.party)
        submission = Submission(member.server, [premiere.film.id], witness, sighting)
        if self._chance.random() < KILLED:
            self._database.dies = self._chance.choice(["before", "after"])
            premiere.killed += 1
        try:
            await self._known.contributions.see(submission, self._now)
        except KilledError:
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
            if self._chance.random() < KILLED:
                premiere.killed += 1
                continue  # the claim runs out, and the message is found
            await awaited.told(message)
            self.waiting.discard(user)
            films = await self._known.at(message[0].server_id)
            said = films.about(premiere.film).judgement
            premiere.messages[not said.settled or said.verdict is premiere.verdict] += 1


def figures(premiere: Premiere) -> dict[str, float | str]:
    """What a premiere came to."""
    instants = sorted(premiere.instants)
    tenth = instants[TENTH - 1]
    later = [m for m in premiere.members if m.ends >= tenth + LATER]
    right = [m for m in later if m.told is premiere.verdict]
    placed = [m for m in right if m.rightly_placed]
    wrong = [m for m in premiere.members if m.told not in (None, premiere.verdict)]
    brigade = [m for m in wrong if m.by_brigade]
    first = min(member.ends for member in premiere.members)
    shared = premiere.first_shared
    return {
        "truth": premiere.truth.value,
        "reports that count": len(instants),
        "told later on": len(later),
        "rightly": len(right) / len(later),
        "with every position": len(placed) / len(later),
        "of all rightly": sum(m.told is premiere.verdict for m in premiere.members)
        / len(premiere.members),
        "wrongly": len(wrong) / len(premiere.members),
        "by the brigade": len(brigade),
        "minutes to the first verdict": -1.0
        if shared is None
        else (shared - first).total_seconds() / 60,
        "told who wait, wrongly": premiere.messages[False] / max(premiere.messages.total(), 1),
        "kills": premiere.killed,
        "429": premiere.limited,
        "doubled": premiere.doubled,
        "lost": premiere.lost,
    }


async def measure(
    members: int, servers: int, seed: int, old: int = 0
) -> list[dict[str, float | str]]:
    """The figures of each premiere of a season."""
    with TemporaryDirectory(prefix="stinger-benchmark-") as folder:
        database = MortalDatabase(f"sqlite+aiosqlite:///{Path(folder) / 'season.sqlite3'}")
        await database.migrate()
        run = Run(database, members, servers, seed, old)
        results = [figures(premiere) async for premiere in run.play()]
        await database.close()
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=10_000)
    parser.add_argument("--servers", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--old", type=int, default=0, help="old accounts among the brigade's 300")
    parser.add_argument("--json", action="store_true")
    told = parser.parse_args()
    results = asyncio.run(measure(told.members, told.servers, told.seed, told.old))
    if told.json:
        print(json.dumps(results))
        return
    for figure in results[0]:
        values = (result[figure] for result in results)
        shown = (v if isinstance(v, str) else f"{v:,.4g}" for v in values)
        print(f"{figure}: {' | '.join(shown)}")


if __name__ == "__main__":
    main()
