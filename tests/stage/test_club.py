from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord

from stage.club.club import ASKED_BY_SIMULATOR, BOT_NAME, TAGS, Club, found_club
from tests.stage.conftest import NOW, PERMISSIONS
from tests.stage.toy_bot import ToyBot


async def founded(now: datetime = NOW) -> tuple[simcord.Env, Club]:
    env = simcord.Env(ToyBot(), check_errors=False)
    return env, found_club(env, now, PERMISSIONS)


def permissions_of(env: simcord.Env, club: Club, user_id: int) -> discord.Permissions:
    backend = env.backend
    return discord.Permissions(backend.compute_permissions(club.guild.id, user_id, club.lobby.id))


async def test_the_clock_stands_where_it_was_set() -> None:
    env, _ = await founded()
    assert env.now() == NOW


async def test_only_the_newcomers_account_is_fresh() -> None:
    _, club = await founded()
    ages = {
        player.key: NOW - discord.utils.snowflake_time(player.actor.id) for player in club.players
    }
    assert ages.pop("newcomer") < timedelta(minutes=1)
    assert all(age > timedelta(days=90) for age in ages.values())


async def test_only_the_newcomer_has_just_joined() -> None:
    env, club = await founded()
    members = env.backend.guilds[club.guild.id].members
    joined = {
        player.key: NOW - datetime.fromisoformat(members[player.actor.id].joined_at)
        for player in club.players
    }
    assert joined.pop("newcomer") < timedelta(minutes=1)
    assert all(since > timedelta(days=90) for since in joined.values())


async def test_everybody_may_do_what_their_part_needs() -> None:
    env, club = await founded()
    allowed = {player.key: permissions_of(env, club, player.actor.id) for player in club.players}
    assert allowed["admin"].administrator
    assert allowed["moderator"].manage_messages
    assert not allowed["moderator"].administrator
    assert not allowed["member"].manage_messages
    assert allowed["member"] == allowed["newcomer"]


async def test_the_bot_has_no_more_rights_than_it_asked_for() -> None:
    env, club = await founded()
    role = next(role for role in env.backend.guilds[club.guild.id].roles.values() if role.managed)
    assert role.permissions == (PERMISSIONS | ASKED_BY_SIMULATOR).value
    assert env.backend.bot_user.name == BOT_NAME


async def test_tags_fit_into_discord() -> None:
    assert len(TAGS) <= 20
    assert all(len(name) <= 20 for name in TAGS)


async def test_a_kept_database_finds_the_same_ids_the_next_day() -> None:
    _, today = await founded()
    _, tomorrow = await founded(NOW + timedelta(days=1))
    assert today.guild.id == tomorrow.guild.id
    assert today.lobby.id == tomorrow.lobby.id
    assert [player.actor.id for player in today.players[:3]] == [
        player.actor.id for player in tomorrow.players[:3]
    ]


async def test_a_stage_before_the_simulators_time_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot start"):
        await founded(datetime(2020, 1, 1, tzinfo=UTC))
