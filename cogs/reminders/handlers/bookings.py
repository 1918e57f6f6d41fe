"""What a reminder may tell where it comes; saving one, and confirming it there."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace

import discord

from cogs.reminders.cards.reminders import saved_text
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.rules.screenings import Booking, Place
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import StingerBot
from cogs.shared.entries import FilmGoneError
from cogs.shared.sending.delivery import Post
from data.catalogue.facts import FilmFacts

log = logging.getLogger(__name__)


class Bookings:
    """Saves reminders and confirms them."""

    def __init__(
        self,
        bot: StingerBot,
        store: ReminderStore,
        post: Post,
        composer: Composer,
        wake: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = store
        self._post = post
        self._composer = composer
        self._wake = wake

    async def facts(self, booking: Booking) -> FilmFacts:
        """What is known of its film; raises :class:`FilmGoneError` if nothing is any more."""
        facts = await self._composer.facts(booking.screening)
        if facts is None:
            raise FilmGoneError
        return facts

    async def hides(self, booking: Booking) -> bool:
        """Whether what follows the film must not be read where a reminder comes."""
        reminder, now = booking.reminder, self._bot.clock()
        return await self._composer.must_hide(
            booking.screening, reminder.place, reminder.place_id, now
        )

    async def save(self, booking: Booking) -> tuple[Booking, bool]:
        """Keep a draft as a reminder; a DM is tried at once, so that a closed one shows.

        Returns it with ``False`` if its DM is closed.
        """
        facts = await self.facts(booking)
        booking = await self._ready_to_save(booking)
        films = await self._bot.known.at(booking.screening.server_id)
        saved = await self._store.save(
            booking,
            self._bot.clock(),
            film_ids=films.ids_of(facts.film),
        )
        self._wake()
        if saved.reminder.place is not Place.DM:
            return saved, True
        return saved, await self.confirm_by_dm(saved)

    async def confirm_by_dm(self, booking: Booking) -> bool:
        """Confirm a reminder where it will come; ``False`` if the DM is closed."""
        reminder = booking.reminder
        place_id = reminder.place_id or await self._post.open_dm(reminder.user_id)
        if place_id is None:
            return False
        try:
            await self._bot.get_partial_messageable(place_id).send(saved_text(booking))
        except (discord.Forbidden, discord.NotFound):
            return False
        except discord.HTTPException as failure:
            # It is saved: that Discord took no message just now must not read as a failure.
            log.info("A DM was not confirmed: HTTP %s, code %s", failure.status, failure.code)
        return True

    async def _ready_to_save(self, booking: Booking) -> Booking:
        """Keep no times that would tell of scenes, and open the DM now.

        Nobody has to open it when the credits start.
        """
        reminder, screening = booking.reminder, booking.screening
        if await self.hides(booking):
            screening = replace(screening, last_scene=None)
        if reminder.place is Place.DM:
            reminder = replace(reminder, place_id=await self._post.open_dm(reminder.user_id))
        elif reminder.details:
            reminder = replace(reminder, origin_id=await self._post.open_dm(reminder.user_id))
        ready = replace(booking, reminder=reminder, screening=screening)
        await self._store.change_draft(booking, ready)
        return ready
