"""The waiting list of a party with a limit, as its members see it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import PACE, change, invite, post_of, thread_of
from tests.e2e.process.mortal import killed_during
from tests.e2e.reminders.evenings import HOUR, MINUTE, dms, later, press_on, said

pytestmark = ON_SQLITE

TOMORROW = "2026-01-02 20:00"
OFFER = "A place is free for Night Harbour (2024)"
SEAT = "You have a place for Night Harbour (2024)"


async def counts(club: Club) -> str:
    """What the post says of who comes, once it is up to date."""
    await later(club, PACE)
    return post_of(club).content.splitlines()[-1]


async def full(club: Club, **options: Any) -> None:
    """Alice's party has one place besides hers, which Bob takes; two wait."""
    wanted: dict[str, Any] = {"when": TOMORROW, "limit": 2} | options
    await invite(club, **wanted)
    await press_on(club.bob, post_of(club), "Going")
    for number, who in enumerate((club.moderator, club.admin), 1):
        told = await press_on(who, post_of(club), "Going")
        assert told.followups[0].ephemeral
        assert f"You are number {number} on the waiting list" in told.followups[0].content


async def test_the_next_is_asked_by_dm_and_takes_the_place(club: Club) -> None:
    await full(club)
    assert await counts(club) == "Going 2 of at most 2 · Waiting 2 · Maybe 0 · No 0"
    await press_on(club.bob, post_of(club), "No")
    (offer,) = dms(club.moderator)
    assert offer.startswith(f"{OFFER}, <t:1767380400:F>. It is yours until <t:")
    assert dms(club.admin) == []
    assert await counts(club) == "Going 1 of at most 2 · Waiting 2 · Maybe 0 · No 1"
    taken = await press_on(
        club.moderator.user, club.moderator.user.dm_channel.history()[-1], "I'm coming"
    )
    assert said(taken) == "You have a place."
    assert await counts(club) == "Going 2 of at most 2 · Waiting 1 · Maybe 0 · No 1"
    await later(club, 44 * HOUR)
    card = thread_of(club).history()[0]
    assert {user.id for user in card.mentions} == {club.alice.id, club.moderator.id}


async def test_silence_and_no_pass_it_on(club: Club) -> None:
    await full(club)
    await press_on(club.bob, post_of(club), "Maybe")
    await later(club, 29 * MINUTE)
    assert dms(club.admin) == []
    await later(club, 2 * MINUTE)
    assert dms(club.admin)[0].startswith(OFFER)
    assert await counts(club) == "Going 1 of at most 2 · Waiting 1 · Maybe 2 · No 0"
    late = await press_on(
        club.moderator.user, club.moderator.user.dm_channel.history()[-1], "I'm coming"
    )
    assert said(late).startswith("No place is kept for you any more.")
    club.env.errors.clear()
    again = await press_on(club.moderator, post_of(club), "Going")
    assert "You are number 1 on the waiting list" in again.followups[0].content
    passed = await press_on(
        club.admin.user, club.admin.user.dm_channel.history()[-1], "I can't come"
    )
    assert said(passed) == "The place goes to the next one."
    assert dms(club.moderator)[-1].startswith(OFFER)
    yes = await press_on(club.moderator, post_of(club), "Going")  # on the post, as well
    assert yes.followups[0].content == "You have a place."


async def test_with_closed_dms_the_thread_asks(club: Club) -> None:
    await full(club)
    club.env.inject_error("POST", "/users/@me/channels", status=400, code=50007)
    await press_on(club.bob, post_of(club), "No")
    (asked,) = thread_of(club).history()
    assert asked.content.startswith(OFFER)
    assert [user.id for user in asked.mentions] == [club.moderator.id]
    nosy = await press_on(club.admin, asked, "I'm coming")
    assert said(nosy).startswith("No place is kept for you")
    club.env.errors.clear()
    taken = await press_on(club.moderator, asked, "I'm coming")
    assert said(taken) == "You have a place."


