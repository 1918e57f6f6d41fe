"""Rating a theory: the gate, the form, the ballot, the receipt."""

from __future__ import annotations

from datetime import timedelta

import discord

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.permissions import require_server
from cogs.theories.cards.forms import ballot_filled, ballot_form
from cogs.theories.cards.theory import receipt
from cogs.theories.handlers.asking import open_theory
from cogs.theories.refresher import Refresher
from cogs.theories.rules.credibility import Ratings, credibility
from cogs.theories.rules.guards import Gate, Voter
from cogs.theories.rules.refusals import OwnTheoryError, TooNewError
from cogs.theories.rules.theory import SourceClass
from cogs.theories.store.ballots import Ballot
from cogs.theories.store.stores import Stores
from cogs.theories.thread import require_thread
from data.servers.preferences import ServerSettings


class Voting:
    """Takes ballots.

    A form that is to be corrected opens even where nobody could vote now, so that its words are
    not lost; what is submitted is checked again.
    """

    def __init__(self, bot: StingerBot, stores: Stores, refresher: Refresher) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher

    async def form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for a ballot, with the member's own filled in if there is one."""
        if filled:
            return ballot_form(filled)
        guild, member = require_server(interaction)
        theory = await open_theory(interaction, self._stores, argument)
        if theory.author_id == member.id:
            raise OwnTheoryError
        await self.require_gate(member)
        await require_thread(guild, theory)
        own = await self._stores.ballots.own(theory.id, member.id)
        return ballot_form(ballot_filled(own) if own else {})

    async def cast(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Keep the ballot and answer as everybody is answered, held or not."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, member = require_server(interaction)
        theory = await open_theory(interaction, self._stores, argument)
        await self.require_gate(member)
        await require_thread(guild, theory)
        ratings = Ratings(
            SourceClass[answers["source"].upper()],
            int(answers["consistency"]),
            int(answers["simplicity"]),
        )
        now = self._bot.clock()
        votes = await self._stores.ballots.cast(
            theory,
            member.id,
            Ballot(ratings, answers["change"] or None),
            newcomer=self.voter(member).is_newcomer(now),
            now=int(now.timestamp()),
        )
        self._refresher.poke()
        await interaction.followup.send(receipt(credibility(votes)), ephemeral=True)

    async def show_anew(self, interaction: Interaction) -> None:
        """Have all theories of the server edited, now that scores are public or no longer so."""
        guild, _ = require_server(interaction)
        now = int(self._bot.clock().timestamp())
        await self._stores.work.mark_theories_of_server(guild.id, now)
        self._refresher.poke()

    async def require_gate(self, member: discord.Member) -> None:
        """Raise :class:`TooNewError` if the member may not vote here yet."""
        settings = await self._bot.preferences.server(member.guild.id)
        if any(role.id == settings.theory_waiver_role_id for role in member.roles):
            return
        opens = _gate(settings).opens(self.voter(member))
        if opens > self._bot.clock():
            raise TooNewError(opens)

    def voter(self, member: discord.Member) -> Voter:
        """What is known of a member's age; who has no join date counts as joining now."""
        return Voter(member.created_at, member.joined_at or self._bot.clock())


def _gate(settings: ServerSettings) -> Gate:
    return Gate(
        timedelta(days=settings.theory_account_days), timedelta(hours=settings.theory_member_hours)
    )
