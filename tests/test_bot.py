"""``python bot.py`` as an operator meets it, in a process of its own."""

from __future__ import annotations

import ast
import asyncio
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest
from aiohttp import web

from data import migrations
from data.prepared import FOLDER
from tests.bot_process import BOT, Operator, ended
from tests.data.films.updates.stub import Sites, served
from tests.hang import HANG
from tests.loopback import LoopbackDiscord, answer, discord_like

SECRET = "s3cretSecretsecretsecretsecret"


TOKEN = f"MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.{SECRET}"


@pytest.fixture
async def operator(tmp_path: Path, run_folder: Path) -> AsyncIterator[Operator]:
    starter = Operator(tmp_path, run_folder / FOLDER)
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


async def test_check_passes_and_changes_nothing(operator: Operator, tmp_path: Path) -> None:
    run = await operator.runs("--check", DISCORD_TOKEN=TOKEN)
    assert run.code == 0, run.said
    *parts, last = [line.split(":")[0] for line in run.out.splitlines()]
    assert parts == [
        f"ok   {part}"
        for part in ("token", "settings", "shards", "database", "migrations", "catalogue")
    ]
    assert last == "skip Discord"
    assert "--check --online" in run.out
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
    assert run.code == 2
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
        async with asyncio.timeout(HANG):
            await discord.closed.wait()
    assert "stinger" in {command["name"] for command in discord.synced[0]}
    assert "https://discord.com/oauth2/authorize?client_id=4242" in said[0]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers")
@pytest.mark.parametrize("wanted", ["on", "off"])
async def test_the_catalogue_is_updated_only_where_the_operator_wants_it(
    operator: Operator, wanted: str
) -> None:
    sites = Sites()
    sites.list = b"tt9999999: {tags: [After Credits]}\n"
    async with served(sites), discord_like(LoopbackDiscord().app()) as address:
        process = await operator.starts(
            DISCORD_TOKEN=TOKEN,
            DISCORD_API_URL=address,
            TMDB_TOKEN="",
            CATALOGUE_UPDATES=wanted,
            AFTERCREDITS_URL=f"{sites.address}/list",
        )
        log = await read_until(process, "Ready as")
        failed = "AfterCredits cannot be updated"
        if wanted == "on" and failed not in log:
            log += await read_until(process, failed)
        process.send_signal(signal.SIGTERM)
        await ended(process)
    assert f"Catalogue updates: {wanted}" in log
    assert sites.asked == (["/list"] if wanted == "on" else [])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM handlers")
async def test_the_running_bot_is_healthy_while_it_is_connected(operator: Operator) -> None:
    assert (await operator.runs("--healthy")).code == 1
    async with discord_like(LoopbackDiscord().app()) as address:
        process = await operator.starts(DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address)
        await read_until(process, "Ready as")
        async with asyncio.timeout(HANG):
            while (healthy := await operator.runs("--healthy")).code:
                pass
        assert healthy.out == "Stinger is connected to Discord.\n"
        process.send_signal(signal.SIGTERM)
        await ended(process)
    gone = await operator.runs("--healthy")
    assert gone.code == 1
    assert "not connected" in gone.out


async def test_a_second_start_is_refused_and_the_first_goes_on(operator: Operator) -> None:
    async with discord_like(LoopbackDiscord().app()) as address:
        variables = {"DISCORD_TOKEN": TOKEN, "DISCORD_API_URL": address}
        first = await operator.starts(**variables)
        await read_until(first, "Ready as")
        second = await operator.runs(**variables)
        assert second.code == 2
        (sentence,) = sentences(second.err)
        assert sentence.startswith("Another process of Stinger runs with the database")
        assert first.returncode is None
        first.kill()
        await first.communicate()
        third = await operator.starts(**variables)
        await read_until(third, "Ready as")


async def test_an_intent_that_is_not_granted_is_told(operator: Operator) -> None:
    async with discord_like(LoopbackDiscord().app()) as address:
        run = await operator.runs(
            DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address, MESSAGE_CONTENT="on"
        )
    assert run.code == 2
    (sentence,) = sentences(run.err)
    assert sentence.startswith("Discord does not grant the Message Content intent")


async def test_check_asks_discord_when_told_to(operator: Operator) -> None:
    async with discord_like(LoopbackDiscord().app()) as address:
        run = await operator.runs(
            "--check", "--online", DISCORD_TOKEN=TOKEN, DISCORD_API_URL=address
        )
    assert run.code == 0
    assert [line.split(":")[0] for line in run.out.splitlines()[-2:]] == [
        "ok   Discord",
        "ok   intents",
    ]
    assert SECRET not in run.said


async def test_check_asks_discord_only_with_settings_that_can_be_used(operator: Operator) -> None:
    run = await operator.runs("--check", "--online", DISCORD_TOKEN="abc")
    assert "skip Discord: not asked" in run.out


async def test_a_port_that_is_taken_is_told_before_anything_is_migrated(
    operator: Operator, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = await operator.runs("--stage", "--keep", f"--port={port}")
    assert run.code == 2
    (sentence,) = sentences(run.err)
    assert sentence.startswith(f"Port {port} is taken")
    assert [path.name for path in (tmp_path / "home").iterdir()] == [FOLDER]


async def test_without_its_libraries_it_says_which_one_is_missing(tmp_path: Path) -> None:
    bare = (sys.executable, "-S", "-E", str(BOT))
    for arguments in ((), ("--check",), ("--stage",), ("--healthy",)):
        process = await asyncio.create_subprocess_exec(
            *bare, *arguments, cwd=tmp_path, stderr=asyncio.subprocess.PIPE
        )
        assert process.stderr is not None
        said = (await process.stderr.read()).decode()
        assert await process.wait() == 2
        assert re.fullmatch(
            r"\w+ is not installed for .*: activate .*python -m pip install -e .*\n", said
        )


def test_an_old_python_can_read_the_file_to_say_that_it_is_too_old() -> None:
    ast.parse(BOT.read_text(encoding="utf-8"), feature_version=(3, 6))


async def read_until(process: asyncio.subprocess.Process, words: str) -> str:
    """Standard error up to the line that holds the words."""
    assert process.stderr is not None
    said = ""
    async with asyncio.timeout(HANG):
        async for line in process.stderr:
            said += line.decode()
            if words in said:
                return said
    raise AssertionError(f"It ended before {words!r}: {said}")


def test_the_composition_root_stays_short() -> None:
    assert len(BOT.read_text(encoding="utf-8").splitlines()) <= 150
