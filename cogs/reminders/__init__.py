"""Stay-seated reminders and watch parties: ``/remind`` and ``/party``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.reminders.assembly import assemble

    await assemble(bot)
