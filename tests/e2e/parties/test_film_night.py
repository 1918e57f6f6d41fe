"""A film night: suggestions, the vote, and the winner's party."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import discord
import pytest
import simcord

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import add_film
from tests.e2e.conftest import Club, choose_forged
from tests.e2e.parties.invitations import PACE, post_first, post_of, thread_of
from tests.e2e.process.mortal import killed_during
from tests.e2e.reminders.evenings import HOUR, MINUTE, heard, later, press, press_on, refusal, said
from tests.e2e.replies import answer, button_ids
from tests.e2e.rights import overwrite, permit
from tests.films import DISPUTED, NO_SCENE, TWO_SCENES, UNKNOWN

pytestmark = ON_SQLITE

TOMORROW = "2026-01-02 20:00"
SHOWTIME = 1767380400


async def call(club: Club, **options: Any) -> simcord.InteractionResult:
    """Alice asks for a vote on tomorrow's film, and sees what will be posted."""
    await club.bot.preferences.change_member(club.alice.id, time_zone="Europe/Berlin")
    return await club.alice.slash(club.lobby, "party vote", **{"when": TOMORROW} | options)


async def called(club: Club, **options: Any) -> None:
    await press(club.alice, await call(club, **options), "Post")


def post(club: Club) -> discord.Message:
    (vote,) = [m for m in club.lobby.history() if m.content.startswith("**Film night**")]
    return vote


def result(club: Club) -> discord.Message:
    (told,) = [m for m in club.lobby.history() if m.content.startswith(f"<@{club.alice.id}>")]
    return told


def lines(club: Club) -> list[str]:
    return [line for line in post(club).content.splitlines() if line[:2] in ("1.", "2.", "3.")]


async def suggest(club: Club, who: simcord.MemberActor, film: str) -> str:
    return said(await who.slash(club.lobby, "party suggest", film=film))


async def voting(club: Club) -> None:
    """Two films stand to the vote."""
    await called(club)
    await suggest(club, club.bob, TWO_SCENES.id)
    await suggest(club, club.admin, NO_SCENE.id)
    await press_on(club.alice, post(club), "Start the vote")
    await later(club, PACE)


async def tick(club: Club, who: simcord.MemberActor, *values: str) -> str:
    ticked = await who.select(post(club), list(values), custom_id="select/vote:tick:1")
    return str(ticked.followups[0].content)


async def test_the_host_sees_it_before_it_is_posted(club: Club) -> None:
    shown = await call(club, limit=8)
    assert answer(shown).ephemeral
    text = said(shown)
    assert f"showtime <t:{SHOWTIME}:F>" in text
    assert f"everybody votes until <t:{SHOWTIME - 3 * HOUR}:F>" in text
    assert f"**Post in** <#{club.lobby.id}>: at home, 8 places" in text
    assert heard(club.lobby) == []
    await club.restart()
    posted = await press(club.alice, shown, "Post")
    assert said(posted).startswith("Posted: https://discord.com/")
    assert post(club).content.startswith(f"**Film night** · <t:{SHOWTIME}:F>")
    again = await call(club, when="2026-01-03 20:00")
    refused = await press(club.alice, again, "Post")
    assert refused.followups[0].content.startswith("A vote on a film night runs in this channel")
    club.env.errors.clear()
    assert said(await press(club.alice, again, "Cancel")) == "Cancelled, nothing was posted."


