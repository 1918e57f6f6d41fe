"""``python bot.py`` as an operator meets it, in a process of its own."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

import bot
from data import migrations
from data.settings import ROOT, VARIABLES

BOT = ROOT / "bot.py"
SECRET = "s3cretSecretsecretsecretsecret"
TOKEN = f"MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.{SECRET}"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


class Operator:
    """Starts the bot in an empty folder with nothing set but what is given."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.database_url = f"sqlite+aiosqlite:///{folder / 'var' / 'stinger.sqlite3'}"

        self.started: list[asyncio.subprocess.Process] = []

    async def starts(self, *arguments: str, **variables: str) -> asyncio.subprocess.Process:
        # An empty variable counts as not set, and keeps a developer's own .env from setting it.
        environment = dict.fromkeys(VARIABLES, "") | {"DATABASE_URL": self.database_url}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            str(BOT),
            *arguments,
            cwd=self._folder,
            env={"PATH": os.environ["PATH"], **environment, **variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        self.started.append(process)
        return process

    async def runs(self, *arguments: str, **variables: str) -> Ended:
        return await ended(await self.starts(*arguments, **variables))


async def ended(process: asyncio.subprocess.Process) -> Ended:
    async with asyncio.timeout(30):
        out, err = await process.communicate()
    assert process.returncode is not None
    return Ended(process.returncode, out.decode(), err.decode())


@pytest.fixture
async def operator(tmp_path: Path) -> AsyncIterator[Operator]:
    starter = Operator(tmp_path)
    yield starter
    for process in starter.started:
        if process.returncode is None:
            process.kill()
            await process.communicate()


def sentences(text: str) -> list[str]:
    """The lines that are no log."""
    return [line for line in text.splitlines() if not re.match(r"\d{4}-\d\d-\d\d ", line)]


async def test_without_a_token_one_sentence_says_what_to_do(operator: Operator) -> None:
    run = await operator.runs()
    assert run.code == 2
    assert run.out == ""
    (sentence,) = run.err.splitlines()
    for word in ("DISCORD_TOKEN", ".env", "--stage"):
        assert word in sentence


async def test_all_faults_are_told_at_once(operator: Operator) -> None:
    run = await operator.runs(DATABASE_URL="mysql://u:geheim@h/x", LOG_LEVEL="LOUD")
    assert run.code == 2
    named = [line.split()[0] for line in run.err.splitlines()]
    assert named == ["DISCORD_TOKEN", "DATABASE_URL", "LOG_LEVEL"]
    assert "geheim" not in run.said


def test_an_env_file_that_is_no_text_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """PowerShell's redirection writes UTF-16."""
    path = tmp_path / ".env"
    path.write_text(f"DISCORD_TOKEN={TOKEN}", encoding="utf-16")
    monkeypatch.setattr(bot, "ENV_FILE", path)
    assert bot.main(["--check"]) == 2
    (sentence,) = sentences(capsys.readouterr().err)
    assert str(path) in sentence
    assert "UTF-8" in sentence


def test_the_env_file_is_read_literally(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / ".env"
    path.write_text("STINGER_TEST_A=a${b}#c\nSTINGER_TEST_B=file\n", encoding="utf-8-sig")
    monkeypatch.setattr(bot, "ENV_FILE", path)
    monkeypatch.setattr(os, "environ", {"STINGER_TEST_B": "environment"})
    bot.read_env_file()
    assert os.environ == {"STINGER_TEST_A": "a${b}#c", "STINGER_TEST_B": "environment"}


async def test_check_passes_and_changes_nothing(operator: Operator, tmp_path: Path) -> None:
    run = await operator.runs("--check", DISCORD_TOKEN=TOKEN)
    assert run.code == 0, run.said
    parts = [line.split(":")[0] for line in run.out.splitlines()]
    assert parts == [
        f"ok   {part}" for part in ("token", "settings", "database", "migrations", "catalogue")
    ]
    assert f"empty, to be migrated to schema {migrations.head()}" in run.out
    assert re.search(r"\d\d,\d{3} films", run.out)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("sqlite+aiosqlite:////dev/null/x/stinger.sqlite3", "Not a directory"),
        ("sqlite+aiosqlite:///{folder}", "unable to open"),
        ("postgresql+asyncpg://stinger:geheim@127.0.0.1:1/stinger", "Connect call failed"),
    ],
)
async def test_check_tells_a_database_that_cannot_be_used(
    operator: Operator, tmp_path: Path, address: str, reason: str
) -> None:
    run = await operator.runs(
        "--check", DISCORD_TOKEN=TOKEN, DATABASE_URL=address.format(folder=tmp_path)
    )
    assert run.code == 1
    (failed,) = [line for line in run.out.splitlines() if line.startswith("FAIL")]
    assert reason in failed
    assert "DATABASE_URL" in failed
    assert "Traceback" not in run.said
    assert "geheim" not in run.said


async def test_a_start_without_a_database_ends_in_a_sentence(operator: Operator) -> None:
    run = await operator.runs(
        DISCORD_TOKEN=TOKEN, DATABASE_URL="sqlite+aiosqlite:////dev/null/stinger.sqlite3"
    )
    assert run.code == 1
    (sentence,) = sentences(run.err)
    assert "DATABASE_URL" in sentence


