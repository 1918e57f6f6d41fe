"""One process of the bot, over a small catalogue so that it starts at once.

It has all the time of the world: on a machine that is busy with other tests, what Discord would
not wait for is answered all the same. The simulated Discord counts as the real one, not as a proxy.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from cogs import EXTENSIONS
from cogs.shared import items
from cogs.shared.bot import Resources
from cogs.shared.connection.login import guarded
from cogs.shared.limits import admission
from cogs.shared.limits.work import Work
from cogs.shared.process.service import run_bot
from data.database import Database
from data.lookup import Lookup
from data.process.log import start_log
from data.process.shutdown import until_terminated
from data.settings import Settings
from tests.films import small_catalogue
from tests.hang import HANG


class Direct(Settings):
    """Settings of a process that asks Discord itself, so that it keeps to Discord's limits."""

    @property
    def has_proxy(self) -> bool:
        """There is none."""
        return False


def be_patient() -> None:
    """Drop nothing for its age, and promise no answer before it is there."""
    for module, names in (
        (admission, ("TOO_OLD", "TOO_OLD_TO_COMPLETE", "PATIENCE")),
        (items, ("PATIENCE_FOR_FORMS",)),
    ):
        for name in names:
            assert hasattr(module, name)
            setattr(module, name, HANG)
    Work.__init__.__defaults__ = (HANG,)


def clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the process's own clock is handed in here


async def load(database: Database) -> Resources:
    await database.migrate()
    catalogue = small_catalogue()
    return Resources(database, catalogue, Lookup(catalogue.films, catalogue.aliases), clock)


async def run() -> None:
    settings = Direct.from_environment()
    await until_terminated(run_bot(settings, load, EXTENSIONS, clock, force_sync=False))


def main() -> int:
    start_log()
    be_patient()

    def work() -> int:
        asyncio.run(run())
        return 0

    return guarded(work)


if __name__ == "__main__":
    raise SystemExit(main())
