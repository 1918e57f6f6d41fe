"""Resolving a theory: one curator proposes, a second one agrees."""

from __future__ import annotations

from typing import Literal

import discord
from discord import ui

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import id_in
from cogs.shared.items import ActionButton
from cogs.shared.permissions import (
    NotAllowedError,
    is_curator,
    require_bot_permissions,
    require_server,
)
from cogs.theories.cards.theory import hidden_source
from cogs.theories.handlers.asking import theory_by_number
from cogs.theories.refresher import Refresher
from cogs.theories.rules.evidence import is_web_address
from cogs.theories.rules.refusals import (
    NotALinkError,
    OwnProposalError,
    ProposalGoneError,
    SettledError,
    ThreadGoneError,
)
from cogs.theories.rules.theory import Outcome, SourceClass, Theory
from cogs.theories.store.resolutions import RESOLVABLE
from cogs.theories.store.stores import Stores
from cogs.theories.thread import thread_of, thread_refusal
from data.text import HiddenText

OutcomeName = Literal["confirmed", "debunked", "partly", "unknowable"]
"""The outcomes, as the option shows them."""

SourceName = Literal["official", "on record"]
"""The classes of a source that can settle a theory."""


SOURCE_ROOM = 2_000
"""Characters that the link may take in the card on which a second curator decides."""


class Resolving:
    """Takes proposals and agreements of curators."""

    def __init__(self, bot: StingerBot, stores: Stores, refresher: Refresher) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher

    async def propose(
        self,
        interaction: Interaction,
        number: int,
        outcome: OutcomeName,
        source: str,
        source_class: SourceName,
    ) -> None:
        """Propose how a theory came out; where one curator is enough, it takes effect."""
        guild, member = require_server(interaction)
        settings = await self._bot.preferences.server(guild.id)
        await self._require_curator(member)
        theory = await theory_by_number(interaction, self._stores, number)
        if theory.status not in RESOLVABLE:
            raise SettledError(theory)
        if not is_web_address(source.strip()):
            raise NotALinkError
        thread = await thread_of(guild, theory)
        if thread is None and settings.theory_two_curators:
            raise ThreadGoneError
        if thread is not None:
            require_bot_permissions(
                thread, send_messages_in_threads=True, manage_threads=thread.locked
            )
        await interaction.response.defer(ephemeral=True, thinking=True)
        if thread is not None and thread.archived:
            # A locked one takes no message while it sleeps.
            await thread.edit(archived=False)
        proposal = await self._stores.resolutions.propose(
            theory,
            Outcome(outcome),
            source.strip(),
            SourceClass(source_class),
            proposer_id=member.id,
            now=self._now,
        )
        if thread is None or not settings.theory_two_curators:
            await self._put_into_effect(theory, proposal, None)
            said = f"Theory {number} is resolved: {outcome}."
        else:
            try:
                await thread.send(view=proposal_card(theory, outcome, HiddenText(source), proposal))
            except discord.HTTPException as refused:
                raise thread_refusal(refused) or refused from refused
            said = f"Proposed in {thread.mention}: another curator has to press Agree there."
        await interaction.followup.send(said, ephemeral=True)

    async def agree(self, interaction: Interaction, argument: str) -> None:
        """Put a proposal of another curator into effect."""
        guild, member = require_server(interaction)
        await self._require_curator(member)
        proposal = await self._stores.resolutions.resolution(guild.id, id_in(argument))
        if proposal is None:
            raise ProposalGoneError
        if proposal.proposer_id == member.id:
            raise OwnProposalError
        theory = await self._stores.theories.get(guild.id, proposal.theory_id)
        if theory is None:
            raise ProposalGoneError
        await self._put_into_effect(theory, proposal.id, member.id)
        done = ui.LayoutView(timeout=None)
        done.add_item(
            ui.TextDisplay(f"Agreed: theory {theory.number} is {proposal.outcome.value}.")
        )
        await interaction.response.edit_message(view=done)

    async def _put_into_effect(
        self, theory: Theory, resolution_id: int, seconder_id: int | None
    ) -> None:
        await self._stores.resolutions.put_into_effect(
            theory, resolution_id, seconder_id=seconder_id, now=self._now
        )
        settings = await self._bot.preferences.server(theory.server_id)
        if not settings.theory_results_hidden:
            await self._stores.work.mark_theories_of_voters(theory, self._now)
        self._refresher.poke()

    async def _require_curator(self, member: discord.Member) -> None:
        settings = await self._bot.preferences.server(member.guild.id)
        if not is_curator(member, settings.curator_role_id):
            raise NotAllowedError("curators")

    @property
    def _now(self) -> int:
        return int(self._bot.clock().timestamp())


def proposal_card(theory: Theory, outcome: str, source: HiddenText, proposal: int) -> ui.LayoutView:
    """What a second curator decides on; the link, which may tell too much, is hidden."""
    view = ui.LayoutView(timeout=None)
    view.add_item(
        ui.TextDisplay(
            f"### {plain(theory.name)}\nA curator proposes to resolve it: **{outcome}**. Another "
            "curator checks that the source is official or on record, and agrees.\n"
            f"{hidden_source(source, SOURCE_ROOM)}"
        )
    )
    agree = ActionButton("theory:agree", str(proposal), "Agree", style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(agree))
    return view
