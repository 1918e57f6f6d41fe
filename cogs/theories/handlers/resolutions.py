"""Resolving a theory: one curator proposes, a second one agrees."""

from __future__ import annotations

from typing import Literal

import discord
from discord.ui import LayoutView

from cogs.shared.access.permissions import (
    NotAllowedError,
    is_curator,
    require_bot_permissions,
    require_server,
)
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import id_in
from cogs.shared.language import readers_language
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.decisions import agreed_card, proposal_card
from cogs.theories.handlers.requirements import require_numbered_theory
from cogs.theories.handlers.visibility import may_know
from cogs.theories.rules.evidence import is_web_address
from cogs.theories.rules.refusals import (
    NotALinkError,
    OutOfSightError,
    OwnProposalError,
    ProposalGoneError,
    SettledError,
    ThreadGoneError,
)
from cogs.theories.rules.theory import RESOLVABLE, Outcome, SourceClass, Theory
from cogs.theories.store import Stores
from cogs.theories.thread import NOT_SENT, thread_of, thread_refusal
from data.locales import _, speaking
from data.servers.preferences import ServerSettings
from data.text import HiddenText

OutcomeName = Literal["confirmed", "debunked", "partly", "unknowable"]
"""The outcomes, as the option shows them."""

SourceName = Literal["official", "on record"]
"""The classes of a source that can settle a theory."""


class ResolutionHandler:
    """Takes proposals and agreements of curators."""

    def __init__(self, bot: StingerBot, stores: Stores, loop: DueLoop) -> None:
        self._bot = bot
        self._stores = stores
        self._loop = loop

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
        settings = await self._require_curator(member)
        theory = await require_numbered_theory(interaction, self._stores.theories, number)
        if not await may_know(member, theory, self._stores.theories):
            raise OutOfSightError(number)
        if theory.status not in RESOLVABLE:
            raise SettledError(theory)
        if not is_web_address(source.strip()):
            raise NotALinkError
        thread = await _usable_thread(guild, theory)
        if thread is None and settings.theory_two_curators:
            raise ThreadGoneError
        await interaction.response.defer(ephemeral=True, thinking=True)
        if thread is not None and thread.archived:
            # A locked one takes no message while it sleeps.
            await thread.edit(archived=False)
        resolution_id = await self._stores.resolutions.propose(
            theory,
            Outcome(outcome),
            source.strip(),
            SourceClass(source_class),
            proposer_id=member.id,
            now=self._loop.now,
        )
        if thread is None or not settings.theory_two_curators:
            await self._put_into_effect(theory, resolution_id, None)
            answer = _("Theory {number} is resolved: {outcome}.", number=number, outcome=_(outcome))
        else:
            with speaking(await readers_language(interaction, private=False)):
                card = proposal_card(theory, outcome, HiddenText(source), resolution_id)
            await self._post(thread, card, theory, resolution_id)
            answer = _(
                "Proposed in {thread}: another curator has to press *{button}* there.",
                thread=thread.mention,
                button=_("Agree"),
            )
        await interaction.followup.send(answer, ephemeral=True)

    async def _post(
        self, thread: discord.Thread, card: LayoutView, theory: Theory, resolution_id: int
    ) -> None:
        """Show a proposal to other curators; it is taken back where Discord refuses it."""
        try:
            await thread.send(view=card)
        except NOT_SENT as refused:
            await self._stores.resolutions.take_back(theory, resolution_id, self._loop.now)
            raise thread_refusal(refused) or refused from refused

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
        if theory is None or not await may_know(member, theory, self._stores.theories):
            raise ProposalGoneError
        await self._put_into_effect(theory, proposal.id, member.id)
        with speaking(await readers_language(interaction, private=False)):
            card = agreed_card(theory, proposal.outcome.value)
        await interaction.response.edit_message(view=card)

    async def _put_into_effect(
        self, theory: Theory, resolution_id: int, seconder_id: int | None
    ) -> None:
        await self._stores.resolutions.put_into_effect(
            theory, resolution_id, seconder_id=seconder_id, now=self._loop.now
        )
        settings = await self._bot.preferences.server(theory.server_id)
        if not settings.theory_results_hidden:
            await self._stores.work.mark_theories_of_voters(theory, self._loop.now)
        self._loop.poke()

    async def _require_curator(self, member: discord.Member) -> ServerSettings:
        settings = await self._bot.preferences.server(member.guild.id)
        if not is_curator(member, settings.curator_role_id):
            raise NotAllowedError(_("curators"))
        return settings


async def _usable_thread(guild: discord.Guild, theory: Theory) -> discord.Thread | None:
    """A theory's thread if it is there; raises :class:`BotLacksPermissionError`."""
    thread = await thread_of(guild, theory)
    if thread is not None:
        needed = {"send_messages_in_threads": True, "manage_threads": thread.locked}
        require_bot_permissions(thread, **needed)
    return thread
