"""What approving, editing, reverting and promoting change, and for which revision."""

from __future__ import annotations

import pytest

from data.contributions.rules.contribution import State
from data.contributions.rules.decisions import (
    StaleRevisionError,
    approve,
    demote,
    edit,
    promote,
    reject,
    revert,
)
from data.contributions.rules.kinds import AddedFilm
from data.contributions.store.contributions import Contributions
from data.contributions.store.known_films import KnownFilms
from tests.data.contributions.store.contributions import (
    HERE,
    NOW,
    THERE,
    add,
    old,
    scene,
    timestamp,
)
from tests.films import UNKNOWN


async def test_a_scene_waits_is_approved_reverted_and_promoted(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, scene(), old(5))
    assert [waiting.id for waiting in await store.waiting(HERE)] == [one.id]
    assert (await known.at(HERE)).scenes(UNKNOWN.id) == ()
    approved = await store.change(one, approve(one.revision), 50, NOW)
    assert [s.hidden for s in (await known.at(HERE)).scenes(UNKNOWN.id)] == [scene().hidden]
    assert (await known.at(THERE)).scenes(UNKNOWN.id) == ()
    promoted = await store.change(approved, promote(approved.revision), 1, NOW)
    assert len((await known.at(THERE)).scenes(UNKNOWN.id)) == 1
    withdrawn = await store.change(promoted, demote, 1, NOW)
    assert (await known.at(THERE)).scenes(UNKNOWN.id) == ()
    edited = await store.change(withdrawn, edit(scene("Another."), by_curator=True), 50, NOW)
    reverted = await store.change(edited, revert(edited.revision), 50, NOW)
    assert reverted.content == scene()
    again = await store.change(reverted, revert(reverted.revision), 50, NOW)
    assert again.content == scene("Another.")
    steps = [event.action for event in await store.history(again)]
    assert steps == ["added", "approved", "promoted", "demoted", "edited", "reverted", "reverted"]


async def test_new_times_lose_their_confirmations_and_a_decision_does_not(
    store: Contributions,
) -> None:
    one = await add(store, timestamp(125), old(5))
    await store.confirm(one, old(6), NOW)
    approved = await store.change(one, approve(one.revision), 50, NOW)
    reverted = await store.change(approved, revert(approved.revision), 50, NOW)
    assert (len(reverted.confirmed_by), reverted.state) == (1, State.OPEN)
    edited = await store.change(reverted, edit(timestamp(200), by_curator=True), 5, NOW)
    assert edited.confirmed_by == ()
    assert await store.get(HERE, one.id) == edited


async def test_reverting_what_was_only_added_rejects_it(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, AddedFilm("Copper Comet", 2026), old(5), film="")
    assert len((await known.at(HERE)).added) == 1
    await store.change(one, revert(one.revision), 50, NOW)
    assert (await known.at(HERE)).added == []


async def test_a_decision_counts_for_what_its_reader_saw(
    store: Contributions, known: KnownFilms
) -> None:
    read = await add(store, scene(), old(5))
    edited = await store.change(read, edit(scene("Another."), by_curator=False), 5, NOW)
    for decision in (approve, reject, revert, promote):
        with pytest.raises(StaleRevisionError):
            await store.change(read, decision(read.revision), 50, NOW)
    with pytest.raises(StaleRevisionError):
        await store.confirm(read, old(6), NOW)
    assert await store.get(HERE, read.id) == edited
    assert (await known.at(HERE)).scenes(UNKNOWN.id) == ()
    # Whoever holds an old copy and read the newest decides on that.
    approved = await store.change(read, approve(edited.revision), 50, NOW)
    assert approved == await store.get(HERE, read.id)
    assert approved.approved_content == scene("Another.")


async def test_newer_times_of_an_approved_timestamp_wait_and_nobody_vouches_for_both(
    store: Contributions, known: KnownFilms
) -> None:
    one = await add(store, timestamp(125), old(5))
    approved = await store.change(one, approve(one.revision), 50, NOW)
    assert await store.waiting(HERE) == []
    edited = await store.change(approved, edit(timestamp(300), by_curator=False), 5, NOW)
    await store.confirm(edited, old(6), NOW)
    assert [waiting.id for waiting in await store.waiting(HERE)] == [one.id]
    (cut,) = (await known.at(HERE)).timings(UNKNOWN.id)
    assert (cut.scenes[0].starts.seconds, cut.members) == (125, 1)
    later = timestamp(130)
    await add(store, later, old(5))
    (cut,) = (await known.at(HERE)).timings(UNKNOWN.id)
    assert (cut.scenes[0].starts.seconds, cut.members) == (130, 1)
