"""Tells moderators, once for each burst, that reports of new accounts are held."""

from __future__ import annotations

import discord

from cogs.community.cards.messages import burst_words, rush_words
from cogs.shared.bot import StingerBot
from cogs.shared.language import servers_language
from cogs.shared.sending.due_work import RowLoop
from cogs.shared.sending.moderators import tell_moderators
from data.contributions.rules.contribution import Contribution
from data.contributions.store.bursts import ALERT, HeldBursts
from data.database import Topic
from data.locales import speaking, spoken

POKE = "held_burst"
"""The event that wakes the loop."""


class BurstAlerts(RowLoop[Contribution]):
    """The slice's loop; what it has not told yet stands in the database."""

    def __init__(self, bot: StingerBot, bursts: HeldBursts) -> None:
        super().__init__(bot, POKE, bursts, {ALERT: self._tell})
        self._bursts = bursts
        bursts.after_hold.append(self.poke)
        # What a member says in a DM reaches another process than the one of the server.
        bot.database.news.on(Topic.FILMS, lambda _server_id: self.poke())

    async def read(self, key: int, server_id: int) -> Contribution | None:
        """A report of the burst; ``None`` if it was deleted meanwhile."""
        return await self._bursts.report(server_id, key)

    async def _tell(self, guild: discord.Guild, report: Contribution) -> None:
        films = await self._bot.known.at(guild.id)
        film = films.get(report.film_id)
        held = await self._bursts.held(report, films.ids_of(film) if film else [report.film_id])
        if held:  # else a curator has been quicker
            with speaking(await servers_language(self._bot.preferences, guild, spoken())):
                words = rush_words if report.kind == "sighting" else burst_words
                text = words(len(held), film)
            await tell_moderators(self._bot, guild, text)
