"""A party's post and its buttons: who comes, and the live clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import discord
from discord import app_commands

from cogs.reminders.cards.forms import party_fields
from cogs.reminders.cards.party import PartyPost
from cogs.reminders.cards.reminders import party_view, stamp
from cogs.reminders.delivery.composer import BEGAN, TITLE_LIMIT
from cogs.reminders.delivery.naming import film_name
from cogs.reminders.handlers.places import drop_event, may_change, may_see, move_event
from cogs.reminders.rules.clock_words import UnreadableShowtimeError
from cogs.reminders.rules.draft import FAR, UNREADABLE, as_typed, minutes_in
from cogs.reminders.rules.refusals import (
    DraftGoneError,
    HostOnlyError,
    NotAPartySizeError,
    NotBegunError,
    NotGoingError,
    NotMinutesError,
    PartyGoneError,
    PartyIsFullError,
    ShowtimeDoubtError,
)
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import Booking, Party, epoch
from cogs.reminders.rules.showtime import FarShowtimeError, Meant, read_showtime
from cogs.reminders.store.parties import Answer, PartyFullError, PartyStore
from cogs.reminders.store.party_clock import PartyClock, Tap
from cogs.reminders.store.reminders import GoneError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.permissions import require_server

EDIT = "party:edit"
MOST_LISTED = 10
NAME_LIMIT = 100
MOST_GUESTS = 10_000


class PartyDesk:
    """Posts parties, takes answers, and keeps their clocks."""

    def __init__(
        self,
        bot: StingerBot,
        parties: PartyStore,
        clock: PartyClock,
        post: PartyPost,
        wake: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._parties = parties
        self._clock = clock
        self._post = post
        self._wake = wake

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of a party's post."""
        for answer in Answer:
            doorway.register(f"party:{answer.value}", self._taker(answer))
        doorway.register(BEGAN, self.credits_started)
        doorway.register("party:pause", self.pause)
        doorway.register("party:resume", self.resume)
        doorway.register("party:end", self.end)
        doorway.register_form(EDIT, self.change_form, self.change)

    async def publish(self, interaction: Interaction, booking: Booking) -> bool:
        """Post a draft that is a party's; ``False`` for one that is not."""
        try:
            about = await self._parties.get(booking.screening.id, booking.screening.server_id)
        except GoneError:
            return False
        # A zone may have been named elsewhere, so the party's server is not always this one.
        guild = self._bot.get_guild(booking.screening.server_id or 0)
        if guild is None:
            raise PartyGoneError
        if not interaction.response.is_done():
            await interaction.response.defer(ephemeral=True)
        try:
            about = await self._post.publish(about, booking, guild)
        except GoneError as error:
            raise DraftGoneError from error
        await self._answer(about, booking.reminder.user_id, Answer.GOING)
        await self._post.refresh(about.screening.id, about.server_id)
        where = f"https://discord.com/channels/{guild.id}/{about.channel_id}/{about.message_id}"
        await interaction.followup.send(f"Posted: {where}", ephemeral=True)
        return True

    async def show_list(self, interaction: Interaction, guild: discord.Guild) -> None:
        """The server's coming parties, to the asker alone."""
        coming = await self._parties.coming(guild.id, self._bot.clock())
        parties = [about for about in coming if may_see(interaction, about)]
        films = await self._bot.known.at(guild.id)
        lines = [
            f"- {plain(film_name(about.screening, films), limit=TITLE_LIMIT)} · "
            f"{stamp(about.screening.showing.showtime, 'F')} · {about.going} going · "
            f"<#{about.channel_id}>"
            for about in parties[:MOST_LISTED]
        ]
        if len(parties) > MOST_LISTED:
            lines.append(f"and {len(parties) - MOST_LISTED} more, later")
        text = "\n".join(lines) or "No party is coming. /party new makes one."
        await interaction.response.send_message(text, ephemeral=True)

    async def choices(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[int]]:
        """The coming parties that the asker may change, by film and day."""
        if interaction.guild_id is None:
            return []
        parties = await self._parties.coming(interaction.guild_id, self._bot.clock())
        films = await self._bot.known.at(interaction.guild_id)
        found = []
        for about in parties:
            when = f"{about.screening.showing.showtime:%d %b %H:%M} UTC"
            name = f"{when} · {film_name(about.screening, films)}"[:NAME_LIMIT]
            if typed.casefold() in name.casefold() and may_change(interaction, about):
                found.append(app_commands.Choice(name=name, value=about.screening.id))
        return found[:25]

    def _taker(self, answer: Answer) -> Callable[[Interaction, str], Awaitable[None]]:
        async def take(interaction: Interaction, argument: str) -> None:
            about = await self._get(interaction, argument)
            about = await self._answer(about, interaction.user.id, answer)
            await self._show(interaction, about)

        return take

    async def _answer(self, about: Party, user_id: int, answer: Answer) -> Party:
        to_wait = await self._post.waits(about)
        try:
            answered = await self._parties.answer(
                about, user_id, answer, self._bot.clock(), to_wait=to_wait
            )
        except PartyFullError as error:
            raise PartyIsFullError(about.most) from error
        except GoneError as error:
            raise PartyGoneError from error
        self._wake()
        return answered

    async def credits_started(self, interaction: Interaction, argument: str) -> None:
        """Start everybody's credits clock."""
        about = await self._get(interaction, argument)
        if about.screening.state != "live":
            raise PartyGoneError
        if self._bot.clock() < about.screening.showing.showtime:
            raise NotBegunError
        try:
            tap = await self._clock.tap(about, interaction.user.id, self._bot.clock())
        except GoneError as error:
            raise NotGoingError from error
        self._wake()
        said = {
            Tap.BEGAN: "The clock runs: everybody's messages follow it.",
            Tap.WAITS: "Noted. If a second one says so within 3 minutes, the clock runs.",
            Tap.ALREADY: "The clock runs already.",
        }
        await interaction.response.send_message(said[tap], ephemeral=True)
        await self._post.refresh(about.screening.id, about.server_id)

    async def pause(self, interaction: Interaction, argument: str) -> None:
        """Stop the clock."""
        about = await self._hosted(interaction, argument)
        if about.venue != "home":
            raise PartyGoneError
        await self._clock.pause(about, self._bot.clock())
        await self._show(interaction, await self._get(interaction, argument))

    async def resume(self, interaction: Interaction, argument: str) -> None:
        """Let the clock go on."""
        about = await self._hosted(interaction, argument)
        await self._clock.resume(about, self._bot.clock())
        self._wake()
        await self._show(interaction, await self._get(interaction, argument))

    async def end(self, interaction: Interaction, argument: str) -> None:
        """Close a party."""
        about = await self._hosted(interaction, argument)
        if not await self._clock.finish(about, self._bot.clock(), cancelled=False):
            raise PartyGoneError
        self._wake()
        await self._show(interaction, await self._get(interaction, argument))

    async def cancel(self, interaction: Interaction, screening_id: int) -> None:
        """Cancel a party; who goes is told once."""
        about = await self._hosted(interaction, str(screening_id))
        await interaction.response.defer(ephemeral=True)
        if not await self._clock.finish(about, self._bot.clock(), cancelled=True):
            raise PartyGoneError
        self._wake()
        await self._post.refresh(screening_id, about.server_id)
        guild, _ = require_server(interaction)
        await drop_event(guild, about)
        await interaction.followup.send("Cancelled. Who goes is told once.", ephemeral=True)

    async def change_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for another time or limit."""
        about = await self._hosted(interaction, argument)
        show = about.screening.showing
        present = {
            "showtime": as_typed(show),
            "preshow": str(show.preshow),
            "limit": str(about.most or ""),
        }
        return Form("Change the party", party_fields({**present, **filled}))

    async def change(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Give a party another time or limit; who goes is told once."""
        about = await self._hosted(interaction, argument)
        preshow = minutes_in(answers["preshow"], LONGEST_PRESHOW)
        if preshow is None:
            raise NotMinutesError(LONGEST_PRESHOW)
        most = minutes_in(answers["limit"], MOST_GUESTS) if answers["limit"] else None
        if most == 0 or (most is None and answers["limit"]):
            raise NotAPartySizeError(MOST_GUESTS)
        now = self._bot.clock()
        showtime = self._showtime(about, answers["showtime"], now)
        await interaction.response.defer(ephemeral=True)
        try:
            retimed = await self._clock.edit(
                about, now, showtime=epoch(showtime), preshow=preshow, most=most
            )
        except GoneError as error:
            raise PartyGoneError from error
        self._wake()
        await self._post.refresh(about.screening.id, about.server_id)
        guild, _ = require_server(interaction)
        moved = await self._parties.get(about.screening.id, about.server_id)
        await move_event(guild, moved, now)
        told = " Who goes is told once." if retimed else ""
        await interaction.followup.send(f"Changed.{told}", ephemeral=True)

    def _showtime(self, about: Party, text: str, now: datetime) -> datetime:
        show = about.screening.showing
        try:
            read = read_showtime(text, now, show.zone, show.film_ends - show.showtime)
        except FarShowtimeError as error:
            raise ShowtimeDoubtError(FAR) from error
        except UnreadableShowtimeError as error:
            raise ShowtimeDoubtError(UNREADABLE) from error
        if isinstance(read, Meant):
            return read.instant
        ways = ", ".join(option.label for option in read.options)
        raise ShowtimeDoubtError(f"{read.why} Write it with the date: {ways or 'a later one'}.")

    async def _get(self, interaction: Interaction, argument: str) -> Party:
        """The party behind a button; one of another server is none."""
        try:
            return await self._parties.get(id_in(argument), interaction.guild_id)
        except GoneError as error:
            raise PartyGoneError from error

    async def _hosted(self, interaction: Interaction, argument: str) -> Party:
        about = await self._get(interaction, argument)
        if not may_change(interaction, about):
            raise HostOnlyError
        return about

    async def _show(self, interaction: Interaction, about: Party) -> None:
        """Show a party's new state in the post whose button was pressed."""
        text = await self._post.text(about)
        if interaction.message is not None and interaction.message.id == about.message_id:
            await interaction.response.edit_message(content=text, view=party_view(about))
        else:
            await interaction.response.send_message("Done.", ephemeral=True)
            await self._post.refresh(about.screening.id, about.server_id)
