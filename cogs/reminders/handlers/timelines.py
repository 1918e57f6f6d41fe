"""The picture of an evening, shown to whoever asks for it and to nobody else."""

from __future__ import annotations

import asyncio
import io

import discord

from cogs.reminders.cards.messages import TIMELINE
from cogs.reminders.cards.party import TIMELINE as PARTY_TIMELINE
from cogs.reminders.cards.timeline import here_text, timeline_png, timeline_words
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.handlers.parties.rights import may_see
from cogs.reminders.rules.messages import TITLE_LIMIT, film_name
from cogs.reminders.rules.refusals import PartyGoneError, ReminderGoneError
from cogs.reminders.rules.screenings import Booking, Place, Screening, instant
from cogs.reminders.rules.timeline import Timeline, marks_of
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import Doorway, id_in


class Timelines:
    """Draws evenings. Scenes are marked only where the verdict may be told."""

    def __init__(
        self, bot: StingerBot, store: ReminderStore, parties: PartyStore, composer: Composer
    ) -> None:
        self._bot = bot
        self._store = store
        self._parties = parties
        self._composer = composer

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons for pictures."""
        doorway.register(TIMELINE, self.of_message)
        doorway.register(PARTY_TIMELINE, self.of_party)

    async def of_message(self, interaction: Interaction, argument: str) -> None:
        """The evening behind a pocket card, and where its reader is in it."""
        booking = await self._store.recipient_of(
            id_in(argument), interaction.user.id, interaction.guild_id
        )
        if booking.screening.state == "cancelled":
            raise ReminderGoneError
        reminder = booking.reminder
        await self._show(interaction, booking.screening, reminder.place, reminder.place_id)

    async def of_party(self, interaction: Interaction, argument: str) -> None:
        """A party's evening, and where it is in it."""
        party = await self._parties.get(id_in(argument), interaction.guild_id)
        if party.screening.state != "live" or not await may_see(interaction, party):
            raise PartyGoneError
        await self._show(interaction, party.screening, Place.HERE, party.channel_id)

    async def of_booking(self, booking: Booking) -> discord.File:
        """The picture of a reminder's evening, without where one is in it."""
        reminder = booking.reminder
        timeline = await self._timeline(
            booking.screening, reminder.place, reminder.place_id, reminder.user_id
        )
        return await _picture(timeline)

    async def _show(
        self,
        interaction: Interaction,
        screening: Screening,
        place: Place,
        place_id: int | None,
    ) -> None:
        user_id = interaction.user.id
        timeline = await self._timeline(screening, place, place_id, user_id, here=True)
        films = await self._bot.known.at(screening.server_id)
        title = plain(film_name(screening, films), limit=TITLE_LIMIT)
        await interaction.response.send_message(
            here_text(title, timeline), file=await _picture(timeline), ephemeral=True
        )

    async def _timeline(
        self,
        screening: Screening,
        place: Place,
        place_id: int | None,
        user_id: int,
        *,
        here: bool = False,
    ) -> Timeline:
        """The evening by its reader's clock; a film that is paused stands where it was paused."""
        show, now = screening.showing, self._bot.clock()
        facts = await self._composer.facts(screening)
        hides = await self._composer.must_hide(screening, place, place_id, now)
        settings = await self._bot.preferences.member(user_id)
        zone = settings.time_zone or show.named_zone
        paused = screening.paused_at
        return Timeline(
            show,
            zone,
            marks=() if hides or facts is None else marks_of(facts.scenes, show),
            now=(now if paused is None else instant(paused)) if here else None,
        )


async def _picture(timeline: Timeline) -> discord.File:
    content = await asyncio.to_thread(timeline_png, timeline)
    return discord.File(
        io.BytesIO(content), filename="timeline.png", description=timeline_words(timeline)
    )
