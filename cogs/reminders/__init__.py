"""Stay-seated reminders and watch parties: ``/remind`` and ``/party``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.reminders.cards.party import PartyPost
    from cogs.reminders.cog import RemindCog
    from cogs.reminders.delivery.composer import Composer
    from cogs.reminders.delivery.office import PostOffice, Whereabouts
    from cogs.reminders.handlers.draft_forms import DraftForms
    from cogs.reminders.handlers.drafts import DraftDesk
    from cogs.reminders.handlers.live import LiveDesk
    from cogs.reminders.handlers.party import PartyDesk
    from cogs.reminders.party_cog import PartyCog
    from cogs.reminders.samples import sample_replies
    from cogs.reminders.store.outbox import Outbox
    from cogs.reminders.store.parties import PartyStore
    from cogs.reminders.store.party_clock import PartyClock
    from cogs.reminders.store.records import ReminderHealth, erase_own_screenings
    from cogs.reminders.store.reminders import ReminderStore
    from cogs.shared.sending.delivery import Post

    store, parties, post = ReminderStore(bot.database), PartyStore(bot.database), Post(bot)
    composer = Composer(bot.known, bot.preferences, Whereabouts(bot))
    office = PostOffice(bot, Outbox(bot.database), composer, post)
    post_of_party = PartyPost(bot, parties, composer)
    desk = PartyDesk(bot, parties, PartyClock(bot.database), post_of_party, office.wake)
    drafts = DraftDesk(bot, store, post, composer, office.wake, desk.publish)
    DraftForms(drafts, store, bot.clock).register(bot.doorway)
    live = LiveDesk(bot, store, parties, drafts, office.wake)
    remind = RemindCog(bot, store, drafts, live)
    remind.register(bot.entries, bot.doorway)
    party = PartyCog(bot, store, parties, drafts, desk)
    party.register(bot.entries, bot.doorway)
    await bot.add_cog(remind)
    await bot.add_cog(party)
    await bot.add_cog(office)
    bot.registry.samplers["reminders"] = sample_replies
    bot.records.before_erasing_member.append(erase_own_screenings)
    bot.registry.health["reminders"] = ReminderHealth(bot.database, bot.clock)
