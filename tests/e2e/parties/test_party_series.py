"""Parties that repeat, over months and over the change of the clocks."""

from __future__ import annotations

import discord
import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import PACE, events_of, invite, show
from tests.e2e.process.mortal import killed_during
from tests.e2e.reminders.evenings import HOUR, MINUTE, heard, later, press, press_on, refusal, said
from tests.e2e.rights import overwrite, permit
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE

DAY = 24 * HOUR
FRIDAY = "2026-01-02 20:00"


def posts(club: Club) -> list[discord.Message]:
    return [m for m in club.lobby.history() if m.content.startswith("**Watch party**")]


def showtimes(club: Club) -> list[int]:
    """The showtimes of all posts, as their readers' Discord shows them."""
    return [int(m.content.partition("Showtime <t:")[2].partition(":")[0]) for m in posts(club)]


async def away(club: Club, days: int) -> None:
    """Let days pass without the bot, which does at the end of them what has been due meanwhile."""
    club.env.backend.advance_clock(days * DAY)
    await later(club, DAY)


async def test_the_next_is_made_when_one_ends(club: Club) -> None:
    permit(club, create_events=True, mention_everyone=True)
    fans = club.server.create_role("Fans")
    shown = await show(club, when=FRIDAY, repeat="weekly", limit=4, pingrole=fans)
    assert "**Repeats:** every Friday; the next one is posted when one ends" in said(shown)
    assert f"**Ping:** <@&{fans.id}>, each time" in said(shown)
    await press(club.alice, shown, "Post")
    assert "Repeats every Friday" in posts(club)[0].content
    await later(club, 2 * DAY)
    first, second = posts(club)
    assert "Going 1 of at most 4" in second.content
    assert f"Hosted by <@{club.alice.id}>" in second.content
    then, following = showtimes(club)
    assert following - then == 7 * DAY
    assert second.thread is not None
    assert first.thread is not None
    assert second.thread.id != first.thread.id
    starts = [int(event.start_time.timestamp()) for event in await events_of(club)]
    assert following in starts
    sends = [
        r.json for r in club.env.http_requests if r.method == "POST" and "nonce" in (r.json or {})
    ]
    pings = [send for send in sends if send and send["allowed_mentions"].get("roles")]
    assert len(pings) == 2


async def test_over_the_clock_change_the_time_on_the_wall_stays(club: Club) -> None:
    club.env.backend.advance_clock(85 * DAY)  # nothing is due until then
    await invite(club, when="2026-03-27 20:00", repeat="weekly")
    await later(club, 2 * DAY)
    winter, summer = showtimes(club)
    assert summer - winter == 7 * DAY - HOUR
    club.env.backend.advance_clock(5 * DAY)
    await later(club, 2 * DAY)
    assert showtimes(club)[-1] - summer == 7 * DAY


async def test_one_is_skipped_and_the_next_follows_at_once(club: Club) -> None:
    await invite(club, when=FRIDAY, repeat="fortnightly")
    asked = await club.alice.slash(club.lobby, "party cancel", party=1)
    assert said(asked) == "This party repeats every other Friday. What do you want to cancel?"
    await club.restart()
    skipped = await press(club.alice, asked, "Skip this one")
    assert said(skipped) == "Cancelled. Everybody going is told once. The next one follows."
    await later(club, PACE)
    first, second = posts(club)
    assert "This party is cancelled." in first.content
    assert "Repeats every other Friday" in second.content


async def test_a_series_ends_after_this_one_or_with_it(club: Club) -> None:
    await invite(club, when=FRIDAY, repeat="monthly")
    asked = await club.alice.slash(club.lobby, "party cancel", party=1)
    ended = await press(club.alice, asked, "End the series after it")
    assert said(ended) == "This party goes on as planned; none follows it."
    await later(club, PACE)
    assert "Repeats" not in posts(club)[0].content
    await away(club, 2)
    assert len(posts(club)) == 1
    await invite(club, when="2026-01-09 20:00", repeat="weekly")
    asked = await club.alice.slash(club.lobby, "party cancel", party=2)
    await press(club.alice, asked, "Cancel it and end the series")
    await away(club, 9)
    assert "This party is cancelled." in posts(club)[1].content
    assert len(posts(club)) == 2


async def test_who_may_not_change_a_party_cannot_end_its_series(club: Club) -> None:
    await invite(club, when=FRIDAY, repeat="weekly")
    await club.bob.slash(club.lobby, "party cancel", party=1)
    assert refusal(club) == "Only the host, a co-host or a moderator can do that."


async def test_what_repeats_needs_a_zone_even_for_a_time_counted_from_now(club: Club) -> None:
    asked = await club.alice.slash(
        club.lobby, "party new", film=TWO_SCENES.id, when="in 2 hours", repeat="weekly"
    )
    assert "In which time zone is that?" in said(asked)
    named = await club.alice.slash(club.lobby, "remind timezone", zone="Europe/Berlin")
    assert "**Repeats:** every Thursday" in said(named)


async def test_a_host_who_may_no_longer_write_ends_the_series_and_is_told(club: Club) -> None:
    await invite(club, when=FRIDAY, repeat="weekly")
    await overwrite(club, club.lobby, send_messages=False)
    await later(club, 2 * DAY)
    await overwrite(club, club.lobby, send_messages=True)
    await away(club, 9)
    assert len(posts(club)) == 1
    told = await club.alice.slash(club.lobby, "party list")
    assert "A watch party could not be posted" in told.followups[0].content


async def test_change_makes_a_draft_repeat(club: Club) -> None:
    shown = await show(club, when=FRIDAY)
    form = await press(club.alice, shown, "Change…")
    answers = {"showtime": FRIDAY, "preshow": "20", "limit": "", "answer": "30"}
    changed = await club.alice.submit_modal(form, answers | {"repeat": "monthly"})
    assert "**Repeats:** on the first Friday of every month" in said(changed)


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@pytest.mark.parametrize("step", range(8))
async def test_killed_at_any_step_one_follows(club: Club, step: int, committed: bool) -> None:
    permit(club, create_events=True)
    await invite(club, when="in 40 minutes", repeat="weekly")
    await later(club, HOUR)

    async def ending() -> None:
        await press_on(club.alice, posts(club)[0], "Ended")

    died = await killed_during(club, ending, step, committed=committed)
    await later(club, 2 * MINUTE)
    first, second = showtimes(club)
    assert second - first == 7 * DAY
    assert "Going 1" in posts(club)[1].content
    assert len(await events_of(club)) == 2
    assert len(heard(club.lobby)) == 4  # two posts, and Discord's news of their threads
    assert died or step > 6
