"""A party's post: published once, then kept up to date."""

from __future__ import annotations

import contextlib
from dataclasses import replace

import discord

from cogs.reminders.cards.reminders import party_text, party_view
from cogs.reminders.delivery.composer import TITLE_LIMIT, Composer
from cogs.reminders.delivery.naming import film_name
from cogs.reminders.handlers.places import announce_event, open_thread
from cogs.reminders.rules.messages import Telling
from cogs.reminders.rules.screenings import Booking, Party, Place
from cogs.reminders.store.parties import PartyStore
from cogs.shared.bot import StingerBot
from cogs.shared.cards.spoilers import plain
from data.catalogue.verdict import Judgement, Verdict


class PartyPost:
    """Writes and edits the posts of parties."""

    def __init__(self, bot: StingerBot, parties: PartyStore, composer: Composer) -> None:
        self._bot = bot
        self._parties = parties
        self._composer = composer

    async def publish(self, about: Party, booking: Booking, guild: discord.Guild) -> Party:
        """Post a draft, with a thread and an event where the bot may make them.

        Raises :class:`cogs.reminders.store.reminders.GoneError` if it was posted already.
        """
        hides = await self.hides(about)
        about = await self._parties.publish(booking, hide_scenes=hides)
        role = f"\n<@&{about.role_id}>" if about.role_id else ""
        roles = [discord.Object(about.role_id)] if about.role_id else []
        channel = guild.get_channel_or_thread(about.channel_id)
        place = (
            channel
            if isinstance(channel, discord.abc.Messageable)
            else self._bot.get_partial_messageable(about.channel_id, guild_id=guild.id)
        )
        post = await place.send(
            party_text(about, await self.telling(about)) + role,
            view=party_view(about),
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
        )
        placed = replace(about, message_id=post.id)
        await self._parties.place(placed)
        placed = replace(
            placed,
            thread_id=await open_thread(post, about),
            event_id=await announce_event(guild, about, self._bot.clock()),
        )
        await self._parties.place(placed)
        return placed

    async def refresh(self, party_id: int, server_id: int) -> None:
        """Bring a post up to date; one that was deleted stays so."""
        about = await self._parties.get(party_id, server_id)
        if about.message_id is None:
            return
        channel = self._bot.get_partial_messageable(about.channel_id)
        post = channel.get_partial_message(about.message_id)
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            await post.edit(content=await self.text(about), view=party_view(about))

    async def text(self, about: Party) -> str:
        """What a party's post says now."""
        role = f"\n<@&{about.role_id}>" if about.role_id else ""
        return party_text(about, await self.telling(about)) + role

    async def telling(self, about: Party) -> Telling:
        """What a party's post may tell."""
        films = await self._bot.known.at(about.server_id)
        return Telling(
            title=plain(film_name(about.screening, films), limit=TITLE_LIMIT),
            showing=about.screening.showing,
            judgement=await self._judgement(about),
            strict=await self.hides(about),
            own_clocks=True,
        )

    async def waits(self, about: Party) -> bool:
        """Whether people are told when they can go; where nothing may be told they always are."""
        judgement = await self._judgement(about)
        free = judgement is not None and judgement.verdict is Verdict.NONE
        return not free or await self.hides(about)

    async def hides(self, about: Party) -> bool:
        """Whether what follows the film must not be read in the party's channel."""
        films = await self._bot.known.at(about.server_id)
        film = films.get(about.screening.film_id)
        now = self._bot.clock()
        return await self._composer.must_hide(
            film, Place.HERE, about.server_id, about.channel_id, now
        )

    async def _judgement(self, about: Party) -> Judgement | None:
        films = await self._bot.known.at(about.server_id)
        film = films.get(about.screening.film_id)
        return films.about(film).judgement if film else None
