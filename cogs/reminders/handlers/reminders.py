"""What a member does with reminders that are saved: list, edit, snooze, cancel, and answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from discord import ui

from cogs.reminders.cards.forms import off_fields
from cogs.reminders.cards.messages import (
    LATER,
    LATER_MINUTES,
    MINE,
    NO_SCENE,
    OFF,
    RIGHT,
    STOP,
)
from cogs.reminders.cards.questions import HERE, TRY_DM, closed_dm
from cogs.reminders.cards.reminders import (
    CANCEL,
    LIST_PAGE,
    SNOOZE,
    SNOOZES,
    list_card,
    page_of_list,
    saved_text,
    saved_view,
)
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.handlers.bookings import Bookings
from cogs.reminders.rules.refusals import NotMinutesError, ReminderGoneError
from cogs.reminders.rules.schedule import Phase, due_at, is_over
from cogs.reminders.rules.screenings import Booking, Place, stamp
from cogs.reminders.store.parties.parties import PartyStore
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.access.rights import require_writing
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import Doorway, id_in, page_in
from cogs.shared.items import Answers, Filled, Form
from data.locales import _

MOST_OFF = 120
"""Minutes by which a member can say that the times were off."""


class SavedReminders:
    """Answers the buttons of lists and messages; every one reads the truth from the store."""

    def __init__(
        self,
        bot: StingerBot,
        store: ReminderStore,
        parties: PartyStore,
        bookings: Bookings,
        composer: Composer,
        wake: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = store
        self._parties = parties
        self._bookings = bookings
        self._composer = composer
        self._wake = wake

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of lists and of messages that were sent."""
        for action, handler in (
            (LIST_PAGE, self.turn_page),
            (MINE, self.mine),
            (SNOOZE, self.snooze),
            (CANCEL, self.cancel),
            (HERE, self.accept_channel),
            (TRY_DM, self.try_dm),
            (STOP, self.stop),
            (LATER, self.later),
            (RIGHT, self.was_right),
            (NO_SCENE, self.was_no_scene),
        ):
            doorway.register(action, handler)
        doorway.register_form(OFF, self.ask_how_far_off, self.was_off)

    async def show_list(self, interaction: Interaction) -> None:
        """Show a member's reminders, to them alone."""
        await interaction.response.send_message(view=await self._list(interaction), ephemeral=True)

    async def mine(self, interaction: Interaction, _argument: str) -> None:
        """Show the list from a message's button."""
        await self.show_list(interaction)

    async def turn_page(self, interaction: Interaction, argument: str) -> None:
        """Show another page of the list in place."""
        card = await self._list(interaction, page_in(argument))
        await interaction.response.edit_message(view=card)

    async def _list(self, interaction: Interaction, page: int = 0) -> ui.LayoutView:
        live = await self._store.live(interaction.user.id)
        return list_card(page_of_list(await self._composer.named_now(live), page))

    async def snooze(self, interaction: Interaction, argument: str) -> None:
        """Have everything after the film's start come some minutes later."""
        reminder_id, _comma, amount = argument.partition(",")
        minutes = id_in(amount)
        booking = await self._own(interaction, reminder_id)
        if minutes not in SNOOZES:
            raise ReminderGoneError
        now = self._bot.clock()
        ping = due_at(booking.screening.showing, Phase.STAY, booking.reminder.lead)
        if ping > now:
            later, again = timedelta(minutes=minutes), False
        else:
            later, again = now + timedelta(minutes=minutes) - ping, True
        moved = await self._moved(booking, now, later, again=again)
        await interaction.response.edit_message(view=await self._list(interaction))
        await interaction.followup.send(
            _("{minutes} minutes later.", minutes=minutes) + f" {_next_ping(moved)}",
            ephemeral=True,
        )

    async def later(self, interaction: Interaction, argument: str) -> None:
        """The credits have not started yet: say it again in five minutes."""
        booking = await self._recipient(interaction, argument)
        now = self._bot.clock()
        ping = due_at(booking.screening.showing, Phase.STAY, booking.reminder.lead)
        later = now + timedelta(minutes=LATER_MINUTES) - ping
        if is_over(booking.screening.showing, now) or later <= timedelta():
            raise ReminderGoneError
        moved = await self._moved(booking, now, later, again=True)
        await interaction.response.send_message(_next_ping(moved), ephemeral=True)

    async def _moved(
        self, booking: Booking, now: datetime, later: timedelta, *, again: bool
    ) -> Booking:
        moved = await self._store.move(
            booking,
            now,
            held=booking.screening.held + int(later.total_seconds()),
            again=again,
        )
        self._wake()
        return moved

    async def cancel(self, interaction: Interaction, argument: str) -> None:
        """Take a reminder back."""
        booking = await self._store.cancel(id_in(argument), interaction.user.id)
        if interaction.message is not None and interaction.message.flags.components_v2:
            await interaction.response.edit_message(view=await self._list(interaction))
        else:
            (booking,) = await self._composer.named_now([booking])
            label = plain(booking.screening.film_label)
            told = _("Cancelled: {film}.", film=label)
            await interaction.response.edit_message(content=told, view=None)

    async def accept_channel(self, interaction: Interaction, argument: str) -> None:
        """Remind in the channel where it was asked for, because the DM is closed."""
        booking = await self._own(interaction, argument)
        channel_id = booking.reminder.origin_id
        if channel_id is None or booking.reminder.place is not Place.DM:
            raise ReminderGoneError
        guild = self._bot.get_guild(booking.reminder.server_id or 0)
        if guild is None:
            raise ReminderGoneError
        await require_writing(guild, channel_id, interaction.user.id)
        await self._store.relocate(
            booking,
            Place.HERE,
            channel_id,
            self._bot.clock(),
        )
        self._wake()
        channel = f"<#{channel_id}>"
        told = _("Good: I'll write in {channel}.", channel=channel)
        await interaction.response.edit_message(content=told, view=saved_view(booking))

    async def try_dm(self, interaction: Interaction, argument: str) -> None:
        """Try the DM once more."""
        booking = await self._own(interaction, argument)
        await interaction.response.defer()
        text, view = saved_text(booking), saved_view(booking)
        if not await self._bookings.confirm_by_dm(booking):
            text, view = closed_dm(booking)
        await interaction.edit_original_response(content=text, view=view)

    async def stop(self, interaction: Interaction, argument: str) -> None:
        """Take whoever presses it off the messages to come."""
        booking = await self._recipient(interaction, argument)
        if booking.reminder.answer is not None:
            await self._parties.mute(booking.reminder.id)
            done = _("You get no more messages about this party. Your answer stays.")
        else:
            await self._store.cancel(booking.reminder.id, interaction.user.id)
            done = _("Cancelled: you get no more messages about this showing.")
        await interaction.response.send_message(done, ephemeral=True)

    async def was_right(self, interaction: Interaction, argument: str) -> None:
        """Keep that the times were right."""
        booking = await self._recipient(interaction, argument)
        await self._record(interaction, booking, "right", None)

    async def was_no_scene(self, interaction: Interaction, argument: str) -> None:
        """Keep that no scene came."""
        booking = await self._recipient(interaction, argument)
        await self._record(interaction, booking, "none", None)

    async def ask_how_far_off(
        self, interaction: Interaction, argument: str, filled: Filled
    ) -> Form:
        """The form that asks by how much the times were off."""
        await self._recipient(interaction, argument)
        return Form(_("Off by…"), off_fields(filled))

    async def was_off(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Keep by how much the times were off."""
        booking = await self._recipient(interaction, argument)
        text = answers["minutes"].replace("\N{MINUS SIGN}", "-")
        digits = text.removeprefix("-").removeprefix("+")
        if not (digits.isascii() and digits.isdigit() and int(digits[:6]) <= MOST_OFF):
            raise NotMinutesError(MOST_OFF)
        off_by = -int(digits) if text.startswith("-") else int(digits)
        await self._record(interaction, booking, "off", off_by)

    async def _record(
        self, interaction: Interaction, booking: Booking, outcome: str, off_by: int | None
    ) -> None:
        await self._store.record_outcome(booking.reminder.id, outcome, off_by)
        await interaction.response.send_message(_("Thank you, noted."), ephemeral=True)

    async def _own(self, interaction: Interaction, argument: str) -> Booking:
        """The presser's own live reminder that an argument names."""
        return await self._store.saved(id_in(argument), interaction.user.id)

    async def _recipient(self, interaction: Interaction, argument: str) -> Booking:
        """The presser's reminder behind a message."""
        return await self._store.recipient_of(
            id_in(argument), interaction.user.id, interaction.guild_id
        )


def _next_ping(booking: Booking) -> str:
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    time = stamp(ping, zone=show.named_zone)
    return _("I'll ping you at {time} ({when}).", time=time, when=stamp(ping, "R"))
