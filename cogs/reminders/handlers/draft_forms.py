"""The forms behind a draft's buttons: showtime, runtime, pre-show, ping."""

from __future__ import annotations

from typing import Any

from cogs.reminders.cards.forms import (
    careful_ping_fields,
    filled_preshow,
    ping_fields,
    preshow_fields,
    runtime_fields,
    showtime_fields,
)
from cogs.reminders.cards.questions import RUNTIME, TIME
from cogs.reminders.cards.reminders import PING_BUTTON, PRESHOW_BUTTON
from cogs.reminders.handlers.drafts import DraftDesk
from cogs.reminders.rules.draft import as_drafted, minutes_in, runtime_minutes
from cogs.reminders.rules.refusals import NotARuntimeError, NotMinutesError
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import Booking
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import Interaction
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.forms import Answers, Form
from data.clock import Clock


class DraftForms:
    """Opens them, takes what was filled in, and goes on with the draft."""

    def __init__(self, drafts: DraftDesk, store: ReminderStore, clock: Clock) -> None:
        self._drafts = drafts
        self._store = store
        self._clock = clock

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons that open a form."""
        doorway.register(RUNTIME, self.ask_runtime)
        doorway.register(TIME, self.ask_time)
        doorway.register(PRESHOW_BUTTON, self.ask_preshow)
        doorway.register(PING_BUTTON, self.ask_ping)

    async def ask_time(self, interaction: Interaction, argument: str) -> None:
        """Open the form for another showtime."""
        booking = await self._drafts.draft(interaction, id_in(argument))

        async def take(submitted: Interaction, answers: Answers) -> None:
            about = as_drafted(answers["showtime"], self._clock())
            await self._change(submitted, booking, about, {})

        filled = {"showtime": booking.screening.typed or ""}
        form = Form("Showtime", "remind-time", showtime_fields, filled, take)
        await interaction.response.send_modal(form)

    async def ask_runtime(self, interaction: Interaction, argument: str) -> None:
        """Open the form for the film's runtime."""
        booking = await self._drafts.draft(interaction, id_in(argument))

        async def take(submitted: Interaction, answers: Answers) -> None:
            minutes = runtime_minutes(answers["runtime"])
            if minutes is None:
                raise NotARuntimeError
            await self._change(submitted, booking, {"runtime": minutes}, {})

        form = Form("How long is the film?", "remind-runtime", runtime_fields, {}, take)
        await interaction.response.send_modal(form)

    async def ask_preshow(self, interaction: Interaction, argument: str) -> None:
        """Open the form for trailers and adverts."""
        booking = await self._drafts.draft(interaction, id_in(argument))

        async def take(submitted: Interaction, answers: Answers) -> None:
            text = answers.get("own", "").strip() or answers["preshow"]
            minutes = minutes_in(text, LONGEST_PRESHOW)
            if minutes is None:
                raise NotMinutesError(LONGEST_PRESHOW)
            await self._change(submitted, booking, {"preshow": minutes}, {})

        filled = filled_preshow(booking.screening.preshow)
        form = Form("Pre-show", "remind-preshow", preshow_fields, filled, take)
        await interaction.response.send_modal(form)

    async def ask_ping(self, interaction: Interaction, argument: str) -> None:
        """Open the form for when and how loud."""
        booking = await self._drafts.draft(interaction, id_in(argument))
        member = booking.reminder

        async def take(submitted: Interaction, answers: Answers) -> None:
            wish = {
                "lead": int(answers["lead"]),
                "ping": answers["ping"],
                "details": answers.get("details") == "yes",
            }
            await self._change(submitted, booking, {}, wish)

        strict = await self._drafts.keeps_quiet(booking)
        fields = careful_ping_fields if strict else ping_fields
        filled = {
            "lead": str(member.lead),
            "ping": member.ping.value,
            "details": "yes" if member.details else "no",
        }
        await interaction.response.send_modal(Form("Ping", "remind-ping", fields, filled, take))

    async def _change(
        self,
        interaction: Interaction,
        booking: Booking,
        about: dict[str, Any],
        wish: dict[str, Any],
    ) -> None:
        await self._store.change_draft(booking, about, wish)
        await self._drafts.show(interaction, booking.reminder.id, fresh=False)
