"""``/remind``: stay-seated reminders for one member."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from cogs.reminders.cards.forms import reminder_fields
from cogs.reminders.cards.reminders import EDIT
from cogs.reminders.handlers.drafts import DraftDesk
from cogs.reminders.handlers.live import LiveDesk
from cogs.reminders.rules.draft import as_typed, last_scene_end, minutes_in
from cogs.reminders.rules.notices import notices_text
from cogs.reminders.rules.refusals import EnoughRemindersError, NotMinutesError, ReminderGoneError
from cogs.reminders.rules.schedule import LONGEST_PRESHOW, PRESHOW
from cogs.reminders.rules.screenings import Booking, Ping, Place
from cogs.reminders.store.reminders import GoneError, ReminderStore, Wish
from cogs.reminders.store.steps import MOST_LIVE
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import Entries, FilmGoneError
from cogs.shared.film_option import choose_film, film_choices
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.permissions import require_bot_permissions
from cogs.shared.sending.places import conduct_here
from cogs.shared.zone_option import choose_zone, zone_choices
from data.catalogue.film import Film

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.ContextMenu
Where = Literal["here", "dm"]
PingName = Literal["normal", "silent", "none"]

NEW = "remind:new"

MOST_TYPED = 200
"""Members whose typed showtime is kept while they choose which film they mean."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What a member wrote, before it is known what it means."""

    showtime: str
    preshow: int = PRESHOW
    where: Where | None = None
    ping: PingName = "normal"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a reminder comes: place and channel, the other channel, and the server of both."""

    place: Place
    place_id: int | None
    origin_id: int | None
    server_id: int | None


class RemindCog(commands.Cog):
    """The commands of reminders, and the ways into them."""

    def __init__(
        self, bot: StingerBot, store: ReminderStore, drafts: DraftDesk, live: LiveDesk
    ) -> None:
        self._bot = bot
        self._store = store
        self._drafts = drafts
        self._live = live
        self._typed: dict[int, Typed] = {}

    def register(self, entries: Entries, doorway: Doorway) -> None:
        """Offer a reminder on every film's card, and answer the slice's buttons."""
        entries.register("remind", "Remind me", self.open_form)
        doorway.register_form(NEW, self.new_form, self.take_new)
        doorway.register_form(EDIT, self.edit_form, self.take_edit)
        self._drafts.register(doorway)
        self._live.register(doorway)

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
        where: Where | None = None,
        ping: PingName = "normal",
    ) -> None:
        """Work out a reminder and show the sum."""
        typed = Typed(showtime, preshow, where, ping)
        self._keep(interaction.user.id, typed)
        named = await choose_film(interaction, film, entry="remind")
        if named is not None:
            self._typed.pop(interaction.user.id, None)
            await self._begin(interaction, named, typed)

    @remind.command(name="list", description="Your reminders: edit, snooze or cancel them.")
    async def show_list(self, interaction: Interaction) -> None:
        """Show a member's reminders."""
        await self._live.show_list(interaction)

    @remind.command(name="timezone", description="The zone in which I read the times you type.")
    @app_commands.describe(zone="The nearest big city")
    @app_commands.autocomplete(zone=zone_choices)
    async def timezone(self, interaction: Interaction, zone: str) -> None:
        """Remember a member's zone, and go on with a draft that waits for it."""
        name = choose_zone(zone)
        await self._bot.preferences.change_member(interaction.user.id, time_zone=name)
        if not await self._drafts.go_on(interaction, name):
            now = self._bot.clock().astimezone(ZoneInfo(name))
            await interaction.response.send_message(
                f"I read your times in {name}, where it is {now:%H:%M} now.", ephemeral=True
            )

    async def open_form(self, interaction: Interaction, film: Film) -> None:
        """Ask for the showtime, with the film filled in."""
        typed = self._typed.pop(interaction.user.id, Typed(""))
        place = Place(typed.where) if typed.where else await self._likely_place(interaction)
        filled = _filled(typed.showtime, typed.preshow, place, typed.ping)
        await self._bot.doorway.open_form(interaction, NEW, film.id, filled)

    async def new_form(self, interaction: Interaction, film_id: str, filled: Filled) -> Form:
        """The form for a reminder of a film."""
        film = await self._film(interaction.guild_id, film_id)
        return Form(f"Remind me · {film.title}", reminder_fields(filled))

    async def take_new(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        """Work out a reminder that was asked for by form."""
        film = await self._film(interaction.guild_id, film_id)
        await self._begin(interaction, film, _answered(answers))

    async def edit_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for changes of a saved reminder."""
        booking, film = await self._saved(interaction, argument)
        member, show = booking.reminder, booking.screening.showing
        settings = await self._bot.preferences.member(member.user_id)
        # In the zone in which the answer will be read, which may have changed since.
        typed = as_typed(replace(show, zone=settings.time_zone or show.zone))
        present = _filled(typed, show.preshow, member.place, member.ping.value)
        return Form(f"Change · {film.title}", reminder_fields({**present, **filled}, member.place))

    async def take_edit(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Change a reminder: a new draft, which takes the old one's place when it is saved."""
        booking, film = await self._saved(interaction, argument)
        await self._begin(interaction, film, _answered(answers), replaces=booking)

    @commands.Cog.listener()
    async def on_app_command_completion(
        self,
        interaction: Interaction,
        _command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu,
    ) -> None:
        """Tell a member, after any command, what could not be delivered to them."""
        notices = await self._store.notices(interaction.user.id)
        if notices:
            await interaction.followup.send(notices_text(notices), ephemeral=True)
            await self._store.forget(notices)

    async def _saved(self, interaction: Interaction, argument: str) -> tuple[Booking, Film]:
        try:
            booking = await self._store.booking(id_in(argument), interaction.user.id)
        except GoneError as error:
            raise ReminderGoneError from error
        about = booking.screening
        return booking, await self._film(about.server_id, about.film_id)

    async def _film(self, server_id: int | None, film_id: str) -> Film:
        film = (await self._bot.known.at(server_id)).get(film_id)
        if film is None:
            raise FilmGoneError
        return film

    async def _begin(
        self,
        interaction: Interaction,
        film: Film,
        typed: Typed,
        replaces: Booking | None = None,
    ) -> None:
        live = await self._store.live(interaction.user.id)
        if len(live) >= MOST_LIVE and replaces is None:
            raise EnoughRemindersError
        if replaces is not None and typed.where == replaces.reminder.place.value:
            spot = _spot_of(replaces)
        else:
            spot = await self._spot(interaction, typed.where)
        wish = await self._wish(interaction.user.id, film, typed, spot)
        if replaces is not None:
            old, about = replaces.reminder, replaces.screening
            zone, runtime = wish.zone or about.zone, wish.runtime or about.runtime
            wish = replace(wish, zone=zone, runtime=runtime, lead=old.lead, details=old.details)
            wish = replace(wish, replaces=old.id)
        draft_id = await self._drafts.begin(interaction.user.id, spot.server_id, wish)
        await self._drafts.show(interaction, draft_id, fresh=True)

    async def _wish(self, user_id: int, film: Film, typed: Typed, spot: Spot) -> Wish:
        settings = await self._bot.preferences.member(user_id)
        films = await self._bot.known.at(spot.server_id)
        return Wish(
            film_id=film.id,
            film_label=film.label,
            runtime=film.runtime,
            typed=typed.showtime.strip(),
            preshow=typed.preshow,
            place=spot.place,
            place_id=spot.place_id,
            origin_id=spot.origin_id,
            ping=Ping(typed.ping),
            zone=settings.time_zone,
            last_scene=last_scene_end(films.about(film)),
        )

    async def _spot(self, interaction: Interaction, where: Where | None) -> Spot:
        """Where a reminder comes that is asked for here."""
        if await self._likely_place(interaction) is Place.DM:
            return Spot(Place.DM, None, None, None)
        channel_id, server_id = interaction.channel_id, interaction.guild_id
        if where == Place.DM.value:
            return Spot(Place.DM, None, channel_id, server_id)
        require_voice(interaction)
        return Spot(Place.HERE, channel_id, None, server_id)

    async def _likely_place(self, interaction: Interaction) -> Place:
        """Where a reminder comes unless the member chooses; the only place there is, in DMs."""
        guild = interaction.guild
        if guild is None or guild.me is None:
            return Place.DM
        conduct = await conduct_here(interaction)
        return Place.DM if conduct.policy.private_only else Place.HERE

    def _keep(self, user_id: int, typed: Typed) -> None:
        while len(self._typed) >= MOST_TYPED:
            del self._typed[next(iter(self._typed))]
        self._typed[user_id] = typed


def _spot_of(booking: Booking) -> Spot:
    """Where a saved reminder comes; its DM is opened anew when it is saved again."""
    member = booking.reminder
    place_id = member.place_id if member.place is Place.HERE else None
    return Spot(member.place, place_id, member.origin_id, booking.screening.server_id)


def _filled(showtime: str, preshow: int, place: Place, ping: PingName) -> Filled:
    return {"showtime": showtime, "preshow": str(preshow), "where": place.value, "ping": ping}


def _answered(answers: Answers) -> Typed:
    preshow = minutes_in(answers["preshow"], LONGEST_PRESHOW)
    if preshow is None:
        raise NotMinutesError(LONGEST_PRESHOW)
    where: Where = "dm" if answers["where"] == "dm" else "here"
    return Typed(answers["showtime"], preshow, where, Ping(answers["ping"]).value)


def require_voice(interaction: Interaction) -> None:
    """Refuse at once what could not be delivered later."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        require_bot_permissions(channel, view_channel=True, send_messages_in_threads=True)
    elif isinstance(channel, discord.abc.GuildChannel):
        require_bot_permissions(channel, view_channel=True, send_messages=True)
