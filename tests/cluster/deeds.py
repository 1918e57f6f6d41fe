"""What members do all day: every flow that writes, each over several steps.

Who does one is new in town, and each notes in the ledger what they begin and what they are told is
done, so that whatever a killed process leaves behind can be judged.
"""

from __future__ import annotations

import itertools
import random
import re
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cogs.reminders.cards import film_vote
from cogs.reminders.cards.messages import TAKE
from cogs.reminders.cards.party import POST, answer_action
from cogs.reminders.cards.reminders import SAVE
from cogs.reminders.rules.credits_length import credits_length
from cogs.reminders.rules.parties.parties import Attendance
from cogs.shared.entries import AWAIT
from cogs.theories.cards.theory import EVIDENCE, RATE
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import facts_about
from tests.cluster.city import City
from tests.cluster.ledger import Key, Ledger
from tests.cluster.members import SELECT, AnsweredOtherwiseError, Member, Reply
from tests.cluster.objects import FIRST_DM
from tests.e2e.replies import components_of, shown_text

FIRST_MEMBER, LAST_MEMBER = 1_000, 10**9
"""The ids of those who do something here."""

GOING, NO = answer_action(Attendance.GOING), answer_action(Attendance.NO)
WAIT = f"{AWAIT}:film"

SOON = 3
"""Seconds after which a message of a new reminder is due."""

CARD_LEAD = 600


@dataclass(frozen=True)
class Programme:
    """What is on: films of which all is known, by their minutes until the credits, and others of
    which nothing is.
    """

    known: Mapping[str, int]
    unknown: Sequence[str]

    @classmethod
    def of(cls, catalogue: Catalogue, most: int = 400) -> Programme:
        """The best known films of a catalogue, at most so many of either sort."""
        known: dict[str, int] = {}
        unknown: list[str] = []
        for film in catalogue.films:
            facts = facts_about(catalogue, film)
            if not catalogue.claims(film.id):
                unknown.append(film.id)
            elif facts.judgement.settled and film.runtime and len(known) < most:
                known[film.id] = film.runtime - credits_length(facts, film.runtime).minutes
        return cls(known, unknown[:most])


