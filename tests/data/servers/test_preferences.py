"""What servers, places and members have set: kept, defaulted, and forgotten."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import insert

from data.database import Database
from data.members.records import Records
from data.schema import server_setting
from data.servers.policy import EMBARGO_DAYS, Policy
from data.servers.preferences import Conduct, MemberSettings, Preferences, ServerSettings

SERVER, CATEGORY, CHANNEL, THREAD, MEMBER = 10, 20, 30, 40, 50
PLACES = (SERVER, CATEGORY, CHANNEL, THREAD)


@pytest.fixture
def preferences(database: Database) -> Preferences:
    return Preferences(database)


async def policy_in(preferences: Preferences, *places: int) -> Policy:
    return (await preferences.conduct_at(places)).policy


async def test_before_anybody_sets_anything_defaults_hold(preferences: Preferences) -> None:
    assert await preferences.conduct_at(PLACES) == Conduct(Policy.STANDARD, EMBARGO_DAYS)
    assert await preferences.conduct_at(()) == Conduct()
    assert await preferences.server(SERVER) == ServerSettings()
    assert await preferences.member(MEMBER) == MemberSettings()


async def test_the_innermost_place_decides(preferences: Preferences) -> None:
    chosen = (Policy.STRICT, Policy.PRIVATE, Policy.OFF, Policy.STANDARD)
    for depth, (place, policy) in enumerate(zip(PLACES, chosen, strict=True), 1):
        await preferences.set_policy(SERVER, place, policy)
        assert await policy_in(preferences, *PLACES) is policy
        assert await policy_in(preferences, *PLACES[:depth]) is policy
    assert await policy_in(preferences, SERVER, 31) is Policy.STRICT
    assert await policy_in(preferences, SERVER + 1, CHANNEL) is Policy.STANDARD


async def test_a_policy_can_be_changed_and_taken_back(preferences: Preferences) -> None:
    await preferences.set_policy(SERVER, SERVER, Policy.STRICT)
    for policy in (Policy.OFF, Policy.PRIVATE):
        await preferences.set_policy(SERVER, CHANNEL, policy)
        assert await policy_in(preferences, SERVER, CHANNEL) is policy
    await preferences.set_policy(SERVER, CHANNEL, None)
    await preferences.set_policy(SERVER, CHANNEL, None)
    assert await policy_in(preferences, SERVER, CHANNEL) is Policy.STRICT


async def test_a_servers_settings_are_kept_one_by_one(
    preferences: Preferences, database: Database
) -> None:
    await preferences.change_server(SERVER, embargo_days=0)
    await preferences.change_server(SERVER, curator_role_id=7)
    for reader in (preferences, Preferences(database)):
        assert await reader.server(SERVER) == ServerSettings(embargo_days=0, curator_role_id=7)
        assert (await reader.conduct_at((SERVER, CHANNEL))).embargo_days == 0
        assert await reader.server(SERVER + 1) == ServerSettings()
    await preferences.change_server(SERVER, curator_role_id=None)
    assert await preferences.server(SERVER) == ServerSettings(embargo_days=0)


async def test_changes_at_once_do_not_lose_each_other(preferences: Preferences) -> None:
    await asyncio.gather(
        preferences.change_server(SERVER, embargo_days=3),
        preferences.change_server(SERVER, curator_role_id=8),
        preferences.set_policy(SERVER, SERVER, Policy.STRICT),
    )
    assert await preferences.server(SERVER) == ServerSettings(embargo_days=3, curator_role_id=8)
    assert await policy_in(preferences, SERVER) is Policy.STRICT


@pytest.mark.parametrize("days", [-1, 366])
async def test_a_value_out_of_range_is_refused_and_not_kept(
    preferences: Preferences, days: int
) -> None:
    with pytest.raises(ValueError, match="0 to 365 days"):
        await preferences.change_server(SERVER, embargo_days=days)
    assert await preferences.server(SERVER) == ServerSettings()


async def test_an_unknown_setting_is_refused(preferences: Preferences) -> None:
    with pytest.raises(TypeError):
        await preferences.change_server(SERVER, popcorn="salted")
    with pytest.raises(TypeError):
        await preferences.change_member(MEMBER, popcorn="salted")


async def test_a_setting_of_another_version_is_left_alone(database: Database) -> None:
    kept = {"server_id": SERVER, "name": "popcorn", "value": '"salted"'}
    async with database.transaction() as connection:
        await connection.execute(insert(server_setting).values(kept))
    assert await Preferences(database).server(SERVER) == ServerSettings()


async def test_a_member_takes_settings_everywhere_and_is_forgotten(
    preferences: Preferences, database: Database
) -> None:
    await preferences.change_member(MEMBER, time_zone="Europe/Berlin")
    for reader in (preferences, Preferences(database)):
        assert (await reader.member(MEMBER)).time_zone == "Europe/Berlin"
    await Records(database).erase_member(MEMBER)
    preferences.forget_member(MEMBER)
    for reader in (preferences, Preferences(database)):
        assert await reader.member(MEMBER) == MemberSettings()


@pytest.mark.parametrize("most", [0, 20_000])
async def test_a_member_who_had_set_nothing_is_known_as_soon_as_they_do(
    database: Database, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr("data.servers.preferences.MOST_REMEMBERED", most)
    preferences = Preferences(database)
    await preferences.change_member(8, time_zone="Europe/Berlin")
    assert await preferences.share(7) == "everyone"
    await preferences.change_member(7, share="only me")
    assert await preferences.share(7) == "only me"
    assert (await preferences.member(8)).time_zone == "Europe/Berlin"
