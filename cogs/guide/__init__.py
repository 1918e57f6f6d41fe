"""How to read a stinger: ``/guide``, and answers to general questions in chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.guide.cog import GuideCog
    from cogs.guide.samples import sample_replies

    await bot.add_cog(GuideCog(bot))
    bot.registry.samplers["guide"] = sample_replies
