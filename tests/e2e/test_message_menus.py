"""The message menus, as members and moderators use them.

SimCord refuses buttons in every webhook's messages; Discord allows them for webhooks that an
application owns, which these are. :func:`webhook_buttons` makes the simulator do so too. Threads
are not modelled for webhooks: it posts into the thread's channel, so that the thread is asserted
in the request.
"""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord.http.routes.interactions as simulated

from cogs.shared.items import ActionButton
from tests.e2e.conftest import Club
from tests.e2e.reading import button_ids, option_labels, shown_text
from tests.films import MARK

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

LOCKED = {
    "method": "POST",
    "path": "/channels/*/messages",
    "status": 400,
    "code": 50083,
    "message": "Thread is archived",
    "times": 1,
}
"""The simulator's form of a fault, for where its door is closed: inside the bot's own work."""

FAULT = {**LOCKED, "method": "GET", "status": 503, "code": 0, "message": "Unavailable"}

TAG = "Spoiler-tag this"
ANY = "Any stinger?"


@pytest.fixture
def webhook_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    def body_with_components(ctx: Any) -> tuple[dict[str, Any], bool]:
        return dict(ctx.body()), True

    monkeypatch.setattr(simulated, "_incoming_webhook_body", body_with_components)


def grant(club: Club, **permissions: bool) -> None:
    """Give the bot exactly these permissions, as an admin could."""
    backend = club.env.backend
    role = next(role for role in backend.guilds[club.server.id].roles.values() if role.managed)
    granted = discord.Permissions(
        view_channel=True, send_messages=True, read_message_history=True, **permissions
    )
    backend.edit_role(club.server.id, role.id, {"permissions": granted.value})


def ids_of(message: discord.Message) -> dict[str, str]:
    return button_ids([c.to_dict() for c in message.components])


def reply_of(result: Any) -> str:
    assert result.ephemeral
    texts = [r.content for r in (result.response, *result.followups) if r is not None]
    return str(next(filter(None, texts)))


def refusal_of(club: Club, result: Any) -> str:
    """The sentence of a refusal, which the simulator also records as the bot's error."""
    assert club.env.errors
    return reply_of(result)


async def test_any_stinger_answers_privately_about_the_film_named(club: Club) -> None:
    message = await club.alice.send(club.lobby, "Night Harbour tonight?")
    result = await club.bob.context_menu(club.lobby, ANY, message)
    assert result.ephemeral
    assert result.response is not None
    text = shown_text(result.response.components)
    assert "Stay seated · Night Harbour" in text
    assert f"||The {MARK}" in text


async def test_any_stinger_reads_links_and_asks_back(club: Club) -> None:
    link = await club.alice.send(club.lobby, "https://www.imdb.com/title/tt9000002/")
    result = await club.bob.context_menu(club.lobby, ANY, link)
    assert result.response is not None
    assert "Quiet Meadow" in shown_text(result.response.components)
    several = await club.alice.send(club.lobby, "does the twin have a stinger?")
    asked = await club.bob.context_menu(club.lobby, ANY, several)
    assert asked.ephemeral
    assert asked.response is not None
    assert len(option_labels(asked.response.components)) == 3
    chosen = await club.bob.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="select/film:choose:private"
    )
    assert chosen.ephemeral


async def test_a_link_to_something_else_hides_no_film_that_is_named(club: Club) -> None:
    for link in ("https://www.imdb.com/name/nm0000001/", "https://www.imdb.com/title/tt7000007/"):
        message = await club.alice.send(club.lobby, f"Night Harbour tonight? {link}")
        result = await club.bob.context_menu(club.lobby, ANY, message)
        assert result.response is not None
        assert "Night Harbour" in shown_text(result.response.components)
        message = await club.alice.send(club.lobby, link)
        refused = await club.bob.context_menu(club.lobby, ANY, message)
        assert "link" in refusal_of(club, refused)


@pytest.mark.parametrize("text", ["lunch?", "\u0301" * 1900, "||||", "`"])
async def test_any_stinger_says_when_no_film_is_named(club: Club, text: str) -> None:
    message = await club.alice.send(club.lobby, text)
    result = await club.bob.context_menu(club.lobby, ANY, message)
    assert refusal_of(club, result) == "I find no film in that message. Look it up with /stinger."


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
        assert "Only the one who wrote it" in reply_of(refused)
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


