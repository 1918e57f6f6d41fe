"""The loop that lets votes on film nights go on: posts cut off, stages, results, edits."""

from __future__ import annotations

import logging
from typing import Any

from sqlalchemy import Column

from cogs.reminders.delivery.vote_post import VotePost
from cogs.reminders.rules.parties.film_votes import DECIDED, RUNNING, FilmVote, Stage, due_at
from cogs.reminders.rules.refusals import VoteGoneError
from cogs.reminders.store.parties.film_votes import REFRESH, WORK, FilmVotes
from cogs.shared.bot import StingerBot
from cogs.shared.sending.due_work import SERVER_AWAY, TRY_AGAIN, DueLoop, may_pass

log = logging.getLogger(__name__)

POKE = "vote_work"
"""The event that wakes the loop before its time."""


class VoteLoop(DueLoop):
    """Does what is due for votes, until it is cancelled."""

    def __init__(self, bot: StingerBot, store: FilmVotes, post: VotePost) -> None:
        super().__init__(bot, POKE)
        self._store = store
        self._post = post

    async def next_due(self) -> int | None:
        """The instant of the next work."""
        return await self._store.next_due()

    async def work(self) -> None:
        """Do what is due, vote by vote."""
        due = await self.next_due()
        if due is None or due > self.now:
            return
        for column in (WORK, REFRESH):
            claimed = self.now
            for vote_id, server_id in await self._store.claim(column, claimed):
                await self._do(vote_id, server_id, column, claimed)

    async def _do(self, vote_id: int, server_id: int, column: Column[Any], claimed: int) -> None:
        if self._bot.get_guild(server_id) is None:
            await self._store.put_back(vote_id, column, self.now + SERVER_AWAY)
            return
        due = None
        try:
            vote = await self._store.get(vote_id, server_id)
            if column is REFRESH:
                await self._post.refresh(vote)
            else:
                due = await self._go_on(vote)
        except VoteGoneError:
            pass
        except Exception as error:
            if may_pass(error):
                await self._store.put_back(vote_id, column, self.now + TRY_AGAIN)
                return
            log.exception("Work on the column %s of vote %d failed", column.name, vote_id)
        await self._store.done(vote_id, column, claimed, due)

    async def _go_on(self, vote: FilmVote) -> int | None:
        """Let a vote go on, however far an earlier try came; when there is more to do."""
        if vote.message_id is None and vote.stage in RUNNING:
            try:
                vote = await self._post.complete(vote, again=True)
            except Exception as error:
                if not may_pass(error):
                    await self._store.cancel(vote.id, self._bot.clock())
                raise
        vote = await self._store.advance(vote.id, self._bot.clock())
        if vote.stage in DECIDED and vote.result_id is None:
            vote = await self._post.tell_result(vote, again=True)
        if vote.stage is Stage.CANCELLED:
            return None
        return due_at(vote, self._bot.clock())
