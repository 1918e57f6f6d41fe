"""Handing a party over, co-hosts, and hosts who leave."""

from __future__ import annotations

import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import PACE, change, invite, post_of, show
from tests.e2e.reminders.evenings import HOUR, dms, later, press_on, refusal, said
from tests.e2e.rights import overwrite

pytestmark = ON_SQLITE

TOMORROW = "2026-01-02 20:00"
REFUSED = "Only the host, a co-host or a moderator can do that."


async def hosted(club: Club) -> str:
    await later(club, PACE)
    return post_of(club).content.splitlines()[1]


async def test_a_party_is_handed_to_somebody_who_goes(club: Club) -> None:
    await invite(club, when=TOMORROW)
    named = await club.alice.slash(club.lobby, "party host", party=1, member=club.bob, role="host")
    assert said(named).startswith("Only a co-host or somebody going to the party")
    club.env.errors.clear()
    await press_on(club.bob, post_of(club), "Going")
    named = await club.alice.slash(club.lobby, "party host", party=1, member=club.bob, role="host")
    assert said(named) == f"<@{club.bob.id}> is the host now and is told so."
    assert dms(club.bob)[0].startswith("You host the party for Night Harbour (2024) now")
    assert await hosted(club) == f"Hosted by <@{club.bob.id}> · in the cinema"
    await club.alice.slash(club.lobby, "party cancel", party=1)
    assert refusal(club) == REFUSED
    cancelled = await club.bob.slash(club.lobby, "party cancel", party=1)
    assert said(cancelled).startswith("Cancelled.")


async def test_a_cohost_changes_the_party_and_names_nobody(club: Club) -> None:
    await invite(club, when=TOMORROW)
    named = await club.alice.slash(club.lobby, "party host", party=1, member=club.bob)
    assert said(named) == f"<@{club.bob.id}> can change and cancel the party now, too."
    assert await hosted(club) == (
        f"Hosted by <@{club.alice.id}> with <@{club.bob.id}> · in the cinema"
    )
    form = await club.bob.slash(club.lobby, "party edit", party=1)
    assert form.modal is not None
    refused = await club.bob.slash(
        club.lobby, "party host", party=1, member=club.admin, role="co-host"
    )
    assert said(refused) == REFUSED
    club.env.errors.clear()
    await club.alice.slash(club.lobby, "party host", party=1, member=club.bob, role="neither")
    await club.bob.slash(club.lobby, "party edit", party=1)
    assert refusal(club) == REFUSED


async def test_nobody_hosts_what_they_cannot_read(club: Club) -> None:
    await invite(club, who=club.admin, when=TOMORROW)
    await overwrite(club, club.lobby, view_channel=False)
    refused = await club.admin.slash(club.lobby, "party host", party=1, member=club.bob)
    assert said(refused) == "They cannot read the party's channel, so they cannot host it."
    club.env.errors.clear()


async def test_who_is_not_in_the_server_hosts_nothing_and_can_be_taken_off(club: Club) -> None:
    await invite(club, when=TOMORROW)
    await club.alice.slash(club.lobby, "party host", party=1, member=club.bob)
    club.server.remove_member(club.bob)
    gone = club.bob.user
    refused = await club.alice.slash(club.lobby, "party host", party=1, member=gone)
    assert said(refused) == "They cannot read the party's channel, so they cannot host it."
    club.env.errors.clear()
    await club.alice.slash(club.lobby, "party host", party=1, member=gone, role="neither")
    assert await hosted(club) == f"Hosted by <@{club.alice.id}> · in the cinema"


async def test_the_host_is_no_cohost_beside_themselves(club: Club) -> None:
    await invite(club, when=TOMORROW)
    await club.alice.slash(club.lobby, "party host", party=1, member=club.alice)
    assert await hosted(club) == f"Hosted by <@{club.alice.id}> · in the cinema"


@pytest.mark.parametrize("posted", [True, False])
async def test_a_party_that_is_over_or_not_posted_has_no_hosts_to_name(
    club: Club, posted: bool
) -> None:
    if posted:
        await invite(club, when=TOMORROW)
        await club.alice.slash(club.lobby, "party cancel", party=1)
    else:
        await show(club, when=TOMORROW, repeat="weekly")
    for command, options in (
        ("party host", {"member": club.bob}),
        ("party edit", {}),
        ("party cancel", {}),
    ):
        refused = await club.alice.slash(club.lobby, command, party=1, **options)
        assert said(refused) == "That party is over. /party list shows what is coming."
    club.env.errors.clear()


async def test_a_host_who_leaves_hands_over_to_the_first_cohost(club: Club) -> None:
    await invite(club, when=TOMORROW)
    await press_on(club.bob, post_of(club), "Going")
    for who in (club.moderator, club.admin):
        await club.alice.slash(club.lobby, "party host", party=1, member=who)
        await later(club, PACE)
    club.server.remove_member(club.alice)
    club.server.remove_member(club.moderator)
    await later(club, 25 * HOUR)
    assert await hosted(club) == (
        f"Hosted by <@{club.admin.id}> with <@{club.moderator.id}> · in the cinema"
    )
    assert dms(club.admin)[0].startswith("You host the party for")


async def test_else_to_who_has_been_going_longest_and_at_once_if_somebody_tries(
    club: Club,
) -> None:
    await invite(club, when=TOMORROW)
    await press_on(club.admin, post_of(club), "Going")
    await later(club, PACE)
    await press_on(club.bob, post_of(club), "Going")
    await press_on(club.admin, post_of(club), "Maybe")
    await later(club, PACE)
    await press_on(club.admin, post_of(club), "Going")
    club.server.remove_member(club.alice)
    await club.bob.slash(club.lobby, "party edit", party=1)
    assert refusal(club) == REFUSED
    assert await hosted(club) == f"Hosted by <@{club.bob.id}> · in the cinema"
    form = await club.bob.slash(club.lobby, "party edit", party=1)
    assert form.modal is not None


async def test_a_host_who_deletes_their_data_hands_over_too(club: Club) -> None:
    await invite(club, when=TOMORROW)
    await press_on(club.bob, post_of(club), "Going")
    await club.bot.records.erase_member(club.alice.id)
    assert await hosted(club) == f"Hosted by <@{club.bob.id}> · in the cinema"


async def test_five_cohosts_and_no_more(club: Club) -> None:
    await invite(club, when=TOMORROW)
    friends = [club.server.add_member(club.env.create_user(f"friend{n}")) for n in range(6)]
    for friend in friends[:5]:
        await club.alice.slash(club.lobby, "party host", party=1, member=friend)
    refused = await club.alice.slash(club.lobby, "party host", party=1, member=friends[5])
    assert said(refused).startswith("A party has 5 co-hosts at most.")
    club.env.errors.clear()
    assert (await change(club, limit="9")).followups[0].content == "Changed."
