"""What an interaction about a theory starts from: the theory, in the server it belongs to."""

from __future__ import annotations

import discord

from cogs.shared.bot import Interaction
from cogs.shared.doorway import id_in
from cogs.shared.permissions import require_server
from cogs.theories.rules.refusals import ClosedTheoryError, TheoryGoneError, UnknownNumberError
from cogs.theories.rules.theory import Status, Theory
from cogs.theories.store.stores import Stores


async def theory_by_id(interaction: Interaction, stores: Stores, argument: str) -> Theory:
    """The theory that a button or form names; one of another server is as good as gone."""
    guild, _ = require_server(interaction)
    theory = await stores.theories.get(guild.id, id_in(argument))
    if theory is None:
        raise TheoryGoneError
    if theory.status is Status.DRAFT and theory.number is not None:
        return await _adopt(interaction, stores, theory)
    return theory


async def open_theory(interaction: Interaction, stores: Stores, argument: str) -> Theory:
    """The same, for something that only an open theory takes."""
    theory = await theory_by_id(interaction, stores, argument)
    if theory.status is not Status.OPEN:
        raise ClosedTheoryError(theory)
    return theory


async def theory_by_number(interaction: Interaction, stores: Stores, number: int) -> Theory:
    """The theory of this server with that number."""
    guild, _ = require_server(interaction)
    theory = await stores.theories.numbered(guild.id, number)
    if theory is None:
        raise UnknownNumberError(number)
    return theory


async def _adopt(interaction: Interaction, stores: Stores, theory: Theory) -> Theory:
    """Open a theory whose thread was made just before a crash, which a button in it shows."""
    message, thread = interaction.message, interaction.channel
    if message is None or not isinstance(thread, discord.Thread):
        return theory
    now = int(interaction.client.clock().timestamp())
    await stores.theories.posted(theory.id, thread.id, message.id, now)
    return await stores.theories.get(theory.server_id, theory.id) or theory
