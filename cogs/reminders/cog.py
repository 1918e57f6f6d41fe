"""``/remind``: stay-seated reminders for one member."""

from __future__ import annotations

from typing import Any, Literal
from zoneinfo import ZoneInfo

from discord import app_commands
from discord.ext import commands

from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.handlers.reminders import SavedReminders
from cogs.reminders.handlers.requests import Requests
from cogs.reminders.rules.draft import Request
from cogs.reminders.rules.refusals import notices_text
from cogs.reminders.rules.schedule import LONGEST_PRESHOW, PRESHOW
from cogs.reminders.rules.screenings import Ping, Place
from cogs.reminders.store.notices import Notices
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import Entries
from cogs.shared.options.film import choose_found, film_choices, offer_others
from cogs.shared.options.zone import choose_zone, zone_choices
from data.catalogue.film import Film
from data.locales import N_, _
from data.locales.formats import clock
from data.time_zones.names import zone_label

ENTRY = "remind"


class RemindCog(commands.Cog):
    """The commands of reminders."""

    def __init__(
        self,
        bot: StingerBot,
        notices: Notices,
        requests: Requests,
        drafts: Drafts,
        reminders: SavedReminders,
    ) -> None:
        self._bot = bot
        self._notices = notices
        self._requests = requests
        self._drafts = drafts
        self._reminders = reminders

    def register(self, entries: Entries) -> None:
        """Offer a reminder on every film's card."""
        entries.register(ENTRY, N_("Remind me"), self.open_form)

    remind = app_commands.Group(name="remind", description="Stay seated at the right minute.")

    @remind.command(name="stay", description="Tells you when the credits start, and when to go.")
    @app_commands.describe(
        film="Its title however you spell it, or an IMDb or TMDB link",
        showtime="The time on the ticket: 19:30, fri 21:00, in 20 minutes, or @time",
        preshow="Minutes of trailers and adverts (20 unless you say otherwise)",
        where="In this channel, or by DM",
        ping="Normal, silent (no push), or none (nobody is named)",
    )
    @app_commands.autocomplete(film=film_choices)
    async def stay(
        self,
        interaction: Interaction,
        film: str,
        showtime: app_commands.Range[str, 1, 100],
        preshow: app_commands.Range[int, 0, LONGEST_PRESHOW] = PRESHOW,
        where: Literal["here", "dm"] | None = None,
        ping: Literal["normal", "silent", "none"] = "normal",
    ) -> None:
        """Work out a reminder and show the sum."""
        request = Request(showtime, preshow, Place(where) if where else None, Ping(ping))
        found = None
        try:
            found = await choose_found(interaction, film, entry=ENTRY)
        finally:
            if found is None or found.others:
                await self._requests.keep(interaction, request)
        if found is not None:
            await self._requests.begin(interaction, found.film, request)
            await offer_others(interaction, found.others, entry=ENTRY)

    @remind.command(name="list", description="Your reminders: edit, snooze or cancel them.")
    async def show_list(self, interaction: Interaction) -> None:
        """Show a member's reminders."""
        await self._reminders.show_list(interaction)

    @remind.command(name="timezone", description="The zone in which I read the times you type.")
    @app_commands.describe(zone="The nearest big city")
    @app_commands.autocomplete(zone=zone_choices)
    async def timezone(self, interaction: Interaction, zone: str) -> None:
        """Remember a member's zone, and go on with a draft that waits for it."""
        name = choose_zone(zone)
        await self._bot.preferences.change_member(interaction.user.id, time_zone=name)
        if not await self._drafts.go_on(interaction, name):
            await interaction.response.send_message(
                _(
                    "I read your times in {zone}, where it is {time} now.",
                    zone=zone_label(name),
                    time=clock(self._bot.clock().astimezone(ZoneInfo(name))),
                ),
                ephemeral=True,
            )

    async def open_form(self, interaction: Interaction, film: Film) -> None:
        """Ask for the showtime, with the film and what was typed before filled in."""
        request = await self._requests.kept(interaction)
        await self._requests.open_form(interaction, film, request)

    @commands.Cog.listener()
    async def on_app_command_completion(
        self,
        interaction: Interaction,
        _command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Tell a member, after any command, what could not be delivered to them."""
        notices = await self._notices.of_member(interaction.user.id)
        if notices:
            await interaction.followup.send(notices_text(notices), ephemeral=True)
            await self._notices.forget(notices)