async def test_in_the_last_hour_the_place_is_theirs_at_once(club: Club) -> None:
    await full(club, when="in 50 minutes")
    await press_on(club.bob, post_of(club), "No")
    assert dms(club.moderator)[0].startswith(SEAT)
    assert await counts(club) == "Going 2 of at most 2 · Waiting 1 · Maybe 0 · No 1"
    message = club.moderator.user.dm_channel.history()[-1]
    await press_on(club.moderator.user, message, "I can't come")
    assert dms(club.admin)[0].startswith(SEAT)
    assert await counts(club) == "Going 2 of at most 2 · Maybe 0 · No 2"


async def test_a_higher_limit_and_a_longer_time_ask_at_once(club: Club) -> None:
    await full(club)
    await change(club, limit="4", answer="120")
    assert dms(club.moderator)[0].startswith(OFFER)
    assert dms(club.admin)[0].startswith(OFFER)
    await later(club, 119 * MINUTE)
    taken = await press_on(club.admin, post_of(club), "Going")
    assert taken.followups[0].content == "You have a place."
    await later(club, 2 * MINUTE)
    assert await counts(club) == "Going 3 of at most 4 · Maybe 1 · No 0"


async def test_who_leaves_the_list_is_not_asked(club: Club) -> None:
    await full(club)
    await press_on(club.moderator, post_of(club), "No")
    await press_on(club.bob, post_of(club), "No")
    assert dms(club.moderator) == []
    assert dms(club.admin)[0].startswith(OFFER)


async def test_a_member_who_deletes_their_data_makes_room(club: Club) -> None:
    await full(club)
    await club.bot.records.erase_member(club.bob.id)
    await later(club, PACE)
    assert dms(club.moderator)[0].startswith(OFFER)
    assert await counts(club) == "Going 1 of at most 2 · Waiting 2 · Maybe 0 · No 0"
    await club.bot.records.erase_member(club.admin.id)
    assert await counts(club) == "Going 1 of at most 2 · Waiting 1 · Maybe 0 · No 0"


async def test_a_cancelled_party_asks_nobody(club: Club) -> None:
    await full(club)
    await press_on(club.bob, post_of(club), "No")
    await club.alice.slash(club.lobby, "party cancel", party=1)
    await later(club, HOUR)
    assert dms(club.admin) == []
    offer = club.moderator.user.dm_channel.history()[-1]
    over = await press_on(club.moderator.user, offer, "I'm coming")
    assert said(over).startswith("That party is over.")
    club.env.errors.clear()


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@pytest.mark.parametrize("step", range(6))
async def test_killed_at_any_step_one_is_asked_and_the_limit_holds(
    club: Club, step: int, committed: bool
) -> None:
    await full(club)

    async def giving_up() -> None:
        await press_on(club.bob, post_of(club), "No")

    died = await killed_during(club, giving_up, step, committed=committed)
    # Discord knows a message that is sent again by its nonce, which the simulator does not.
    assert len(set(dms(club.moderator))) == 1
    assert dms(club.moderator)[0].startswith(OFFER)
    assert dms(club.admin) == []
    assert await counts(club) == "Going 1 of at most 2 · Waiting 2 · Maybe 0 · No 1"
    await press_on(club.moderator, post_of(club), "Going")
    assert await counts(club) == "Going 2 of at most 2 · Waiting 1 · Maybe 0 · No 1"
    assert died or step > 3


async def test_many_presses_are_acknowledged_first_and_edit_the_post_once(club: Club) -> None:
    await invite(club, when=TOMORROW, limit=5)
    await later(club, PACE)
    crowd = [club.server.add_member(club.env.create_user(f"fan{n}")) for n in range(12)]
    before = len(club.env.http_requests)
    for fan in crowd:
        await press_on(fan, post_of(club), "Going")
    requests = club.env.http_requests[before:]
    edits = [r for r in requests if r.method == "PATCH" and "/messages/" in r.path]
    assert len(edits) == 1
    callbacks = [r for r in requests if r.path.endswith("/callback")]
    assert [call.json for call in callbacks] == [{"type": 6}] * 12
    assert await counts(club) == "Going 5 of at most 5 · Waiting 8 · Maybe 0 · No 0"
