"""One process of the bot, over a small catalogue so that it starts at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from cogs import EXTENSIONS
from cogs.shared.bot import Resources
from cogs.shared.process.login import guarded
from cogs.shared.process.service import run_bot
from data.database import Database
from data.lookup import Lookup
from data.process.log import start_log
from data.process.shutdown import until_terminated
from data.settings import Settings
from tests.films import small_catalogue


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the process's own clock is handed in here


async def load(database: Database) -> Resources:
    await database.migrate()
    catalogue = small_catalogue()
    return Resources(database, catalogue, Lookup(catalogue.films, catalogue.aliases), clock)


async def run() -> None:
    settings = Settings.from_environment()
    await until_terminated(run_bot(settings, load, EXTENSIONS, clock, force_sync=False))


def main() -> int:
    start_log()

    def work() -> int:
        asyncio.run(run())
        return 0

    return guarded(work)


if __name__ == "__main__":
    raise SystemExit(main())
