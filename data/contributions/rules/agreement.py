"""What those who saw a film agree on, and when that is enough to be told.

Everybody counts once, and so does everybody of one party; their weight is that of their record. A
question is agreed on by :data:`AGREED` of the weight of those who answer it; where those who differ
are too many for that, members disagree, and nobody tosses a coin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain

from data.catalogue.verdict import MEMBERS, Claim, Count, Position, Reports
from data.contributions.rules.kinds import Content, Sighting, Timestamp
from data.contributions.rules.witnesses import Witness
from data.trust.rushes import WINDOWS

AGREED = 0.8
"""The part of the weight that has to say the same."""

ROUNDING = 1e-9
"""What sums of weights may be off by."""

MOST_OF_ONE_SERVER = 3.0
"""What all of one server weigh together at most: as much as the three witnesses who are enough. A
full server would else speak for all others."""

FORGED_SERVERS = 2
"""Servers that somebody may have filled with old accounts. None weighs more than the heaviest that
follows these, so that they never answer for everybody."""

CROWD = WINDOWS[0]
"""The window in which more witnesses of one server than its floor are a crowd. Whoever has many old
accounts in two servers of their own has them speak first, and at once."""

RIPENS = int(CROWD.length.total_seconds())
"""Seconds until what is said counts in other servers: a rush is noticed by then. Zones are hours
apart, so that nobody waits for it."""

UNCONTESTED = 2 * 3600
"""Seconds after which two servers are enough although they spoke in a crowd. The next zones see the
film within them: a third server mostly speaks by then, and bears the two out or contradicts them.
"""

TONIGHT = 12 * 3600
"""Seconds within which the newest report is called tonight's."""

Question = Position | None
"""A position, or ``None``: whether there is a scene anywhere."""

QUESTIONS: tuple[Question, ...] = (*Position, None)


@dataclass(frozen=True, slots=True)
class Enough:
    """How many independent witnesses, of how many servers, have to say the same.

    Each must have said it ``age`` seconds ago or earlier, and outside of a crowd unless ``crowds``
    count.
    """

    witnesses: int
    servers: int
    age: int = 0
    crowds: bool = True

    def holds(self, voices: Iterable[Voice], now: int) -> bool:
        """Whether these voices are enough."""
        counted = [
            voice
            for voice in voices
            if now - voice.said_at >= self.age and (self.crowds or not voice.in_crowd)
        ]
        servers = {voice.server_id for voice in counted}
        return len(counted) >= self.witnesses and len(servers) >= self.servers


EVERYWHERE: Sequence[Enough] = (
    Enough(3, servers=2, age=RIPENS, crowds=False),
    Enough(3, servers=3, age=RIPENS),
    Enough(3, servers=2, age=UNCONTESTED),
)
IN_OWN_SERVER: Sequence[Enough] = (Enough(2, servers=1),)
"""Any one of these is enough."""


