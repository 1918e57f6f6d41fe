"""No text is shown that nobody with the right to publish it there has approved.

Several people edit, approve, reject, share and revert in any order, and each decides on a card that
they may have opened long before: over the rules alone, and over the store.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from data.catalogue.film import EGG_GROUPS
from data.catalogue.verdict import Position
from data.contributions.rules.additions import told_scenes
from data.contributions.rules.contribution import Contribution, Event, State
from data.contributions.rules.decisions import (
    Decision,
    Rule,
    StaleRevisionError,
    approve,
    demote,
    edit,
    promote,
    reject,
    revert,
)
from data.contributions.rules.kinds import (
    AddedFilm,
    Content,
    Egg,
    Timed,
    Timestamp,
    ToldScene,
)
from data.contributions.rules.revisions import everywhere, in_own_server, seen_in
from data.contributions.rules.witnesses import Witness
from data.contributions.store.known_films import KnownFilms
from data.contributions.store.submissions import Submission
from data.database import Database
from data.text import HiddenText, SafeText
from tests.films import known_films

T = TypeVar("T")

NOW = datetime(2026, 3, 1, 20, tzinfo=UTC)
ELSEWHERE = 10**6
DECISIONS: dict[str, Decision] = {
    "approve": approve,
    "reject": reject,
    "revert": revert,
    "promote": promote,
}


def scene(words: str) -> ToldScene:
    return ToldScene(
        Position.POST, 1, "tone change", SafeText(words), HiddenText(words), source=words
    )


def words_of(content: Content | None) -> str | None:
    return content.hint if isinstance(content, ToldScene) else None


@dataclass
class Readers:
    """Who has opened which card, and what each has let go public where: told apart by its words."""

    cards: list[Contribution] = field(default_factory=list)
    approved: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)

    def wrote(self, words: str, *, curator: bool) -> None:
        if curator:
            self.approved.add(words)

    def decided(self, action: str, card: Contribution) -> None:
        words = words_of(card.content) or ""
        if action == "approve":
            self.approved.add(words)
        if action == "promote":
            self.shared.add(words)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(("open", "edit", "correct", "demote", *DECISIONS)), st.integers(0, 99)
    ),
    max_size=30,
)


@given(STEPS)
@settings(max_examples=400)
def test_nothing_is_told_that_nobody_has_approved_there(steps: list[tuple[str, int]]) -> None:
    present = Contribution(
        1, 1, "x", scene("0"), State.OPEN, False, Witness(5, established=True), (), NOW
    )
    history = [Event("added", 5, present.content, present.state, NOW)]
    readers = Readers([present])
    for number, (action, pick) in enumerate(steps, 1):
        card = readers.cards[pick % len(readers.cards)]
        if action == "open":
            readers.cards.append(present)
            continue
        change = _rule(action, card, scene(str(number)))
        try:
            step = change(present, history)
        except StaleRevisionError:
            assert card.content != present.content or card.revision != present.revision
            continue
        _note(readers, action, card, str(number))
        present = step.result
        history.append(
            Event(step.action, 5, present.content, present.state, NOW, present.approved_content)
        )
        assert (present.state is State.APPROVED) == (present.approved_content == present.content)
        if present.state in (State.REJECTED, State.REPLACED):
            assert present.approved_content is None
        if action == "reject":
            assert words_of(card.content) not in _told(in_own_server(present))
        elsewhere = _told(everywhere(present)) if present.promoted else set()
        assert _told(in_own_server(present)) <= readers.approved
        assert elsewhere <= readers.shared


def _rule(action: str, card: Contribution, words: Content) -> Rule:
    if action == "demote":
        return demote
    if action in ("edit", "correct"):
        return edit(words, by_curator=action == "correct")
    return DECISIONS[action](card.revision)


def _note(readers: Readers, action: str, card: Contribution, words: str) -> None:
    if action in ("edit", "correct"):
        readers.wrote(words, curator=action == "correct")
    readers.decided(action, card)


def _told(contribution: Contribution) -> set[str]:
    return {str(told.hint) for told in told_scenes([contribution])}


NUMBERS = count(1)


@dataclass(frozen=True)
class Told:
    """A kind of contribution: made out of a number, and which numbers are told of it where.

    ``unread`` tells whether its own server shows it before a curator has looked.
    """

    make: Callable[[int], Content]
    told: Callable[[Servers, int], set[int]]
    unread: bool = False


def _scenes_told(servers: Servers, server_id: int) -> set[int]:
    films = servers.run(servers.known.at(server_id))
    return {int(told.hint) for told in films.scenes(servers.film_id)}


def _films_told(servers: Servers, server_id: int) -> set[int]:
    added = servers.run(servers.known.at(server_id)).get(servers.film_id)
    return set() if added is None else {int(added.title)}


def _eggs_told(servers: Servers, server_id: int) -> set[int]:
    kept = servers.run(
        servers.known.contributions.of_film(server_id, [servers.film_id], promoted=True)
    )
    seen = [seen_in(egg, server_id) for egg in kept]
    shown = [egg.approved_content for egg in seen if egg.approved]
    return {int(egg.hint) for egg in shown if isinstance(egg, Egg)}


def _times_told(servers: Servers, server_id: int) -> set[int]:
    films = servers.run(servers.known.at(server_id))
    return {
        measured.seconds - 60
        for cut in films.timings(servers.film_id)
        for measured in [cut.credits]
        if measured is not None
    }


TOLD = {
    "scene": Told(lambda number: scene(str(number)), _scenes_told),
    "egg": Told(
        lambda number: Egg(EGG_GROUPS[0], SafeText(str(number)), HiddenText("x")), _eggs_told
    ),
    "film": Told(lambda number: AddedFilm(str(number), 2026), _films_told, unread=True),
    "timestamp": Told(
        lambda number: Timestamp("theatrical", 7_200, 7_200 - 60 - number), _times_told, unread=True
    ),
}


class Servers(RuleBasedStateMachine):
    """A contribution in one server, and what the store makes of all that happens to it.

    Several people have cards open that are older than what stands by now, and decide on them.
    """

    known: KnownFilms
    run: Callable[[Coroutine[Any, Any, Any]], Any]
    kind: Told

    def __init__(self) -> None:
        super().__init__()
        self.number = next(NUMBERS)
        self.words = count(1)
        content = self.kind.make(0)
        film_ids = [] if isinstance(content, AddedFilm) else [f"film-{self.number}"]
        submission = Submission(self.number, film_ids, Witness(5, established=True), content)
        added: Contribution = self.run(self.known.contributions.add(submission, NOW))
        self.film_id = added.film_id
        self.cards = [added]
        self.approved: set[Content] = set()
        self.shared: set[Content] = set()

    def present(self) -> Contribution:
        here: Contribution = self.run(self.known.contributions.get(self.number, self.cards[0].id))
        return here

    @rule()
    def open_card(self) -> None:
        self.cards.append(self.present())

    @rule(
        action=st.sampled_from(("edit", "correct", "demote", *DECISIONS)), pick=st.integers(0, 99)
    )
    def act(self, action: str, pick: int) -> None:
        card = self.cards[pick % len(self.cards)]
        words = self.kind.make(next(self.words))
        change = self.known.contributions.change(card, _rule(action, card, words), 50, NOW)
        try:
            self.run(change)
        except StaleRevisionError:
            assert self.present().revision != card.revision
            return
        if action == "correct":
            self.approved.add(words)
        if action == "approve":
            self.approved.add(card.content)
        if action == "promote":
            self.shared.add(card.content)

    @rule()
    def restart(self) -> None:
        self.known.forget(self.number)

    @invariant()
    def nothing_is_told_that_nobody_has_approved_there(self) -> None:
        shared = self._numbers(self.shared)
        assert self.kind.told(self, ELSEWHERE) <= shared
        here = self.kind.told(self, self.number)
        if self.kind.unread and (present := self.present()).approved_content is None:
            # Films and times count here at once; what was refused does not.
            here -= self._numbers({present.content}) if present.stands else set()
        # What the operator shares is told in its own server too.
        assert here <= self._numbers(self.approved) | shared

    def _numbers(self, contents: set[Content]) -> set[int]:
        """The numbers out of which contents were made."""
        return {n for n in range(next(self.words)) if self.kind.make(n) in contents}


@pytest.mark.parametrize(
    ("database_address", "kind"),
    [*(("sqlite", kind) for kind in TOLD), ("postgresql", "scene")],
    indirect=["database_address"],
)
def test_the_store_tells_nothing_that_nobody_has_approved_there(
    database_address: str, kind: str
) -> None:
    """Of every kind; one of them on PostgreSQL too, as step follows step on either."""
    told = TOLD[kind]
    with asyncio.Runner() as runner:
        database = Database(database_address)

        class Here(Servers):
            known = known_films(database)
            run = staticmethod(runner.run)
            kind = told

        try:
            run_state_machine_as_test(
                Here, settings=settings(max_examples=40, stateful_step_count=20, deadline=None)
            )
        finally:
            runner.run(database.close())


async def test_a_film_that_is_shared_is_in_its_own_server_as_members_have_it_now(
    database: Database,
) -> None:
    known = known_films(database)
    film = Submission(1, [], Witness(5, established=True), AddedFilm("Before", 2026))
    added = await known.contributions.add(film, NOW)
    shared = await known.contributions.change(added, promote(added.revision), 50, NOW)
    after = edit(AddedFilm("After", 2026), by_curator=False)
    await known.contributions.change(shared, after, 50, NOW)
    for server_id, title in ((1, "After"), (ELSEWHERE, "Before")):
        films = await known.at(server_id)
        assert [film.title for film in films.added] == [title]
        found = films.get(added.film_id)
        assert found is not None and found.title == title


def test_times_that_are_confirmed_anew_do_not_vouch_for_the_approved_ones() -> None:
    approved = Timestamp("theatrical", 7200, None, (Timed(Position.MID, 125),))
    newer = Timestamp("theatrical", 7200, None, (Timed(Position.MID, 300),))
    reporter, other = Witness(5, established=True), Witness(6, established=True)
    one = Contribution(
        1, 1, "x", newer, State.OPEN, False, reporter, (other,), NOW, 2, approved, approved
    )
    for seen in (seen_in(one, 1), seen_in(one, 2)):
        assert (seen.content, seen.witnesses) == (approved, (reporter,))
    assert one.witnesses == (reporter, other)


def test_what_is_not_shared_is_seen_nowhere_else() -> None:
    one = Contribution(
        1, 1, "x", scene("0"), State.OPEN, False, Witness(5, established=True), (), NOW
    )
    with pytest.raises(ValueError, match="not shared"):
        seen_in(one, 2)
