"""The rules by which a contribution changes, over any sequence of steps."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.verdict import Position
from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.decisions import (
    Decision,
    Rule,
    approve,
    demote,
    edit,
    may_confirm,
    may_edit,
    promote,
    reject,
    revert,
)
from data.contributions.rules.kinds import Content, Timed, Timestamp, ToldScene
from data.contributions.rules.witnesses import Witness
from data.text import HiddenText, SafeText

NOW = datetime(2026, 3, 1, 20, tzinfo=UTC)


def scene(words: str) -> ToldScene:
    return ToldScene(Position.POST, 1, "tone change", SafeText("Quiet."), HiddenText(words))


def timestamp(starts: int) -> Timestamp:
    return Timestamp("theatrical", 7200, None, (Timed(Position.MID, starts),))


def added(content: Content, *, held: bool = False, state: State = State.OPEN) -> Contribution:
    return Contribution(
        id=1,
        server_id=1,
        film_id="x",
        content=content,
        state=state,
        held=held,
        reporter=Witness(5, established=True),
        confirmed_by=(Witness(6, established=True),),
        created_at=NOW,
        approved_content=content if state is State.APPROVED else None,
    )


class History:
    """A contribution and its steps, as the store keeps them."""

    def __init__(self, contribution: Contribution) -> None:
        self.contribution = contribution
        self.events: list[Event] = []
        self._note("added")

    def decide(self, decision: Decision) -> Contribution:
        return self.step(decision(self.contribution.revision))

    def step(self, rule: Rule) -> Contribution:
        change = rule(self.contribution, self.events)
        self.contribution = change.result
        self._note(change.action)
        return change.result

    def _note(self, action: str) -> None:
        after = self.contribution
        self.events.append(
            Event(action, 5, after.content, after.state, NOW, after.approved_content)
        )


EDITS = st.builds(
    lambda words, by_curator: edit(scene(words), by_curator=by_curator),
    st.sampled_from(("A gull.", "A storm.", "A door.")),
    st.booleans(),
)


def newest(decision: Decision) -> Rule:
    """The decision on whatever is the newest revision."""
    return lambda contribution, history: decision(contribution.revision)(contribution, history)


APPROVE, REJECT = newest(approve), newest(reject)
RULES = st.one_of(
    st.sampled_from((APPROVE, REJECT, newest(promote), demote, newest(revert))), EDITS
)


@given(st.lists(RULES, max_size=12), st.booleans())
def test_reverting_twice_brings_the_last_step_back(steps: list[Rule], held: bool) -> None:
    history = History(added(scene("A gull."), held=held))
    history.decide(approve)
    for rule in steps:
        history.step(rule)
    before = history.contribution
    history.decide(revert)
    again = history.decide(revert)
    assert (again.content, again.state) == (before.content, before.state)


@given(st.lists(RULES, min_size=1, max_size=12))
def test_reverting_takes_the_last_step_back(steps: list[Rule]) -> None:
    history = History(added(scene("A gull.")))
    for rule in steps:
        before = history.contribution
        history.step(rule)
    reverted = history.decide(revert)
    assert (reverted.content, reverted.state) == (before.content, before.state)


@given(st.lists(RULES, max_size=12), st.booleans())
def test_what_a_member_has_changed_is_not_approved(steps: list[Rule], held: bool) -> None:
    history = History(added(scene("A gull."), held=held))
    for rule in steps:
        history.step(rule)
    edited = history.step(edit(scene("Something else."), by_curator=False))
    assert not edited.approved
    assert edited.content == scene("Something else.")


@given(st.lists(RULES, max_size=12))
def test_a_decision_ends_the_hold_and_nothing_else_does(steps: list[Rule]) -> None:
    history = History(added(scene("A gull."), held=True))
    decided = False
    for rule in steps:
        decided = decided or rule in (APPROVE, REJECT)
        assert history.step(rule).held is not decided


@pytest.mark.parametrize(
    ("state", "by_curator", "after"),
    [
        (State.APPROVED, False, State.OPEN),
        (State.APPROVED, True, State.APPROVED),
        (State.REJECTED, False, State.REJECTED),
        (State.OPEN, True, State.OPEN),
    ],
)
def test_an_edit_reopens_only_what_was_approved(
    state: State, by_curator: bool, after: State
) -> None:
    contribution = added(scene("A gull."), state=state)
    change = edit(scene("A storm."), by_curator=by_curator)(contribution, [])
    assert (change.action, change.result.state) == ("edited", after)


def test_only_new_times_lose_their_confirmations() -> None:
    measured = added(timestamp(125))
    assert edit(timestamp(200), by_curator=False)(measured, []).result.confirmed_by == ()
    same = edit(timestamp(125), by_curator=False)(measured, []).result
    assert same.confirmed_by == measured.confirmed_by
    told = added(scene("A gull."))
    assert edit(scene("A storm."), by_curator=False)(told, []).result.confirmed_by


def test_promoting_is_taken_back_and_reverting_the_only_step_rejects() -> None:
    history = History(added(scene("A gull.")))
    assert history.decide(promote).promoted
    assert not history.step(demote).promoted
    assert History(added(scene("A gull."))).decide(revert).state is State.REJECTED


def test_members_edit_what_they_reported_and_confirm_what_others_did() -> None:
    contribution = added(scene("A gull."))
    assert may_edit(contribution, 5, curator=False)
    assert not may_edit(contribution, 6, curator=False)
    assert may_confirm(contribution, 6)
    assert not may_confirm(contribution, 5)
    assert contribution.is_confirmed_by(6) and not contribution.is_confirmed_by(5)


@pytest.mark.parametrize("state", [State.REJECTED, State.REPLACED])
def test_only_curators_touch_what_does_not_stand(state: State) -> None:
    contribution = added(scene("A gull."), state=state)
    assert not may_edit(contribution, 5, curator=False)
    assert not may_confirm(contribution, 6)
    assert may_edit(contribution, 50, curator=True)
