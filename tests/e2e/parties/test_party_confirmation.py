"""A party is seen before it is posted, and posted once whatever happens in between."""

from __future__ import annotations

from functools import partial

import discord
import pytest

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import events_of, post_first, post_of, show, thread_of
from tests.e2e.process.mortal import killed_during
from tests.e2e.reminders.evenings import HOUR, MINUTE, heard, later, press, said
from tests.e2e.replies import answer, button_ids, filled_in
from tests.e2e.rights import overwrite, permit

NUMBERS = {"preshow": "20", "limit": "", "answer": "30", "repeat": "once"}

pytestmark = ON_SQLITE


async def test_the_host_sees_all_of_it_before_anything_is_posted(club: Club) -> None:
    permit(club, create_events=True)
    fans = club.server.create_role("Fans")
    shown = await show(club, who=club.admin, pingrole=fans, limit=5)
    assert answer(shown).ephemeral
    lines = said(shown).splitlines()
    assert lines[:3] == [
        "**Night Harbour (2024)**",
        "Stay seated · 2 scenes: 1 mid-credits, 1 post-credits",
        "Showtime <t:1767227400:F>",
    ]
    assert lines[-5:] == [
        f"**Post in** <#{club.lobby.id}>: watch party in the cinema, 5 places",
        f"**Ping:** <@&{fans.id}>, once",
        "**Thread:** Watch party · Night Harbour (2024)",
        "**Event:** Watch party · Night Harbour (2024)",
        "Nothing is posted yet.",
    ]
    assert list(button_ids(answer(shown).components)) == ["Post", "Change…", "Why?", "Cancel"]
    assert heard(club.lobby) == []
    assert await events_of(club) == []
    await press(club.admin, shown, "Post")
    assert "of at most 5" in post_of(club).content
    assert len(await events_of(club)) == 1


async def test_what_there_will_not_be_is_said_with_its_reason(club: Club) -> None:
    permit(club, create_events=False, create_public_threads=False)
    text = said(await show(club))
    assert "**Ping:** nobody" in text
    assert "**Thread:** none, as you may not open threads here" in text
    assert "**Event:** none, as you may not create events" in text
    await overwrite(club, club.lobby, view_channel=False)
    closed = said(await show(club, who=club.admin))
    assert "**Event:** none, as this channel is not open to everybody" in closed


