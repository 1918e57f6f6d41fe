"""Where news of a film is told: channels with policies, closed DMs, films under embargo."""

from __future__ import annotations

import pytest

from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.films.awaited import (
    NOTHING,
    SCENE,
    forget,
    learn,
    my_list,
    wait_for,
)
from tests.e2e.reminders.evenings import heard, pinged, press_on
from tests.e2e.replies import answer, reads, sees
from tests.e2e.rights import overwrite
from tests.films import UNKNOWN, UPCOMING

pytestmark = ON_SQLITE


async def test_a_film_under_embargo_is_told_of_behind_a_spoiler(club: Club) -> None:
    await forget(club, UPCOMING.id)
    await wait_for(club, UPCOMING.id)
    await learn(club, {UPCOMING.id: SCENE})
    (message,) = club.alice.user.dm_channel.history()
    assert "Stay seated" not in sees(message)
    assert "Stay seated" in reads(message)


async def test_with_closed_dms_the_channel_is_told_and_pings_only_the_asker(club: Club) -> None:
    await wait_for(club, UNKNOWN.id)
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await learn(club, {UNKNOWN.id: NOTHING})
    message = club.lobby.history()[-1]
    assert message.content.endswith(f"\n<@{club.alice.id}>")
    assert "Free to go" in message.content
    assert pinged(club, club.lobby.id)[-1] == ([club.alice.id], True)
    shown = await press_on(club.bob, message, "Show privately")
    assert answer(shown).ephemeral


@pytest.mark.parametrize("policy", [Policy.PRIVATE, Policy.STRICT, Policy.OFF])
async def test_a_channels_policy_is_kept(club: Club, policy: Policy) -> None:
    await wait_for(club, UNKNOWN.id)
    before = len(heard(club.lobby))
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, policy)
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await learn(club, {UNKNOWN.id: NOTHING})
    told = club.lobby.history()[before:]
    if policy is Policy.OFF:
        assert told == []
        assert "known now; I couldn't write to you" in await my_list(club)
        return
    (message,) = told
    assert "Free to go" not in sees(message)
    assert ("Free to go" in reads(message)) == (policy is Policy.STRICT)


async def test_who_cannot_read_the_channel_any_more_finds_it_in_the_list(club: Club) -> None:
    await wait_for(club, UNKNOWN.id)
    await overwrite(club, club.lobby, view_channel=False)
    before = len(heard(club.lobby))
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await learn(club, {UNKNOWN.id: NOTHING})
    assert len(heard(club.lobby)) == before
    kept = await club.bot.records.of_member(club.alice.id)
    assert [row["state"] for row in kept["films awaited"]] == ["failed"]