class Town:
    """The servers of a city, their members, and what they do; ``chance`` decides."""

    def __init__(self, city: City, programme: Programme, chance: random.Random) -> None:
        self.city = city
        self.programme = programme
        self.ledger = Ledger()
        self._chance = chance
        self._numbers = itertools.count(FIRST_MEMBER)
        self._puzzles = {
            server: chance.sample(programme.unknown, len(programme.unknown))
            for server in city.servers
        }
        self._votes: defaultdict[int, list[tuple[Member, int]]] = defaultdict(list)
        self._voting: set[int] = set()
        self.deeds = (
            self.remind,
            self.theorise,
            self.invite,
            self.hand_over,
            self.vote,
            self.tell_scene,
            self.wait_and_measure,
        )

    async def go_on(self) -> None:
        """Do one thing after another, until cancelled."""
        while True:
            deed, server = self._chance.choice(self.deeds), self._chance.choice(self.city.servers)
            try:
                await deed(server)
            except AnsweredOtherwiseError as error:
                self.ledger.refusals[f"{deed.__name__}: {str(error).strip()[:60]}"] += 1

    def member(self, server: int) -> Member:
        """Somebody new."""
        return Member(self.city, server, next(self._numbers))

    def heard_all(self) -> bool:
        """Whether everybody who waits for news of a film that is known has had them."""
        waiting = self.ledger.done["news"]
        return all(self.city.messages[FIRST_DM + int(str(who))] for (who,) in waiting)

    def _film(self) -> str:
        return self._chance.choice(list(self.programme.known))

    def _told(self, reply: Reply, words: str, kind: str, *keys: Key) -> bool:
        """Whether an answer says what is expected of it; notes it as done, or what it says."""
        said = reply.text.strip()
        if not said.startswith(words):
            self.ledger.refusals[f"{kind}: {said[:60]}"] += 1
            return False
        for key in keys:
            self.ledger.finish(kind, *key)
        return True

    async def remind(self, server: int) -> None:
        """Ask for a reminder, of which the first message is due within seconds."""
        who, film = self.member(server), self._film()
        ahead = CARD_LEAD
        if self._chance.random() < 0.7:  # the credits are about to start
            ahead = -60 * (20 + self.programme.known[film])
        showtime = _now() + ahead + self._chance.randint(1, SOON)
        where = self._chance.choice(("here", "dm"))
        shown = await who.use(
            "remind stay", film=film, showtime=f"<t:{showtime}:F>", where=where, preshow=20
        )
        self.ledger.begin("reminder", who.number, showtime)
        saved = await who.press(shown.on, SAVE)
        self._told(saved, "Saved:", "reminder", (who.number, showtime))

    async def theorise(self, server: int) -> None:
        """State a theory, rate it, bring evidence and an objection."""
        author = self.member(server)
        claim = " ".join(self._word() for _ in range(6))
        form = await author.use("theory new", film=self._film())
        self.ledger.begin("theory", server, claim)
        posted = await author.fill_in(
            form, kind="echo", claim=claim, evidence="1:02:10 the map", source="press"
        )
        if not self._told(posted, "Posted: <#", "theory", (server, claim)):
            return
        first = self._first_message(claim)
        for _ in range(2):
            voter = self.member(server)
            form = await voter.press(first, RATE)
            self.ledger.begin("ballot", claim, voter.number)
            rated = await voter.fill_in(form, source="press", consistency="4", simplicity="3")
            self._told(rated, "Received.", "ballot", (claim, voter.number))
        witness, words = self.member(server), f"0:42:10 {self._word()}"
        form = await witness.press(first, EVIDENCE)
        self.ledger.begin("evidence", words)
        added = await witness.fill_in(form, words=words, source="press")
        self._told(added, "Added", "evidence", (words,))

    def _first_message(self, claim: str) -> Mapping[str, Any]:
        return next(
            messages[0]
            for thread in self.city.rooms.threads
            if (messages := self.city.messages[thread])
            and claim in shown_text(messages[0]["components"])
        )

    async def invite(self, server: int) -> None:
        """Post a party for two, to which four more would go."""
        host, second, *others = (self.member(server) for _ in range(5))
        post = await self.post_party(host, most=2)
        if post is None:
            return
        key = host.number, _showtime_of(post)
        self.ledger.begin("guest", *key, second.number)
        await second.tap(post, GOING)
        # The press is answered before it counts; that it counts stands in the post.
        await self.city.until(lambda: "Going 2 of at most 2" in post["content"])
        self.ledger.finish("guest", *key, second.number)
        for late in others:
            self.ledger.begin("guest", *key, late.number)
            queued = await late.press(post, GOING)
            self._told(queued, "All 2 places are taken", "guest", (*key, late.number))

    async def post_party(self, host: Member, most: int) -> dict[str, Any] | None:
        """Post a party; its post, or ``None`` where something else was answered."""
        showtime = _now() + self._chance.randint(7_200, 90_000)
        key = host.number, showtime
        shown = await host.use(
            "party new", film=self._film(), when=f"<t:{showtime}:F>", limit=most, preshow=20
        )
        self.ledger.begin("party", *key)
        self.ledger.begin("guest", *key, host.number)
        posted = await host.press(shown.on, POST)
        if not self._told(posted, "Posted:", "party", key):
            return None
        self.ledger.finish("guest", *key, host.number)
        (post,) = self._posts(host.server, "**Watch party**", host.number, showtime)
        return post

    async def hand_over(self, server: int) -> None:
        """Post a party for one, who leaves; who waits for the place takes it in a DM."""
        host, late = self.member(server), self.member(server)
        post = await self.post_party(host, most=1)
        if post is None:
            return
        key = host.number, _showtime_of(post)
        self.ledger.begin("guest", *key, late.number)
        queued = await late.press(post, GOING)
        if not self._told(queued, "All 1 places are taken", "guest", (*key, late.number)):
            return
        self.ledger.take_back("guest", *key, host.number)
        await host.tap(post, NO)
        asked = self.city.messages[FIRST_DM + late.number]
        await self.city.until(lambda: bool(asked))
        taken = await late.press(asked[0], TAKE)
        self._told(taken, "You have a place.", "guest", (*key, late.number))
        # A DM belongs to shard 0; the post is edited by whoever runs the server's.
        await self.city.until(lambda: "Going 1 of at most 1 · Maybe 0 · No 1" in post["content"])

    async def vote(self, server: int) -> None:
        """Hold a vote on a film night, unless one is under way, and call it off in the end."""
        if server in self._voting:
            return
        self._voting.add(server)
        try:
            await self._call_off(server)
            await self._hold_vote(server)
        finally:
            self._voting.discard(server)

    async def _call_off(self, server: int) -> None:
        """End what a killed process has left of votes: a channel has one at a time."""
        for host, showtime in list(self._votes[server]):
            for post in self._posts(server, "**Film night**", host.number, showtime):
                if post["components"]:
                    await self._cancel(host, post)
                self._votes[server].remove((host, showtime))

    async def _hold_vote(self, server: int) -> None:
        host, showtime = self.member(server), _now() + self._chance.randint(80_000, 90_000)
        key = host.number, showtime
        shown = await host.use("party vote", when=f"<t:{showtime}:F>")
        self.ledger.begin("vote", *key)
        self._votes[server].append((host, showtime))
        posted = await host.press(shown.on, film_vote.POST)
        if not self._told(posted, "Posted:", "vote", key):
            return
        (post,) = self._posts(server, "**Film night**", host.number, showtime)
        for film in self._chance.sample(list(self.programme.known), 2):
            fan = self.member(server)
            self.ledger.begin("suggestion", *key, fan.number)
            told = await fan.use("party suggest", film=film)
            self._told(told, "Suggested.", "suggestion", (*key, fan.number))
        await host.tap(post, film_vote.START)
        await self.city.until(lambda: "Vote until" in post["content"])
        fan, options = self.member(server), option_values(post["components"])
        chosen = [(fan.number, int(option)) for option in options]
        for choice in chosen:
            self.ledger.begin("choice", *choice)
        self._told(await fan.choose(post, *options), "Noted: 2", "choice", *chosen)
        await self._cancel(host, post)
        self._votes[server].remove((host, showtime))

    async def _cancel(self, host: Member, post: Mapping[str, Any]) -> None:
        await host.tap(post, film_vote.CANCEL)
        await self.city.until(lambda: not post["components"])

    async def tell_scene(self, server: int) -> None:
        """Tell of a scene of a film."""
        who, film = self.member(server), self._chance.choice(self.programme.unknown)
        form = await who.use(
            "scene add", film=film, position="post-credits", order=1, purpose="tone change"
        )
        self.ledger.begin("scene", who.number)
        told = await who.fill_in(
            form, purpose="tone change", hint="A quiet end.", hidden="A lamp.", source="seen myself"
        )
        self._told(told, "Thank you", "scene", (who.number,))

    async def wait_and_measure(self, server: int) -> None:
        """Ask to be told when a film is known; three others measure it."""
        if not self._puzzles[server]:
            return
        film, who = self._puzzles[server].pop(), self.member(server)
        card = await who.use("stinger", film=film)
        self.ledger.begin("wait", who.number)
        told = await who.press(card.on, WAIT)
        if not self._told(told, "As soon as I know", "wait", (who.number,)):
            return
        self.ledger.begin("news", who.number)
        reports = 0
        for _ in range(3):
            witness = self.member(server)
            form = await witness.use("timestamp add", film=film)
            self.ledger.begin("timestamp", witness.number)
            sent = await witness.fill_in(
                form, version="theatrical", runtime="2:00", scenes="mid 2:05", method="stopwatch"
            )
            reports += self._told(sent, "Thank you", "timestamp", (witness.number,))
        if reports == 3:
            self.ledger.finish("news", who.number)

    def _posts(self, server: int, head: str, host: int, showtime: int) -> list[dict[str, Any]]:
        return [
            message
            for message in self.city.messages[server + 1]
            if message["content"].startswith(head)
            and f"Hosted by <@{host}>" in message["content"]
            and f"<t:{showtime}:" in message["content"]
        ]

    def _word(self) -> str:
        return "".join(self._chance.choices("abcdefghijklmnopqrstuvwxyz", k=8))


def _now() -> int:
    return int(time.time())  # noqa: TID251 - the processes' own clock


def _showtime_of(post: Mapping[str, Any]) -> int:
    (showtime,) = re.findall(r"^Showtime <t:(\d+):F>", post["content"], re.MULTILINE)
    return int(showtime)


def option_values(components: object) -> list[str]:
    """What can be chosen from the one select of a message."""
    (select,) = (part for part in components_of(components) if part["type"] == SELECT)
    return [option["value"] for option in select["options"]]
