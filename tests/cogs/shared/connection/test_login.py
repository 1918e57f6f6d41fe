"""What Discord says of a token, and why a start fails."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest
from aiohttp import web
from discord.http import Route

from cogs.shared.connection.login import ask_discord, explained, guarded
from data.database import DatabaseUnusableError, NewerSchemaError
from data.process.selfcheck import CheckResult
from data.settings import Settings, SettingsError
from tests.loopback import LoopbackDiscord, answer, discord_like

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"


@pytest.fixture(autouse=True)
def _other_tests_ask_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Route, "BASE", Route.BASE)


async def asked(address: str, *, message_content: bool = False) -> list[CheckResult]:
    settings = Settings(TOKEN, "", Path(), address, message_content=message_content)
    return await ask_discord(settings)


@pytest.mark.parametrize(
    ("flags", "message_content", "granted"),
    [(0, False, True), (0, True, False), (1 << 18, True, True), (1 << 19, True, True)],
)
async def test_whose_the_token_is_and_which_intents_are_granted(
    flags: int, message_content: bool, granted: bool
) -> None:
    async with discord_like(LoopbackDiscord(flags).app()) as address:
        token, intents = await asked(address, message_content=message_content)
    assert str(token) == "ok   Discord: the token works; its application is Stinger (4242)"
    assert intents.passed is granted
    assert ("MESSAGE_CONTENT=on" in intents.said) is not granted


@pytest.mark.parametrize(
    ("status", "said"),
    [(401, "refuses DISCORD_TOKEN"), (403, "does not let the bot start: 403 Forbidden")],
)
async def test_a_refusal_is_told(status: int, said: str) -> None:
    async def refuse(_request: web.Request) -> web.Response:
        return answer({"message": "no", "code": 0}, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    async with discord_like(app) as address:
        (refused,) = await asked(address)
    assert refused.passed is False
    assert said in refused.said
    assert TOKEN not in refused.said


async def test_nobody_at_the_address_is_told() -> None:
    (unreachable,) = await asked("http://127.0.0.1:1/api/v10")
    assert unreachable.passed is False
    assert unreachable.said.startswith("Discord cannot be reached")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SettingsError(["x"]), 2),
        (NewerSchemaError("9999"), 2),
        (discord.LoginFailure(), 2),
        (discord.PrivilegedIntentsRequired(None), 2),
        (DatabaseUnusableError("x"), 1),
        (TimeoutError(), 1),
        (discord.ClientException(), 1),
    ],
)
def test_what_a_restart_cannot_mend_has_an_exit_code_of_its_own(
    error: Exception, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> int:
        raise error

    assert guarded(fail) == code
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence


def test_what_nobody_has_foreseen_is_raised() -> None:
    def fail() -> int:
        raise LookupError

    assert explained(LookupError()) is None
    with pytest.raises(LookupError):
        guarded(fail)
