"""The forms behind a draft's buttons: showtime, runtime, pre-show, ping."""

from __future__ import annotations

from dataclasses import replace

from cogs.reminders.cards.forms import (
    filled_preshow,
    ping_fields,
    preshow_fields,
    runtime_fields,
    showtime_fields,
)
from cogs.reminders.cards.questions import RUNTIME, TIME
from cogs.reminders.cards.reminders import PING_BUTTON, PRESHOW_BUTTON
from cogs.reminders.handlers.bookings import Bookings
from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.rules.draft import fixed_showtime, minutes_in, runtime_minutes
from cogs.reminders.rules.refusals import NotARuntimeError, NotMinutesError
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import Booking, Ping, Screening
from cogs.shared.bot import Interaction
from cogs.shared.doorway import Doorway
from cogs.shared.items import Answers, Filled, Form
from data.clock import Clock
from data.locales import _


class DraftForms:
    """Shows them, takes what was filled in, and goes on with the draft."""

    def __init__(self, drafts: Drafts, bookings: Bookings, clock: Clock) -> None:
        self._drafts = drafts
        self._bookings = bookings
        self._clock = clock

    def register(self, doorway: Doorway) -> None:
        """Answer the forms; the buttons of the same actions open them."""
        doorway.register_form(TIME, self.time_form, self.take_time)
        doorway.register_form(RUNTIME, self.runtime_form, self.take_runtime)
        doorway.register_form(PRESHOW_BUTTON, self.preshow_form, self.take_preshow)
        doorway.register_form(PING_BUTTON, self.ping_form, self.take_ping)

    async def time_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for another showtime."""
        booking = await self._drafts.draft(interaction, argument)
        present = {"showtime": booking.screening.typed or ""}
        return Form(_("Showtime"), showtime_fields({**present, **filled}))

    async def take_time(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a draft another showtime."""
        booking = await self._drafts.draft(interaction, argument)
        typed = answers["showtime"]
        showtime = fixed_showtime(typed, self._clock(), interaction.locale.value)
        changed = replace(booking.screening, typed=typed, showtime=showtime)
        await self._change(interaction, booking, changed)

    async def runtime_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for the film's runtime."""
        await self._drafts.draft(interaction, argument)
        return Form(_("How long is the film?"), runtime_fields(filled))

    async def take_runtime(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a draft the film's runtime."""
        minutes = runtime_minutes(answers["runtime"])
        if minutes is None:
            raise NotARuntimeError
        booking = await self._drafts.draft(interaction, argument)
        await self._change(interaction, booking, replace(booking.screening, runtime=minutes))

    async def preshow_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for trailers and adverts."""
        booking = await self._drafts.draft(interaction, argument)
        present = filled_preshow(booking.screening.preshow)
        return Form(_("Pre-show"), preshow_fields({**present, **filled}))

    async def take_preshow(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a draft another length of trailers and adverts."""
        minutes = minutes_in(answers["own"] or answers["preshow"], LONGEST_PRESHOW)
        if minutes is None:
            raise NotMinutesError(LONGEST_PRESHOW)
        booking = await self._drafts.draft(interaction, argument)
        await self._change(interaction, booking, replace(booking.screening, preshow=minutes))

    async def ping_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for when the ping comes and how loud it is."""
        booking = await self._drafts.draft(interaction, argument)
        reminder = booking.reminder
        present = {
            "lead": str(reminder.lead),
            "ping": reminder.ping.value,
            "details": "yes" if reminder.details else "no",
        }
        strict = await self._bookings.hides(booking)
        return Form(_("Ping"), ping_fields({**present, **filled}, strict=strict))

    async def take_ping(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a draft another ping."""
        booking = await self._drafts.draft(interaction, argument)
        reminder = replace(
            booking.reminder,
            lead=int(answers["lead"]),
            ping=Ping(answers["ping"]),
            details=answers["details"] == "yes",
        )
        await self._drafts.change(interaction, booking, replace(booking, reminder=reminder))

    async def _change(
        self, interaction: Interaction, booking: Booking, screening: Screening
    ) -> None:
        await self._drafts.change(interaction, booking, replace(booking, screening=screening))
