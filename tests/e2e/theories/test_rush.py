"""Many ballots at once: a rush of regulars, a brigade, and what everybody is told."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from cogs.theories.store.rows import REFRESH_EVERY
from data.schema import theory_ballot
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import Theatre, ballot, first, said, text_of

pytestmark = ON_SQLITE

MONTH = 31 * 86_400


async def test_two_hundred_ballots_in_ten_seconds(theatre: Theatre) -> None:
    """Every one is acknowledged and kept once; the first message is edited within its pace.

    A very slow machine takes longer than the ten seconds, and may then edit more often. The 200
    arrive one after the other, because SimCord runs one actor's call at a time; that the stores
    take them at the same time is shown by their own tests.
    """
    voters = theatre.members(200)
    await theatre.env.advance_time(MONTH)
    thread = await theatre.post(theatre.club.alice)
    message = first(thread)
    await theatre.env.advance_time(60)
    edits_before = edits(theatre, message.id)
    began = theatre.env.now()
    for number, voter in enumerate(voters):
        shown = await voter.click(message, custom_id="theory:rate:1")
        result = await voter.submit_modal(shown, ballot())
        assert said(result).startswith("Received.")
        if number % 10 == 9:
            await theatre.env.advance_time(0.45)
    paces = (theatre.env.now() - began) // timedelta(seconds=REFRESH_EVERY)
    assert edits(theatre, message.id) - edits_before <= 2 + paces
    # The last edit may have ended just now, and the next is due a pace later, to the second.
    await theatre.env.advance_time(REFRESH_EVERY + 2)
    assert edits(theatre, message.id) - edits_before <= 3 + paces
    assert "200 ballots" in text_of(first(thread))
    async with theatre.club.resources.database.reading() as connection:
        rows = await connection.execute(
            select(func.count(), func.count(func.distinct(theory_ballot.c.user_id)))
        )
        assert rows.one() == (200, 200)


async def test_a_brigade_is_held_and_moderators_are_told_once(theatre: Theatre) -> None:
    alerts = theatre.club.server.create_text_channel("moderators-only")
    await theatre.club.admin.slash(theatre.club.lobby, "theory setup", alerts=alerts)
    regulars = theatre.members(8)
    await theatre.env.advance_time(MONTH)
    thread = await theatre.post(theatre.club.alice)
    for voter in regulars:
        await theatre.rate(voter, thread)
    await theatre.env.advance_time(3_600)
    shown = said(await regulars[0].slash(theatre.club.lobby, "theory show", number=1))
    newcomers = [
        theatre.club.server.add_member(theatre.env.create_user(f"new{number}"))
        for number in range(30)
    ]
    replies = [said(await theatre.rate(voter, thread, "anonymous", 1, 1)) for voter in newcomers]
    assert all(reply.startswith("Received. Credibility ") for reply in replies)
    after = said(await regulars[0].slash(theatre.club.lobby, "theory show", number=1))
    assert after == shown
    (alert,) = alerts.history()
    assert "ballots of new members came in a rush" in alert.content
    assert "ZEBRAFISH" not in alert.content
    lobby, moderator = theatre.club.lobby, theatre.club.moderator
    assert "30 ballots held" in said(await moderator.slash(lobby, "theory show", number=1))
    ask = {"number": 1, "reason": "all joined today"}
    voided = await moderator.slash(lobby, "theory moderate", action="void", **ask)
    assert "30 ballots are void" in said(voided)
    released = await moderator.slash(lobby, "theory moderate", action="release", **ask)
    assert "30 ballots are released" in said(released)
    assert "38 ballots" in said(await regulars[0].slash(lobby, "theory show", number=1))
    assert len(alerts.history()) == 1


async def test_ballots_in_flight_at_a_crash_are_kept(theatre: Theatre) -> None:
    """A form that was open while the bot restarted is taken by the new one."""
    thread = await theatre.post(theatre.club.alice)
    shown = await theatre.club.bob.click(first(thread), label="Rate")
    await theatre.restart()
    result = await theatre.club.bob.submit_modal(shown, ballot("official", 5, 5))
    assert said(result).startswith("Received.")
    await theatre.env.advance_time(11)
    assert "1 ballot ·" in text_of(first(thread))


async def test_an_edit_due_at_a_crash_is_made_afterwards(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    await theatre.rate(theatre.club.bob, thread)
    assert "0 ballots" in text_of(first(thread))
    await theatre.restart()
    await theatre.env.advance_time(12)
    assert "1 ballot ·" in text_of(first(thread))


def edits(theatre: Theatre, message_id: int) -> int:
    return sum(
        request.method == "PATCH" and request.path.endswith(f"/messages/{message_id}")
        for request in theatre.env.http_requests
    )


async def test_without_a_channel_for_it_the_owner_is_told(theatre: Theatre) -> None:
    thread = await theatre.post(theatre.club.alice)
    for voter in theatre.members(12):
        await theatre.rate(voter, thread)
    await theatre.env.advance_time(1)
    owner = theatre.club.server.owner
    (alert,) = owner.dm_channel.history()
    assert "/theory moderate number:1" in alert.content


async def test_where_nobody_can_be_told_the_ballots_are_held_all_the_same(
    theatre: Theatre,
) -> None:
    theatre.env.inject_error("POST", "/users/@me/channels", status=403, code=50007, times=None)
    thread = await theatre.post(theatre.club.alice)
    for voter in theatre.members(12):
        await theatre.rate(voter, thread)
    await theatre.env.advance_time(60)
    shown = await theatre.club.moderator.slash(theatre.club.lobby, "theory show", number=1)
    assert "12 ballots held" in said(shown)