async def test_from_suggestions_over_the_vote_to_the_party(club: Club) -> None:
    permit(club, create_events=True)
    await called(club, limit=5)
    form = await press_on(club.bob, post(club), "Suggest a film…")
    told = await club.bob.submit_modal(form, {"film": "Night Harbour"})
    assert said(told).startswith("Suggested.")
    assert (await suggest(club, club.admin, NO_SCENE.id)).startswith("Suggested.")
    await later(club, PACE)
    assert lines(club)[0] == (
        "1. **Night Harbour (2024)** · 2 h 11 · Stay seated · 2 scenes: 1 mid-credits, "
        "1 post-credits"
    )
    await press_on(club.alice, post(club), "Start the vote")
    await later(club, PACE)
    assert list(button_ids([row.to_dict() for row in post(club).components])) == [
        "End the vote",
        "Cancel",
    ]
    assert (await tick(club, club.bob, "1", "2")).startswith("Noted: 2 of 2 films.")
    assert (await tick(club, club.admin, "2")).startswith("Noted: 1 of 2 films.")
    assert (await tick(club, club.bob, "1")).startswith("Noted: 1 of 2 films.")
    assert (await tick(club, club.moderator, "1")).startswith("Noted: 1 of 2 films.")
    await later(club, PACE)
    assert post(club).content.splitlines()[-1] == "3 members voted so far"
    await later(club, 44 * HOUR - 3 * HOUR - 10 * MINUTE)
    won = result(club)
    assert won.content.startswith(f"<@{club.alice.id}> **Night Harbour (2024)** wins with 2 votes.")
    assert [user.id for user in won.mentions] == [club.alice.id]
    stranger = await press_on(club.bob, won, "Post the party")
    assert said(stranger).startswith("Only the host")
    club.env.errors.clear()
    await press_on(club.alice, won, "Post the party")
    assert post_of(club).content.startswith("**Watch party** · Night Harbour (2024)")
    assert f"<t:{SHOWTIME}:F>" in post_of(club).content
    assert "Going 1 of at most 5" in post_of(club).content
    assert thread_of(club).name == "Watch party · Night Harbour (2024)"
    assert "Posted: https://discord.com/" in result(club).content
    assert result(club).components == []


async def test_one_each_and_each_film_once(club: Club) -> None:
    await called(club)
    await suggest(club, club.bob, TWO_SCENES.id)
    doubled = await suggest(club, club.admin, TWO_SCENES.id)
    assert doubled.startswith("That film is suggested already.")
    club.env.errors.clear()
    await suggest(club, club.bob, NO_SCENE.id)
    await suggest(club, club.admin, TWO_SCENES.id)
    await later(club, PACE)
    assert [line.split("**")[1] for line in lines(club)] == [NO_SCENE.label, TWO_SCENES.label]
    early = await press_on(club.bob, post(club), "Start the vote")
    assert said(early).startswith("Only the host")


async def test_which_film_is_asked_and_the_suggestion_goes_on(club: Club) -> None:
    await called(club)
    asked = await club.bob.slash(club.lobby, "party suggest", film="the twin 1999")
    await club.restart()
    told = await club.bob.select(
        answer(asked).message, ["the-twin-1999-104"], custom_id="select/film:choose:suggest"
    )
    assert said(told).startswith("Suggested.")


async def test_a_tie_is_asked_and_decided_after_a_restart(club: Club) -> None:
    await voting(club)
    await tick(club, club.bob, "1")
    await tick(club, club.admin, "2")
    await press_on(club.alice, post(club), "End the vote")
    await later(club, PACE)
    assert result(club).content == (
        f"<@{club.alice.id}> The vote is tied with 1 vote each: **Night Harbour (2024)**, "
        f"**{NO_SCENE.label}**. Which film is it?"
    )
    await club.restart()
    await press_on(club.alice, result(club), NO_SCENE.label)
    await press_on(club.alice, result(club), "Post the party")
    assert post_of(club).content.startswith(f"**Watch party** · {NO_SCENE.label}")


async def test_stages_come_by_themselves_and_one_film_needs_no_vote(club: Club) -> None:
    await called(club, ends="2026-01-02 19:00")
    await suggest(club, club.bob, DISPUTED.id)
    await later(club, 40 * HOUR)
    assert "Suggest a film until" in post(club).content
    await later(club, 3 * HOUR)
    assert f"**{DISPUTED.label}** wins with 0 votes." in result(club).content


async def test_nobody_suggests_anything(club: Club) -> None:
    await called(club)
    await later(club, 44 * HOUR)
    assert "This film night is cancelled." in post(club).content
    assert len(heard(club.lobby)) == 1


