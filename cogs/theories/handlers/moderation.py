"""What curators and moderators do: resolve, re-open, freeze, decide on held ballots, delete.

Nothing here shows hidden text; a theory is named by its number.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

import discord
from discord import ui

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import number_of
from cogs.shared.doorway import id_in
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton
from cogs.shared.permissions import (
    BotLacksPermissionError,
    NotAllowedError,
    is_curator,
    require_bot_permissions,
    require_server,
)
from cogs.theories.handlers.asking import theory_by_number
from cogs.theories.refresher import Refresher
from cogs.theories.rules.refusals import NothingHeldError, SettledError, TheoryGoneError
from cogs.theories.rules.theory import Status, Theory
from cogs.theories.store.stores import Stores
from cogs.theories.thread import may_moderate, thread_of

Action = Literal["freeze", "unfreeze", "release", "void", "lock", "unlock", "reopen", "delete"]
"""What ``/theory moderate`` can do."""

REASON_LIMIT = 300

ASKED_TO_DELETE = "delete asked"


class Moderation:
    """Acts for moderators, and keeps who did what and why."""

    def __init__(self, bot: StingerBot, stores: Stores, refresher: Refresher) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher

    async def act(
        self,
        interaction: Interaction,
        number: int,
        action: Action,
        reason: str,
    ) -> None:
        """Do what a moderator asks for and keep the reason."""
        guild, member = require_server(interaction)
        theory = await theory_by_number(interaction, self._stores, number)
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
        # Noted first: a crash may leave an entry of something not done, never the reverse.
        deed_id = await self._stores.moderation.note(theory, member.id, action, reason, self._now)
        try:
            said = await deeds[action](guild, theory)
        except UserFacingError:
            await self._stores.moderation.take_back(deed_id)
            raise
        self._refresher.poke()
        await interaction.followup.send(f"Theory {number}: {said}", ephemeral=True)

    async def delete(self, interaction: Interaction, argument: str) -> None:
        """Delete a theory, thread and rows, now that it was confirmed."""
        guild, member = require_server(interaction)
        asked = await self._stores.moderation.deed(guild.id, id_in(argument))
        if asked is None or asked.action != ASKED_TO_DELETE or asked.moderator_id != member.id:
            raise TheoryGoneError
        theory = await theory_by_number(interaction, self._stores, asked.number)
        await self._require_rights(member, theory, "delete")
        await interaction.response.defer(ephemeral=True, thinking=True)
        thread = await thread_of(guild, theory)
        if thread is not None:
            require_bot_permissions(thread, manage_threads=True)
        reason, now = asked.reason, self._now
        noted = await self._stores.moderation.note(theory, member.id, "delete", reason, now)
        try:
            # The thread first: rows without a thread can be deleted once more, not the reverse.
            if thread is not None:
                # Gone already where a second click comes before the first one is through.
                with _naming_the_right(thread), suppress(discord.NotFound):
                    await thread.delete()
        except UserFacingError:
            await self._stores.moderation.take_back(noted)
            raise
        await self._stores.theories.delete(theory)
        await interaction.followup.send(
            f"Theory {theory.number} is deleted, with its thread and its ballots.", ephemeral=True
        )

    async def _require_rights(self, member: discord.Member, theory: Theory, action: Action) -> None:
        if action == "reopen":
            settings = await self._bot.preferences.server(member.guild.id)
            if not is_curator(member, settings.curator_role_id):
                raise NotAllowedError("curators")
        elif not may_moderate(member, await thread_of(member.guild, theory)):
            raise NotAllowedError("moderators (who may manage messages where the theory stands)")

    async def _ask_to_delete(self, interaction: Interaction, theory: Theory, reason: str) -> None:
        deed_id = await self._stores.moderation.note(
            theory, interaction.user.id, ASKED_TO_DELETE, reason, self._now
        )
        view = ui.View(timeout=None)
        view.add_item(
            ActionButton(
                "theory:delete", str(deed_id), "Delete for good", style=discord.ButtonStyle.danger
            )
        )
        await interaction.response.send_message(
            f"Delete {plain(theory.name)} with its thread, evidence and ballots? It cannot be "
            "undone. To close it instead, use the action *lock*.",
            view=view,
            ephemeral=True,
        )

    async def _freeze(self, _guild: discord.Guild, theory: Theory) -> str:
        await self._change(theory, Status.OPEN, Status.FROZEN)
        return "frozen. It takes no ballots and no evidence until you unfreeze it."

    async def _unfreeze(self, _guild: discord.Guild, theory: Theory) -> str:
        await self._change(theory, Status.FROZEN, Status.OPEN)
        return "open again."

    async def _release(self, _guild: discord.Guild, theory: Theory) -> str:
        count = await self._stores.moderation.release(theory, self._now)
        if not count:
            raise NothingHeldError
        return f"{number_of(count, 'ballot')} released; they count now."

    async def _void(self, _guild: discord.Guild, theory: Theory) -> str:
        count = await self._stores.moderation.void(theory, self._now)
        if not count:
            raise NothingHeldError
        return f"{number_of(count, 'ballot')} void; they do not count. *release* undoes it."

    async def _lock(self, guild: discord.Guild, theory: Theory) -> str:
        if theory.status not in (Status.OPEN, Status.FROZEN):
            raise SettledError(theory)
        thread = await self._manageable_thread(guild, theory)
        if thread is not None:
            with _naming_the_right(thread):
                await thread.edit(locked=True)
        await self._change(theory, theory.status, Status.LOCKED)
        return "closed, and its thread locked." if thread else "closed; its thread is gone."

    async def _unlock(self, guild: discord.Guild, theory: Theory) -> str:
        if theory.status is not Status.LOCKED:
            raise SettledError(theory)
        thread = await self._manageable_thread(guild, theory)
        if thread is not None:
            with _naming_the_right(thread):
                await thread.edit(locked=False, archived=False)
        await self._change(theory, Status.LOCKED, Status.OPEN)
        return "open again, and its thread unlocked."

    async def _reopen(self, _guild: discord.Guild, theory: Theory) -> str:
        if not await self._stores.resolutions.reopen(theory, self._now):
            raise SettledError(theory)
        return "a hypothesis again. The resolution stays in its history."

    async def _manageable_thread(
        self, guild: discord.Guild, theory: Theory
    ) -> discord.Thread | None:
        thread = await thread_of(guild, theory)
        if thread is not None:
            require_bot_permissions(thread, manage_threads=True)
        return thread

    async def _change(self, theory: Theory, before: Status, to: Status) -> None:
        if not await self._stores.theories.change_status(theory, before, to, self._now):
            raise SettledError(theory)

    @property
    def _now(self) -> int:
        return int(self._bot.clock().timestamp())


@contextmanager
def _naming_the_right(thread: discord.Thread) -> Iterator[None]:
    """Say which right is missing where Discord refuses although it seemed to be there."""
    try:
        yield
    except discord.Forbidden as refused:
        raise BotLacksPermissionError(thread, ["Manage Threads"]) from refused
