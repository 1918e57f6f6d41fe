"""A loop of due work outlives what goes wrong in it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import cast

import pytest
from sqlalchemy import select, update

from cogs.shared.bot import StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.sending.due_work import SERVER_AWAY, TRY_AGAIN, DueLoop, RowLoop
from data.contributions.rules.contribution import Contribution
from data.contributions.store.bursts import ALERT, HeldBursts
from data.contributions.store.contributions import Contributions
from data.database import Database
from data.schema import contribution
from tests.data.contributions.store.contributions import NOW, THERE, add, old, scene

AGAIN = int(NOW.timestamp()) + 500
"""When there is more to tell of a burst."""


class Bot:
    """What the loop needs of a bot; every rest is over at once, and the last one never ends."""

    def __init__(self, rests: int, database: Database | None = None) -> None:
        self.database = database or Database("sqlite+aiosqlite://")
        self.rests: list[float | None] = []
        self._most = rests

    def clock(self) -> datetime:
        return NOW

    def get_guild(self, server_id: int) -> int | None:
        return None if server_id == THERE else server_id

    async def wait_until_ready(self) -> None:
        return

    async def wait_for(self, event: str, timeout: float | None) -> None:  # noqa: ASYNC109 - as the library's
        assert event == "work"
        self.rests.append(timeout)
        if len(self.rests) == self._most:
            raise asyncio.CancelledError
        raise TimeoutError


class Loop(DueLoop):
    """Fails in its first pass."""

    def __init__(self, bot: Bot, failure: Exception) -> None:
        super().__init__(cast(StingerBot, bot), "work")
        self.passes = 0
        self._failure = failure

    async def work(self) -> None:
        self.passes += 1
        if self.passes == 1:
            raise self._failure


@pytest.mark.parametrize("failure", [KeyError("kind"), OSError("disk")])
async def test_a_failed_pass_is_told_and_tried_again(
    failure: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    bot = Bot(rests=2)
    loop = Loop(bot, failure)
    with pytest.raises(asyncio.CancelledError):
        await loop.run()
    assert loop.passes == 2
    assert bot.rests == [TRY_AGAIN, None]
    assert "could not be read" in caplog.text


class NothingHeldError(UserFacingError):
    """There is nothing to tell any more."""

    sentence = "Nothing is held."


class Alerts(RowLoop[Contribution]):
    """Tells of the bursts of one film; those of others go wrong, each film's in its way."""

    gone = NothingHeldError

    def __init__(self, bot: Bot, bursts: HeldBursts) -> None:
        super().__init__(cast(StingerBot, bot), "work", bursts, {ALERT: self._tell})
        self._bursts = bursts
        self.told: list[int] = []

    async def read(self, key: int, server_id: int) -> Contribution | None:
        return await self._bursts.report(server_id, key)

    async def _tell(self, _guild: object, report: Contribution) -> int | None:
        if report.film_id == "gone":
            raise NothingHeldError
        if report.film_id == "no answer":
            raise OSError("no line")
        if report.film_id == "broken":
            raise RuntimeError("a fault of ours")
        self.told.append(report.id)
        return AGAIN


async def test_one_bad_row_stops_no_other(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    store = Contributions(database, lambda _server_id: None)
    films = ("unreadable", "gone", "no answer", "broken", "told")
    rows = {film: (await add(store, scene(), old(1), film=film)).id for film in films}
    rows["elsewhere"] = (await add(store, scene(), old(1), server=THERE, film="told")).id
    unreadable = update(contribution).where(contribution.c.id == rows["unreadable"])
    loop = Alerts(Bot(1, database), store.bursts)
    async with database.transaction() as connection:
        await connection.execute(update(contribution).values(alert_due=loop.now))
        await connection.execute(unreadable.values(content="{}"))
    await loop.work()
    assert loop.told == [rows["told"]]
    async with database.reading() as connection:
        found = await connection.execute(select(contribution.c.id, contribution.c.alert_due))
        due = {row.id: row.alert_due for row in found}
    assert {film: due[key] for film, key in rows.items()} == {
        "unreadable": None,
        "gone": None,
        "no answer": loop.now + TRY_AGAIN,
        "broken": None,
        "told": AGAIN,
        "elsewhere": loop.now + SERVER_AWAY,
    }
    failed = "Work on the column alert_due of contribution {} failed"
    told_of = [film for film, key in rows.items() if failed.format(key) in caplog.text]
    assert told_of == ["unreadable", "broken"]
