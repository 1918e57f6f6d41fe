"""The rules by which a contribution changes; nothing else says what becomes of one.

A rule takes a contribution as it is, with its history, and tells what it is afterwards.
``change`` in :mod:`data.contributions.store.contributions` applies rules. A decision names the
revision that its reader saw and counts for that one only; what of it is public then is said by
:mod:`data.contributions.rules.revisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.kinds import Content, ImpossibleError
from data.contributions.rules.revisions import saying
from data.locales import _


class StaleRevisionError(ImpossibleError):
    """The reader saw another revision than the newest."""

    def __init__(self) -> None:
        super().__init__(
            _("This has been changed since you opened it, so nothing was decided. Read it again.")
        )


@dataclass(frozen=True, slots=True)
class Change:
    """A step: its name in the history, and the contribution after it."""

    action: str
    result: Contribution


Rule = Callable[[Contribution, Sequence[Event]], Change]

Decision = Callable[[int], Rule]
"""Makes the rule for the revision that the reader saw; the rule raises
:class:`StaleRevisionError` where that is not the newest."""


def may_edit(contribution: Contribution, user_id: int, *, curator: bool) -> bool:
    """Whether a member may change what it says: a curator always, others what they reported."""
    return curator or (contribution.stands and contribution.reporter.user_id == user_id)


def may_confirm(contribution: Contribution, user_id: int) -> bool:
    """Whether a member may confirm it: nobody confirms themselves, or what does not count."""
    return contribution.stands and contribution.reporter.user_id != user_id


def require_newest(contribution: Contribution, revision: int) -> None:
    """Raise :class:`StaleRevisionError` for any revision but the newest."""
    if contribution.revision != revision:
        raise StaleRevisionError


def approve(revision: int) -> Rule:
    """Let the revision count in its own server; it is no longer held."""

    def rule(contribution: Contribution, _history: Sequence[Event]) -> Change:
        require_newest(contribution, revision)
        content = contribution.content
        approved = replace(contribution, state=State.APPROVED, held=False, approved_content=content)
        return Change("approved", approved)

    return rule


def reject(revision: int) -> Rule:
    """Let the revision not count; it is no longer held.

    Where an older one is approved, the contribution says that again. Else it counts nowhere, and
    only the operator can share it anew.
    """

    def rule(contribution: Contribution, _history: Sequence[Event]) -> Change:
        require_newest(contribution, revision)
        if contribution.state is State.OPEN and contribution.approved_content is not None:
            return Change("rejected", _as_approved(contribution, contribution.approved_content))
        return Change("rejected", _withdrawn(contribution))

    return rule


def _as_approved(contribution: Contribution, approved: Content) -> Contribution:
    shared = contribution.promoted_content
    return replace(
        _revised(contribution, approved),
        state=State.APPROVED,
        held=False,
        promoted_content=None if shared == contribution.content else shared,
    )


def _withdrawn(contribution: Contribution) -> Contribution:
    return replace(
        contribution,
        state=State.REJECTED,
        held=False,
        approved_content=None,
        promoted_content=None,
    )


def promote(revision: int) -> Rule:
    """Share the revision with all servers, for as long as it counts in its own."""

    def rule(contribution: Contribution, _history: Sequence[Event]) -> Change:
        require_newest(contribution, revision)
        return Change("promoted", replace(contribution, promoted_content=contribution.content))

    return rule


def demote(contribution: Contribution, _history: Sequence[Event]) -> Change:
    """Let it count in its own server only."""
    return Change("demoted", replace(contribution, promoted_content=None))


def withdraw(contribution: Contribution, _history: Sequence[Event]) -> Change:
    """Take one's own report back; it makes room for another one, as a newer one would."""
    return Change("taken back", replace(contribution, state=State.REPLACED, approved_content=None))


def edit(content: Content, *, by_curator: bool) -> Rule:
    """The rule that changes what a contribution says.

    What a curator has approved waits for one again, unless a curator has edited it.
    """

    def rule(contribution: Contribution, _history: Sequence[Event]) -> Change:
        edited = _revised(contribution, content)
        if contribution.state is State.APPROVED:
            edited = (
                replace(edited, approved_content=content)
                if by_curator
                else replace(edited, state=State.OPEN)
            )
        return Change("edited", edited)

    return rule


def revert(revision: int) -> Rule:
    """Take the last step back; once more brings it back. One that was only added is rejected.

    What counted before the step counts again; what is shared with all servers stays as it is.
    """

    def rule(contribution: Contribution, history: Sequence[Event]) -> Change:
        require_newest(contribution, revision)
        if len(history) < 2:
            return Change("reverted", replace(_withdrawn(contribution), held=contribution.held))
        before = history[-2]
        reverted = replace(
            _revised(contribution, before.content),
            state=before.state,
            approved_content=before.approved_content,
        )
        return Change("reverted", reverted)

    return rule


def _revised(contribution: Contribution, content: Content) -> Contribution:
    """The next revision, so that no number ever stands for two texts."""
    return replace(saying(contribution, content), revision=contribution.revision + 1)
