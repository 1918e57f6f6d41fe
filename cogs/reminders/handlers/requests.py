"""Asking for a reminder, or for changes of a saved one: by command, by form, by a card's button."""

from __future__ import annotations

from dataclasses import replace

import discord

from cogs.reminders.cards.forms import reminder_fields
from cogs.reminders.cards.reminders import EDIT
from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.rules.draft import Destination, Request, as_typed, minutes_in
from cogs.reminders.rules.refusals import (
    NotMinutesError,
    NotYourChannelError,
    TooManyRemindersError,
)
from cogs.reminders.rules.schedule import LONGEST_PRESHOW
from cogs.reminders.rules.screenings import MOST_LIVE, Booking, Ping, Place
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.access.permissions import require_bot_permissions
from cogs.shared.access.rights import may_write_here
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import film_in
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here
from data.catalogue.film import Film
from data.locales import _

NEW = "remind:new"

ASKED = "remind:stay"
"""By which the words of a command are kept."""


class Requests:
    """Turns what a member asks for into a draft."""

    def __init__(self, bot: StingerBot, store: ReminderStore, drafts: Drafts) -> None:
        self._bot = bot
        self._store = store
        self._drafts = drafts

    def register(self, doorway: Doorway) -> None:
        """Answer the forms of whole reminders."""
        doorway.register_form(NEW, self.new_form, self.take_new)
        doorway.register_form(EDIT, self.edit_form, self.take_edit)

    async def open_form(self, interaction: Interaction, film: Film, request: Request) -> None:
        """Ask for the showtime, with what the member wrote before filled in."""
        place = request.place or await _usual_place(interaction)
        filled = _filled(replace(request, place=place))
        await self._bot.doorway.open_form(interaction, NEW, film.id, filled)

    async def keep(self, interaction: Interaction, request: Request) -> None:
        """Keep what a member asked for while it is open which film they mean."""
        now, user_id = self._bot.clock(), interaction.user.id
        await self._bot.typed_words.keep(user_id, ASKED, "", _filled(request), now)

    async def kept(self, interaction: Interaction) -> Request:
        """What the member asked for before, or else nothing; it is forgotten then."""
        now, user_id = self._bot.clock(), interaction.user.id
        texts = await self._bot.typed_words.take(user_id, ASKED, "", now)
        return Request() if texts is None else _answered(Answers(texts))

    async def new_form(self, interaction: Interaction, film_id: str, filled: Filled) -> Form:
        """The form for a reminder of a film."""
        film = await self._film(interaction.guild_id, film_id)
        title = _("Remind me · {film}", film=film.title)
        return Form(title, reminder_fields(filled))

    async def take_new(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        """Work out a reminder that was asked for by form."""
        film = await self._film(interaction.guild_id, film_id)
        await self.begin(interaction, film, _answered(answers))

    async def edit_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for changes of a saved reminder."""
        booking = await self._store.saved(id_in(argument), interaction.user.id)
        film = await self._film_of(booking)
        reminder, show = booking.reminder, booking.screening.showing
        settings = await self._bot.preferences.member(reminder.user_id)
        # In the zone in which the answer will be read, which may have changed since.
        typed = as_typed(replace(show, zone=settings.time_zone or show.zone))
        present = _filled(Request(typed, show.preshow, reminder.place, reminder.ping))
        fields = reminder_fields({**present, **filled}, reminder.place)
        return Form(_("Change · {film}", film=film.title), fields)

    async def take_edit(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Change a reminder: a new draft, which takes the old one's place when it is saved."""
        booking = await self._store.saved(id_in(argument), interaction.user.id)
        request = _answered(answers)
        if request.place is booking.reminder.place:
            destination = _destination_of(booking)
        else:
            destination = await _destination(interaction, request.place)
        draft = await self._drafts.begin(
            interaction, await self._film_of(booking), request, destination, booking
        )
        await self._drafts.show(interaction, draft.reminder.id, fresh=True)

    async def begin(self, interaction: Interaction, film: Film, request: Request) -> None:
        """Work out a new reminder with its owner."""
        if len(await self._store.live(interaction.user.id)) >= MOST_LIVE:
            raise TooManyRemindersError
        destination = await _destination(interaction, request.place)
        draft = await self._drafts.begin(interaction, film, request, destination)
        await self._drafts.show(interaction, draft.reminder.id, fresh=True)

    async def _film_of(self, booking: Booking) -> Film:
        return await self._film(booking.screening.server_id, booking.screening.film_id)

    async def _film(self, server_id: int | None, film_id: str) -> Film:
        return film_in(await self._bot.known.at(server_id), film_id)


async def _destination(interaction: Interaction, place: Place | None) -> Destination:
    """Where a reminder comes that is asked for here."""
    if await _is_private_here(interaction):
        return Destination(Place.DM, None, None, None)
    channel, channel_id, server_id = (
        interaction.channel,
        interaction.channel_id,
        interaction.guild_id,
    )
    parent_id = channel.parent_id if isinstance(channel, discord.Thread) else None
    if not may_write_here(interaction):
        if place is Place.HERE:
            raise NotYourChannelError
        return Destination(Place.DM, None, None, server_id)
    if place is Place.DM:
        return Destination(Place.DM, None, channel_id, server_id, parent_id)
    require_voice(interaction)
    return Destination(Place.HERE, channel_id, None, server_id, parent_id)


def _destination_of(booking: Booking) -> Destination:
    """Where a saved reminder comes; its DM is opened anew when it is saved again."""
    reminder = booking.reminder
    place_id = reminder.place_id if reminder.place is Place.HERE else None
    server_id, parent_id = booking.screening.server_id, reminder.parent_id
    return Destination(reminder.place, place_id, reminder.origin_id, server_id, parent_id)


async def _usual_place(interaction: Interaction) -> Place:
    """Where a reminder comes unless the member chooses."""
    closed = not may_write_here(interaction) or await _is_private_here(interaction)
    return Place.DM if closed else Place.HERE


async def _is_private_here(interaction: Interaction) -> bool:
    """Whether reminders come by DM only: outside servers, and where answers are private."""
    guild = interaction.guild
    if guild is None or guild.me is None:
        return True
    return (await conduct_here(interaction)).policy.private_only


def require_voice(interaction: Interaction) -> None:
    """Refuse at once what could not be delivered later."""
    channel = interaction.channel
    if isinstance(channel, discord.Thread):
        require_bot_permissions(channel, view_channel=True, send_messages_in_threads=True)
    elif isinstance(channel, discord.abc.GuildChannel):
        require_bot_permissions(channel, view_channel=True, send_messages=True)


def _filled(request: Request) -> Filled:
    return {
        "showtime": request.showtime,
        "preshow": str(request.preshow),
        "where": request.place.value if request.place else "",
        "ping": request.ping.value,
    }


def _answered(answers: Answers) -> Request:
    preshow = minutes_in(answers["preshow"], LONGEST_PRESHOW)
    if preshow is None:
        raise NotMinutesError(LONGEST_PRESHOW)
    place = Place(answers["where"]) if answers["where"] else None
    return Request(answers["showtime"], preshow, place, Ping(answers["ping"]))