async def test_where_the_webhook_is_refused_the_bot_posts_with_the_name(club: Club) -> None:
    original = await club.alice.send(club.lobby, f"{MARK} dies", attachments=[("a.png", b"png")])
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "in my own name" in reply_of(result)
    (covered,) = club.lobby.history()
    assert covered.webhook_id is None
    assert covered.content.startswith("-# Spoiler by alice, covered by its author")
    assert await covered.attachments[0].read() == b"png"
    await club.alice.click(covered, custom_id=ids_of(covered)["Delete"])
    assert club.lobby.history() == []


async def test_without_manage_webhooks_the_moderator_learns_what_is_missing(club: Club) -> None:
    grant(club, manage_messages=True, attach_files=True)
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "Manage Webhooks" in reply_of(result)
    assert len(club.lobby.history()) == 1


async def test_without_manage_messages_nothing_happens(club: Club) -> None:
    grant(club, manage_webhooks=True)
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "Manage Messages" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [original.id]


async def test_others_may_not_cover_somebodys_words(club: Club) -> None:
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.bob.context_menu(club.lobby, TAG, original)
    assert "Only the message's author" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [original.id]


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (404, 10008), (400, 50083)])
async def test_if_the_original_stays_the_copy_goes(
    club: Club, webhook_buttons: None, status: int, code: int
) -> None:
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    club.env.inject_error("DELETE", f"/channels/*/messages/{original.id}", status=status, code=code)
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "took the covered copy back" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [original.id]


@pytest.mark.parametrize(
    ("goes", "known", "said"),
    [
        (True, True, "Done"),
        (False, True, "took the covered copy back"),
        (True, False, "did not tell me whether the original is gone"),
    ],
)
async def test_words_survive_a_fault_of_discords_at_the_removal(
    club: Club,
    webhook_buttons: None,
    monkeypatch: pytest.MonkeyPatch,
    goes: bool,
    known: bool,
    said: str,
) -> None:
    """A server error leaves open whether the original was removed."""
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    delete = discord.Message.delete

    async def faulty(message: discord.Message) -> None:
        if message.id != original.id or goes:
            await delete(message)
        if message.id == original.id:
            if not known:
                club.env.backend.faults.append(
                    {**FAULT, "path": f"/channels/*/messages/{message.id}"}
                )
            await club.bot.http.request(discord.http.Route("GET", "/faulty"))

    club.env.inject_error("GET", "/faulty", status=502)
    monkeypatch.setattr(discord.Message, "delete", faulty)
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert said in reply_of(result)
    assert bool(club.env.errors) == (said != "Done")
    (left,) = club.lobby.history()
    assert (left.id == original.id) is not goes


async def test_if_nothing_can_be_posted_the_original_stays(club: Club) -> None:
    """As in a locked thread, which the simulator does not model."""
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    club.env.inject_error("POST", "/channels/*/messages", status=400, code=50083)
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "nothing was changed" in refusal_of(club, result)
    assert [m.id for m in club.lobby.history()] == [original.id]


async def test_if_a_later_part_fails_the_earlier_parts_go(
    club: Club, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The simulator's faults hit the next request; here it is the one after that."""
    original = await club.alice.send(club.lobby, "*a* " * 450)
    posted = 0
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    send = channel.send

    async def fails_at_the_second(**options: Any) -> discord.Message:
        nonlocal posted
        posted += 1
        if posted == 2:
            club.env.backend.faults.append(LOCKED)
        return await send(**options)

    monkeypatch.setattr(discord.TextChannel, "send", lambda _self, **o: fails_at_the_second(**o))
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "nothing was changed" in refusal_of(club, result)
    assert posted == 2
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


async def test_a_channel_full_of_webhooks_is_said_to_be(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/webhooks", status=400, code=30007, message="15")
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "This channel has 15 webhooks" in reply_of(result)
    (covered,) = club.lobby.history()
    assert covered.webhook_id is None
