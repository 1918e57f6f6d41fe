"""A party's post and its buttons: who comes, and the live clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord
from discord import app_commands

from cogs.reminders.cards.forms import party_fields
from cogs.reminders.cards.messages import BEGAN, PASS, TAKE
from cogs.reminders.cards.party import (
    END,
    PAUSE,
    RESUME,
    answer_action,
    party_label,
    party_list,
    standing_text,
)
from cogs.reminders.delivery.party_post import PartyPost, move_event
from cogs.reminders.handlers.parties.rights import may_change, may_see, require_hosting
from cogs.reminders.rules.draft import as_typed, minutes_in
from cogs.reminders.rules.parties.parties import ANSWERS, Attendance, ClockStart, Party, Standing
from cogs.reminders.rules.parties.queue import LONGEST_ANSWER, SHORTEST_ANSWER, Doors
from cogs.reminders.rules.parties.showtime import clear_showtime
from cogs.reminders.rules.refusals import (
    NotAnAnswerTimeError,
    NotAPartySizeError,
    NotBegunError,
    NotForYouError,
    NotMinutesError,
    OfferGoneError,
    PartyGoneError,
)
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import MOST_GUESTS, Booking, epoch
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.items import Answers, Filled, Form
from data.locales import N_, _

EDIT = "party:edit"
MOST_CHOICES = 25
"""Discord shows no more choices."""

_STARTED = {
    ClockStart.BEGAN: N_("The clock runs: everybody's messages follow it."),
    ClockStart.WAITS: N_("Noted. If somebody else says so within 3 minutes, the clock runs."),
    ClockStart.ALREADY: N_("The clock runs already."),
}


def party_numbers(answers: Answers) -> tuple[int, int | None, int]:
    """What a party's form holds besides the showtime: pre-show, limit, minutes to answer.

    Raises :class:`NotMinutesError`, :class:`NotAPartySizeError` and :class:`NotAnAnswerTimeError`.
    """
    preshow = minutes_in(answers["preshow"], LONGEST_PRESHOW)
    if preshow is None:
        raise NotMinutesError(LONGEST_PRESHOW)
    most = minutes_in(answers["limit"], MOST_GUESTS) if answers["limit"] else None
    if most == 0 or (most is None and answers["limit"]):
        raise NotAPartySizeError
    answer_within = minutes_in(answers["answer"], LONGEST_ANSWER)
    if answer_within is None or answer_within < SHORTEST_ANSWER:
        raise NotAnAnswerTimeError
    return preshow, most, answer_within


class Parties:
    """Takes answers to parties, and keeps their clocks."""

    def __init__(
        self,
        bot: StingerBot,
        stores: PartyStores,
        reminders: ReminderStore,
        clock: PartyClock,
        post: PartyPost,
        changed: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._stores = stores
        self._store = stores.parties
        self._reminders = reminders
        self._clock = clock
        self._post = post
        self._changed = changed

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of a party's post."""
        for attendance in ANSWERS:
            doorway.register(answer_action(attendance), self._taker(attendance))
        doorway.register(TAKE, self._replier(Attendance.GOING))
        doorway.register(PASS, self._replier(Attendance.NO))
        doorway.register(BEGAN, self.credits_started)
        doorway.register(PAUSE, self.pause)
        doorway.register(RESUME, self.resume)
        doorway.register(END, self.end)
        doorway.register_form(EDIT, self.change_form, self.change)

    async def show_list(self, interaction: Interaction, guild: discord.Guild) -> None:
        """The server's coming parties, to the asker alone."""
        coming = await self._store.coming(guild.id, self._bot.clock())
        parties = [party for party in coming if await may_see(interaction, party)]
        films = await self._bot.known.at(guild.id)
        await interaction.response.send_message(party_list(parties, films), ephemeral=True)

    async def choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        """The coming parties that the asker may change, by film and day."""
        if interaction.guild_id is None:
            return []
        coming = await self._store.coming(interaction.guild_id, self._bot.clock())
        films = await self._bot.known.at(interaction.guild_id)
        labels = {
            party.screening.id: party_label(party, films)
            for party in coming
            if await may_change(interaction, party)
        }
        return [
            app_commands.Choice(name=label, value=party_id)
            for party_id, label in labels.items()
            if typed.casefold() in label.casefold()
        ][:MOST_CHOICES]

    def _taker(self, pressed: Attendance) -> Callable[[Interaction, str], Awaitable[None]]:
        async def take(interaction: Interaction, argument: str) -> None:
            # Many may press at once: first things first, and the post follows at its pace.
            await interaction.response.defer()
            party = await self._get(interaction, argument)
            standing = await self._answer(party, interaction.user.id, pressed)
            told = standing_text(standing, party)
            if told is not None:
                await interaction.followup.send(told, ephemeral=True)

        return take

    def _replier(self, pressed: Attendance) -> Callable[[Interaction, str], Awaitable[None]]:
        async def reply(interaction: Interaction, argument: str) -> None:
            """Answer to word of a free place, which names the message and may be a DM."""
            await interaction.response.defer(ephemeral=True, thinking=True)
            try:
                booking = await self._reminders.recipient_of(
                    id_in(argument), interaction.user.id, interaction.guild_id
                )
            except NotForYouError as error:
                raise OfferGoneError from error
            if not _has_place(booking):
                raise OfferGoneError
            party = await self._store.get(booking.screening.id, booking.screening.server_id)
            standing = await self._answer(party, interaction.user.id, pressed)
            told = standing_text(standing, party) or _("Noted.")
            await interaction.followup.send(told, ephemeral=True)

        return reply

    async def _answer(self, party: Party, user_id: int, pressed: Attendance) -> Standing:
        standing = await self._store.answer(party, user_id, pressed, self._bot.clock())
        self._changed()
        return standing

    async def credits_started(self, interaction: Interaction, argument: str) -> None:
        """Start everybody's credits clock."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        party = await self._get(interaction, argument)
        if party.screening.state != "live":
            raise PartyGoneError
        if self._bot.clock() < party.screening.showing.showtime:
            raise NotBegunError
        started = await self._clock.tap(party, interaction.user.id, self._bot.clock())
        self._changed()
        await interaction.followup.send(_(_STARTED[started]), ephemeral=True)

    async def pause(self, interaction: Interaction, argument: str) -> None:
        """Stop the clock."""
        party = await self._hosted(interaction, argument)
        if party.venue != "home":
            raise PartyGoneError
        await interaction.response.defer()
        await self._clock.pause(party, self._bot.clock())
        self._changed()

    async def resume(self, interaction: Interaction, argument: str) -> None:
        """Let the clock go on."""
        party = await self._hosted(interaction, argument)
        await interaction.response.defer()
        await self._clock.resume(party, self._bot.clock())
        self._changed()

    async def end(self, interaction: Interaction, argument: str) -> None:
        """Close a party."""
        party = await self._hosted(interaction, argument)
        await interaction.response.defer()
        if not await self._clock.finish(party, self._bot.clock(), cancelled=False):
            raise PartyGoneError
        self._changed()

    async def change_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for another time or limit."""
        party = await self._hosted(interaction, argument)
        show = party.screening.showing
        present = {
            "showtime": as_typed(show),
            "preshow": str(show.preshow),
            "limit": str(party.most or ""),
            "answer": str(party.answer_within),
        }
        return Form(_("Change the party"), party_fields({**present, **filled}))

    async def change(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a party another time or limit; who goes is told once."""
        party = await self._hosted(interaction, argument)
        preshow, most, answer_within = party_numbers(answers)
        now = self._bot.clock()
        show, locale = party.screening.showing, interaction.locale.value
        lasts = show.film_ends - show.showtime
        own = (await self._bot.preferences.member(interaction.user.id)).time_zone
        zone = show.named_zone or own
        showtime = clear_showtime(answers["showtime"], now, zone, lasts, locale)
        await interaction.response.defer(ephemeral=True)
        doors = Doors(most, showtime, answer_within)
        retimed = await self._clock.edit(
            party, now, showtime=epoch(showtime), preshow=preshow, doors=doors
        )
        self._changed()
        guild, _member = require_server(interaction)
        moved = await self._store.get(party.screening.id, party.server_id)
        await move_event(guild, moved, now)
        told = _("Changed. Everybody going is told once.") if retimed else _("Changed.")
        await interaction.followup.send(told, ephemeral=True)

    async def _get(self, interaction: Interaction, argument: str) -> Party:
        """The party behind a button; one of another server is none."""
        return await self._store.get(id_in(argument), interaction.guild_id)

    async def _hosted(self, interaction: Interaction, argument: str) -> Party:
        return await require_hosting(interaction, self._stores, argument)


def _has_place(booking: Booking) -> bool:
    """Whether a place is kept for a member, or theirs."""
    return booking.reminder.answer in (Attendance.ASKED.value, Attendance.GOING.value)
