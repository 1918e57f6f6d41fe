"""A party's post, published once and then kept up to date, with its thread and event.

The thread and the event are extras: where the bot may not make them, the party does without.
"""

from __future__ import annotations

import contextlib
import logging
from dataclasses import replace
from datetime import datetime

import discord

from cogs.reminders.cards.party import UNNAMED, neutral_name, party_text, party_view
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.rules import screenings
from cogs.reminders.rules.messages import announced_name
from cogs.reminders.rules.parties import Party
from cogs.reminders.rules.screenings import Booking
from cogs.reminders.store.parties import PartyStore
from cogs.shared.bot import StingerBot
from cogs.shared.permissions import Place
from cogs.shared.rights import is_open_to_all

log = logging.getLogger(__name__)


class PartyPost:
    """Writes and edits the posts of parties."""

    def __init__(self, bot: StingerBot, store: PartyStore, composer: Composer) -> None:
        self._bot = bot
        self._store = store
        self._composer = composer

    async def publish(
        self, party: Party, draft: Booking, channel: Place, host: discord.Member
    ) -> Party:
        """Post a draft, with a thread and an event where both the host and the bot may make them.

        Raises :class:`cogs.reminders.rules.refusals.DraftGoneError` if it was posted already.
        """
        party = await self._store.publish(draft, hide_scenes=await self.hides(party))
        roles = [discord.Object(party.role_id)] if party.role_id else []
        place = self._bot.get_partial_messageable(channel.id, guild_id=host.guild.id)
        post = await place.send(
            await self.text(party),
            view=party_view(party),
            allowed_mentions=discord.AllowedMentions(everyone=False, users=False, roles=roles),
        )
        placed = replace(party, message_id=post.id)
        await self._store.place(placed)
        film = announced_name(party.screening, await self._bot.known.at(party.server_id))
        placed = replace(
            placed,
            thread_id=await _open_thread(post, channel, host, film),
            event_id=await _announce_event(party, channel, host, film, self._bot.clock()),
        )
        await self._store.place(placed)
        return placed

    async def refresh(self, party: Party) -> None:
        """Bring a party's post up to date; one that was deleted stays so."""
        party = await self._store.get(party.screening.id, party.server_id)
        if party.message_id is None:
            return
        channel = self._bot.get_partial_messageable(party.channel_id)
        post = channel.get_partial_message(party.message_id)
        with contextlib.suppress(discord.NotFound, discord.Forbidden):
            await post.edit(content=await self.text(party), view=party_view(party))

    async def text(self, party: Party) -> str:
        """What a party's post says now."""
        strict = await self.hides(party)
        telling = await self._composer.telling(party.screening, strict=strict, own_clocks=True)
        films = await self._bot.known.at(party.server_id)
        if party.role_id and announced_name(party.screening, films) is None:
            telling = replace(telling, title=UNNAMED)
        return party_text(party, telling)

    async def waits(self, party: Party) -> bool:
        """Whether people are told when they can go; where nothing may be told they always are."""
        now = self._bot.clock()
        return await self._composer.must_wait(
            party.screening, screenings.Place.HERE, party.channel_id, now
        )

    async def hides(self, party: Party) -> bool:
        """Whether what follows the film must not be read in the party's channel."""
        now = self._bot.clock()
        return await self._composer.must_hide(
            party.screening, screenings.Place.HERE, party.channel_id, now
        )


async def _open_thread(
    post: discord.Message, channel: Place, host: discord.Member, film: str | None
) -> int | None:
    """A thread on the party's post; ``None`` where there cannot be one."""
    if not isinstance(channel, discord.TextChannel):
        return None
    for member in (host.guild.me, host):
        granted = channel.permissions_for(member)
        if not (granted.create_public_threads and granted.send_messages_in_threads):
            return None
    try:
        return (await post.create_thread(name=neutral_name(film))).id
    except discord.HTTPException as failure:
        log.info("A party has no thread: HTTP %s, code %s", failure.status, failure.code)
        return None


async def _announce_event(
    party: Party, channel: Place, host: discord.Member, film: str | None, now: datetime
) -> int | None:
    """A scheduled event for the party; ``None`` where there cannot be one.

    All of the server sees it, so there is none for a channel that is not open to everybody.
    """
    show = party.screening.showing
    if show.showtime <= now or not is_open_to_all(channel):
        return None
    for member in (host.guild.me, host):
        granted = member.guild_permissions
        if not (granted.create_events or granted.manage_events):
            return None
    try:
        event = await host.guild.create_scheduled_event(
            name=neutral_name(film),
            start_time=show.showtime,
            end_time=show.film_ends,
            entity_type=discord.EntityType.external,
            privacy_level=discord.PrivacyLevel.guild_only,
            location="At home" if party.venue == "home" else "In the cinema",
        )
    except discord.HTTPException as failure:
        log.info("A party has no event: HTTP %s, code %s", failure.status, failure.code)
        return None
    return event.id


async def move_event(guild: discord.Guild, party: Party, now: datetime) -> None:
    """Give the event the party's present time."""
    show = party.screening.showing
    if party.event_id is None or show.showtime <= now:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(party.event_id)
        await event.edit(start_time=show.showtime, end_time=show.film_ends)


async def drop_event(guild: discord.Guild, party: Party) -> None:
    """Take the event away."""
    if party.event_id is None:
        return
    with contextlib.suppress(discord.HTTPException):
        event = await guild.fetch_scheduled_event(party.event_id)
        await event.delete()
