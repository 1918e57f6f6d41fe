"""Theories: nothing is opened for a member, or shown to one, that they may not do or see."""

from __future__ import annotations

import pytest
import simcord
from sqlalchemy import update

from data.schema import theory as theories
from tests.conftest import ON_SQLITE
from tests.e2e.replies import answer, reads, sees
from tests.e2e.rights import overwrite
from tests.e2e.theories.theatre import Theatre, ballot, counts, first, form, said
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE


async def test_a_theory_is_posted_only_for_who_may_post_on_the_board(theatre: Theatre) -> None:
    alice, lobby = theatre.club.alice, theatre.club.lobby
    shown = await alice.slash(lobby, "theory new", film=TWO_SCENES.id)
    await overwrite(theatre.club, theatre.board, send_messages=False)
    refused = await alice.submit_modal(shown, form())
    assert "where you can't open a thread yourself" in said(refused)
    assert (await counts(theatre))[0] == 0
    closed = await alice.slash(lobby, "theory new", film=TWO_SCENES.id)
    assert closed.modal is None
    assert "where you can't open a thread yourself" in answer(closed).content


@pytest.fixture
async def hidden(theatre: Theatre) -> simcord.ChannelHandle:
    """A board that only admins see, with a theory of an admin's about the film."""
    backstage = theatre.club.server.create_forum_channel("backstage")
    await overwrite(theatre.club, backstage, view_channel=False)
    await theatre.set(theory_board_id=backstage.id)
    result = await theatre.new(theatre.club.admin, "The ZEBRAFISH ship is a model")
    assert "Posted" in said(result)
    await theatre.set(theory_board_id=theatre.board.id)
    return backstage


async def test_lists_and_entries_leave_out_theories_of_closed_channels(
    theatre: Theatre, hidden: simcord.ChannelHandle
) -> None:
    await theatre.post(theatre.club.alice)
    bob, admin, lobby = theatre.club.bob, theatre.club.admin, theatre.club.lobby
    assert "\n1 theory" in said(await bob.slash(lobby, "theory list"))
    assert "[Theory 1]" not in said(await bob.slash(lobby, "theory list"))
    assert "\n2 theories" in said(await admin.slash(lobby, "theory list"))
    card = answer(await bob.slash(lobby, "stinger", film=TWO_SCENES.id))
    assert "\n1 theory" in said(await bob.click(card.message, label="Theories"))
    shown = await bob.slash(lobby, "theory show", number=1)
    assert shown.response is not None
    assert "channel that you can't see" in said(shown)


async def test_a_list_does_not_tell_of_theories_whose_thread_sleeps_in_a_closed_channel(
    theatre: Theatre, hidden: simcord.ChannelHandle
) -> None:
    (thread,) = hidden.threads
    theatre.env.backend.edit_channel(thread.id, {}, thread_metadata={"archived": True})
    await theatre.env.settle()
    async with theatre.club.resources.database.transaction() as connection:
        await connection.execute(update(theories).values(channel_id=None))  # as it was once kept
    bob, admin, lobby = theatre.club.bob, theatre.club.admin, theatre.club.lobby
    assert "No theory fits" in said(await bob.slash(lobby, "theory list"))
    assert "\n1 theory" in said(await admin.slash(lobby, "theory list"))
    theatre.env.backend.delete_channel(thread.id)
    await theatre.env.settle()
    assert "No theory fits" in said(await bob.slash(lobby, "theory list"))


async def test_records_count_only_what_the_asker_may_see_and_hide_the_sites(
    theatre: Theatre, hidden: simcord.ChannelHandle
) -> None:
    admin, bob, lobby = theatre.club.admin, theatre.club.bob, theatre.club.lobby
    await theatre.propose("confirmed")
    (thread,) = hidden.threads
    await theatre.other_admin.click(thread.history()[-1], label="Agree")
    to_bob = said(await bob.slash(lobby, "theory record", member=admin))
    assert "posted 0 theories" in to_bob
    assert "studio.example" not in to_bob
    to_admin = answer(await admin.slash(lobby, "theory record"))
    assert "Right: 1 of 1 settled" in to_admin.content
    assert "studio.example" not in sees(to_admin)
    assert "studio.example" in reads(to_admin)


async def test_nothing_is_taken_for_a_theory_that_the_member_cannot_see(
    theatre: Theatre, hidden: simcord.ChannelHandle
) -> None:
    (thread,) = hidden.threads
    card = first(thread)
    bob = theatre.club.bob
    before = await counts(theatre)
    copied = await theatre.copy(card)
    for label in ("Rate", "Evidence", "Objection", "Follow"):
        refused = await bob.click(copied, label=label)
        assert "channel that you can't see" in said(refused)
    assert await counts(theatre) == before


async def test_a_form_that_was_open_while_the_channel_closed_is_not_taken(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob = theatre.club.bob
    shown = await bob.click(await theatre.copy(first(thread)), label="Rate")
    await overwrite(theatre.club, theatre.board, view_channel=False)
    refused = await bob.submit_modal(shown, ballot())
    assert "channel that you can't see" in said(refused)
    assert (await counts(theatre))[1] == 0


async def test_who_is_muted_adds_no_words_to_a_theory(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob = theatre.club.bob
    shown = await bob.click(first(thread), label="Evidence")
    await overwrite(theatre.club, theatre.board, send_messages_in_threads=False)
    before = await counts(theatre)
    fields = {"words": "1:02 a look", "source": "press"}
    assert "You may not write in this channel" in said(await bob.submit_modal(shown, fields))
    for label in ("Evidence", "Objection"):
        assert "You may not write" in said(await bob.click(first(thread), label=label))
    assert await counts(theatre) == before


async def test_a_new_admin_may_rate_at_once(theatre: Theatre) -> None:
    await theatre.set(theory_account_days=365, theory_member_hours=720)
    thread = await theatre.post(theatre.club.alice)
    refused = await theatre.rate(theatre.club.bob, thread)
    assert "wait a little" in said(refused)
    assert "Received" in said(await theatre.rate(theatre.club.admin, thread))
