"""Evenings to take along: calendar files of a member's reminders and of parties."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence

import discord

from cogs.reminders.cards.calendar import CalendarEntry, calendar_file, calendar_uid
from cogs.reminders.cards.party import CALENDAR as PARTY_CALENDAR
from cogs.reminders.cards.party import neutral_name
from cogs.reminders.cards.reminders import ALL, CALENDAR
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.handlers.parties.rights import may_see
from cogs.reminders.rules.messages import announced_name, place_words
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import PartyGoneError, ReminderGoneError
from cogs.reminders.rules.screenings import Booking
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.wording import capitalised
from cogs.shared.doorway import Doorway, id_in
from data.locales import N_, _

HOW_TO = N_(
    "Open the file and your calendar takes it in. If the times change, fetch it anew: it replaces "
    "the old entry."
)


class CalendarFiles:
    """Hands out calendar files, to whoever asks and to nobody else."""

    def __init__(
        self, bot: StingerBot, store: ReminderStore, parties: PartyStore, composer: Composer
    ) -> None:
        self._bot = bot
        self._store = store
        self._parties = parties
        self._composer = composer

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons for calendar files."""
        doorway.register(CALENDAR, self.of_reminders)
        doorway.register(PARTY_CALENDAR, self.of_party)

    async def of_reminders(self, interaction: Interaction, argument: str) -> None:
        """One of the member's reminders, or all that are live."""
        user_id = interaction.user.id
        if argument == ALL:
            bookings = await self._store.live(user_id)
        else:
            bookings = [await self._store.booking(id_in(argument), user_id)]
        kept = [booking for booking in bookings if booking.reminder.state in ("live", "done")]
        if not kept:
            raise ReminderGoneError
        named = await self._composer.named_now(kept)
        await self._hand_over(interaction, "reminders", [self._of_booking(b) for b in named])

    async def of_party(self, interaction: Interaction, argument: str) -> None:
        """A party; one that is cancelled leaves the calendar."""
        party = await self._parties.get(id_in(argument), interaction.guild_id)
        if party.message_id is None or not await may_see(interaction, party):
            raise PartyGoneError
        film = announced_name(party.screening, await self._bot.known.at(party.server_id))
        await self._hand_over(interaction, "party", [self._of_party(party, film)])

    def _of_booking(self, booking: Booking) -> CalendarEntry:
        reminder = booking.reminder
        return CalendarEntry(
            uid=self._uid("reminder", reminder.first_id or reminder.id),
            revision=reminder.revision,
            title=booking.screening.film_label,
            showing=booking.screening.showing,
        )

    def _of_party(self, party: Party, film: str | None) -> CalendarEntry:
        return CalendarEntry(
            uid=self._uid("party", party.screening.id),
            revision=party.revision,
            title=neutral_name(film),
            showing=party.screening.showing,
            location=capitalised(place_words(party.venue)),
            url=party.link,
            cancelled=party.screening.state == "cancelled",
        )

    def _uid(self, kind: str, row_id: int) -> str:
        return calendar_uid(self._bot.application_id or 0, kind, row_id)

    async def _hand_over(
        self, interaction: Interaction, name: str, entries: Sequence[CalendarEntry]
    ) -> None:
        # The first file of a process imports the library, which would hold up everybody.
        content = await asyncio.to_thread(calendar_file, entries, self._bot.clock())
        file = discord.File(io.BytesIO(content), filename=f"{name}.ics")
        await interaction.response.send_message(_(HOW_TO), file=file, ephemeral=True)
