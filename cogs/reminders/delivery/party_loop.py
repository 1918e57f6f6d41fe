"""The loop that does what is due for parties: waiting lists, edits of posts, posts cut off."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy import Column

from cogs.reminders.delivery.party_post import PartyPost
from cogs.reminders.rules.parties import Party
from cogs.reminders.rules.refusals import UNPOSTED, PartyGoneError
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store import party_work
from cogs.reminders.store.parties import PartyStore
from cogs.reminders.store.party_work import PartyWork
from cogs.shared.bot import StingerBot
from cogs.shared.sending.due_work import SERVER_AWAY, TRY_AGAIN, DueLoop, may_pass

log = logging.getLogger(__name__)

POKE = "party_work"
"""The event that wakes the loop before its time."""

Deed = Callable[[Party], Awaitable[int | None]]
"""Does a party's work, and says when there is more of its kind, if that is known."""


class PartyLoop(DueLoop):
    """Does what is due for parties, until it is cancelled."""

    def __init__(
        self, bot: StingerBot, store: PartyStore, work: PartyWork, post: PartyPost
    ) -> None:
        super().__init__(bot, POKE)
        self._store = store
        self._work = work
        self._post = post
        self._deeds: dict[Column[Any], Deed] = {
            party_work.POST: self._complete,
            party_work.QUEUE: self._advance,
            party_work.REFRESH: self._refresh,
        }

    async def next_due(self) -> int | None:
        """The instant of the next work."""
        return await self._work.next_due()

    async def work(self) -> None:
        """Do what is due, party by party."""
        due = await self.next_due()
        if due is None or due > self.now:
            return
        for column, deed in self._deeds.items():
            claimed = self.now
            for screening_id, server_id in await self._work.claim(column, claimed):
                await self._do(screening_id, server_id, column, deed, claimed)

    async def _do(
        self, screening_id: int, server_id: int, column: Column[Any], deed: Deed, claimed: int
    ) -> None:
        if self._bot.get_guild(server_id) is None:
            # The server is out of reach, or another process looks after it.
            await self._work.put_back(screening_id, column, self.now + SERVER_AWAY)
            return
        due = None
        try:
            due = await deed(await self._store.get(screening_id, server_id))
        except PartyGoneError:
            pass
        except Exception as error:
            if may_pass(error):
                await self._work.put_back(screening_id, column, self.now + TRY_AGAIN)
                return
            log.exception("Work on the column %s of party %d failed", column.name, screening_id)
        await self._work.done(screening_id, column, claimed, due)

    async def _advance(self, party: Party) -> int | None:
        to_wait = await self._post.waits(party)
        due = await self._store.advance(party, self._bot.clock(), to_wait=to_wait)
        if due.asked or due.seated or due.expired:
            self._post.wake()
        return None if due.next_at is None else epoch(due.next_at)

    async def _refresh(self, party: Party) -> int | None:
        await self._post.refresh(party)
        return None

    async def _complete(self, party: Party) -> int | None:
        if party.screening.state != "live":
            return None
        try:
            await self._post.complete(party, again=True)
        except Exception as error:
            if not may_pass(error):
                await self._work.give_up_post(party.screening.id, UNPOSTED)
                log.warning("Party %d cannot be posted: %s", party.screening.id, error)
                return None
            raise
        return None
