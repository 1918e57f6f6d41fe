"""Posting a theory, once and whole, whenever the process is killed.

It is planned in the store before anything is sent: its number, the channel, and when somebody has
to see to it if nobody has said by then that it is posted. Who does so finds the thread by its name,
which no other theory of the server has had meanwhile, and finishes what was begun.
"""

from __future__ import annotations

import logging

import discord
from discord.utils import snowflake_time

from cogs.shared.bot import StingerBot
from cogs.shared.language import servers_language
from cogs.shared.sending.due_work import TRY_AGAIN, may_pass
from cogs.theories.cards.theory import theory_card
from cogs.theories.rules.refusals import DraftPostedError, PostUnsureError
from cogs.theories.rules.theory import Status, Theory
from cogs.theories.store import Stores
from cogs.theories.thread import NOT_SENT, THREAD_NAME_LIMIT, Posted, Venue, open_thread
from data.locales import languages, speaking

log = logging.getLogger(__name__)

LOOKED_AT = 5
"""A new thread's messages that are looked through for the theory's own, which is the first."""

CLOCKS_APART = 60
"""Seconds by which Discord's clock may be behind ours."""


class Publication:
    """Posts theories, and finishes what a process that was killed has begun."""

    def __init__(self, bot: StingerBot, stores: Stores) -> None:
        self._bot = bot
        self._stores = stores
        self._under_way: set[int] = set()

    async def publish(self, guild: discord.Guild, venue: Venue, draft_id: int, now: int) -> Posted:
        """Post a draft; raises :class:`DraftPostedError` if that is done or under way.

        Raises what Discord refuses it with (:data:`NOT_SENT`); it is a draft again then. Raises
        :class:`PostUnsureError` where Discord does not tell; somebody sees to it later.
        """
        theory = await self._stores.theories.plan(guild.id, draft_id, venue.id, now)
        if theory is None:
            raise DraftPostedError
        self._under_way.add(theory.id)
        try:
            posted = await self._opened(theory, venue)
            await self._keep(theory, venue, posted, now)
        finally:
            self._under_way.discard(theory.id)
        return posted

    async def complete(self, guild: discord.Guild, theory: Theory, now: int) -> int | None:
        """Finish a post that was planned, and of which nobody has said that it is there.

        Returns when to look again, where it is being posted at this moment. Where Discord refuses
        it for good, it is a draft again. Raises what may pass.
        """
        if theory.status is not Status.DRAFT:
            return None
        if theory.id in self._under_way:  # Discord keeps us waiting
            return now + TRY_AGAIN
        venue = guild.get_channel(theory.channel_id or 0)
        try:
            if not isinstance(venue, Venue):
                await self._stores.theories.take_number_back(theory.id)
                return None
            posted = await self._begun(theory, venue) or await self._open(venue, theory)
            await self._keep(theory, venue, posted, now)
        except NOT_SENT as failure:
            if may_pass(failure):
                raise
            log.warning("Theory %d could not be posted after a restart", theory.id)
            await self._stores.theories.take_number_back(theory.id)
        return None

    async def _opened(self, theory: Theory, venue: Venue) -> Posted:
        """Open a theory's thread; Discord may have done so and answered with a failure."""
        try:
            return await self._open(venue, theory)
        except NOT_SENT as failure:
            try:
                posted = await self._begun(theory, venue) if may_pass(failure) else None
            except NOT_SENT as untold:
                raise PostUnsureError from untold
            if posted is None:
                await self._stores.theories.take_number_back(theory.id)
                raise
            return posted

    async def _begun(self, theory: Theory, venue: Venue) -> Posted | None:
        """A theory's thread, whole; ``None`` if there is none."""
        for thread in await self._threads_of(theory, venue):
            message = await self._first_message(thread)
            if message is None:
                message = await thread.send(view=await self._card(theory))
            return Posted(thread, message, tagged=True)
        return None

    async def _threads_of(self, theory: Theory, venue: Venue) -> list[discord.Thread]:
        """The threads that were opened for a planned theory."""
        names = _names_of(theory)
        # A restored backup may give a number a second time: an older thread is another theory's.
        oldest = theory.created_at - CLOCKS_APART
        return [
            thread
            for thread in await venue.guild.active_threads()
            if thread.parent_id == venue.id
            and thread.name in names
            and self._is_me(thread)
            and snowflake_time(thread.id).timestamp() >= oldest
        ]

    def _is_me(self, thread: discord.Thread) -> bool:
        return self._bot.user is not None and thread.owner_id == self._bot.user.id

    async def _first_message(self, thread: discord.Thread) -> discord.Message | None:
        async for message in thread.history(limit=LOOKED_AT, oldest_first=True):
            if message.author == self._bot.user and message.components:
                return message
        return None

    async def _open(self, venue: Venue, theory: Theory) -> Posted:
        film = (await self._bot.known.at(theory.server_id)).get(theory.film_id or "")
        with speaking(await self._language(theory)):
            name = theory.name if film and film.vouched else theory.bare_name
        return await open_thread(venue, name, await self._card(theory))

    async def _language(self, theory: Theory) -> str:
        guild = self._bot.get_guild(theory.server_id)
        return await servers_language(self._bot.preferences, guild, theory.language)

    async def _card(self, theory: Theory) -> discord.ui.LayoutView:
        settings = await self._bot.preferences.server(theory.server_id)
        portrait = await self._stores.portrait(theory, hidden=settings.theory_results_hidden)
        with speaking(await self._language(theory)):
            return theory_card(portrait, posting=True)

    async def _keep(self, theory: Theory, venue: Venue, posted: Posted, now: int) -> None:
        await self._stores.theories.posted(
            theory.id, venue.id, posted.thread.id, posted.message.id, now
        )
        try:
            # The library asks again where Discord fails, which may have opened one each time.
            for thread in await self._threads_of(theory, venue):
                if thread != posted.thread:
                    await thread.delete()
        except NOT_SENT as failure:
            log.warning("Theory %d may have a second thread: %s", theory.id, type(failure).__name__)


def _names_of(theory: Theory) -> set[str]:
    """What its thread may be called: the server may have changed its language meanwhile."""
    names = set()
    for language in languages():
        with speaking(language):
            names |= {theory.name[:THREAD_NAME_LIMIT], theory.bare_name}
    return names
