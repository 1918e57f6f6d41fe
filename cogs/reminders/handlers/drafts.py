"""Working a draft out with its owner: one private message that asks, sums up, and is saved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from discord import ui

from cogs.reminders.cards.questions import AT, ZONE, closed_dm, question
from cogs.reminders.cards.reminders import (
    DROP,
    SAVE,
    WHY,
    Sum,
    saved_text,
    saved_view,
    sum_text,
    sum_view,
    why_text,
)
from cogs.reminders.handlers.bookings import Bookings
from cogs.reminders.handlers.timelines import Timelines
from cogs.reminders.rules.credits_length import credits_length
from cogs.reminders.rules.draft import Destination, Ready, Request, Step, draft_of, next_step
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.rules.showtimes.reader import is_stamp
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from data.catalogue.film import Film
from data.locales import _
from data.time_zones.names import known_zone

Confirm = Callable[[Booking, Sum], Awaitable[tuple[str, ui.View]]]
"""Writes what the host of a draft that is a party's sees before it is posted."""


class Drafts:
    """Asks what is missing, shows the sum, and has it saved."""

    def __init__(
        self,
        bot: StingerBot,
        store: ReminderStore,
        bookings: Bookings,
        confirm: Confirm,
        timelines: Timelines,
    ) -> None:
        self._bot = bot
        self._store = store
        self._bookings = bookings
        self._confirm = confirm
        self._timelines = timelines

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of drafts."""
        doorway.register(AT, self.choose_time)
        doorway.register_choice(ZONE, self.choose_zone)
        doorway.register(SAVE, self.save)
        doorway.register(DROP, self.drop)
        doorway.register(WHY, self.explain)

    async def begin(
        self,
        interaction: Interaction,
        film: Film,
        request: Request,
        destination: Destination,
        replaced: Booking | None = None,
    ) -> Booking:
        """Keep a draft of what a member asks for; :meth:`show` goes on with it.

        When it is saved, it takes the place of the reminder ``replaced``.
        """
        user_id = interaction.user.id
        settings = await self._bot.preferences.member(user_id)
        films = await self._bot.known.at(destination.server_id)
        now = self._bot.clock()
        request = replace(request, locale=interaction.locale.value)
        draft = draft_of(request, destination, films.about(film), settings.time_zone, now, replaced)
        draft_id = await self._store.add_draft(user_id, destination.server_id, draft, now)
        return await self._store.draft(draft_id, user_id)

    async def show(self, interaction: Interaction, draft_id: int, *, fresh: bool) -> None:
        """Ask the next thing, or show the sum; ``fresh`` answers in a message of its own."""
        booking = await self._store.draft(draft_id, interaction.user.id)
        step = self._step(interaction, booking)
        if not isinstance(step, Ready):
            text, view = question(interaction, booking, step)
            await _answer(interaction, text, view, fresh=fresh)
            return
        booking = await self._complete(booking, step)
        summary = await self._sum(booking)
        if booking.is_party:
            text, view = await self._confirm(booking, summary)
        else:
            text, view = sum_text(summary), sum_view(summary)
        await _answer(interaction, text, view, fresh=fresh)

    async def completed(self, interaction: Interaction, draft_id: int) -> Booking | None:
        """A draft with what follows from its answers; ``None`` if something is to be asked."""
        booking = await self._store.draft(draft_id, interaction.user.id)
        step = self._step(interaction, booking)
        return await self._complete(booking, step) if isinstance(step, Ready) else None

    def _step(self, interaction: Interaction, booking: Booking) -> Step:
        return next_step(
            booking.screening,
            self._bot.clock(),
            interaction.locale.value,
            needs_zone=booking.repeats is not None,
        )

    async def change(
        self, interaction: Interaction, booking: Booking, changed: Booking, *, fresh: bool = False
    ) -> None:
        """Change a draft and go on with it."""
        await self._store.change_draft(booking, changed)
        await self.show(interaction, booking.reminder.id, fresh=fresh)

    async def draft(self, interaction: Interaction, argument: str) -> Booking:
        """The asker's own draft that an argument names; raises :class:`DraftGoneError`."""
        return await self._store.draft(id_in(argument), interaction.user.id)

    async def choose_time(self, interaction: Interaction, argument: str) -> None:
        """Take one of the showtimes offered."""
        draft_id, _, moment = argument.partition(",")
        booking = await self.draft(interaction, draft_id)
        # A forged instant must still be one that can be read as a showtime.
        stamp = f"<t:{moment}>"
        typed = stamp if is_stamp(stamp) else ""
        screening = replace(booking.screening, typed=typed, showtime=None)
        await self.change(interaction, booking, replace(booking, screening=screening))

    async def choose_zone(
        self, interaction: Interaction, argument: str, values: Sequence[str]
    ) -> None:
        """Remember a member's zone and go on with the draft."""
        booking = await self.draft(interaction, argument)
        zone = known_zone(values[0])
        if zone is None:
            await interaction.response.edit_message(
                content=_("Name it with /remind timezone zone: and I'll go on with this reminder."),
                view=None,
            )
            return
        await self._bot.preferences.change_member(interaction.user.id, time_zone=zone)
        screening = replace(booking.screening, zone=zone)
        await self.change(interaction, booking, replace(booking, screening=screening))

    async def go_on(self, interaction: Interaction, zone: str) -> bool:
        """Go on with the draft that waits for a zone; ``False`` if none does.

        A party is posted where its server is: another process's goes on in its own channel.
        """
        booking = await self._store.latest_draft(interaction.user.id)
        if booking is None or booking.screening.zone is not None:
            return False
        if booking.is_party and self._bot.get_guild(booking.screening.server_id or 0) is None:
            return False
        screening = replace(booking.screening, zone=zone)
        await self.change(interaction, booking, replace(booking, screening=screening), fresh=True)
        return True

    async def drop(self, interaction: Interaction, argument: str) -> None:
        """Forget a draft."""
        booking = await self.draft(interaction, argument)
        await self._store.cancel(booking.reminder.id, interaction.user.id)
        told = _("Cancelled, nothing was saved.")
        await interaction.response.edit_message(content=told, view=None)

    async def explain(self, interaction: Interaction, argument: str) -> None:
        """Say what the length of the credits rests on."""
        booking = await self.draft(interaction, argument)
        if await self.is_ready(interaction, booking):
            summary = await self._sum(booking)
            await interaction.response.send_message(why_text(summary), ephemeral=True)

    async def save(self, interaction: Interaction, argument: str) -> None:
        """Store the reminder, then say so; a DM is tried at once, so that a closed one shows."""
        booking = await self.draft(interaction, argument)
        if not await self.is_ready(interaction, booking):
            return
        await interaction.response.defer()
        saved, confirmed = await self._bookings.save(booking)
        text, view = (saved_text(saved), saved_view(saved)) if confirmed else closed_dm(saved)
        picture = await self._timelines.of_booking(saved)
        await interaction.edit_original_response(content=text, view=view, attachments=[picture])

    async def is_ready(self, interaction: Interaction, booking: Booking) -> bool:
        """Whether a draft can still be saved as it was shown; if not, the next thing is asked."""
        step = self._step(interaction, booking)
        if isinstance(step, Ready):
            return True
        await self.show(interaction, booking.reminder.id, fresh=False)
        return False

    async def _complete(self, booking: Booking, step: Ready) -> Booking:
        """Write down what has been worked out."""
        length = credits_length(await self._bookings.facts(booking), booking.screening.runtime or 0)
        screening = replace(
            booking.screening,
            showtime=epoch(step.showtime),
            zone=step.zone,
            credits=length.minutes,
            spread=length.spread,
        )
        completed = replace(booking, screening=screening)
        await self._store.change_draft(booking, completed)
        return completed

    async def _sum(self, booking: Booking) -> Sum:
        strict = await self._bookings.hides(booking)
        show = booking.screening.showing
        if strict:
            show = replace(show, last_scene=None)
        return Sum(booking.reminder, show, await self._bookings.facts(booking), strict)


async def _answer(interaction: Interaction, text: str, view: ui.View, *, fresh: bool) -> None:
    # A form that was corrected comes from a message of components, which takes no plain text.
    shown = interaction.message
    if interaction.response.is_done():
        await interaction.followup.send(text, view=view, ephemeral=True)
    elif fresh or (shown is not None and shown.flags.components_v2):
        await interaction.response.send_message(text, view=view, ephemeral=True)
    else:
        await interaction.response.edit_message(content=text, view=view)
