"""Threads that are gone, locked or archived, boards that vanish, posts that Discord refuses.

SimCord does not model archived threads: Discord's refusals are injected where they matter.
"""

from __future__ import annotations

import aiohttp
import discord
import pytest
import simcord
from simcord.backend.errors import BackendError
from simcord.http.router import RequestContext

from cogs.theories.store.theories import POSTS_IN
from tests.conftest import ON_SQLITE
from tests.e2e.other_answers import Usual, reroute
from tests.e2e.replies import filled_in
from tests.e2e.theories.theatre import (
    Theatre,
    ballot,
    correct,
    counts,
    first,
    form,
    reply_of,
    said,
    text_of,
)

pytestmark = ON_SQLITE


async def delete_thread(theatre: Theatre, thread: simcord.ChannelHandle) -> None:
    theatre.env.backend.delete_channel(thread.id)
    await theatre.env.settle()


async def test_a_deleted_thread_is_said_so(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    bob, lobby = theatre.club.bob, theatre.club.lobby
    shown = await bob.slash(lobby, "theory show", number=1)
    assert shown.response is not None
    before = await counts(theatre)
    await delete_thread(theatre, thread)
    for label in ("Rate", "Evidence", "Objection", "Follow"):
        result = await bob.click(shown.response.message, label=label)
        assert "thread is gone" in said(result)
    asked = await theatre.propose("partly")
    assert "thread is gone" in said(asked)
    assert await counts(theatre) == before
    gone = await theatre.club.moderator.slash(
        lobby, "theory moderate", number=1, action="delete", reason="thread gone"
    )
    assert gone.response is not None
    done = await theatre.club.moderator.click(gone.response.message, label="Delete for good")
    assert "is deleted" in said(done)
    assert await counts(theatre) == (0, 0, 0, 0)


async def test_an_edit_of_a_deleted_thread_is_dropped(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    await delete_thread(theatre, thread)
    await theatre.env.advance_time(3_600)
    assert "1 ballot" in said(
        await theatre.club.bob.slash(theatre.club.lobby, "theory show", number=1)
    )


async def lock_in_discord(theatre: Theatre, thread: simcord.ChannelHandle) -> None:
    theatre.env.backend.edit_channel(thread.id, {}, thread_metadata={"locked": True})
    await theatre.env.settle()


@pytest.mark.parametrize(
    ("label", "fields"),
    [
        ("Rate", ballot()),
        ("Evidence", {"words": "1:02 a look", "source": "press"}),
        ("Objection", {"words": "The dates do not fit"}),
    ],
)
async def test_a_thread_locked_while_somebody_types_takes_nothing(
    theatre: Theatre, label: str, fields: dict[str, str]
) -> None:
    thread = await theatre.post(theatre.club.alice)
    shown = await theatre.club.bob.click(first(thread), label=label)
    before = await counts(theatre)
    await lock_in_discord(theatre, thread)
    result = await theatre.club.bob.submit_modal(shown, fields)
    assert "thread is closed" in said(result)
    assert await counts(theatre) == before
    corrected = filled_in(await correct(theatre.club.bob, result))
    assert {name: corrected[name] for name in fields} == fields


async def test_a_locked_thread_takes_nothing(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await lock_in_discord(theatre, thread)
    before = await counts(theatre)
    for label in ("Rate", "Evidence", "Objection", "Follow"):
        result = await theatre.club.bob.click(first(thread), label=label)
        assert "thread is closed" in said(result)
    assert await counts(theatre) == before


async def test_evidence_that_an_archived_thread_refuses_is_not_kept(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    before = await counts(theatre)
    shown = await theatre.club.bob.click(first(thread), label="Evidence")
    theatre.env.inject_error(
        "POST", f"/channels/{thread.id}/messages", status=400, code=50083, message="archived"
    )
    result = await theatre.club.bob.submit_modal(
        shown, {"words": "https://trade.example/b", "source": "official"}
    )
    assert "thread is closed" in said(result)
    assert filled_in(await correct(theatre.club.bob, result))["words"] == "https://trade.example/b"
    assert await counts(theatre) == before


async def test_an_archived_thread_is_woken_for_an_edit(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    theatre.env.inject_error(
        "PATCH", f"/channels/{thread.id}/messages/*", status=400, code=50083, message="archived"
    )
    await theatre.env.advance_time(11)
    assert "1 ballot ·" in text_of(first(thread))
    edits = [r.json for r in theatre.env.http_requests if r.path == f"/channels/{thread.id}"]
    assert [edit["archived"] for edit in edits if edit and "archived" in edit] == [False, True]


async def test_an_edit_that_discord_cannot_take_is_tried_again(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    theatre.env.inject_error("PATCH", f"/channels/{thread.id}/messages/*", status=500)
    await theatre.env.advance_time(30)
    assert "0 ballots" in text_of(first(thread))
    await theatre.env.advance_time(60)
    assert "1 ballot ·" in text_of(first(thread))


async def test_a_deleted_board_is_said_so_before_anything_is_typed(theatre: Theatre) -> None:
    theatre.env.backend.delete_channel(theatre.board.id)
    await theatre.env.settle()
    result = await theatre.club.alice.slash(
        theatre.club.lobby, "theory new", film="night harbour 2024"
    )
    assert "board is gone" in said(result)
    assert result.modal is None


async def test_a_board_deleted_while_somebody_types_loses_no_words(theatre: Theatre) -> None:
    shown = await theatre.club.alice.slash(
        theatre.club.lobby, "theory new", film="night harbour 2024"
    )
    theatre.env.backend.delete_channel(theatre.board.id)
    await theatre.env.settle()
    result = await theatre.club.alice.submit_modal(shown, form())
    assert "board is gone" in said(result)
    assert filled_in(await correct(theatre.club.alice, result)) == form()
    assert await counts(theatre) == (0, 0, 0, 0)


async def test_a_missing_tag_does_not_prevent_the_post(theatre: Theatre) -> None:
    theatre.env.backend.edit_channel(theatre.board.id, {"available_tags": []})
    await theatre.env.settle()
    result = await theatre.new(theatre.club.alice)
    assert "lacks the tag “Open”" in said(result)
    assert len(theatre.board.threads) == 1
    await theatre.rate(theatre.club.bob, theatre.board.threads[0])
    await theatre.env.advance_time(11)
    assert "1 ballot ·" in text_of(first(theatre.board.threads[0]))


async def test_a_post_that_discord_refuses_can_be_tried_again(theatre: Theatre) -> None:
    theatre.env.inject_error("POST", f"/channels/{theatre.board.id}/threads", status=500)
    result = await theatre.new(theatre.club.alice)
    assert "did not take this" in said(result)
    again = await theatre.club.alice.click(reply_of(result).message, label="Try again")
    assert "Posted" in said(again)
    assert len(theatre.board.threads) == 1


def denied(ctx: RequestContext, usual: Usual) -> None:
    """Done, but said otherwise."""
    usual(ctx)
    raise BackendError(503, 0, "Service Unavailable")


@pytest.mark.parametrize("board", [True, False])
async def test_a_thread_that_discord_opened_and_denied_is_the_theorys(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch, board: bool
) -> None:
    if not board:
        await theatre.set(theory_board_id=None)
    place = theatre.board if board else theatre.club.lobby
    with monkeypatch.context() as failing:
        reroute(failing, "POST", "/channels/{channel_id}/threads", denied)
        assert "Posted" in said(await theatre.new(theatre.club.alice))
    (thread,) = place.threads
    assert (await theatre.rate(theatre.club.bob, thread)).acknowledged


async def test_where_nobody_can_tell_whether_a_thread_is_there_it_is_looked_for_later(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as failing:
        reroute(failing, "POST", "/channels/{channel_id}/threads", denied)
        theatre.env.inject_error("GET", "/guilds/*/threads/active", status=503)
        assert "appears by itself" in said(await theatre.new(theatre.club.alice))
    await theatre.env.advance_time(POSTS_IN + 2)
    (thread,) = theatre.board.threads
    assert (await theatre.rate(theatre.club.bob, thread)).acknowledged


async def test_of_threads_that_the_library_asked_for_again_one_is_left(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    def twice(ctx: RequestContext, usual: Usual) -> object:
        usual(ctx)
        return usual(ctx)

    board = theatre.club.bot.get_channel(theatre.board.id)
    assert isinstance(board, discord.ForumChannel)
    # One of that number is there already, if the database is a backup that does not know it.
    older = await board.create_thread(name="Theory 1 · Night Harbour", content="An older theory")
    await theatre.env.advance_time(5 * POSTS_IN)
    reroute(monkeypatch, "POST", "/channels/{channel_id}/threads", twice)
    await theatre.new(theatre.club.alice)
    (thread,) = (one for one in theatre.board.threads if one.id != older.thread.id)
    assert len(theatre.board.threads) == 2
    assert (await theatre.rate(theatre.club.bob, thread)).acknowledged


async def cut_off(*_: object, **__: object) -> None:
    """The way to Discord, cut."""
    raise aiohttp.ServerDisconnectedError


async def test_a_post_that_never_reached_discord_can_be_tried_again(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as cut:
        cut.setattr(discord.ForumChannel, "create_thread", cut_off)
        result = await theatre.new(theatre.club.alice)
    assert "did not take this" in said(result)
    again = await theatre.club.alice.click(reply_of(result).message, label="Try again")
    assert "Posted" in said(again)


async def test_evidence_that_never_reached_discord_is_not_kept(
    theatre: Theatre, monkeypatch: pytest.MonkeyPatch
) -> None:
    thread = await theatre.post(theatre.club.alice)
    before = await counts(theatre)
    shown = await theatre.club.bob.click(first(thread), label="Evidence")
    monkeypatch.setattr(discord.Thread, "send", cut_off)
    result = await theatre.club.bob.submit_modal(shown, {"words": "1:02 a look", "source": "press"})
    assert "may not be done" in said(result)
    assert await counts(theatre) == before


async def test_half_a_thread_is_not_left_behind(theatre: Theatre) -> None:
    await theatre.set(theory_board_id=None)
    theatre.env.inject_error("POST", "/channels/*/messages", status=500)
    result = await theatre.new(theatre.club.alice)
    assert "did not take this" in said(result)
    assert theatre.club.lobby.threads == []


async def test_a_thread_that_may_not_be_deleted_gets_its_message_after_all(
    theatre: Theatre,
) -> None:
    await theatre.set(theory_board_id=None)
    theatre.env.inject_error("POST", "/channels/*/messages", status=500)
    theatre.env.inject_error("DELETE", "/channels/*", status=403, code=50013)
    result = await theatre.new(theatre.club.alice)
    assert "Posted" in said(result)
    (thread,) = theatre.club.lobby.threads
    assert len(thread.history()) == 1
