"""Composition root: settings, logging, database, catalogue, bot, extensions, run.

Pythons from 3.6 on must be able to read this file, to say that they are too old; and so that it
can say which library is missing, each is imported where it is used.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - who runs an older one is told so
    sys.stderr.write(
        f"Stinger needs Python 3.11 or newer, and this is {sys.version.split()[0]}: "
        "install Stinger with a newer one, for example: python3.12 -m pip install -e .\n"
    )
    sys.exit(2)

if TYPE_CHECKING:
    from cogs.shared.bot import Resources
    from data.database import Database
    from data.settings import Settings


def clock() -> datetime:
    """The one clock; looked up at every call, so that a simulator can move it."""
    import discord

    return discord.utils.utcnow()  # noqa: TID251 - this is where the clock is handed in


async def load_resources(settings: "Settings", database: "Database") -> "Resources":
    """Migrate the database, load the catalogue and its look-up; the caller closes them."""
    from cogs.shared.bot import Resources
    from data.prepared import Sources, prepare

    known = prepare(Sources(settings.home, clock(), settings.credits_times_url))
    await database.migrate()
    listens = settings.message_content
    return Resources(database, known.catalogue, known.lookup, clock, listens, files=known.files)


async def serve(settings: "Settings", *, force_sync: bool) -> None:
    """Run the bot until Discord, the operator or the system ends it."""
    from functools import partial

    from cogs import EXTENSIONS
    from cogs.shared.process.service import run_bot

    load = partial(load_resources, settings)
    await run_bot(settings, load, EXTENSIONS, clock, force_sync=force_sync)


async def serve_stage(home: Path, folder: Path, port: int, *, tour: bool) -> None:
    """Run the same bot on a simulated Discord, with a page to try it in the browser."""
    from cogs import EXTENSIONS
    from cogs.shared.access.permissions import NEEDED
    from cogs.shared.bot import StingerBot
    from data.database import Database
    from data.locales import _, named_by, speaking
    from data.settings import Settings, SettingsError
    from stage import Languages, PortTakenError, run_stage

    file = folder / "stage.sqlite3"
    fresh = not file.exists()
    settings = Settings("", f"sqlite+aiosqlite:///{file}", home, message_content=True)
    loaded: list[Resources] = []

    async def make_bot() -> StingerBot:
        if not loaded:  # The port is taken by now, so that nothing is migrated in vain.
            loaded.append(await load_resources(settings, Database(settings.database_url)))
        return StingerBot(loaded[0], EXTENSIONS, shard_count=1, force_sync=True)

    def say(language: str, sentence: str) -> str:
        with speaking(language):
            return _(sentence)

    try:
        await run_stage(
            make_bot,
            now=clock(),
            permissions=NEEDED,
            port=port,
            fresh=fresh,
            tour=tour,
            languages=Languages(named_by, say),
        )
    except PortTakenError as error:
        raise SettingsError([str(error)]) from error
    finally:
        for resources in loaded:
            await resources.database.close()


async def run(arguments: argparse.Namespace) -> int:
    """Do what the arguments ask for and return the exit code."""
    from cogs.shared.connection.login import ask_discord
    from data.installation import home_in
    from data.process.log import start_log
    from data.process.selfcheck import report, self_check
    from data.process.shutdown import until_terminated
    from data.settings import Settings, environment, read_env_file

    read_env_file()
    if arguments.stage:
        with TemporaryDirectory(prefix="stinger-stage-") as folder:
            home = home_in(environment())
            database = home if arguments.keep else Path(folder)
            await serve_stage(home, database, arguments.port, tour=arguments.tour)
        return 0
    if arguments.check:
        asking = ask_discord if arguments.online else None
        return report(await self_check(environment(), asking))
    settings = Settings.from_environment()
    start_log(settings.log_threshold)
    await until_terminated(serve(settings, force_sync=arguments.sync))
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Read the command line, do what it asks for and return the exit code."""
    from data.installation import is_own, missing_library
    from data.process import UNUSABLE, fail
    from data.process.arguments import parse
    from data.process.log import start_log

    arguments = parse(argv)
    start_log()
    try:
        if arguments.healthy:
            from data.process.health import answer

            return answer()
        from cogs.shared.connection.login import guarded

        return guarded(lambda: asyncio.run(run(arguments)))
    except ModuleNotFoundError as error:
        if is_own(error.name):
            raise
        return fail(missing_library(error.name, "stage" if arguments.stage else ""), UNUSABLE)


if __name__ == "__main__":
    sys.exit(main())
