"""Boards as Discord has them: forums that require tags, announcement channels."""

from __future__ import annotations

import discord
import pytest

from cogs.theories.thread import TAGS, tag_name
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import Theatre, counts, form, reply_of, said
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE


async def require_tags(theatre: Theatre, *names: str) -> discord.ForumChannel:
    """Have the board require a tag, of which it has these; SimCord models no such flag."""
    board = theatre.club.bot.get_channel(theatre.board.id)
    assert isinstance(board, discord.ForumChannel)
    await board.edit(available_tags=[discord.ForumTag(name=name) for name in names])
    await theatre.env.settle()
    board._flags = discord.ChannelFlags.require_tag.flag
    return board


async def test_a_board_that_takes_no_post_is_said_before_anything_is_typed(
    theatre: Theatre,
) -> None:
    await require_tags(theatre)
    refused = await theatre.club.alice.slash(theatre.club.lobby, "theory new", film=TWO_SCENES.id)
    assert refused.modal is None
    assert "requires a tag on every post but has none" in said(refused)


async def test_a_tag_of_the_forums_own_serves_where_ours_is_missing(theatre: Theatre) -> None:
    board = await require_tags(theatre, "Speculation")
    result = await theatre.new(theatre.club.alice)
    sent = [r.json for r in theatre.env.http_requests if r.path == f"/channels/{board.id}/threads"]
    assert sent[-1] is not None
    assert sent[-1]["applied_tags"] == [str(board.available_tags[0].id)]
    assert "Posted" in said(result)


async def test_set_up_takes_no_forum_that_would_refuse_every_theory(theatre: Theatre) -> None:
    board = theatre.club.server.create_forum_channel("ideas")
    await theatre.env.settle()
    forum = theatre.club.bot.get_channel(board.id)
    assert isinstance(forum, discord.ForumChannel)
    theatre.forbid(manage_channels=False)
    await theatre.env.settle()
    forum._flags = discord.ChannelFlags.require_tag.flag
    refused = await theatre.club.admin.slash(theatre.club.lobby, "theory setup", board=board)
    assert "requires a tag on every post" in said(refused)
    settings = await theatre.club.bot.preferences.server(theatre.club.server.id)
    assert settings.theory_board_id == theatre.board.id


@pytest.mark.parametrize(("own", "added"), [(20, 0), (17, 3)])
async def test_a_forum_that_is_full_of_tags_serves_with_those_that_it_has(
    theatre: Theatre, own: int, added: int
) -> None:
    board = await require_tags(theatre, *(f"Own {number}" for number in range(own)))
    done = await theatre.club.admin.slash(theatre.club.lobby, "theory setup", board=theatre.board)
    assert "as many tags as Discord allows" in said(done)
    assert len(board.available_tags) == own + added == 20
    assert [tag.name for tag in board.available_tags[own:]] == [
        tag_name(tag) for tag in TAGS[:added]
    ]
    assert "Posted" in said(await theatre.new(theatre.club.alice))
    sent = [r.json for r in theatre.env.http_requests if r.path == f"/channels/{board.id}/threads"]
    first = board.available_tags[own if added else 0]
    assert sent[-1] is not None and sent[-1]["applied_tags"] == [str(first.id)]


async def test_a_forum_that_began_to_require_tags_says_so_and_keeps_the_theory(
    theatre: Theatre,
) -> None:
    theatre.env.inject_error(
        "POST", f"/channels/{theatre.board.id}/threads", status=400, code=40067, message="tag"
    )
    result = await theatre.new(theatre.club.alice)
    assert "requires a tag on every post" in said(result)
    assert "Your theory is kept for a day" in said(result)
    again = await theatre.club.alice.click(reply_of(result).message, label="Try again")
    assert "Posted" in said(again)


async def test_in_an_announcement_channel_the_thread_is_of_its_kind(theatre: Theatre) -> None:
    await theatre.set(theory_board_id=None)
    news = theatre.club.server.create_news_channel("news")
    await theatre.env.settle()
    shown = await theatre.club.alice.slash(news, "theory new", film=TWO_SCENES.id)
    await theatre.club.alice.submit_modal(shown, form())
    (sent,) = [
        r.json for r in theatre.env.http_requests if r.path == f"/channels/{news.id}/threads"
    ]
    assert sent is not None
    assert sent["type"] == discord.ChannelType.news_thread.value


@pytest.mark.parametrize(("code", "status"), [(10003, 404), (50083, 400), (160005, 400)])
async def test_a_thread_that_shut_while_somebody_typed_is_no_error_of_ours(
    theatre: Theatre, caplog: pytest.LogCaptureFixture, code: int, status: int
) -> None:
    thread = await theatre.post(theatre.club.alice)
    (card,) = (message for message in thread.history() if message.components)
    shown = await theatre.club.bob.click(card, label="Evidence")
    theatre.env.inject_error(
        "POST", f"/channels/{thread.id}/messages", status=status, code=code, message="shut"
    )
    before = await counts(theatre)
    result = await theatre.club.bob.submit_modal(shown, {"words": "1:02 map", "source": "press"})
    assert "thread is" in said(result)
    assert await counts(theatre) == before
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
