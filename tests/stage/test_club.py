from datetime import UTC, datetime, timedelta

import discord
import pytest
import simcord

from cogs.theories.thread import tag_names
from data.locales import _, speaking
from stage.club.club import ASKED_BY_SIMULATOR, BOT_NAME, Club, found_club
from stage.club.words import TAGS, translate
from tests.data.locales import COMPLETE
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


def texts_of(env: simcord.Env) -> list[str]:
    """All that is written in the club: names, topics, tags, messages."""
    found: list[str] = []
    for channel in env.backend.channels.values():
        if channel.guild_id is not None:
            messages = env.backend.messages.get(channel.id, {}).values()
            found += [channel.name or "", channel.topic or ""]
            found += [one["name"] for one in channel.available_tags]
            found += [message.content for message in messages]
    return list(filter(None, found))


@pytest.mark.parametrize("language", COMPLETE)
async def test_the_club_is_in_one_language_and_fits_into_discord(language: str) -> None:
    env, club = await founded()
    english = texts_of(env)
    with speaking(language):
        translate(env, _)
    told = texts_of(env)
    same = set(told) & set(english)
    assert same <= {"lobby", "spoilers"}  # As some of the languages call it, too.
    backend = env.backend
    for handle in (club.lobby, club.spoilers, club.theories):
        name = backend.get_channel(handle.id).name or ""
        assert name == name.lower() and " " not in name
    tags = [one["name"] for one in backend.get_channel(club.theories.id).available_tags]
    assert len(set(tags)) == len(TAGS) <= 20 and max(map(len, tags)) <= 20
    assert all(name in tag_names(tag) for name, tag in zip(tags, TAGS, strict=True))
    written = [message for kept in backend.messages.values() for message in kept.values()]
    assert not any(message.edited_timestamp for message in written)


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
