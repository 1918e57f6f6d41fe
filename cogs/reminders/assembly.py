"""How the parts of the slice are put together, and what it tells the rest of the bot of itself."""

from __future__ import annotations

from functools import partial

from cogs.reminders.cog import RemindCog
from cogs.reminders.delivery.cog import DeliveryCog, places_around
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.party_loop import PartyLoop
from cogs.reminders.delivery.party_post import PartyPost
from cogs.reminders.delivery.vote_loop import VoteLoop
from cogs.reminders.delivery.vote_post import VotePost
from cogs.reminders.handlers.bookings import Bookings
from cogs.reminders.handlers.calendar import CalendarFiles
from cogs.reminders.handlers.draft_forms import DraftForms
from cogs.reminders.handlers.drafts import Drafts
from cogs.reminders.handlers.parties.cancellations import Cancellations
from cogs.reminders.handlers.parties.drafts import PartyDrafts
from cogs.reminders.handlers.parties.film_nights import FilmNights
from cogs.reminders.handlers.parties.hosts import HostNames
from cogs.reminders.handlers.parties.parties import Parties
from cogs.reminders.handlers.reminders import SavedReminders
from cogs.reminders.handlers.requests import Requests
from cogs.reminders.handlers.sightings import SightingHandler
from cogs.reminders.handlers.timelines import Timelines
from cogs.reminders.party_cog import PartyCog
from cogs.reminders.rules.showtimes.reader import counted_from
from cogs.reminders.samples import sample_replies
from cogs.reminders.store.notices import Notices
from cogs.reminders.store.outbox import Outbox
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.film_votes import FilmVotes
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.records import (
    ReminderHealth,
    ReminderPlaces,
    erase_own_screenings,
    free_places,
)
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.access.permissions import PARTIES, REMINDERS
from cogs.shared.bot import StingerBot
from cogs.shared.language import servers_language
from cogs.shared.options.zone import choose_zone
from cogs.shared.registry import ChannelUse, Lent
from cogs.shared.sending.delivery import Post
from data.locales import N_

LENT = [
    Lent(N_("reminds in a channel"), N_("write in the channel; else by DM")),
    Lent(N_("posts a party"), N_("write in the channel")),
    Lent(N_("posts the next party of a series"), N_("write in the channel; else the series ends")),
    Lent(N_("posts a vote on a film, or a film that is suggested"), N_("write in the channel")),
    Lent(N_("opens a party's thread"), N_("create public threads there")),
    Lent(
        N_("makes a party's event"),
        N_("create events; and everybody must be able to see the channel"),
    ),
    Lent(N_("pings a role"), N_("mention the role")),
]
"""What the slice does for a member, and what the member must be allowed by hand for it."""


async def assemble(bot: StingerBot) -> None:
    """Make the slice's parts, load its commands and loops, and register it with the bot."""
    store, stores = ReminderStore(bot.database), PartyStores.on(bot.database)
    post, places = Post(bot, bot.sharing), ReminderPlaces(bot.database)
    composer = Composer(
        bot.known,
        bot.preferences,
        partial(places_around, bot, places),
        lambda server_id, asked: servers_language(bot.preferences, bot.get_guild(server_id), asked),
    )
    delivery = DeliveryCog(bot, Outbox(bot.database), composer, post)
    party_post = PartyPost(bot, stores.parties, composer, post, delivery.wake)
    loop = PartyLoop(bot, stores, party_post)
    party_drafts = PartyDrafts(bot, stores, party_post, loop.poke)
    timelines = Timelines(bot, store, stores.parties, composer)
    bookings = Bookings(bot, store, post, composer, delivery.wake)
    drafts = Drafts(bot, store, bookings, party_drafts.confirmation, timelines)
    party_drafts.register(bot.doorway, drafts)
    requests = Requests(bot, store, drafts)
    reminders = SavedReminders(bot, store, stores.parties, bookings, composer, delivery.wake)
    files = CalendarFiles(bot, store, stores.parties, composer)

    def changed() -> None:
        """Send what is due, and do what is due for parties."""
        delivery.wake()
        loop.poke()

    clock, votes = PartyClock(bot.database), FilmVotes(bot.database)
    parties = Parties(bot, stores, store, clock, party_post, changed)
    cancellations = Cancellations(bot, stores, clock, changed)
    vote_post = VotePost(bot, votes, composer, post)
    vote_loop = VoteLoop(bot, votes, vote_post)
    nights = FilmNights(
        bot, votes, stores.parties, vote_post, drafts, party_drafts, poke=vote_loop.poke
    )
    for handler in (
        *(drafts, DraftForms(drafts, bookings, bot.clock), requests, reminders, files, timelines),
        *(parties, cancellations, nights, SightingHandler(bot, store)),
    ):
        handler.register(bot.doorway)
    remind = RemindCog(bot, Notices(bot.database), requests, drafts, reminders)
    party = PartyCog(
        *(bot, stores.parties, drafts, parties, cancellations),
        *(HostNames(bot, stores, changed), nights, (loop, vote_loop)),
    )
    remind.register(bot.entries)
    party.register(bot.entries)
    for cog in (remind, party, delivery):
        await bot.add_cog(cog)
    bot.records.after_erasing_member.append(lambda _user_id, _server_ids: loop.poke())
    _register(bot, places)


def _register(bot: StingerBot, places: ReminderPlaces) -> None:
    registry = bot.registry

    async def channel_uses(server_id: int) -> list[ChannelUse]:
        return [
            *(ChannelUse(place, REMINDERS) for place in await places.of_server(server_id)),
            *(ChannelUse(place, PARTIES) for place in await places.of_parties(server_id)),
        ]

    registry.samplers["reminders"] = sample_replies
    registry.lent["reminders"] = LENT
    registry.first_uses += [
        partial(counted_from, "in 20 minutes", bot.clock()),
        partial(choose_zone, "Europe/London"),
    ]
    registry.health["reminders"] = ReminderHealth(bot.database, bot.clock)
    registry.channel_uses["reminders"] = channel_uses
    bot.records.before_erasing_member += [erase_own_screenings, free_places]
