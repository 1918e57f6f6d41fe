"""Acknowledging for a handler that takes its time: Discord waits for three seconds, members too.

Whatever a handler waits for, a locked database above all, within a second Discord is told that the
answer will come. The handler need not know: what it sends as its response then goes
where a response goes after such a word.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import aiohttp
import discord

PATIENCE = 0.8
"""Seconds that a handler is given to answer by itself: the word is there within the first."""

PATIENCE_FOR_FORMS = 2.0
"""The same for a handler that opens a form, which cannot be opened after any other word. It only
reads, so that it waits for nobody who writes."""


class PatientResponse(discord.InteractionResponse[Any]):
    """The response of an interaction, which is acknowledged while its handler is at work: if the
    block that it surrounds has not answered within ``patience`` seconds.

    Nothing uses what the library's methods return, so that these return nothing.
    """

    __slots__ = ("_held", "_holding", "_patience", "_timer", "_turn")

    def __init__(self, parent: discord.Interaction[Any], patience: float) -> None:
        super().__init__(parent)
        self._patience = patience
        self._turn = asyncio.Lock()
        self._held = False
        self._timer: asyncio.TimerHandle | None = None
        self._holding: asyncio.Task[None] | None = None

    async def __aenter__(self) -> None:
        """Be the interaction's response, and begin to wait."""
        self._parent._cs_response = self  # type: ignore[attr-defined]  # a slot the library declares
        if self._patience > 0:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(self._patience, self._begin_to_hold)
        else:
            self._begin_to_hold()

    async def __aexit__(self, *_raised: object) -> None:
        """Wait no longer; what is being told is told."""
        if self._timer is not None:
            self._timer.cancel()
        if self._holding is not None:
            await asyncio.wait([self._holding])

    def _begin_to_hold(self) -> None:
        self._holding = asyncio.create_task(self._hold_quietly())

    async def _hold_quietly(self) -> None:
        # The handler's own answer meets the same refusal, and is judged there.
        with suppress(discord.DiscordException, aiohttp.ClientError, OSError):
            await self.hold()

    async def hold(self) -> None:
        """Tell Discord that the answer will come, unless something has been answered.

        Until then only the member sees anything of it: who may see the answer is not known yet.
        """
        async with self._turn:
            if self.is_done():
                return
            from_message = self._parent.message is not None
            await super().defer(ephemeral=True, thinking=not from_message)
            self._held = True

    async def defer(self, *, ephemeral: bool = False, thinking: bool = False) -> None:
        """Acknowledge it, as the library does."""
        async with self._turn:
            if not self._take_over():
                await super().defer(ephemeral=ephemeral, thinking=thinking)
                return
        if not ephemeral and self._parent.type is discord.InteractionType.application_command:
            await self._parent.delete_original_response()

    async def send_message(  # type: ignore[override]  # returns nothing
        self,
        *content: str,
        ephemeral: bool = False,
        **how: Any,  # noqa: ANN401 - the library's own
    ) -> None:
        """Answer with a message, as the library does."""
        async with self._turn:
            if not self._take_over():
                await super().send_message(*content, ephemeral=ephemeral, **how)
                return
        if not ephemeral and self._parent.message is None:
            # What follows would be as private as the acknowledgement.
            await self._parent.delete_original_response()
        await self._parent.followup.send(*content, ephemeral=ephemeral, **how)

    async def edit_message(self, **how: Any) -> None:  # noqa: ANN401 - the library's own
        """Edit the message of the button, as the library does."""
        async with self._turn:
            if not self._take_over():
                await super().edit_message(**how)
                return
        await self._parent.edit_original_response(**how)

    async def send_modal(  # type: ignore[override]  # returns nothing
        self, modal: discord.ui.Modal, /
    ) -> None:
        """Open a form, as the library does.

        Raises :class:`discord.InteractionResponded` when it is too late for that.
        """
        async with self._turn:
            if not self._take_over():
                await super().send_modal(modal)
                return
        raise discord.InteractionResponded(self._parent)

    def _take_over(self) -> bool:
        """Whether the answer has been promised, and is given now, for the first time."""
        held, self._held = self._held, False
        return held
