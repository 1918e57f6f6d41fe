"""Getting in at Discord: asking beforehand whether it will work, and saying why it did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import discord
from discord.http import Route

from data.catalogue.catalogue import CatalogueError
from data.database import DatabaseLostError, DatabaseUnusableError, NewerSchemaError
from data.process import FAILED, UNUSABLE, fail
from data.process.selfcheck import CheckResult
from data.process.shard_locks import LockLostError, ShardsTakenError
from data.settings import Settings, SettingsError

REFUSED = "Discord refuses DISCORD_TOKEN: reset it in the developer portal, page Bot."
NO_MESSAGE_CONTENT = (
    "Discord does not grant the Message Content intent: switch it on in the developer portal, page "
    "Bot, or take MESSAGE_CONTENT=on out of the settings."
)


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a start failed, in a sentence, and the exit code that goes with it."""

    sentence: str
    code: int


def explained(error: Exception) -> Failure | None:
    """Why a start failed; ``None`` for what nobody has foreseen."""
    match error:
        case SettingsError() | CatalogueError() | ShardsTakenError():
            return Failure(str(error), UNUSABLE)
        case NewerSchemaError() | DatabaseLostError():
            return Failure(str(error), UNUSABLE)
        case DatabaseUnusableError() | LockLostError():
            return Failure(str(error), FAILED)
        case discord.LoginFailure():
            return Failure(REFUSED, UNUSABLE)
        case discord.PrivilegedIntentsRequired():
            return Failure(NO_MESSAGE_CONTENT, UNUSABLE)
        case aiohttp.ClientConnectionError() | TimeoutError():
            reason = error or "it does not answer"
            return Failure(f"Discord cannot be reached: {reason}", FAILED)
        case discord.HTTPException() | discord.GatewayNotFound() | discord.ClientException():
            return Failure(f"Discord does not let the bot start: {error}", FAILED)
        case _:
            return None


def guarded(work: Callable[[], int]) -> int:
    """Do the work and return its exit code; what it fails of is one sentence on standard error.

    Only what nobody has foreseen is raised.
    """
    try:
        return work()
    except KeyboardInterrupt:
        return 0
    except Exception as error:
        failure = explained(error)
        if failure is None:
            raise
        return fail(failure.sentence, failure.code)


async def ask_discord(settings: Settings) -> list[CheckResult]:
    """Ask Discord whether the token works, whose it is, and for the intents that are switched on.

    Changes nothing there; the gateway is not connected.
    """
    Route.BASE = settings.api_url
    try:
        async with discord.Client(intents=discord.Intents.none()) as client:
            await client.login(settings.token)
            application = await client.http.request(Route("GET", "/applications/@me"))
    except (discord.DiscordException, aiohttp.ClientConnectionError, TimeoutError) as error:
        failure = explained(error)
        if failure is None:
            raise
        return [CheckResult("Discord", False, failure.sentence)]
    belongs = f"the token works; its application is {application['name']} ({application['id']})"
    flags = discord.ApplicationFlags()
    flags.value = application.get("flags", 0)
    return [
        CheckResult("Discord", True, belongs),
        _check_intents(flags, message_content=settings.message_content),
    ]


def _check_intents(flags: discord.ApplicationFlags, *, message_content: bool) -> CheckResult:
    if not message_content:
        return CheckResult("intents", True, "none is switched on that Discord must grant")
    if flags.gateway_message_content or flags.gateway_message_content_limited:
        return CheckResult("intents", True, "the Message Content intent is granted")
    return CheckResult("intents", False, NO_MESSAGE_CONTENT)
