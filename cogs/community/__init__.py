"""What members add, and what becomes of it.

``/film``, ``/timestamp``, ``/scene``, ``/eggs``, ``/catalogue``, ``/operator``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.community.cog import CommunityCog
    from cogs.community.samples import sample_replies

    cog = CommunityCog(bot)
    await bot.add_cog(cog)
    cog.register()
    bot.registry.samplers["community"] = sample_replies
    bot.registry.health["community"] = bot.known.contributions.health
