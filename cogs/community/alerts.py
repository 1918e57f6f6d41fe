"""Tells moderators, once for each burst, that reports of new accounts are held."""

from __future__ import annotations

import logging

import discord

from cogs.community.cards.messages import burst_words, rush_words
from cogs.shared.bot import StingerBot
from cogs.shared.language import servers_language
from cogs.shared.sending.due_work import SERVER_AWAY, TRY_AGAIN, DueLoop, may_pass
from cogs.shared.sending.moderators import tell_moderators
from data.contributions.rules.contribution import Contribution
from data.contributions.store.bursts import HeldBursts
from data.database import Topic
from data.locales import speaking, spoken

log = logging.getLogger(__name__)

POKE = "held_burst"
"""The event that wakes the loop."""


class BurstAlerts(DueLoop):
    """The slice's loop; what it has not told yet stands in the database."""

    def __init__(self, bot: StingerBot, bursts: HeldBursts) -> None:
        super().__init__(bot, POKE)
        self._bursts = bursts
        bursts.after_hold.append(self.poke)
        # What a member says in a DM reaches another process than the one of the server.
        bot.database.news.on(Topic.FILMS, lambda _server_id: self.poke())

    async def next_due(self) -> int | None:
        """When moderators are next to be told of a burst."""
        return await self._bursts.next_due()

    async def work(self) -> None:
        """Tell moderators of the bursts that are due."""
        due = await self.next_due()
        if due is None or due > self.now:
            return
        claimed = self.now
        for report in await self._bursts.claim(claimed):
            guild = self._bot.get_guild(report.server_id)
            if guild is None:
                # The server is out of reach, or another process looks after it.
                await self._bursts.put_back(report, self.now + SERVER_AWAY)
                continue
            try:
                await self._tell(guild, report)
            except Exception as error:
                if may_pass(error):
                    await self._bursts.put_back(report, self.now + TRY_AGAIN)
                    continue
                log.exception("Moderators were not told that contribution %d is held", report.id)
            await self._bursts.done(report, claimed)

    async def _tell(self, guild: discord.Guild, report: Contribution) -> None:
        films = await self._bot.known.at(guild.id)
        film = films.get(report.film_id)
        held = await self._bursts.held(report, films.ids_of(film) if film else [report.film_id])
        if held:  # else a curator has been quicker
            with speaking(await servers_language(self._bot.preferences, guild, spoken())):
                words = rush_words if report.kind == "sighting" else burst_words
                text = words(len(held), film)
            await tell_moderators(self._bot, guild, text)
