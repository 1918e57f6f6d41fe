"""*Spoiler-tag this* where Discord refuses or fails: no word is lost, and none stays twice."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from simcord.backend.errors import BackendError
from simcord.http.router import RequestContext

from tests.conftest import ON_SQLITE
from tests.e2e.answers.menus import TAG, ids_of, refusal_of, reply_of
from tests.e2e.conftest import Club
from tests.e2e.other_answers import Usual, reroute
from tests.films import MARK

pytestmark = ON_SQLITE

MESSAGE = "/channels/{channel_id}/messages/{message_id}"


def grant(club: Club, **permissions: bool) -> None:
    """Give the bot exactly these permissions, as an admin could."""
    backend = club.env.backend
    role = next(role for role in backend.guilds[club.server.id].roles.values() if role.managed)
    granted = discord.Permissions(
        view_channel=True, send_messages=True, read_message_history=True, **permissions
    )
    backend.edit_role(club.server.id, role.id, {"permissions": granted.value})


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

    def faulty(ctx: RequestContext, usual: Usual) -> Any:
        if ctx.int_arg("message_id") != original.id:
            return usual(ctx)
        if goes:
            usual(ctx)
        raise BackendError(502, 0, "Bad Gateway")

    def unavailable(_ctx: RequestContext, _usual: Usual) -> Any:
        raise BackendError(503, 0, "Unavailable")

    reroute(monkeypatch, "DELETE", MESSAGE, faulty)
    if not known:
        reroute(monkeypatch, "GET", MESSAGE, unavailable)
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
    original = await club.alice.send(club.lobby, "*a* " * 450)
    posted = 0

    def full_at_the_second(ctx: RequestContext, usual: Usual) -> Any:
        nonlocal posted
        posted += 1
        if posted == 2:
            raise BackendError(400, 50083, "Thread is archived")
        return usual(ctx)

    reroute(monkeypatch, "POST", "/channels/{channel_id}/messages", full_at_the_second)
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "nothing was changed" in refusal_of(club, result)
    assert posted == 2
    assert [m.id for m in club.lobby.history()] == [original.id]


async def test_a_channel_full_of_webhooks_is_said_to_be(club: Club) -> None:
    club.env.inject_error("POST", "/channels/*/webhooks", status=400, code=30007, message="15")
    original = await club.alice.send(club.lobby, f"{MARK} dies")
    result = await club.alice.context_menu(club.lobby, TAG, original)
    assert "This channel has 15 webhooks" in reply_of(result)
    (covered,) = club.lobby.history()
    assert covered.webhook_id is None
