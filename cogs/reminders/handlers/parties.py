"""A party's post and its buttons: who comes, and the live clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import discord
from discord import app_commands

from cogs.reminders.cards.forms import party_fields
from cogs.reminders.cards.messages import BEGAN
from cogs.reminders.cards.party import (
    END,
    PAUSE,
    RESUME,
    answer_action,
    party_label,
    party_list,
    party_view,
)
from cogs.reminders.delivery.party_post import PartyPost, drop_event, move_event
from cogs.reminders.handlers.party_rights import may_change, may_see
from cogs.reminders.rules.draft import as_typed, minutes_in
from cogs.reminders.rules.parties import Attendance, ClockStart, Party
from cogs.reminders.rules.refusals import (
    HostOnlyError,
    NotAPartySizeError,
    NotBegunError,
    NotMinutesError,
    PartyGoneError,
    ShowtimeDoubtError,
)
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import MOST_GUESTS, epoch
from cogs.reminders.rules.showtimes.reading import Meant, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError
from cogs.reminders.store.parties import PartyStore
from cogs.reminders.store.party_clock import PartyClock
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.permissions import require_server

EDIT = "party:edit"
MOST_CHOICES = 25
"""Discord shows no more choices."""

_STARTED = {
    ClockStart.BEGAN: "The clock runs: everybody's messages follow it.",
    ClockStart.WAITS: "Noted. If a second one says so within 3 minutes, the clock runs.",
    ClockStart.ALREADY: "The clock runs already.",
}


def preshow_and_limit(answers: Answers) -> tuple[int, int | None]:
    """The minutes and the limit of a party's form; raises :class:`NotMinutesError` and
    :class:`NotAPartySizeError`."""
    preshow = minutes_in(answers["preshow"], LONGEST_PRESHOW)
    if preshow is None:
        raise NotMinutesError(LONGEST_PRESHOW)
    most = minutes_in(answers["limit"], MOST_GUESTS) if answers["limit"] else None
    if most == 0 or (most is None and answers["limit"]):
        raise NotAPartySizeError
    return preshow, most


class Parties:
    """Takes answers to parties, and keeps their clocks."""

    def __init__(
        self,
        bot: StingerBot,
        store: PartyStore,
        clock: PartyClock,
        post: PartyPost,
        wake: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = store
        self._clock = clock
        self._post = post
        self._wake = wake

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of a party's post."""
        for attendance in Attendance:
            doorway.register(answer_action(attendance), self._taker(attendance))
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

    def _taker(self, attendance: Attendance) -> Callable[[Interaction, str], Awaitable[None]]:
        async def take(interaction: Interaction, argument: str) -> None:
            party = await self._get(interaction, argument)
            answered = await self._answer(party, interaction.user.id, attendance)
            await self._show(interaction, answered)

        return take

    async def _answer(self, party: Party, user_id: int, attendance: Attendance) -> Party:
        to_wait = await self._post.waits(party)
        answered = await self._store.answer(
            party, user_id, attendance, self._bot.clock(), to_wait=to_wait
        )
        self._wake()
        return answered

    async def credits_started(self, interaction: Interaction, argument: str) -> None:
        """Start everybody's credits clock."""
        party = await self._get(interaction, argument)
        if party.screening.state != "live":
            raise PartyGoneError
        if self._bot.clock() < party.screening.showing.showtime:
            raise NotBegunError
        started = await self._clock.tap(party, interaction.user.id, self._bot.clock())
        self._wake()
        await interaction.response.send_message(_STARTED[started], ephemeral=True)
        await self._post.refresh(party)

    async def pause(self, interaction: Interaction, argument: str) -> None:
        """Stop the clock."""
        party = await self._hosted(interaction, argument)
        if party.venue != "home":
            raise PartyGoneError
        await self._clock.pause(party, self._bot.clock())
        await self._show(interaction, await self._get(interaction, argument))

    async def resume(self, interaction: Interaction, argument: str) -> None:
        """Let the clock go on."""
        party = await self._hosted(interaction, argument)
        await self._clock.resume(party, self._bot.clock())
        self._wake()
        await self._show(interaction, await self._get(interaction, argument))

    async def end(self, interaction: Interaction, argument: str) -> None:
        """Close a party."""
        party = await self._hosted(interaction, argument)
        if not await self._clock.finish(party, self._bot.clock(), cancelled=False):
            raise PartyGoneError
        self._wake()
        await self._show(interaction, await self._get(interaction, argument))

    async def cancel(self, interaction: Interaction, screening_id: int) -> None:
        """Cancel a party; who goes is told once."""
        party = await self._hosted(interaction, str(screening_id))
        await interaction.response.defer(ephemeral=True)
        if not await self._clock.finish(party, self._bot.clock(), cancelled=True):
            raise PartyGoneError
        self._wake()
        await self._post.refresh(party)
        guild, _ = require_server(interaction)
        await drop_event(guild, party)
        await interaction.followup.send("Cancelled. Who goes is told once.", ephemeral=True)

    async def change_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for another time or limit."""
        party = await self._hosted(interaction, argument)
        show = party.screening.showing
        present = {
            "showtime": as_typed(show),
            "preshow": str(show.preshow),
            "limit": str(party.most or ""),
        }
        return Form("Change the party", party_fields({**present, **filled}))

    async def change(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a party another time or limit; who goes is told once."""
        party = await self._hosted(interaction, argument)
        preshow, most = preshow_and_limit(answers)
        now = self._bot.clock()
        showtime = self._showtime(party, answers["showtime"], now, interaction.locale.value)
        await interaction.response.defer(ephemeral=True)
        retimed = await self._clock.edit(
            party, now, showtime=epoch(showtime), preshow=preshow, most=most
        )
        self._wake()
        await self._post.refresh(party)
        guild, _ = require_server(interaction)
        moved = await self._store.get(party.screening.id, party.server_id)
        await move_event(guild, moved, now)
        news = " Who goes is told once." if retimed else ""
        await interaction.followup.send(f"Changed.{news}", ephemeral=True)

    def _showtime(self, party: Party, text: str, now: datetime, locale: str) -> datetime:
        show = party.screening.showing
        try:
            read = read_showtime(text, now, show.zone, show.film_ends - show.showtime, locale)
        except ShowtimeError as error:
            raise ShowtimeDoubtError(error.sentence) from error
        if isinstance(read, Meant):
            return read.instant
        ways = ", ".join(option.label for option in read.options)
        raise ShowtimeDoubtError(f"{read.why} Write it with the date: {ways or 'a later one'}.")

    async def _get(self, interaction: Interaction, argument: str) -> Party:
        """The party behind a button; one of another server is none."""
        return await self._store.get(id_in(argument), interaction.guild_id)

    async def _hosted(self, interaction: Interaction, argument: str) -> Party:
        party = await self._get(interaction, argument)
        if not await may_change(interaction, party):
            raise HostOnlyError
        return party

    async def _show(self, interaction: Interaction, party: Party) -> None:
        """Show a party's new state in the post whose button was pressed."""
        text = await self._post.text(party)
        if interaction.message is not None and interaction.message.id == party.message_id:
            await interaction.response.edit_message(content=text, view=party_view(party))
        else:
            await interaction.response.send_message("Done.", ephemeral=True)
            await self._post.refresh(party)
