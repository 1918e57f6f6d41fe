"""The loop that lets votes on film nights go on: posts cut off, stages, results, edits."""

from __future__ import annotations

import discord

from cogs.reminders.delivery.vote_post import VotePost
from cogs.reminders.rules.parties.film_votes import DECIDED, RUNNING, FilmVote, Stage, due_at
from cogs.reminders.rules.refusals import VoteGoneError
from cogs.reminders.store.parties.film_votes import REFRESH, WORK, FilmVotes
from cogs.shared.bot import StingerBot
from cogs.shared.sending.due_work import RowLoop, may_pass

POKE = "vote_work"
"""The event that wakes the loop before its time."""


class VoteLoop(RowLoop[FilmVote]):
    """Does what is due for votes, until it is cancelled."""

    gone = VoteGoneError

    def __init__(self, bot: StingerBot, store: FilmVotes, post: VotePost) -> None:
        super().__init__(bot, POKE, store.work, {WORK: self._go_on, REFRESH: self._refresh})
        self._store = store
        self._post = post

    async def read(self, key: int, server_id: int) -> FilmVote:
        """A vote; raises :class:`VoteGoneError`."""
        return await self._store.get(key, server_id)

    async def _refresh(self, _guild: discord.Guild, vote: FilmVote) -> None:
        await self._post.refresh(vote)

    async def _go_on(self, _guild: discord.Guild, vote: FilmVote) -> int | None:
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
