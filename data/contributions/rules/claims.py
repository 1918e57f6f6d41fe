"""What the members of a server claim about a film."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from data.catalogue.consensus import CONFIRMING
from data.catalogue.verdict import MEMBERS, Claim, Count, Position
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness, independent
from data.locales import N_

APPROVED = N_("approved by a curator")
"""The note of a claim that too few members make for it to stand without a curator."""


def members_claims(group: Sequence[Contribution]) -> tuple[Claim, ...]:
    """What the members of a server claim about one film: what enough independent ones say.

    A scene that a curator has approved is claimed too. Where enough say yes and enough say no,
    both are claimed, and the verdict shows the dispute; fewer never outweigh a confirmed scene.
    """
    as_of = max(contribution.created_at for contribution in group).date().isoformat()
    named: dict[Position, Count] = {}
    denied: dict[Position, Count] = {}
    for position in Position:
        if independent(_naming(group, position)) >= CONFIRMING:
            named[position] = _count(group, position)
        elif _approved(group, position):
            named[position] = "some"
        if independent(_denying(group, position)) >= CONFIRMING:
            denied[position] = 0
    sides = (named, denied) if named.keys() & denied.keys() else (named | denied,)
    return tuple(_claim(group, counts, as_of) for counts in sides if counts)


def _approved(group: Iterable[Contribution], position: Position) -> bool:
    return any(
        isinstance(contribution.content, ToldScene)
        and contribution.content.position is position
        and contribution.approved
        for contribution in group
    )


def _claim(group: Sequence[Contribution], counts: Mapping[Position, Count], as_of: str) -> Claim:
    witnesses = [
        witness
        for position, count in counts.items()
        for witness in (_naming(group, position) if count else _denying(group, position))
    ]
    members = independent(witnesses)
    return Claim(
        MEMBERS,
        mid=counts.get(Position.MID),
        post=counts.get(Position.POST),
        as_of=as_of,
        note="" if members >= CONFIRMING else APPROVED,
        members=members if members >= CONFIRMING else 0,
    )


def _naming(group: Iterable[Contribution], position: Position) -> list[Witness]:
    return [
        witness
        for contribution in group
        if (
            isinstance(contribution.content, ToldScene)
            and contribution.content.position is position
        )
        or (
            isinstance(contribution.content, Timestamp)
            and _scenes_at(contribution.content, position)
        )
        for witness in contribution.witnesses
    ]


def _denying(group: Iterable[Contribution], position: Position) -> list[Witness]:
    return [
        witness
        for contribution in group
        if isinstance(contribution.content, Timestamp) and position in contribution.content.denied
        for witness in contribution.witnesses
    ]


def _count(group: Iterable[Contribution], position: Position) -> Count:
    """The number of scenes at a position, if enough timestamps say the same and none another."""
    by_count: dict[int, list[Witness]] = defaultdict(list)
    for contribution in group:
        if isinstance(contribution.content, Timestamp) and (
            number := _scenes_at(contribution.content, position)
        ):
            by_count[number] += contribution.witnesses
    numbers = [n for n, witnesses in by_count.items() if independent(witnesses)]
    sure = len(numbers) == 1 and independent(by_count[numbers[0]]) >= CONFIRMING
    return numbers[0] if sure else "some"


def _scenes_at(timestamp: Timestamp, position: Position) -> int:
    return sum(scene.position is position for scene in timestamp.scenes)
