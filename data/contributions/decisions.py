"""The rules by which a contribution changes; nothing else says what becomes of one.

A rule takes a contribution as it is, with its history, and tells what it is afterwards.
:meth:`data.contributions.store.Contributions.change` applies rules.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.contributions.contribution import Contribution, Event, State
from data.contributions.kinds import Content, Timestamp


@dataclass(frozen=True, slots=True)
class Change:
    """A step: its name in the history, and the contribution after it."""

    action: str
    result: Contribution


Rule = Callable[[Contribution, Sequence[Event]], Change]


def may_edit(contribution: Contribution, user_id: int, *, curator: bool) -> bool:
    """Whether a member may change what it says: a curator always, others what they reported."""
    return curator or (contribution.stands and contribution.reporter.user_id == user_id)


def may_confirm(contribution: Contribution, user_id: int) -> bool:
    """Whether a member may confirm it: nobody confirms themselves, or what does not count."""
    return contribution.stands and contribution.reporter.user_id != user_id


def approve(contribution: Contribution, _history: Sequence[Event]) -> Change:
    """Let it count; it is no longer held."""
    return Change("approved", replace(contribution, state=State.APPROVED, held=False))


def reject(contribution: Contribution, _history: Sequence[Event]) -> Change:
    """Let it not count; it is no longer held."""
    return Change("rejected", replace(contribution, state=State.REJECTED, held=False))


def promote(contribution: Contribution, _history: Sequence[Event]) -> Change:
    """Let it count in all servers, or in its own only if it already did."""
    return Change("promoted", replace(contribution, promoted=not contribution.promoted))


def edit(content: Content, *, by_curator: bool) -> Rule:
    """The rule that changes what a contribution says.

    What a curator has approved waits for one again, unless a curator has edited it.
    """

    def rule(contribution: Contribution, _history: Sequence[Event]) -> Change:
        edited = _saying(contribution, content)
        if contribution.approved and not by_curator:
            edited = replace(edited, state=State.OPEN)
        return Change("edited", edited)

    return rule


def revert(contribution: Contribution, history: Sequence[Event]) -> Change:
    """Take the last step back; once more brings it back. One that was only added is rejected."""
    if len(history) < 2:
        return Change("reverted", replace(contribution, state=State.REJECTED))
    before = history[-2]
    return Change("reverted", replace(_saying(contribution, before.content), state=before.state))


def _saying(contribution: Contribution, content: Content) -> Contribution:
    """The contribution with another content; nobody has confirmed the new times of a timestamp."""
    if isinstance(content, Timestamp) and content != contribution.content:
        return replace(contribution, content=content, confirmed_by=())
    return replace(contribution, content=content)
