"""Where a reminder comes, and what happens when a place is closed or strict."""

from __future__ import annotations

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import (
    HOUR,
    ask,
    dms,
    heard,
    later,
    press,
    said,
    save,
)
from tests.films import TWO_SCENES, UPCOMING

pytestmark = ON_SQLITE


async def test_by_dm_it_is_confirmed_there_and_comes_there(club: Club) -> None:
    saved = await save(club, where="dm")
    assert "By DM; if that is closed, in <#" in said(saved)
    assert dms(club.alice)[0].startswith("Saved: Night Harbour")
    await later(club, 6 * HOUR)
    assert dms(club.alice)[2].startswith("Stay seated: 2 scenes")
    assert heard(club.lobby) == []


async def test_a_closed_dm_is_known_at_once_and_the_channel_offered(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    saved = await press(club.alice, asked, "Save")
    assert said(saved).startswith("Saved, but your DMs are closed to me")
    agreed = await press(club.alice, saved, "That channel is fine")
    assert said(agreed) == f"Good: I'll write in <#{club.lobby.id}>."
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3


async def test_a_dm_that_discord_does_not_take_just_now_is_saved_all_the_same(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=500)
    assert said(await press(club.alice, asked, "Save")).startswith("Saved: Night Harbour")
    await later(club, 6 * HOUR)
    assert len(dms(club.alice)) == 3


async def test_a_dm_that_could_not_be_opened_can_be_tried_again(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/users/@me/channels", status=400, code=50007, times=2)
    saved = await press(club.alice, asked, "Save")
    assert said(saved).startswith("Saved, but your DMs are closed to me")
    again = await press(club.alice, saved, "Try the DM again")
    assert said(again).startswith("Saved: Night Harbour")


async def test_a_dm_closed_later_falls_back_to_the_channel(club: Club) -> None:
    await save(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[0].startswith("Night Harbour (2024) · 01:30")
    assert len(dms(club.alice)) == 3


async def test_what_reaches_nobody_is_told_at_the_next_command(club: Club) -> None:
    await save(club)
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50001, times=None)
    await later(club, 6 * HOUR)
    club.env.backend.faults.clear()
    result = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    (notice,) = [f.content for f in result.followups]
    assert notice.startswith("Night Harbour (2024): A reminder could not reach you")
    again = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert list(again.followups) == []


async def test_a_strict_channel_learns_only_that_the_credits_start(club: Club) -> None:
    preferences = club.bot.preferences
    await preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    asked = await ask(club)
    assert "||Stay seated · 2 scenes: 1 mid-credits, 1 post-credits||" in said(asked)
    form = await press(club.alice, asked, "Ping…")
    asked = await club.alice.submit_modal(form, {"lead": "0", "ping": "normal", "details": "yes"})
    await press(club.alice, asked, "Save")
    await later(club, 6 * HOUR)
    card, stay, _ = heard(club.lobby)
    assert "seated" not in card
    assert stay == "Credits are about to start"
    assert dms(club.alice) == [
        "Stay seated: 2 scenes, film over about 04:01 · Night Harbour (2024)"
    ]


async def test_under_embargo_too(club: Club) -> None:
    await save(club, film=UPCOMING.id)
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[1] == "Credits are about to start"


async def test_a_place_of_private_answers_is_reminded_by_dm(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    asked = await ask(club, where="here")
    assert "By DM" in said(asked)
