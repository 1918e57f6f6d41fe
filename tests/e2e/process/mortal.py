"""A bot whose process is killed between two steps, and that is started again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from tests.e2e.conftest import Club, make_bot
from tests.e2e.reminders.evenings import MINUTE, later
from tests.mortal import MortalDatabase


async def made_mortal(club: Club) -> MortalDatabase:
    """Start the bot anew on a database that can die; :func:`revived` ends that."""
    database = MortalDatabase(club.resources.database.address)
    await club.env.restart_bot(make_bot(replace(club.resources, database=database)))
    return database


async def revived(club: Club, database: MortalDatabase) -> None:
    """Start the bot again after its death, on the same database."""
    await database.close()
    club.env.errors.clear()
    await club.restart()


async def killed_during(
    club: Club, deed: Callable[[], Awaitable[object]], step: int, *, committed: bool
) -> bool:
    """Kill the process at a transaction of a member's deed; whether there was that transaction.

    A new one is started and given three minutes. Of what dies before its first commit nothing is
    left, so that the member does it again.
    """
    database = await made_mortal(club)
    database.dies(step, committed=committed)
    await deed()
    died = database.dead
    await revived(club, database)
    await later(club, 3 * MINUTE)
    if step == 0 and not committed:
        assert died
        await deed()
        await later(club, 3 * MINUTE)
    return died
