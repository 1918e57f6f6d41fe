"""What goes public is what a curator or the operator has read, with old forms and cards too."""

from __future__ import annotations

import discord
import pytest
import simcord

from data.contributions.rules.contribution import State
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import (
    SECRET,
    add_scene,
    card_of,
    operated_by,
    other_club,
    said,
    scene_form,
    tap,
)
from tests.e2e.conftest import Club
from tests.films import UNKNOWN

pytestmark = ON_SQLITE

UNREAD = "The HERON sinks the ferry."
STALE = "This has been changed since you opened it, so nothing was decided."


async def queued(club: Club) -> simcord.InteractionResult:
    """The card of what waits first, as the curator opens it."""
    return await tap(club.admin, await club.admin.slash(club.lobby, "catalogue queue"), "Open")


async def own_card(club: Club, who: simcord.MemberActor) -> simcord.InteractionResult:
    """The card of the only scene told, as a member opens it."""
    shelf = await who.slash(club.lobby, "scene history", film=UNKNOWN.id)
    return await tap(who, shelf, "Open")


async def edited(club: Club, hidden: str = UNREAD) -> str:
    """Have the reporter change what happens."""
    form = await tap(club.alice, await own_card(club, club.alice), "Edit")
    return said(await club.alice.submit_modal(form, scene_form(hidden=hidden, hint="New words.")))


async def test_an_old_form_sent_after_the_approval_waits(club: Club) -> None:
    await add_scene(club, club.alice)
    form = await tap(club.alice, await own_card(club, club.alice), "Edit")
    await tap(club.admin, await queued(club), "Approve")
    sent = await club.alice.submit_modal(form, scene_form(hidden=UNREAD, hint="New words."))
    assert "waits for a curator · " in said(sent)
    assert "until then everybody reads what was approved before" in said(sent)
    shown = await card_of(club, club.bob)
    assert SECRET in shown and "HERON" not in shown and "New words" not in shown
    strangers = said(await own_card(club, club.bob))
    assert SECRET in strangers and "HERON" not in strangers and "New words" not in strangers
    listed = await club.bob.slash(club.lobby, "scene history", film=UNKNOWN.id)
    assert "New words" not in said(listed)
    approved = said(await tap(club.admin, await queued(club), "Approve"))
    assert "HERON" in approved and " · approved · " in approved
    shown = await card_of(club, club.bob)
    assert UNREAD in shown and SECRET not in shown


@pytest.mark.parametrize("label", ["Approve", "Reject", "Revert"])
async def test_a_stale_card_decides_nothing_and_shows_the_new_text(club: Club, label: str) -> None:
    await add_scene(club, club.alice)
    stale = await queued(club)
    await edited(club)
    pressed = await tap(club.admin, stale, label)
    assert said(pressed).startswith(STALE)
    assert UNREAD in said(pressed)
    assert "waits for a curator" in said(pressed)
    assert "HERON" not in await card_of(club, club.bob)
    # The card shows what it says now, and its buttons decide on that.
    again = await tap(club.admin, pressed, "Approve")
    assert " · approved · " in said(again)
    assert UNREAD in await card_of(club, club.bob)


@pytest.mark.parametrize("verb", ["approve", "reject", "revert", "reject-burst"])
async def test_a_button_from_before_there_were_revisions_shows_the_text_first(
    club: Club, verb: str
) -> None:
    await add_scene(club, club.alice)
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="x", custom_id=f"community:{verb}:1"))
    await channel.send("old", view=view)
    await club.admin.click(club.lobby.history()[-1], custom_id=f"community:{verb}:1")
    kept = await club.bot.known.contributions.get(club.server.id, 1)
    assert kept is not None
    assert (kept.state, kept.revision) == (State.OPEN, 1)


