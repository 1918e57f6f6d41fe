"""What sources claim about a film's credits, and the verdict that follows from it.

A claim is what one source says about one film. A verdict is computed from claims, never typed
in, and missing data is never a denial: a position that nobody speaks of stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import Literal

from data.catalogue.publishers import publisher
from data.locales import N_

Count = int | Literal["some"]
"""Scenes a source speaks of: ``0`` denies them, ``n`` states a number, ``"some"`` leaves it open.

Where a source says nothing, the field holds ``None``, which is no denial.
"""


class Position(Enum):
    """Where in the credits a scene stands; the value is the word shown to people, in English."""

    MID = N_("mid-credits")
    POST = N_("post-credits")


class Verdict(Enum):
    """The answer to "do I stay?"; the value is the sentence shown to people, in English."""

    SCENES = N_("Stay seated")
    NONE = N_("Free to go")
    UNKNOWN = N_("Not known yet")
    DISPUTED = N_("Sources disagree")


class Finding(Enum):
    """What all counting claims together say about one position."""

    SCENE = "scene"
    NONE = "none"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Confidence(Enum):
    """How well a verdict is supported; see :func:`judge`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


EXTRAS = ("audio", "blooper", "dedication", "still", "music", "art")
"""Kinds of things in the credits that are no scene; listed as "also", never counted."""

TAG_LISTS = frozenset({"aftercredits.com", "TMDB"})
"""Sources whose word on a scene is a tag; together they count as one source for it."""

FILING_SITES = TAG_LISTS | {"mediastinger.com"}
"""Sites that file films under words of their own; these are the note of what is read there."""

MEMBERS = N_("members")
"""The source under which all reports by members count, as one."""

MEMBERS_DISAGREE = N_("Members disagree")
"""What :attr:`Verdict.DISPUTED` is called where nobody else has said anything."""


@dataclass(frozen=True, slots=True)
class Reports:
    """How many members a claim of members rests on: ``saying`` of ``count`` who say anything.

    They are of so many ``servers``, or of the reader's own for 0. ``tonight`` tells that the newest
    is hours old at most.
    """

    saying: int
    count: int
    servers: int = 0
    tonight: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about one film's credits.

    ``mid``, ``post`` and ``total`` hold a :data:`Count` or ``None`` for "says nothing". ``total``
    is only set by sources that give no positions, or that give a sum of their own; a total of
    ``0`` denies both positions. ``as_of`` is an ISO date that may stop at the year or month.
    ``series_wide`` marks what is said in passing of a whole series or of a director's films.
    ``superseded`` says why a claim no longer counts; it stays listed. ``reports`` are set where it
    is what members saw, ``members`` where so many independent ones have told it. ``note`` holds
    :attr:`tags`, else what somebody adds who has read the page, in English.
    """

    source: str
    mid: Count | None = None
    post: Count | None = None
    total: Count | None = None
    extras: tuple[str, ...] = ()
    kind_unstated: bool = False
    url: str | None = None
    as_of: str | None = None
    note: str = ""
    curated: bool = False
    official: bool = False
    series_wide: bool = False
    superseded: str | None = None
    reports: Reports | None = None
    members: int = 0

    def says(self, position: Position) -> Count | None:
        """What this claim says about one position."""
        stated = self.mid if position is Position.MID else self.post
        return 0 if stated is None and self.total == 0 else stated

    @property
    def tags(self) -> tuple[str, ...]:
        """The words under which a site files the film."""
        filed = self.source in FILING_SITES and not self.curated
        return tuple(self.note.split(";")) if filed and self.note else ()

    @property
    def unplaced(self) -> bool:
        """Whether it names a scene without saying at which position."""
        return bool(self.total) and not self.mid and not self.post

    @property
    def silent(self) -> bool:
        """Whether it says nothing about scenes, for or against."""
        return self.mid is None and self.post is None and self.total is None


def set_aside(claim: Claim, because: str, position: Position | None = None) -> tuple[Claim, ...]:
    """The claim marked as superseded, as a whole or at one position.

    At one position, what it says beside that follows as a claim of its own, which counts; a claim
    that says nothing of the position stays as it is.
    """
    if position is None:
        return (replace(claim, superseded=because),)
    mid = position is Position.MID
    if (claim.mid if mid else claim.post) is None:
        return (claim,)
    there = replace(claim, post=None) if mid else replace(claim, mid=None)
    left = replace(claim, mid=None) if mid else replace(claim, post=None)
    return (
        replace(there, total=None, extras=(), kind_unstated=False, superseded=because),
        left,
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of scenes from ``low`` to ``high``; ``high`` is ``None`` where it is open."""

    low: int
    high: int | None

    @property
    def exact(self) -> bool:
        """Whether the number is certain."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class PositionResult:
    """What the counting claims say about one position; ``count`` is set for a scene only."""

    finding: Finding
    count: Tally | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A film's verdict and what it rests on.

    ``count`` is set for :attr:`Verdict.SCENES`, ``confidence`` for that and for
    :attr:`Verdict.NONE`. ``counting`` are the claims that were not superseded, in the order given.
    """

    verdict: Verdict
    positions: dict[Position, PositionResult]
    count: Tally | None
    confidence: Confidence | None
    extras: tuple[str, ...]
    kind_unstated: bool
    counting: tuple[Claim, ...]

    @property
    def settled(self) -> bool:
        """Whether it is known if a scene follows."""
        return self.verdict in (Verdict.SCENES, Verdict.NONE)

    @property
    def by_members_alone(self) -> bool:
        """Whether nobody but members says anything of scenes."""
        return {claim.source for claim in self.counting if not claim.silent} == {MEMBERS}

    @property
    def words(self) -> str:
        """The verdict as people are told it, in English; names members who disagree alone."""
        if self.verdict is Verdict.DISPUTED and self.by_members_alone:
            return MEMBERS_DISAGREE
        return str(self.verdict.value)


