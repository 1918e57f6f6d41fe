"""What the slice is for, on both databases: films, scenes and times by members, and the guard."""

from __future__ import annotations

import simcord

from tests.e2e.community.contributors import (
    SECRET,
    add_film,
    add_scene,
    card_of,
    make_bot,
    more_members,
    report,
    said,
    scene_form,
    settle_in,
    tap,
)
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, button_ids
from tests.films import UNKNOWN


async def test_an_added_film_is_usable_at_once_and_only_in_its_server(club: Club) -> None:
    told = await add_film(club, club.alice, title="Copper Comet", year=2026, runtime="1:52")
    assert "Copper Comet (2026, added)" in told
    choices = await club.bob.autocomplete(club.lobby, "stinger", "film", "copper")
    assert choices[0]["name"] == "Copper Comet (2026, added)"
    card = await club.bob.slash(club.lobby, "stinger", film="coper comet")
    text = said(card)
    assert text.startswith("### ") and "Copper Comet" in text and "1 h 52" in text
    ids = button_ids(answer(card).components)
    again = await club.bob.click(answer(card).message, custom_id=ids["Why?"])
    assert "Copper Comet" in said(again)

    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol = other.add_member(club.env.create_user("carol"))
    assert not [
        choice
        for choice in await carol.autocomplete(hall, "stinger", "film", "copper")
        if "Copper" in choice["name"]
    ]
    forged = await carol.slash(hall, "stinger", film=choices[0]["value"])
    assert "I know no film called" in said(forged)


async def test_a_scene_is_shown_once_a_curator_has_approved_it(club: Club) -> None:
    assert "A curator of this server looks" in await add_scene(club, club.alice)
    before = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert "KINGFISHER" not in said(before)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    assert f"||{SECRET}||" in said(opened)
    await tap(club.admin, opened, "Approve")
    card = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    text = said(card)
    assert text.startswith("### Stay seated")
    assert f"||{SECRET}||" in text
    await tap(club.admin, opened, "Revert")
    taken_back = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert "KINGFISHER" not in said(taken_back)


async def test_what_no_database_takes_is_left_out(club: Club) -> None:
    typed = scene_form(hidden=f"\x00{SECRET}\ud800", hint="A quiet\x00 ending.")
    slot = {"film": UNKNOWN.id, "position": "mid-credits", "order": 10}
    form = await club.alice.slash(club.lobby, "scene add", **slot, purpose="tone change")
    sent = await club.alice.submit_modal(form, typed)
    assert "A curator of this server looks" in said(sent)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert f"||{SECRET}||" in said(await tap(club.admin, queue, "Open"))


async def test_three_independent_members_confirm_times_and_a_claim(club: Club) -> None:
    dora, emil = more_members(club, "dora", "emil")
    await settle_in(club)
    for member, offset in ((club.alice, "2:03"), (club.bob, "2:06")):
        told = await report(
            *(club, member, UNKNOWN.id, f"mid {offset}-3:10, no post"),
            runtime="2:00",
            credits="1:50:00",
        )
        assert told == "Thank you, your timestamp is kept."
    assert (await card_of(club, emil)).startswith("### Not known yet")
    shelf = await dora.slash(club.lobby, "timestamp confirm", film=UNKNOWN.id)
    opened = await tap(dora, shelf, "Open")
    await tap(dora, opened, "Same for me")
    text = await card_of(club, emil)
    assert text.startswith("### Stay seated")
    assert "1 mid-credits scene" in text
    assert "mid-credits ≈ 2:03 (± 5 s, 3 members)" in text
    assert " · 1 source\n" in text


async def rush(club: Club, *members: simcord.MemberActor) -> list[str]:
    """Members who have just joined report the same."""
    return [await report(club, one, UNKNOWN.id, "mid 2:05", runtime="2:00") for one in members]


async def test_a_burst_of_new_accounts_is_held_and_moderators_are_told_once(club: Club) -> None:
    alerts = club.server.create_text_channel("moderators-only")
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=alerts.id)
    dora, emil = more_members(club, "dora", "emil")
    first, second, third, fourth = await rush(club, club.alice, club.bob, dora, emil)
    assert "does not count as independent yet" in first
    assert first == second
    assert third == fourth
    assert "A curator of this server looks" in third
    await club.env.advance_time(1)
    (alert,) = alerts.history()
    assert alert.content.startswith("**Paper Lantern (2021)**: ")
    assert "by new accounts that say the same" in alert.content
    assert "/catalogue queue" in alert.content
    queue = said(await club.admin.slash(club.lobby, "catalogue queue"))
    assert queue.count("held until a curator has looked") == 4
    assert queue.count("**Paper Lantern (2021)**") == 4
    refused = await emil.slash(club.lobby, "catalogue queue")
    assert "Only this server's curators" in said(refused)
    assert (await card_of(club, emil)).startswith("### Not known yet")


async def test_moderators_are_told_after_a_crash(club: Club) -> None:
    """The word to them stands in the database until it was sent."""
    club.env.inject_error("POST", "/users/@me/channels", status=503, times=1)
    await rush(club, club.alice, club.bob, *more_members(club, "dora"))
    await club.env.advance_time(1)
    await club.env.restart_bot(make_bot(club.resources))
    await club.env.advance_time(61)
    owner = club.server.owner
    assert owner.dm_channel is not None
    (alert,) = owner.dm_channel.history()
    assert "3 reports by new accounts" in alert.content