@asynccontextmanager
async def discord_like(app: web.Application) -> AsyncIterator[str]:
    """A loopback REST receiver; gives the address to set as DISCORD_API_URL."""
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"{site.name}/api/v10"
    finally:
        await runner.cleanup()


def answer(body: object, status: int = 200) -> web.Response:
    """JSON under the content type that Discord sends, which names no charset."""
    headers = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)


async def test_a_refused_token_is_told_and_never_shown(operator: Operator) -> None:
    sent: list[Mapping[str, str]] = []

    async def refuse(request: web.Request) -> web.Response:
        sent.append(request.headers)
        return answer({"message": "401: Unauthorized", "code": 0}, status=401)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", refuse)
    async with discord_like(app) as address:
        run = await operator.runs(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address, LOG_LEVEL="DEBUG")
    assert sent[0]["Authorization"] == f"Bot {TOKEN}"
    assert run.code == 1
    (sentence,) = sentences(run.err)
    assert sentence.startswith("Discord refuses DISCORD_TOKEN")
    assert SECRET not in run.said


async def test_another_refusal_is_told(operator: Operator) -> None:
    async def forbid(_request: web.Request) -> web.Response:
        return answer({"message": "Blocked", "code": 40333}, status=403)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", forbid)
    async with discord_like(app) as address:
        run = await operator.runs(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address)
    assert run.code == 1
    (sentence,) = sentences(run.err)
    assert "403" in sentence
    assert "Blocked" in sentence


async def test_an_unreachable_discord_is_told(operator: Operator) -> None:
    run = await operator.runs(DISCORD_TOKEN=TOKEN, DISCORD_API_URL="http://127.0.0.1:1/api/v10")
    assert run.code == 1
    (sentence,) = sentences(run.err)
    assert sentence.startswith("Discord cannot be reached")
    assert SECRET not in run.said


ME = {
    "id": "4242",
    "username": "stinger",
    "discriminator": "0",
    "avatar": None,
    "global_name": None,
    "bot": True,
}
APPLICATION = {
    "id": "4242",
    "name": "Stinger",
    "icon": None,
    "description": "",
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "flags": 0,
    "owner": ME,
}


class LoopbackDiscord:
    """As much of Discord's REST and gateway as a bot needs to log in and become ready."""

    def __init__(self) -> None:
        self.closed = asyncio.Event()
        self.synced: list[list[dict[str, object]]] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._give(ME))
        app.router.add_get("/api/v10/oauth2/applications/@me", self._give(APPLICATION))
        app.router.add_get("/api/v10/applications/@me", self._give(APPLICATION))
        app.router.add_get("/api/v10/gateway/bot", self._gateway)
        app.router.add_get("/gateway{slash:/?}", self._socket)
        app.router.add_put("/api/v10/applications/4242/commands", self._sync)
        return app

    def _give(self, body: object) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def give(_request: web.Request) -> web.Response:
            return answer(body)

        return give

    async def _gateway(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://{request.host}/gateway"
        return answer({"url": url, "shards": 1, "session_start_limit": limit})

    async def _sync(self, request: web.Request) -> web.Response:
        commands = await request.json()
        self.synced.append(commands)
        given = [
            {
                "description": "",
                **command,
                "id": str(number),
                "application_id": "4242",
                "version": "1",
            }
            for number, command in enumerate(commands, 1)
        ]
        return answer(given)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None}
        )
        async for message in socket:
            operation = message.json()["op"]
            if operation == 2:
                session = {
                    "v": 10,
                    "user": ME,
                    "guilds": [],
                    "session_id": "1",
                    "resume_gateway_url": f"ws://{request.host}/gateway",
                    "application": {"id": "4242", "flags": 0},
                    "shard": [0, 1],
                }
                await socket.send_json({"op": 0, "d": session, "s": 1, "t": "READY"})
            elif operation == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
        self.closed.set()
        return socket


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers")
async def test_runs_end_in_order_and_commands_are_given_once(operator: Operator) -> None:
    discord = LoopbackDiscord()
    said = []
    async with discord_like(discord.app()) as address:
        variables = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": address, "LOG_LEVEL": "DEBUG"}
        for arguments, ending, synced in (
            ((), signal.SIGTERM, 1),
            ((), signal.SIGINT, 1),
            (("--sync",), signal.SIGTERM, 2),
        ):
            process = await operator.starts(*arguments, **variables)
            log = await read_until(process, "has connected to Gateway")
            process.send_signal(ending)
            run = await ended(process)
            log += run.said
            said.append(log)
            assert run.code == 0, log
            assert "Traceback" not in log
            assert SECRET not in log
            assert len(discord.synced) == synced
        async with asyncio.timeout(10):
            await discord.closed.wait()
    assert "stinger" in {command["name"] for command in discord.synced[0]}
    assert "https://discord.com/oauth2/authorize?client_id=4242" in said[0]


async def read_until(process: asyncio.subprocess.Process, words: str) -> str:
    """Standard error up to the line that holds the words."""
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(30):
        async for line in process.stderr:
            said += line.decode()
            if words in said:
                return said
    raise AssertionError(f"It ended before {words!r}: {said}")


def test_the_composition_root_stays_short() -> None:
    assert len(BOT.read_text(encoding="utf-8").splitlines()) <= 150