async def test_voting_is_closed_before_and_after(club: Club) -> None:
    await voting(club)
    late = await suggest(club, club.moderator, DISPUTED.id)
    assert late.startswith("That is not open any more.")
    await press_on(club.alice, post(club), "End the vote")
    refused = await choose_forged(club, club.bob, "vote:tick", "1", argument="1")
    assert refused.followups[0].content.startswith("That is not open any more.")
    club.env.errors.clear()


async def test_a_strict_channel_shows_no_verdict(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    await called(club)
    await suggest(club, club.bob, TWO_SCENES.id)
    await later(club, PACE)
    assert lines(club) == ["1. **Night Harbour (2024)** · 2 h 11"]


async def test_a_members_title_names_no_thread_and_a_runtime_is_asked(club: Club) -> None:
    await add_film(club, club.bob, title="Nitro ||Reel||", year=2026, runtime="100")
    choice, *_ = await club.bob.autocomplete(club.lobby, "party suggest", "film", "Nitro")
    await called(club)
    await suggest(club, club.bob, choice["value"])
    await suggest(club, club.admin, UNKNOWN.id)
    await later(club, PACE)
    assert "||" not in post(club).content
    await press_on(club.alice, post(club), "Start the vote")
    await later(club, PACE)
    await tick(club, club.bob, "1")
    await press_on(club.alice, post(club), "End the vote")
    await later(club, PACE)
    await press_on(club.alice, result(club), "Post the party")
    assert thread_of(club).name == "Watch party"


async def test_the_winners_missing_runtime_is_asked_in_private(club: Club) -> None:
    await called(club)
    await suggest(club, club.bob, UNKNOWN.id)
    await later(club, 42 * HOUR)
    asked = await press_on(club.alice, result(club), "Post the party")
    assert answer(asked).ephemeral
    assert "I don't know how long this film is." in said(asked)


async def test_who_may_not_write_suggests_nothing(club: Club) -> None:
    await called(club)
    await overwrite(club, club.lobby, send_messages=False)
    await club.bob.slash(club.lobby, "party suggest", film=TWO_SCENES.id)
    assert refusal(club).startswith("You may not write in this channel yourself")


async def test_times_that_cannot_be_are_refused(club: Club) -> None:
    await call(club, ends="2026-01-03 20:00")
    assert refusal(club).startswith("Let the vote end at least ten minutes from now")
    await call(club, when="moonrise")
    assert heard(club.lobby) == []
    club.env.errors.clear()
    await club.bob.slash(club.lobby, "party vote", when="20:00")
    assert refusal(club).startswith("I don't know your time zone yet.")


async def test_many_votes_edit_the_post_once(club: Club) -> None:
    await voting(club)
    crowd = [club.server.add_member(club.env.create_user(f"fan{n}")) for n in range(8)]
    before, begun = len(club.env.http_requests), club.env.now()
    for fan in crowd:
        await tick(club, fan, "1")
    paces = (club.env.now() - begun) // timedelta(seconds=PACE)  # 0, but on a very slow machine
    await later(club, PACE)
    edits = [
        r
        for r in club.env.http_requests[before:]
        if r.method == "PATCH" and r.path.startswith("/channels/")
    ]
    assert 1 <= len(edits) <= 1 + paces
    assert post(club).content.splitlines()[-1] == "8 members voted so far"


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@pytest.mark.parametrize("step", range(5))
async def test_killed_at_any_step_a_vote_is_posted_and_told_once(
    club: Club, step: int, committed: bool
) -> None:
    shown = await call(club)

    async def ending() -> None:
        await press_on(club.alice, post(club), "End the vote")

    died = await killed_during(club, partial(post_first, club, shown), step, committed=committed)
    assert died or step > 2
    assert post(club).components
    await suggest(club, club.bob, TWO_SCENES.id)
    await suggest(club, club.admin, NO_SCENE.id)
    await press_on(club.alice, post(club), "Start the vote")
    await later(club, PACE)
    await tick(club, club.bob, "1")
    assert await killed_during(club, ending, step, committed=committed)
    assert "wins with 1 vote" in result(club).content
    assert "The vote is over." in post(club).content