async def test_rejecting_a_newer_text_leaves_the_approved_one(club: Club) -> None:
    await add_scene(club, club.alice)
    await tap(club.admin, await queued(club), "Approve")
    await edited(club)
    rejected = await tap(club.admin, await queued(club), "Reject")
    assert SECRET in said(rejected) and "HERON" not in said(rejected)
    assert " · approved · " in said(rejected)
    assert SECRET in await card_of(club, club.bob)
    back = await tap(club.admin, rejected, "Revert")
    assert UNREAD in said(back) and "waits for a curator" in said(back)
    assert "HERON" not in await card_of(club, club.bob)


async def test_what_waits_is_read_by_curators_and_its_reporter_only(club: Club) -> None:
    await add_scene(club, club.alice)
    strangers = said(await own_card(club, club.bob))
    assert "A quiet ending" not in strangers and "KINGFISHER" not in strangers
    assert "What happens is shown once a curator has approved it." in strangers
    assert "A quiet ending" in said(await own_card(club, club.alice))
    assert "A quiet ending" in said(await own_card(club, club.admin))


async def test_what_all_servers_have_is_what_the_operator_has_read(club: Club) -> None:
    await add_scene(club, club.alice)
    await tap(club.admin, await queued(club), "Approve")
    await operated_by(club, club.bob)
    opened = await club.bob.slash(club.lobby, "operator promote", number=1)
    assert SECRET in said(opened)
    early = await club.bob.slash(club.lobby, "operator promote", number=1)
    await tap(club.bob, opened, "Share with all servers")
    hall, carol = await other_club(club)

    async def told_there() -> str:
        return said(await carol.slash(hall, "stinger", film=UNKNOWN.id))

    assert SECRET in await told_there()
    await edited(club)
    assert SECRET in await told_there()
    await tap(club.admin, await queued(club), "Approve")
    assert UNREAD in await card_of(club, club.alice)
    there = await told_there()
    assert SECRET in there and "HERON" not in there
    pressed = await tap(club.bob, early, "Share with all servers")
    assert said(pressed).startswith(STALE) and UNREAD in said(pressed)
    assert "shared with all servers as it was before" in said(pressed)
    assert "HERON" not in await told_there()
    await tap(club.bob, pressed, "Share with all servers")
    assert UNREAD in await told_there()
    again = await club.bob.slash(club.lobby, "operator promote", number=1)
    await tap(club.bob, again, "Take back from all servers")
    assert "HERON" not in await told_there()


async def test_only_the_operator_presses_what_the_operator_was_shown(club: Club) -> None:
    await add_scene(club, club.alice)
    await operated_by(club, club.bob)
    opened = await club.bob.slash(club.lobby, "operator promote", number=1)
    club.bot.owner_id = club.alice.id
    refused = await tap(club.bob, opened, "Share with all servers")
    assert "Only the operator" in said(refused)


async def test_the_operator_finds_what_was_changed_since_it_was_shared(club: Club) -> None:
    await add_scene(club, club.alice)
    await tap(club.admin, await queued(club), "Approve")
    await operated_by(club, club.bob)
    nothing = await club.bob.slash(club.lobby, "operator promote")
    assert "all servers read what you last read" in said(nothing)
    opened = await club.bob.slash(club.lobby, "operator promote", number=1)
    await tap(club.bob, opened, "Share with all servers")
    await edited(club)
    listed = await club.bob.slash(club.lobby, "operator promote")
    assert "shared with all servers as it was before" in said(listed)
    card = await tap(club.bob, listed, "Open")
    assert UNREAD in said(card) and SECRET in said(card)
    await tap(club.bob, card, "Share with all servers")
    assert "you last read" in said(await club.bob.slash(club.lobby, "operator promote"))
    club.bot.owner_id = club.alice.id
    assert "Only the operator" in said(await tap(club.bob, listed, "Open"))


async def test_a_curator_reads_the_approved_text_beside_the_new_one(club: Club) -> None:
    await add_scene(club, club.alice)
    await tap(club.admin, await queued(club), "Approve")
    await edited(club)
    card = said(await queued(club))
    assert UNREAD in card
    assert "Approved until now:" in card and f"||{SECRET}||" in card