def judge(claims: Iterable[Claim]) -> Judgement:
    """Compute the verdict from all claims about one film.

    Per position, a scene from any source and no denial is a scene; a denial and no scene is none;
    both are a dispute. The film has scenes if either position has, is free to leave if both are
    denied, is disputed if a position is and no undisputed scene stands elsewhere, and is not known
    in every other case. A scene whose position is not stated is undisputed while at least one
    position is not denied by anyone. Members never overturn an official source: what they say
    against one is not heard, neither at a position nor about the film as a whole.

    Confidence counts distinct sources that carry the verdict: one is low, two medium, three or
    an official one high; lists of tags count as one together where they name a scene. A confirmed
    none is as well supported as its weaker position. What is said of a whole series decides like
    any other claim, but adds nothing to the confidence.
    """
    counting = tuple(claim for claim in claims if claim.superseded is None)
    heard = _heard(counting)
    results = _findings(heard)
    verdict = _verdict(results, heard)
    return Judgement(
        verdict=verdict,
        positions=results,
        count=_total(results, heard) if verdict is Verdict.SCENES else None,
        confidence=_confidence(verdict, results, heard),
        extras=tuple(extra for extra in EXTRAS if any(extra in c.extras for c in counting)),
        kind_unstated=any(claim.kind_unstated for claim in counting),
        counting=counting,
    )


def names_scene(claim: Claim, position: Position) -> bool:
    """Whether the claim names a scene at this position."""
    return claim.says(position) not in (None, 0)


def denies(claim: Claim, position: Position) -> bool:
    """Whether the claim denies a scene at this position."""
    return claim.says(position) == 0


def _heard(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims without those of members that would overturn an official source."""
    official = tuple(claim for claim in claims if claim.official)
    outside = tuple(claim for claim in claims if claim.official or claim.source != MEMBERS)
    heard = tuple(
        claim
        for claim in claims
        if claim in outside or not any(_contradict(claim, other) for other in official)
    )
    settled = _verdict(_findings(official), official) in (Verdict.SCENES, Verdict.NONE)
    if settled and _verdict(_findings(heard), heard) is not _verdict(_findings(outside), outside):
        return outside
    return heard


def _contradict(one: Claim, other: Claim) -> bool:
    return any(
        (names_scene(one, position) and denies(other, position))
        or (denies(one, position) and names_scene(other, position))
        for position in Position
    )


def _findings(claims: tuple[Claim, ...]) -> dict[Position, PositionResult]:
    return {position: _at(position, claims) for position in Position}


def _at(position: Position, claims: tuple[Claim, ...]) -> PositionResult:
    counts = [claim.says(position) for claim in claims if names_scene(claim, position)]
    denied = any(denies(claim, position) for claim in claims)
    if counts and denied:
        return PositionResult(Finding.DISPUTED)
    if counts:
        return PositionResult(Finding.SCENE, _tally(counts))
    return PositionResult(Finding.NONE if denied else Finding.UNKNOWN)


def _tally(counts: list[Count | None]) -> Tally:
    stated = [count for count in counts if isinstance(count, int)]
    return Tally(min(stated), max(stated)) if stated else Tally(1, None)


def _verdict(results: dict[Position, PositionResult], claims: tuple[Claim, ...]) -> Verdict:
    findings = [result.finding for result in results.values()]
    if Finding.SCENE in findings:
        return Verdict.SCENES
    if any(claim.unplaced for claim in claims):
        return Verdict.SCENES if Finding.UNKNOWN in findings else Verdict.DISPUTED
    if all(finding is Finding.NONE for finding in findings):
        return Verdict.NONE
    return Verdict.DISPUTED if Finding.DISPUTED in findings else Verdict.UNKNOWN


def _total(results: dict[Position, PositionResult], claims: tuple[Claim, ...]) -> Tally:
    """The sum over both positions, and the sums that sources state themselves."""
    counts = [result.count for result in results.values() if result.count is not None]
    low = max(1, sum(count.low for count in counts))
    highs = [count.high for count in counts if count.high is not None]
    settled = all(r.finding in (Finding.SCENE, Finding.NONE) for r in results.values())
    high = sum(highs) if settled and len(highs) == len(counts) else None
    stated = [claim.total for claim in claims if isinstance(claim.total, int) and claim.total]
    if not stated:
        return Tally(low, high)
    if high is None:
        return Tally(min(stated), max(*stated, low))
    return Tally(min(*stated, low), max(*stated, high))


def _confidence(
    verdict: Verdict, results: dict[Position, PositionResult], claims: tuple[Claim, ...]
) -> Confidence | None:
    if verdict is Verdict.SCENES:
        scenes = [p for p in Position if results[p].finding is Finding.SCENE]
        carriers = [c for c in claims if c.unplaced or any(names_scene(c, p) for p in scenes)]
        tagged = {c.source for c in carriers} & TAG_LISTS
        return _support(carriers, too_many=max(0, len(tagged) - 1))
    if verdict is Verdict.NONE:
        sides = [_support([c for c in claims if denies(c, p)]) for p in Position]
        return min(sides, key=list(Confidence).index)
    return None


def _support(carriers: list[Claim], too_many: int = 0) -> Confidence:
    publishers = {publisher(claim.source) for claim in carriers if not claim.series_wide}
    sources = len(publishers) - too_many
    if sources >= 3 or any(claim.official for claim in carriers):
        return Confidence.HIGH
    return Confidence.MEDIUM if sources == 2 else Confidence.LOW
