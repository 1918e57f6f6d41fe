"""The loop that does what is due for parties: waiting lists, edits of posts, posts cut off."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import discord

from cogs.reminders.delivery.party_post import PartyPost
from cogs.reminders.rules.parties.hosts import heirs, next_host_check
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import LAPSED, UNPOSTED, PartyGoneError
from cogs.reminders.rules.schedule import is_over
from cogs.reminders.rules.screenings import epoch
from cogs.reminders.store.parties import work as party_work
from cogs.reminders.store.parties.stores import PartyStores
from cogs.shared.access.rights import member_of
from cogs.shared.bot import StingerBot
from cogs.shared.sending.due_work import RowLoop, may_pass

log = logging.getLogger(__name__)

POKE = "party_work"
"""The event that wakes the loop before its time."""

LOOK_AGAIN = timedelta(hours=1)
"""After this long a party that is paused is looked at again, whether its series can go on."""


class PartyLoop(RowLoop[Party]):
    """Does what is due for parties, until it is cancelled."""

    gone = PartyGoneError

    def __init__(self, bot: StingerBot, stores: PartyStores, post: PartyPost) -> None:
        deeds = {
            party_work.POST: self._complete,
            party_work.QUEUE: self._advance,
            party_work.REFRESH: self._refresh,
            party_work.HOST: self._look_for_host,
            party_work.NEXT: self._go_on,
        }
        super().__init__(bot, POKE, stores.work, deeds)
        self._store = stores.parties
        self._give_up_post = stores.work.give_up_post
        self._series = stores.series
        self._hosts = stores.hosts
        self._post = post

    async def read(self, key: int, server_id: int) -> Party:
        """A party; raises :class:`PartyGoneError`."""
        return await self._store.get(key, server_id)

    async def _advance(self, _guild: discord.Guild, party: Party) -> int | None:
        due = await self._store.advance(party, self._bot.clock())
        if due.asked or due.seated or due.expired:
            self._post.wake()
        return None if due.next_at is None else epoch(due.next_at)

    async def _refresh(self, _guild: discord.Guild, party: Party) -> int | None:
        await self._post.refresh(party)
        return None

    async def _look_for_host(self, guild: discord.Guild, party: Party) -> int | None:
        if party.screening.state != "live":
            return None
        await self._hosted(guild, party)
        # What is known of its film may have changed, too.
        await self._post.refresh(await self._store.get(party.screening.id, party.server_id))
        return next_host_check(self._bot.clock(), party.screening.showing.showtime)

    async def _hosted(self, guild: discord.Guild, party: Party) -> Party:
        """The party with a host who is in the server, if there is anybody."""
        if party.host_id is not None and await member_of(guild, party.host_id) is not None:
            return party
        for user_id in heirs(party.host_id, party.cohosts, await self._hosts.going(party)):
            heir = await member_of(guild, user_id)
            if heir is not None and not heir.bot:
                await self._hosts.hand_over(party, user_id, self._bot.clock(), unasked=True)
                self._post.wake()
                return await self._store.get(party.screening.id, party.server_id)
        return replace(party, host_id=None)

    async def _go_on(self, guild: discord.Guild, party: Party) -> int | None:
        """Let the next party of a series follow, once this one is over."""
        now, screening = self._bot.clock(), party.screening
        if screening.state == "live":
            if screening.paused_at is not None:
                return epoch(now + LOOK_AGAIN)
            if not is_over(screening.showing, now):
                return epoch(screening.showing.film_ends)
        party = await self._hosted(guild, party)
        if party.host_id is None:
            await self._series.end(party, now)
            return None
        await self._series.go_on(party, await self._post.timed(party), now)
        self.poke()  # its post is due
        return None

    async def _complete(self, _guild: discord.Guild, party: Party) -> int | None:
        if party.screening.state != "live":
            return None
        if party.message_id is None and is_over(party.screening.showing, self._bot.clock()):
            await self._give_up_post(party.screening.id, LAPSED, ends_series=False)
            return None
        try:
            await self._post.complete(party, again=True)
        except Exception as error:
            if not may_pass(error):
                await self._give_up_post(party.screening.id, UNPOSTED, ends_series=True)
                log.warning("Party %d cannot be posted: %s", party.screening.id, error)
                return None
            raise
        return None