@dataclass(frozen=True, slots=True)
class Voice:
    """What one witness says of a film in a server, by questions; ``said_at`` in epoch seconds.

    ``in_crowd`` tells that too many others of the server spoke within the same :data:`CROWD`.
    """

    server_id: int
    witness: Witness
    said: tuple[bool | None, ...]
    weight: float
    said_at: int
    in_crowd: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """How a question is answered: ``agreed`` on, or ``None`` where members disagree.

    ``yes`` and ``no`` count the witnesses.
    """

    agreed: bool | None
    yes: int
    no: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What is known of a film from those who saw it; a question is left out until enough speak."""

    answers: tuple[tuple[Question, Answered], ...]
    witnesses: int
    servers: int
    newest: int

    def claims(self, now: int, *, shared: bool) -> tuple[Claim, ...]:
        """What members claim by it: once where they agree, for both sides where they do not."""
        answers = dict(self.answers)
        anywhere = answers.get(None)
        if anywhere is not None and anywhere.agreed is None:
            doubted: dict[Question, Count] = {
                question: "some" for question, answer in answers.items() if answer.agreed is None
            }
            nowhere: dict[Question, Count] = dict.fromkeys(Position, 0)
            return (
                self._claim(doubted, now, shared=shared, of=anywhere.yes),
                self._claim(nowhere, now, shared=shared, of=anywhere.no),
            )
        stated: dict[Question, Count] = {
            question: "some" if answer.agreed else 0
            for question, answer in answers.items()
            if answer.agreed is not None
        }
        # Who tapped did not say where: that nobody else saw it there denies nothing then.
        if stated.get(None) and all(stated.get(position) == 0 for position in Position):
            stated = {None: "some"}
        claim = self._claim(stated, now, shared=shared)
        return () if claim.silent else (claim,)

    def _claim(
        self, said: Mapping[Question, Count], now: int, *, shared: bool, of: int | None = None
    ) -> Claim:
        tonight = now - self.newest < TONIGHT
        named = any(said.get(position) for position in Position)
        return Claim(
            MEMBERS,
            mid=said.get(Position.MID),
            post=said.get(Position.POST),
            total="some" if said.get(None) and not named else None,
            as_of=f"{datetime.fromtimestamp(self.newest, UTC):%Y-%m-%d}",
            reports=Reports(
                self.witnesses if of is None else of,
                self.witnesses,
                self.servers if shared else 0,
                tonight,
            ),
        )


@lru_cache(maxsize=1_024)
def said_in(content: Content) -> tuple[bool | None, ...] | None:
    """What a content answers to each of :data:`QUESTIONS`; ``None`` if it answers none."""
    match content:
        case Sighting():
            scenes, denied = set(content.scenes), set(content.denied)
            anywhere = content.saw_scene if scenes or not denied else None
        case Timestamp():
            scenes, denied = {scene.position for scene in content.scenes}, set(content.denied)
            anywhere = True if scenes else None
        case _:
            return None
    if not scenes and len(denied) == len(Position):
        anywhere = False
    if anywhere is None and not denied:
        return None
    at = (True if p in scenes else False if p in denied else None for p in Position)
    return (*at, anywhere)


def agreement_of(voices: Iterable[Voice], enough: Sequence[Enough], now: int) -> Agreement | None:
    """What the independent ones of these voices agree on; ``None`` while too few have spoken.

    Younger voices than any way to be enough asks for are not heard yet, but show whether those
    before them were the first of a crowd; all others weigh.
    """
    youngest = now - min(way.age for way in enough)
    told_apart = _in_crowds([voice for voice in voices if voice.witness.established])
    counted = _one_each(voice for voice in told_apart if voice.said_at <= youngest)
    weighed = _levelled(counted)
    answers = tuple(
        (question, answer)
        for place, question in enumerate(QUESTIONS)
        if (answer := _answered(weighed, place, enough, now)) is not None
    )
    if not answers:
        return None
    servers = {voice.server_id for voice in counted}
    return Agreement(answers, len(counted), len(servers), max(one.said_at for one in counted))


def next_ripe(voices: Iterable[Voice], enough: Sequence[Enough], now: int) -> int | None:
    """The epoch second at which the next of these voices is old enough for something."""
    ripe = (voice.said_at + way.age for voice in voices for way in enough)
    return min((instant for instant in ripe if instant > now), default=None)


def _in_crowds(voices: Sequence[Voice]) -> list[Voice]:
    """The voices, with those marked that spoke in a crowd; a party is one witness in it."""
    instants: dict[int, dict[str, int]] = defaultdict(dict)
    for voice in voices:
        key = voice.witness.key
        instants[voice.server_id][key] = max(voice.said_at, instants[voice.server_id].get(key, 0))
    crowded: set[tuple[int, str]] = set()
    for server_id, said_at in instants.items():
        keys = sorted(said_at, key=said_at.__getitem__)
        for first, last in enumerate(range(CROWD.floor, len(keys))):
            if said_at[keys[last]] - said_at[keys[first]] <= CROWD.length.total_seconds():
                crowded.update((server_id, key) for key in keys[first : last + 1])
    return [
        replace(voice, in_crowd=True) if (voice.server_id, voice.witness.key) in crowded else voice
        for voice in voices
    ]


def _one_each(voices: Iterable[Voice]) -> list[Voice]:
    """One voice of every independent witness: what a member said last, and most of a party."""
    members: dict[int, Voice] = {}
    for voice in voices:
        before = members.get(voice.witness.user_id)
        if before is None or voice.said_at >= before.said_at:
            members[voice.witness.user_id] = voice
    groups: dict[str, list[Voice]] = defaultdict(list)
    for voice in members.values():
        groups[voice.witness.key].append(voice)
    return [group[0] if len(group) == 1 else _as_one(group) for group in groups.values()]


def _as_one(group: Sequence[Voice]) -> Voice:
    """What most of a party say, question by question, with the weight of its weightiest."""
    said: list[bool | None] = []
    for answers in zip(*(voice.said for voice in group), strict=True):
        yes, no = answers.count(True), answers.count(False)
        said.append(None if yes == no else yes > no)
    return replace(
        group[0],
        said=tuple(said),
        weight=max(voice.weight for voice in group),
        said_at=max(voice.said_at for voice in group),
    )


def _levelled(voices: Sequence[Voice]) -> list[Voice]:
    """The voices with no server weighing more than it may."""
    sums: dict[int, float] = defaultdict(float)
    for voice in voices:
        sums[voice.server_id] += voice.weight
    heaviest = sorted(sums.values(), reverse=True)
    most = min([MOST_OF_ONE_SERVER, *heaviest[FORGED_SERVERS:][:1]])
    return [
        replace(voice, weight=voice.weight * min(1.0, most / sums[voice.server_id]))
        for voice in voices
    ]


def _answered(
    voices: Sequence[Voice], place: int, enough: Sequence[Enough], now: int
) -> Answered | None:
    """The answer to the question of a place, once enough say the same, or enough differ."""
    sides = [[voice for voice in voices if voice.said[place] is said] for said in (True, False)]
    yes, no = (sum(voice.weight for voice in side) for side in sides)
    numbers = [len(side) for side in sides]
    for agreed, side, weight in ((True, sides[0], yes), (False, sides[1], no)):
        if side and weight >= AGREED * (yes + no) - ROUNDING:
            told = any(way.holds(side, now) for way in enough)
            return Answered(agreed, *numbers) if told else None
    differ = any(way.holds(chain(*sides), now) for way in enough)
    return Answered(None, *numbers) if differ else None


def beside(members: Sequence[Claim], others: Sequence[Claim]) -> tuple[Claim, ...]:
    """What members saw, without what other sources speak of: those win, whenever they come."""
    if not members:  # as of most films
        return ()
    counting = [claim for claim in others if claim.superseded is None]
    told = {p for p in Position if any(claim.says(p) is not None for claim in counting)}
    named = any(not claim.silent and (claim.mid or claim.post or claim.total) for claim in counting)
    left = (
        replace(
            claim,
            mid=None if Position.MID in told else claim.mid,
            post=None if Position.POST in told else claim.post,
            total=None if named or told == set(Position) else claim.total,
        )
        for claim in members
    )
    return tuple(claim for claim in left if not claim.silent)
