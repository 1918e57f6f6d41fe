"""Composition root: settings, logging, database, catalogue, bot, extensions, run."""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import aiohttp
import discord
from discord.http import Route
from dotenv import load_dotenv

from cogs import EXTENSIONS
from cogs.shared.bot import Resources, StingerBot
from cogs.shared.permissions import NEEDED
from data.catalogue.catalogue import Catalogue, CatalogueError
from data.database import Database, DatabaseUnusableError
from data.films.imported import with_imported
from data.log import start_log
from data.lookup import Lookup
from data.selfcheck import self_check
from data.settings import (
    ENV_FILE,
    FILMS_FOLDER,
    IMPORTED_FILE,
    RUNTIME_FOLDER,
    Settings,
    SettingsError,
    environment,
)
from data.shutdown import until_terminated

FAILED, UNUSABLE = 1, 2  # exit codes; the second: the operator must mend the settings first


def clock() -> datetime:
    """The one clock; looked up at every call, so that a simulator can move it."""
    return discord.utils.utcnow()  # noqa: TID251 - this is where the clock is handed in


async def load_resources(settings: Settings) -> Resources:
    """Migrate the database, load the catalogue, build the look-up; the caller closes them."""
    catalogue = with_imported(Catalogue.load(FILMS_FOLDER), IMPORTED_FILE, clock())
    database = Database(settings.database_url)
    await database.migrate()
    lookup = Lookup(catalogue.films, catalogue.aliases, catalogue.nicknames)
    return Resources(database, catalogue, lookup, clock, settings.message_content)


async def serve(settings: Settings, *, force_sync: bool) -> None:
    """Run the bot until Discord, the operator or the system ends it."""
    Route.BASE = settings.api_url
    resources = await load_resources(settings)
    try:
        async with StingerBot(resources, EXTENSIONS, force_sync=force_sync) as bot:
            await bot.start(settings.token)
    finally:
        await resources.database.close()


async def serve_stage(port: int, folder: Path) -> None:
    """Run the same bot on a simulated Discord, with a page to try it in the browser."""
    try:
        from stage import PortTakenError, run_stage
    except ModuleNotFoundError as missing:
        remedy = 'python -m pip install -e ".[stage]"'
        raise SettingsError([f"The stage needs {missing.name}: {remedy}"]) from missing
    settings = Settings(token="", database_url=f"sqlite+aiosqlite:///{folder / 'stage.sqlite3'}")
    resources = await load_resources(settings)

    async def make_bot() -> StingerBot:
        return StingerBot(resources, EXTENSIONS, shard_count=1, force_sync=True)

    try:
        await run_stage(make_bot, now=clock(), permissions=NEEDED, port=port)
    except PortTakenError as error:
        raise SettingsError([str(error)]) from error
    finally:
        await resources.database.close()


async def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments ask for and return the exit code."""
    if arguments.stage:
        with TemporaryDirectory(prefix="stinger-stage-") as folder:
            await serve_stage(arguments.port, RUNTIME_FOLDER if arguments.keep else Path(folder))
        return 0
    if arguments.check:
        results = await self_check(environment())
        print(*results, sep="\n")  # noqa: T201 - a report for the shell
        return 0 if all(result.passed for result in results) else FAILED
    settings = Settings.from_environment()
    start_log(settings.log_threshold)
    await until_terminated(serve(settings, force_sync=arguments.sync))
    return 0


def parse(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bot.py", description="Stinger, a bot for film fans.")
    parser.add_argument("--stage", action="store_true", help="try it without Discord")
    parser.add_argument("--port", type=int, default=8765, help="the stage's port (default 8765)")
    parser.add_argument("--keep", action="store_true", help="keep the stage's database in var/")
    parser.add_argument("--check", action="store_true", help="check the installation and stop")
    parser.add_argument("--sync", action="store_true", help="give Discord the commands anew")
    return parser.parse_args(argv)


def read_env_file() -> None:
    """Add the variables of ``.env`` to the environment, which wins over the file."""
    try:
        load_dotenv(ENV_FILE, interpolate=False, encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError([f"{ENV_FILE} is no UTF-8 text: save it anew as UTF-8."]) from error


def main(argv: Sequence[str] | None = None) -> int:
    """Start Stinger; every foreseeable failure is one sentence on standard error."""
    arguments = parse(argv)
    start_log()
    try:
        read_env_file()
        return asyncio.run(run(arguments))
    except SettingsError as error:
        return fail(error, UNUSABLE)
    except (CatalogueError, DatabaseUnusableError) as error:
        return fail(error)
    except discord.LoginFailure:
        return fail("Discord refuses DISCORD_TOKEN: reset it in the developer portal, page Bot.")
    except (aiohttp.ClientConnectionError, TimeoutError) as error:
        return fail(f"Discord cannot be reached: {error or 'it does not answer'}")
    except (discord.HTTPException, discord.GatewayNotFound, discord.ClientException) as error:
        return fail(f"Discord does not let the bot start: {error}")
    except KeyboardInterrupt:
        return 0


def fail(reason: object, code: int = FAILED) -> int:
    """Say why it cannot go on."""
    print(reason, file=sys.stderr)  # noqa: T201 - the operator reads it in the shell
    return code


if __name__ == "__main__":
    sys.exit(main())
