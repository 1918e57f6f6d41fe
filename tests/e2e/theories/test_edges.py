"""What goes wrong: forged ids, things that are gone, missing permissions, strangers, DMs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
import pytest
import simcord
from discord import ui

from cogs.shared.items import ActionButton
from data.schema import theory
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import Theatre, ballot, counts, first, said, text_of

pytestmark = ON_SQLITE


async def forge(
    theatre: Theatre, channel: simcord.ChannelHandle, *custom_ids: str
) -> discord.Message:
    """A message with any buttons, as nobody but a broken or old bot could have sent it."""
    view = ui.View(timeout=None)
    for custom_id in custom_ids:
        action, _, argument = custom_id.rpartition(":")
        view.add_item(ActionButton(action, argument, custom_id))
    target = theatre.club.bot.get_channel(channel.id)
    assert isinstance(target, discord.TextChannel)
    await target.send("old", view=view)
    return channel.history()[-1]


ACTIONS = ("rate", "evidence", "objection", "object", "follow", "back", "post", "agree", "name")


async def test_another_servers_theories_are_out_of_reach(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    await theatre.propose("confirmed")
    before = await counts(theatre)
    elsewhere = theatre.env.create_guild("Elsewhere")
    lobby = elsewhere.create_text_channel("lobby")
    boss = elsewhere.create_role("Boss", permissions=discord.Permissions(administrator=True))
    stranger = elsewhere.add_member(theatre.env.create_user("stranger"), roles=[boss])
    await theatre.env.settle()
    message = await forge(theatre, lobby, *(f"theory:{action}:1" for action in ACTIONS))
    for action in ACTIONS:
        result = await stranger.click(message, custom_id=f"theory:{action}:1")
        assert result.ephemeral
        assert result.modal is None
        assert any(word in said(result) for word in (" is gone", "settled already"))
    for command in ("show", "withdraw"):
        result = await stranger.slash(lobby, f"theory {command}", number=1)
        assert said(result).startswith("There is no theory 1 here")
    moderated = await stranger.slash(
        lobby, "theory moderate", number=1, action="delete", reason="x"
    )
    assert "There is no theory 1 here" in said(moderated)
    assert "No theory fits" in said(await stranger.slash(lobby, "theory list"))
    record = said(await stranger.slash(lobby, "theory record", member=stranger))
    assert "posted 0 theories" in record
    assert "studio.example" not in record
    assert await counts(theatre) == before


async def test_a_forged_or_year_old_button_gets_one_sentence(
    theatre: Theatre, subtests: pytest.Subtests
) -> None:
    forged = (
        *("theory:rate:999", "theory:rate:", "theory:rate:abc"),
        *("theory:back:7", "theory:agree:x", "theory:delete:1", "theory:post:5", "theory:film:5:x"),
        *("theory:vote:1", *(f"theory:{action}:{'9' * 20}" for action in (*ACTIONS, "delete"))),
    )
    message = await forge(theatre, theatre.club.lobby, *forged)
    await theatre.env.advance_time(400 * 86_400)
    for custom_id in forged:
        with subtests.test(custom_id=custom_id):
            result = await theatre.club.admin.click(message, custom_id=custom_id)
            assert result.ephemeral
            assert said(result)
            assert "went wrong" not in said(result)
            assert await counts(theatre) == (0, 0, 0, 0)


async def test_a_ballot_on_a_resolved_theory_changes_nothing(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    shown = await theatre.club.bob.click(first(thread), label="Rate")
    await theatre.resolve("debunked")
    result = await theatre.club.bob.submit_modal(shown, ballot())
    assert said(result).startswith("This theory is resolved")
    assert (await counts(theatre))[1] == 0


async def test_a_member_who_left_leaves_ballots_and_record(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    await theatre.club.bob.click(first(thread), label="Follow")
    theatre.club.server.remove_member(theatre.club.bob)
    theatre.club.server.remove_member(theatre.club.alice)
    await theatre.resolve("confirmed")
    await theatre.env.advance_time(30)
    assert "1 ballot" in text_of(first(thread))
    assert any("is resolved" in message.content for message in thread.history())


async def click_evidence_with_file(theatre: Theatre) -> simcord.InteractionResult:
    (thread,) = theatre.board.threads
    shown = await theatre.club.bob.click(first(thread), label="Evidence")
    if shown.modal is None:
        return shown
    picture = ("x.png", b"\x89PNG\r\n\x1a\n")
    fields = {"words": "1:02 a look", "source": "press", "screenshot": picture}
    return await theatre.club.bob.submit_modal(shown, fields)


async def lock(theatre: Theatre) -> simcord.InteractionResult:
    return await theatre.club.moderator.slash(
        theatre.club.lobby, "theory moderate", number=1, action="lock", reason="x"
    )


async def state_another(theatre: Theatre) -> simcord.InteractionResult:
    return await theatre.club.alice.slash(theatre.club.lobby, "theory new", film="quiet meadow")


@pytest.mark.parametrize(
    ("permission", "name", "deed"),
    [
        ("send_messages", "Create Posts", state_another),
        ("send_messages_in_threads", "Send Messages in Posts", state_another),
        ("send_messages_in_threads", "Send Messages in Threads", click_evidence_with_file),
        ("attach_files", "Attach Files", click_evidence_with_file),
        ("manage_threads", "Manage Threads", lock),
    ],
)
async def test_a_missing_permission_is_named_before_anything_is_stored(
    theatre: Theatre,
    permission: str,
    name: str,
    deed: Callable[[Theatre], Awaitable[simcord.InteractionResult]],
) -> None:
    await theatre.post(theatre.club.alice)
    before = await counts(theatre)
    theatre.forbid(**{permission: True})
    await theatre.env.settle()
    result = await deed(theatre)
    assert f": {name}" in said(result)
    assert "<#" in said(result)
    assert await counts(theatre) == before


async def test_threads_in_a_channel_need_their_permission(theatre: Theatre) -> None:
    await theatre.set(theory_board_id=None)
    theatre.forbid(create_public_threads=True)
    await theatre.env.settle()
    result = await state_another(theatre)
    assert f"{theatre.club.lobby.mention}: Create Public Threads" in said(result)


async def test_a_board_whose_tags_may_not_be_added_is_kept_and_the_lack_said(
    theatre: Theatre,
) -> None:
    board = theatre.club.server.create_forum_channel("second")
    theatre.forbid(manage_channels=True)
    await theatre.env.settle()
    result = await theatre.club.admin.slash(theatre.club.lobby, "theory setup", board=board)
    assert "lacks the tags Open, Closed" in said(result)
    assert "Manage Channels" in said(result)
    settings = await theatre.club.bot.preferences.server(theatre.club.server.id)
    assert settings.theory_board_id == board.id


async def test_the_gate_says_why_and_from_when(theatre: Theatre) -> None:
    await theatre.set(theory_account_days=7, theory_member_hours=24)
    thread = await theatre.post(theatre.club.alice)
    refused = await theatre.club.bob.click(first(thread), label="Rate")
    assert "New accounts and new members wait" in said(refused)
    assert "<t:" in said(refused)
    role = next(role for name, role in theatre.club.server.roles.items() if name == "Moderators")
    await theatre.set(theory_waiver_role_id=role.id)
    assert "Received" in said(await theatre.rate(theatre.club.moderator, thread))
    await theatre.env.advance_time(7 * 86_400)
    assert "Received" in said(await theatre.rate(theatre.club.bob, thread))


async def test_theories_are_not_for_dms(theatre: Theatre) -> None:
    assert not any("theory" in name for name in theatre.club.bob.user.available_commands())


async def test_a_theory_whose_posting_was_cut_off_is_found_again_by_its_button(
    theatre: Theatre,
) -> None:
    thread = await theatre.post(theatre.club.alice)
    async with theatre.club.resources.database.transaction() as connection:
        lost = {"status": "draft", "thread_id": None, "message_id": None}
        await connection.execute(theory.update().values(**lost))
    assert "Received" in said(await theatre.rate(theatre.club.bob, thread))
    await theatre.env.advance_time(11)
    assert "1 ballot ·" in text_of(first(thread))


async def close_to_members(theatre: Theatre) -> None:
    """Let nobody but admins and the bot see the board."""
    guild = theatre.club.bot.get_guild(theatre.club.server.id)
    assert guild is not None
    board = guild.get_channel(theatre.board.id)
    assert isinstance(board, discord.ForumChannel)
    own = next(role for role in guild.me.roles if role.managed)
    await board.set_permissions(own, view_channel=True)
    await board.set_permissions(guild.default_role, view_channel=False)
    await theatre.env.settle()


async def test_a_theory_is_shown_to_those_only_who_may_read_its_thread(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    await close_to_members(theatre)
    lobby = theatre.club.lobby
    shown = await theatre.club.bob.slash(lobby, "theory show", number=1)
    assert said(shown) == "Theory 1 is in a channel that you can't see."
    assert "ZEBRAFISH" in said(await theatre.club.admin.slash(lobby, "theory show", number=1))


async def test_a_likely_duplicate_out_of_the_authors_sight_is_not_shown(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    await close_to_members(theatre)
    await theatre.set(theory_board_id=None)
    result = await theatre.new(theatre.club.bob)
    assert "Posted" in said(result)
    assert "ZEBRAFISH" not in said(result)


async def test_who_looks_after_another_channel_moderates_no_theory(theatre: Theatre) -> None:
    await theatre.post(theatre.club.alice)
    den = theatre.club.server.create_text_channel("bobs-den")
    await theatre.env.settle()
    guild = theatre.club.bot.get_guild(theatre.club.server.id)
    assert guild is not None
    channel = guild.get_channel(den.id)
    assert isinstance(channel, discord.TextChannel)
    await channel.set_permissions(guild.default_role, manage_messages=True)
    await theatre.env.settle()
    refused = await theatre.club.bob.slash(
        den, "theory moderate", number=1, action="freeze", reason="mine"
    )
    assert said(refused).startswith("Only moderators")
