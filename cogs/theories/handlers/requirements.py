"""What must hold before anything is done: the theory is there and open, the member may vote."""

from __future__ import annotations

from datetime import timedelta

import discord

from cogs.shared.access.permissions import require_server
from cogs.shared.access.rights import MayNotWriteError, may_write
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import hide
from cogs.shared.doorway import id_in
from cogs.theories.handlers.visibility import may_know
from cogs.theories.rules.evidence import read_evidence
from cogs.theories.rules.guards import Gate, Voter
from cogs.theories.rules.refusals import (
    BlankTextError,
    ClosedTheoryError,
    DraftPostedError,
    NotYourTheoryError,
    OutOfSightError,
    TheoryGoneError,
    TooNewError,
    UnknownNumberError,
)
from cogs.theories.rules.theory import EvidenceItem, Status, Theory
from cogs.theories.store.theories import TheoryStore
from cogs.theories.thread import Venue, require_member_posts, require_thread, venue_for
from data.locales import _


async def require_theory(interaction: Interaction, theories: TheoryStore, argument: str) -> Theory:
    """The theory that a button or form names.

    Raises :class:`TheoryGoneError` if it is deleted or another server's, and
    :class:`OutOfSightError` if the member cannot see its thread.
    """
    guild, member = require_server(interaction)
    theory = await theories.get(guild.id, id_in(argument))
    if theory is None:
        raise TheoryGoneError
    if theory.status is Status.DRAFT and theory.number is not None:
        theory = await _adopt(interaction, theories, theory)
    if theory.number is not None and not await may_know(member, theory, theories):
        raise OutOfSightError(theory.number)
    return theory


async def require_open_theory(
    interaction: Interaction, theories: TheoryStore, argument: str, **needed: bool
) -> tuple[Theory, discord.Thread]:
    """The open theory that a button or form names, and its thread.

    Raises :class:`ClosedTheoryError` if it is not open, and otherwise as :func:`require_theory`
    and :func:`require_thread`, which is told the permissions ``needed``.
    """
    guild, _member = require_server(interaction)
    theory = await require_theory(interaction, theories, argument)
    if theory.status is not Status.OPEN:
        raise ClosedTheoryError(theory)
    return theory, await require_thread(guild, theory, **needed)


async def require_own_words(
    interaction: Interaction, theories: TheoryStore, argument: str, **needed: bool
) -> tuple[Theory, discord.Thread]:
    """As :func:`require_open_theory`, for words that the bot shows there in a member's place.

    Raises :class:`MayNotWriteError` if the member may not write in the thread by hand.
    """
    _guild, member = require_server(interaction)
    theory, thread = await require_open_theory(interaction, theories, argument, **needed)
    if not may_write(thread, member):
        raise MayNotWriteError
    return theory, thread


async def require_draft(interaction: Interaction, theories: TheoryStore, argument: str) -> Theory:
    """The asker's own draft that a button or form names.

    Raises :class:`DraftPostedError` if it is none any more, :class:`NotYourTheoryError` for
    somebody else's.
    """
    guild, member = require_server(interaction)
    theory = await theories.get(guild.id, id_in(argument))
    if theory is None or theory.status is not Status.DRAFT:
        raise DraftPostedError
    if theory.author_id != member.id:
        raise NotYourTheoryError
    return theory


async def require_venue(interaction: Interaction) -> tuple[discord.Guild, Venue]:
    """The server, and where a theory goes that is started here; raises as :func:`venue_for`.

    Raises also as :func:`require_member_posts` if the member may not post there by hand.
    """
    guild, member = require_server(interaction)
    settings = await interaction.client.preferences.server(guild.id)
    venue = venue_for(guild, settings, interaction.channel)
    require_member_posts(venue, member)
    return guild, venue


async def require_numbered_theory(
    interaction: Interaction, theories: TheoryStore, number: int
) -> Theory:
    """The theory of this server with that number; raises :class:`UnknownNumberError`."""
    guild, _member = require_server(interaction)
    theory = await theories.numbered(guild.id, number)
    if theory is None:
        raise UnknownNumberError(number)
    return theory


def require_evidence(text: str) -> list[EvidenceItem]:
    """The items of evidence that hold something visible; raises :class:`BlankTextError`."""
    items = [item for item in read_evidence(text) if hide(item.words)]
    if not items:
        raise BlankTextError(_("Evidence"))
    return items


async def require_gate(bot: StingerBot, member: discord.Member) -> None:
    """Raise :class:`TooNewError` if the member may not vote here yet.

    Who may manage the server is no stranger to it, however new.
    """
    if member.guild_permissions.manage_guild:
        return
    settings = await bot.preferences.server(member.guild.id)
    if any(role.id == settings.theory_waiver_role_id for role in member.roles):
        return
    gate = Gate(
        timedelta(days=settings.theory_account_days), timedelta(hours=settings.theory_member_hours)
    )
    opens = gate.opens(voter_of(bot, member))
    if opens > bot.clock():
        raise TooNewError(opens)


def voter_of(bot: StingerBot, member: discord.Member) -> Voter:
    """What is known of a member's age; a member without a join date counts as joining now."""
    return Voter(member.created_at, member.joined_at or bot.clock())


async def _adopt(interaction: Interaction, theories: TheoryStore, theory: Theory) -> Theory:
    """Open a theory whose thread was made just before a crash, which a button in it shows."""
    message, thread = interaction.message, interaction.channel
    if message is None or not isinstance(thread, discord.Thread):
        return theory
    now = int(interaction.client.clock().timestamp())
    await theories.posted(theory.id, thread.parent_id, thread.id, message.id, now)
    return await theories.get(theory.server_id, theory.id) or theory
