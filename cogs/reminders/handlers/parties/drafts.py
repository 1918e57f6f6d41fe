"""A party before it is posted: its host sees everything that will come of it, and decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import ui

from cogs.reminders.cards.forms import ONCE, draft_fields
from cogs.reminders.cards.party import POST, REVISE, confirmation_text, confirmation_view
from cogs.reminders.cards.reminders import Sum
from cogs.reminders.delivery.party_post import PartyPost, may_mention
from cogs.reminders.handlers.parties.parties import party_numbers
from cogs.reminders.rules.draft import fixed_showtime
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.parties.series import Every
from cogs.reminders.rules.refusals import (
    EverybodyMentionedError,
    PartyGoneError,
    RoleNotMentionableByBotError,
    RoleNotMentionableError,
)
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.store.parties.stores import PartyStores
from cogs.reminders.store.parties.work import POST as POST_DUE
from cogs.shared.access.permissions import Place
from cogs.shared.access.rights import require_writing, rights_in
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.due_work import may_pass
from data.locales import N_, _

if TYPE_CHECKING:
    from cogs.reminders.handlers.drafts import Drafts

TRYING = N_("Discord does not take it just now. I'll post it as soon as it does.")


class PartyDrafts:
    """Shows a host what will be posted, and posts it."""

    def __init__(
        self,
        bot: StingerBot,
        stores: PartyStores,
        post: PartyPost,
        poke: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._store = stores.parties
        self._work = stores.work
        self._post = post
        self._poke = poke

    def register(self, doorway: Doorway, drafts: Drafts) -> None:
        """Answer the buttons below a confirmation."""
        self._drafts = drafts
        doorway.register(POST, self.publish)
        doorway.register_form(REVISE, self.form, self.take)

    async def confirmation(self, booking: Booking, summary: Sum) -> tuple[str, ui.View]:
        """What the host sees before anything is posted, and the buttons below it."""
        party, place, host = await self._posting(booking)
        announcement = await self._post.announcement(party, place, host)
        text = confirmation_text(summary, party, announcement)
        return text, confirmation_view(booking.reminder.id)

    async def publish(self, interaction: Interaction, argument: str) -> None:
        """Post a draft; what was allowed when it was shown is asked anew."""
        booking = await self._drafts.draft(interaction, argument)
        if not await self._drafts.is_ready(interaction, booking):
            return
        await interaction.response.defer()
        told = await self.post(booking)
        await interaction.edit_original_response(content=told, view=None)

    async def post(self, booking: Booking) -> str:
        """Post a draft that is ready, and say where it is; what is allowed is asked anew."""
        party, place, host = await self._posting(booking)
        if party.role_id and (role := host.guild.get_role(party.role_id)) is not None:
            require_mentionable(place, host, role)
        now = self._bot.clock()
        hide = await self._post.hides(party)
        party = await self._store.publish(booking, now, hide_scenes=hide)
        refused: list[str] = []
        try:
            party = await self._post.complete(party, again=False, refused=refused)
        except Exception as error:
            if not may_pass(error):
                await self._store.unpublish(booking)
                raise
            self._poke()
            return _(TRYING)
        await self._work.done(party.screening.id, POST_DUE, epoch(now))
        self._poke()
        return " ".join([_("Posted: {link}", link=party.link), *refused])

    async def form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for what can be changed before posting."""
        booking = await self._drafts.draft(interaction, argument)
        party = await self._store.get(booking.screening.id, booking.screening.server_id)
        present = {
            "showtime": booking.screening.typed or "",
            "preshow": str(booking.screening.preshow),
            "limit": str(party.most or ""),
            "answer": str(party.answer_within),
            "repeat": party.repeats or ONCE,
        }
        return Form(_("Change the party"), draft_fields({**present, **filled}))

    async def take(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Change a draft and show it anew."""
        booking = await self._drafts.draft(interaction, argument)
        preshow, most, answer_within = party_numbers(answers)
        typed = answers["showtime"]
        showtime = fixed_showtime(typed, self._bot.clock(), interaction.locale.value)
        if typed == booking.screening.typed:  # as when it was typed
            showtime = booking.screening.showtime
        repeats = Every(answers["repeat"]).value if answers["repeat"] != ONCE else None
        await self._store.change_draft(booking.screening.id, most, answer_within, repeats)
        screening = replace(booking.screening, typed=typed, showtime=showtime, preshow=preshow)
        await self._drafts.change(interaction, booking, replace(booking, screening=screening))

    async def _posting(self, booking: Booking) -> tuple[Party, Place, discord.Member]:
        """A draft's party, where it goes and who hosts it.

        A zone may have been named elsewhere, so the party's server is not always this one. Raises
        as :func:`require_writing`, and :class:`PartyGoneError`.
        """
        party = await self._store.get(booking.screening.id, booking.screening.server_id)
        guild = self._bot.get_guild(party.server_id)
        if guild is None:
            raise PartyGoneError
        user_id = booking.reminder.user_id
        place, host = await require_writing(guild, party.channel_id, user_id)
        return party, place, host


def require_mentionable(place: Place, host: discord.Member, role: discord.Role) -> None:
    """Raise unless host and bot may both mention the role.

    What is raised says who may not: :class:`EverybodyMentionedError`,
    :class:`RoleNotMentionableError` or :class:`RoleNotMentionableByBotError`.
    """
    if role.is_default():
        raise EverybodyMentionedError
    if may_mention(place, host, role):
        return
    if rights_in(place, host).mention_everyone:
        raise RoleNotMentionableByBotError
    raise RoleNotMentionableError
