"""What closes a theory or opens it again: its author withdraws it, moderators do the rest.

Nothing here shows hidden text; a theory is named by its number.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import Literal

import discord

from cogs.shared.access.permissions import (
    BotLacksPermissionError,
    NotAllowedError,
    is_curator,
    require_bot_permissions,
    require_server,
)
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import id_in
from cogs.shared.errors import UserFacingError
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.decisions import deletion_button
from cogs.theories.handlers.requirements import require_numbered_theory
from cogs.theories.rules.refusals import (
    NothingHeldError,
    NotYourTheoryError,
    SettledError,
    TheoryGoneError,
    VotedAlreadyError,
)
from cogs.theories.rules.theory import ASKED_TO_DELETE, Status, Theory
from cogs.theories.store import Stores
from cogs.theories.thread import may_moderate, thread_of
from data.locales import _, _n

Action = Literal["freeze", "unfreeze", "release", "void", "lock", "unlock", "reopen", "delete"]
"""What ``/theory moderate`` can do."""

REASON_LIMIT = 300


class ModerationHandler:
    """Acts for authors and moderators, and notes which moderator did what and why."""

    def __init__(self, bot: StingerBot, stores: Stores, loop: DueLoop) -> None:
        self._bot = bot
        self._stores = stores
        self._loop = loop

    async def act(
        self,
        interaction: Interaction,
        number: int,
        action: Action,
        reason: str,
    ) -> None:
        """Do what a moderator asks for, and note the reason."""
        guild, member = require_server(interaction)
        theory = await require_numbered_theory(interaction, self._stores.theories, number)
        await self._require_rights(member, theory, action)
        if action == "delete":
            await self._ask_to_delete(interaction, theory, reason)
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        deeds: dict[str, Callable[[discord.Guild, Theory], Awaitable[str]]] = {
            "freeze": self._freeze,
            "unfreeze": self._unfreeze,
            "release": self._release,
            "void": self._void,
            "lock": self._lock,
            "unlock": self._unlock,
            "reopen": self._reopen,
        }
        async with self._noted(theory, member, action, reason):
            result = await deeds[action](guild, theory)
        self._loop.poke()
        await interaction.followup.send(result, ephemeral=True)

    async def withdraw(self, interaction: Interaction, number: int) -> None:
        """Take a member's own theory back, unless somebody has rated it."""
        theory = await require_numbered_theory(interaction, self._stores.theories, number)
        if theory.author_id != interaction.user.id:
            raise NotYourTheoryError
        if theory.status is not Status.OPEN:
            raise SettledError(theory)
        if not await self._stores.theories.withdraw(theory, self._loop.now):
            raise VotedAlreadyError
        self._loop.poke()
        await interaction.response.send_message(
            _("Theory {number} is withdrawn.", number=number), ephemeral=True
        )

    async def delete(self, interaction: Interaction, argument: str) -> None:
        """Delete a theory, thread and rows, now that it was confirmed."""
        guild, member = require_server(interaction)
        request = await self._stores.moderation.deed(guild.id, id_in(argument))
        asked = (request.action, request.moderator_id) if request else None
        if request is None or asked != (ASKED_TO_DELETE, member.id):
            raise TheoryGoneError
        theory = await require_numbered_theory(interaction, self._stores.theories, request.number)
        await self._require_rights(member, theory, "delete")
        await interaction.response.defer(ephemeral=True, thinking=True)
        thread = await self._manageable_thread(guild, theory)
        async with self._noted(theory, member, "delete", request.reason):
            # The thread first: rows without a thread can be deleted once more, not the reverse.
            if thread is not None:
                # Gone already where a second click comes before the first one is through.
                with _permission_named(thread), suppress(discord.NotFound):
                    await thread.delete()
        await self._stores.theories.delete(theory)
        await interaction.followup.send(
            _(
                "Theory {number} is deleted, with its thread and its ballots.",
                number=theory.number,
            ),
            ephemeral=True,
        )

    @asynccontextmanager
    async def _noted(
        self, theory: Theory, member: discord.Member, action: Action, reason: str
    ) -> AsyncIterator[None]:
        """Note a deed before it is done, and take the note back if the deed is refused.

        A crash may leave a note of something that was not done, never a deed without a note.
        """
        deed_id = await self._stores.moderation.note(
            theory, member.id, action, reason, self._loop.now
        )
        try:
            yield
        except UserFacingError:
            await self._stores.moderation.take_back(deed_id)
            raise

    async def _require_rights(self, member: discord.Member, theory: Theory, action: Action) -> None:
        if action == "reopen":
            settings = await self._bot.preferences.server(member.guild.id)
            if not is_curator(member, settings.curator_role_id):
                raise NotAllowedError(_("curators"))
        elif not may_moderate(member, await thread_of(member.guild, theory)):
            raise NotAllowedError(_("moderators (who may manage messages where the theory is)"))

    async def _ask_to_delete(self, interaction: Interaction, theory: Theory, reason: str) -> None:
        deed_id = await self._stores.moderation.note(
            theory, interaction.user.id, ASKED_TO_DELETE, reason, self._loop.now
        )
        await interaction.response.send_message(
            _(
                "Delete {theory} with its thread, evidence and ballots? This can't be undone. To "
                "close it instead, use the action *{lock}*.",
                theory=plain(theory.name),
                lock=_("lock"),
            ),
            view=deletion_button(deed_id),
            ephemeral=True,
        )

    async def _freeze(self, _guild: discord.Guild, theory: Theory) -> str:
        await self._change(theory, Status.OPEN, Status.FROZEN)
        return _(
            "Theory {number} is frozen. It takes no ballots and no evidence until you unfreeze it.",
            number=theory.number,
        )

    async def _unfreeze(self, _guild: discord.Guild, theory: Theory) -> str:
        await self._change(theory, Status.FROZEN, Status.OPEN)
        return _("Theory {number} is open again.", number=theory.number)

    async def _release(self, _guild: discord.Guild, theory: Theory) -> str:
        count = await self._stores.moderation.release(theory, self._loop.now)
        if not count:
            raise NothingHeldError
        return _n(
            "Theory {number}: {count} ballot is released and counts now.",
            "Theory {number}: {count} ballots are released and count now.",
            count,
            number=theory.number,
        )

    async def _void(self, _guild: discord.Guild, theory: Theory) -> str:
        count = await self._stores.moderation.void(theory, self._loop.now)
        if not count:
            raise NothingHeldError
        return _n(
            "Theory {number}: {count} ballot is void and doesn't count. *{release}* undoes it.",
            "Theory {number}: {count} ballots are void and don't count. *{release}* undoes it.",
            count,
            number=theory.number,
            release=_("release"),
        )

    async def _lock(self, guild: discord.Guild, theory: Theory) -> str:
        if theory.status not in (Status.OPEN, Status.FROZEN):
            raise SettledError(theory)
        thread = await self._manageable_thread(guild, theory)
        if thread is not None:
            with _permission_named(thread):
                await thread.edit(locked=True)
        await self._change(theory, theory.status, Status.LOCKED)
        if thread is None:
            return _("Theory {number} is closed; its thread is gone.", number=theory.number)
        return _("Theory {number} is closed, and its thread is locked.", number=theory.number)

    async def _unlock(self, guild: discord.Guild, theory: Theory) -> str:
        if theory.status is not Status.LOCKED:
            raise SettledError(theory)
        thread = await self._manageable_thread(guild, theory)
        if thread is not None:
            with _permission_named(thread):
                await thread.edit(locked=False, archived=False)
        await self._change(theory, Status.LOCKED, Status.OPEN)
        if thread is None:
            return _("Theory {number} is open again.", number=theory.number)
        return _("Theory {number} is open again, and its thread too.", number=theory.number)

    async def _reopen(self, _guild: discord.Guild, theory: Theory) -> str:
        if not await self._stores.resolutions.reopen(theory, self._loop.now):
            raise SettledError(theory)
        return _(
            "Theory {number} is a hypothesis again. The resolution stays in its history.",
            number=theory.number,
        )

    async def _manageable_thread(
        self, guild: discord.Guild, theory: Theory
    ) -> discord.Thread | None:
        thread = await thread_of(guild, theory)
        if thread is not None:
            require_bot_permissions(thread, manage_threads=True)
        return thread

    async def _change(self, theory: Theory, before: Status, to: Status) -> None:
        if not await self._stores.theories.change_status(theory, before, to, self._loop.now):
            raise SettledError(theory)


@contextmanager
def _permission_named(thread: discord.Thread) -> Iterator[None]:
    """Name the missing permission if Discord refuses although the bot seemed to have it."""
    try:
        yield
    except discord.Forbidden as refused:
        raise BotLacksPermissionError(thread, ["Manage Threads"]) from refused
