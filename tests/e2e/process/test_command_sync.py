"""Discord is given the commands when they changed, and only then."""

from __future__ import annotations

from typing import Any

import discord
import pytest
import simcord

from cogs import EXTENSIONS
from cogs.shared.bot import Resources, StingerBot
from cogs.shared.connection.sync_state import SyncState
from tests.conftest import ON_SQLITE

pytestmark = ON_SQLITE


def bot(resources: Resources, *extensions: str, force: bool = False) -> StingerBot:
    return StingerBot(resources, extensions or EXTENSIONS, shard_count=1, force_sync=force)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return bot(resources)


def given(env: simcord.Env) -> list[Any]:
    """The command definitions of every time that Discord was given them."""
    return [
        request.json
        for request in env.http_requests
        if request.method == "PUT" and request.path.endswith("/commands")
    ]


async def test_commands_are_given_once_until_they_change(
    simcord_env: simcord.Env, resources: Resources
) -> None:
    assert len(given(simcord_env)) == 1
    await simcord_env.restart_bot(bot(resources))
    assert len(given(simcord_env)) == 1
    await simcord_env.restart_bot(bot(resources, *EXTENSIONS, "tests.e2e.broken_slice"))
    assert len(given(simcord_env)) == 2
    await simcord_env.restart_bot(bot(resources))
    assert len(given(simcord_env)) == 3


async def test_they_are_given_when_forced(simcord_env: simcord.Env, resources: Resources) -> None:
    await simcord_env.restart_bot(bot(resources, force=True))
    assert len(given(simcord_env)) == 2


async def test_what_discord_did_not_accept_is_not_remembered(
    simcord_env: simcord.Env, resources: Resources
) -> None:
    application = simcord_env.bot.application_id
    assert application is not None
    state = SyncState(resources.database)
    before = await state.known_hash(application)
    simcord_env.inject_error("PUT", "/applications/*/commands", status=500)
    with pytest.raises(discord.HTTPException):
        await simcord_env.restart_bot(bot(resources, "tests.e2e.broken_slice"))
    assert await state.known_hash(application) == before is not None


def by_name(env: simcord.Env) -> dict[str, dict[str, Any]]:
    return {command["name"]: command for command in given(env)[0]}


async def test_looking_up_works_in_servers_dms_and_as_a_members_own_app(
    simcord_env: simcord.Env,
) -> None:
    """That a member's own app answers is not modelled by the simulator; the definition is."""
    for name in ("stinger", "stingers"):
        command = by_name(simcord_env)[name]
        assert set(command["integration_types"]) == {0, 1}
        assert set(command["contexts"]) == {0, 1, 2}
