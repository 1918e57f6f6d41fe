"""Acknowledging for a handler that takes its time: Discord waits for three seconds, members too.

Whatever a handler waits for, a locked database above all, within a second Discord is told that the
answer will come. The handler need not know: what it sends as its response then goes
where a response goes after such a word.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
import discord

PATIENCE = 0.8
"""Seconds that a handler is given to answer by itself: the word is there within the first."""

PATIENCE_FOR_FORMS = 2.0
"""The same for a handler that opens a form, which cannot be opened after any other word. It only
reads, so that it waits for nobody who writes."""


class PatientResponse(discord.InteractionResponse[Any]):
    """The response of an interaction, which may be acknowledged while its handler is at work.

    Nothing uses what the library's methods return, so that these return nothing.
    """

    __slots__ = ("_held", "_turn")

    def __init__(self, parent: discord.Interaction[Any]) -> None:
        super().__init__(parent)
        self._turn = asyncio.Lock()
        self._held = False

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


@asynccontextmanager
async def answered_in_time(
    interaction: discord.Interaction[Any], patience: float
) -> AsyncIterator[None]:
    """Acknowledge an interaction if the block has not answered it within ``patience`` seconds."""
    response = PatientResponse(interaction)
    interaction._cs_response = response  # type: ignore[attr-defined]  # a slot the library declares
    holding: list[asyncio.Task[None]] = []

    def hold() -> None:
        holding.append(asyncio.create_task(_held(response)))

    timer: asyncio.TimerHandle | None = None
    if patience > 0:
        timer = asyncio.get_running_loop().call_later(patience, hold)
    else:
        hold()
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()
        if holding:
            await asyncio.wait(holding)


async def _held(response: PatientResponse) -> None:
    # The handler's own answer meets the same refusal, and is judged there.
    with suppress(discord.DiscordException, aiohttp.ClientError, OSError):
        await response.hold()
