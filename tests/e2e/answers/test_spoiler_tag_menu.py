"""*Spoiler-tag this* on a message: who may cover it, what then stands there, and who deletes it.

The simulator posts a webhook's message for a thread into the thread's channel, so that the thread
is asserted in the request.
"""

from __future__ import annotations

import discord
import pytest

from cogs.shared.items import ActionButton
from tests.conftest import ON_SQLITE
from tests.e2e.answers.menus import ANY, TAG, ids_of, refusal_of, reply_of
from tests.e2e.conftest import Club
from tests.films import MARK

pytestmark = ON_SQLITE


async def test_an_author_covers_their_words(club: Club, webhook_buttons: None) -> None:
    words = f"The {MARK} ferryman returns || with `a` map\n@everyone look, {club.bob.mention}"
    original = await club.alice.send(club.lobby, words)
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "covered" in reply_of(result)
    (covered,) = club.lobby.history()
    assert covered.webhook_id is not None
    assert covered.author.name == "alice"
    head, first, second = covered.content.splitlines()
    assert head == "-# Spoiler, covered by its author"
    assert first.startswith("||The") and first.endswith("map||")
    assert second == "||\\@\u2060everyone look, \\@bob||"
    posted = [r for r in club.env.http_requests if "/webhooks/" in r.path and r.json][-2:]
    assert any((r.json or {}).get("allowed_mentions") == {"parse": []} for r in posted)


async def test_the_author_and_moderators_delete_what_was_covered(
    club: Club, webhook_buttons: None
) -> None:
    for someone in (club.alice, club.moderator):
        original = await club.alice.send(club.lobby, f"{MARK} dies")
        await club.moderator.context_menu(club.lobby, TAG, original)
        (covered,) = club.lobby.history()
        assert "covered by a moderator" in covered.content
        refused = await club.bob.click(covered, custom_id=ids_of(covered)["Delete"])
        assert "Only whoever wrote it" in reply_of(refused)
        await club.restart()
        await someone.click(club.lobby.history()[-1], custom_id=ids_of(covered)["Delete"])
        assert club.lobby.history() == []


async def test_files_are_covered_and_lose_their_names(club: Club, webhook_buttons: None) -> None:
    original = await club.alice.send(
        club.lobby, "", attachments=[(f"{MARK}-dies.PNG", b"png"), ("SPOILER_b.txt", b"txt")]
    )
    await club.alice.context_menu(club.lobby, TAG, original)
    (covered,) = club.lobby.history()
    assert [a.filename for a in covered.attachments] == [
        "SPOILER_attachment-1.png",
        "SPOILER_attachment-2.txt",
    ]
    assert await covered.attachments[0].read() == b"png"


async def test_a_reply_keeps_what_it_answered(club: Club, webhook_buttons: None) -> None:
    first = await club.bob.send(club.lobby, "What happened?")
    original = await club.alice.send(club.lobby, f"{MARK} dies", reply_to=first)
    await club.alice.context_menu(club.lobby, TAG, original)
    assert first.jump_url in club.lobby.history()[-1].content


async def test_words_that_grow_too_long_become_several_messages(
    club: Club, webhook_buttons: None
) -> None:
    words = " ".join(f"*{number}*" for number in range(300))
    original = await club.alice.send(club.lobby, words)
    await club.alice.context_menu(club.lobby, TAG, original)
    covered = club.lobby.history()
    assert len(covered) > 1
    shown = " ".join(message.content for message in covered)
    assert all(f"\\*{number}\\*" in shown for number in range(300))
    assert all(ids_of(message) for message in covered)


@pytest.mark.parametrize(
    "name", ["Clyde", "discord staff", "\u202eecila", "@everyone", " ", "x" * 32, "`" * 5]
)
async def test_hostile_names_are_taken(club: Club, webhook_buttons: None, name: str) -> None:
    mallory = club.server.add_member(club.env.create_user("mallory", global_name=name))
    original = await mallory.send(club.lobby, f"{MARK} dies")
    await mallory.context_menu(club.lobby, TAG, original)
    (covered,) = club.lobby.history()
    assert 1 <= len(covered.author.name) <= 80
    for forbidden in ("clyde", "discord", "\u202e", "@", "`"):
        assert forbidden not in covered.author.name.casefold()


async def test_others_may_not_cover_somebodys_words(club: Club) -> None:
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.bob.context_menu(club.lobby, TAG, original)
    assert "Only the message's author" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [original.id]


async def test_messages_of_bots_are_not_covered(club: Club) -> None:
    webhook = club.server.create_webhook(club.lobby, "News")
    news = await webhook.send(f"{MARK} dies")
    result = await club.moderator.context_menu(club.lobby, TAG, news)
    assert "messages of bots" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [news.id]


@pytest.mark.parametrize("archived", [False, True])
async def test_a_thread_is_named_to_the_webhook_of_its_channel(
    club: Club, webhook_buttons: None, archived: bool
) -> None:
    opener = await club.alice.send(club.lobby, "Harbour talk")
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="Harbour", message=opener)
    (handle,) = club.lobby.threads
    original = await club.alice.send(handle, f"{MARK} dies in Night Harbour")
    if archived:  # The library knows no such thread until somebody writes into it.
        await thread.edit(archived=True)
        assert channel.guild.get_thread(thread.id) is None
    named = await club.bob.context_menu(handle, ANY, original)
    assert named.ephemeral
    result = await club.alice.context_menu(handle, TAG, original)
    assert "Done" in reply_of(result)
    assert original.id not in [m.id for m in handle.history()]
    posted = [r for r in club.env.http_requests if r.method == "POST" and "/webhooks/" in r.path]
    assert any(str(thread.id) == str((r.params or {}).get("thread_id")) for r in posted)


async def test_the_delete_button_takes_away_nothing_but_covered_words(club: Club) -> None:
    lobby = club.bot.get_channel(club.lobby.id)
    assert isinstance(lobby, discord.TextChannel)
    for content in ("**Watch party** · Night Harbour (2024)", "-# Spoiler, by me\nin the clear"):
        view = discord.ui.View(timeout=None)
        view.add_item(ActionButton("spoiler:delete", str(club.alice.id), "Delete"))
        message = await lobby.send(content, view=view)
        for someone in (club.alice, club.moderator):
            refused = await someone.click(message, label="Delete")
            assert "only words that I have covered" in reply_of(refused)
        assert message.id in [kept.id for kept in club.lobby.history()]


async def test_covered_words_stand_under_the_nickname(club: Club, webhook_buttons: None) -> None:
    nick = club.server.add_member(club.env.create_user("carol"), nick="Harbour Master")
    for someone in (nick, club.moderator):
        original = await nick.send(club.lobby, f"{MARK} dies")
        await someone.context_menu(club.lobby, TAG, original)
        assert club.lobby.history()[-1].author.name == "Harbour Master"