async def test_a_strict_channel_hides_the_verdict_from_the_host_too(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    text = said(await show(club))
    assert "||" in text
    assert "scenes" not in text.split("||")[0]


async def test_change_and_cancel(club: Club) -> None:
    shown = await show(club)
    form = await press(club.alice, shown, "Change…")
    assert filled_in(form) == {
        "showtime": "01:30",
        "preshow": "20",
        "limit": "",
        "answer": "30",
        "repeat": "once",
    }
    changed = await club.alice.submit_modal(
        form, NUMBERS | {"showtime": "02:30", "preshow": "10", "limit": "3"}
    )
    assert "Showtime <t:1767231000:F>" in said(changed)
    assert "in the cinema, 3 places" in said(changed)
    wrong = await press(club.alice, changed, "Change…")
    refused = await club.alice.submit_modal(
        wrong,
        NUMBERS | {"showtime": "02:30", "limit": "0"},
    )
    assert said(refused).startswith("Write how many can come as a number from 1")
    dropped = await press(club.alice, changed, "Cancel")
    assert said(dropped) == "Cancelled, nothing was saved."
    assert heard(club.lobby) == []


async def test_a_restart_between_showing_and_pressing(club: Club) -> None:
    shown = await show(club)
    await club.restart()
    form = await press(club.alice, shown, "Change…")
    await club.restart()
    answers = NUMBERS | {"showtime": "02:30", "limit": "2"}
    changed = await club.alice.submit_modal(form, answers)
    await club.restart()
    posted = await press(club.alice, changed, "Post")
    assert said(posted).startswith("Posted: https://discord.com/")
    assert "Going 1 of at most 2" in post_of(club).content


async def test_a_showtime_that_has_passed_meanwhile_is_asked_anew(club: Club) -> None:
    shown = await show(club, when="in 10 minutes")
    await later(club, 4 * HOUR)
    asked = await press(club.alice, shown, "Post")
    assert "The credits of that showing are over by now." in said(asked)
    assert heard(club.lobby) == []


async def test_rights_lost_meanwhile_count(club: Club) -> None:
    fans = club.server.create_role("Fans")
    permit(club, mention_everyone=True)
    shown = await show(club, pingrole=fans)
    permit(club, mention_everyone=False)
    refused = await press(club.alice, shown, "Post")
    assert refused.followups[0].content.startswith("You may not mention that role here.")
    await overwrite(club, club.lobby, send_messages=False)
    refused = await press(club.alice, shown, "Post")
    assert refused.followups[0].content.startswith("You may not write in this channel yourself")
    assert heard(club.lobby) == []


async def test_a_party_that_discord_refuses_stays_a_draft(club: Club) -> None:
    shown = await show(club)
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    refused = await press(club.alice, shown, "Post")
    assert refused.followups[0].content.startswith("I lack a permission")
    club.env.errors.clear()
    assert said(await club.bob.slash(club.lobby, "party list")).startswith("No party is coming.")
    posted = await press(club.alice, shown, "Post")
    assert said(posted).startswith("Posted:")
    assert post_of(club).content.endswith("Going 1 · Maybe 0 · No 0")


@pytest.mark.parametrize(
    ("path", "code", "told"),
    [
        (
            "/channels/*/messages/*/threads",
            160006,
            "It has no thread. This server has as many open",
        ),
        (
            "/guilds/*/scheduled-events",
            50013,
            "It has no event. I lack a permission for this here.",
        ),
    ],
)
async def test_what_discord_does_not_make_is_told_to_the_host(
    club: Club, path: str, code: int, told: str
) -> None:
    shown = await show(club, club.admin)
    club.env.inject_error("POST", path, status=400, code=code)
    posted = await press(club.admin, shown, "Post")
    assert said(posted).startswith("Posted:")
    assert told in said(posted)
    assert said(posted).count("It has no") == 1
    assert post_of(club).content.endswith("Going 1 · Maybe 0 · No 0")


async def test_a_party_that_discord_does_not_take_just_now_comes_later(club: Club) -> None:
    shown = await show(club)
    club.env.inject_error("POST", "/channels/*/messages", status=503)
    told = await press(club.alice, shown, "Post")
    assert said(told).startswith("Discord does not take it just now.")
    await later(club, 2 * MINUTE)
    assert post_of(club).content.endswith("Going 1 · Maybe 0 · No 0")


async def test_a_party_that_cannot_be_posted_later_is_given_up_and_its_host_told(
    club: Club,
) -> None:
    shown = await show(club)
    club.env.inject_error("POST", "/channels/*/messages", status=503)
    await press(club.alice, shown, "Post")
    await overwrite(club, club.lobby, send_messages=False)
    await later(club, 2 * MINUTE)
    assert heard(club.lobby) == []
    told = await club.alice.slash(club.lobby, "party list")
    assert said(told).startswith("No party is coming.")
    assert "A watch party could not be posted" in told.followups[0].content


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@pytest.mark.parametrize("step", range(7))
async def test_killed_at_any_step_it_is_posted_once_and_whole(
    club: Club, step: int, committed: bool
) -> None:
    permit(club, create_events=True)
    shown = await show(club)

    died = await killed_during(club, partial(post_first, club, shown), step, committed=committed)
    assert post_of(club).content.endswith("Going 1 · Maybe 0 · No 0")
    assert isinstance(post_of(club).thread, discord.Thread)
    assert len(await events_of(club)) == 1
    await later(club, HOUR)
    assert len(heard(thread_of(club))) == 1
    assert died or step > 4
