"""Look-up: ``/stinger`` and ``/stingers``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.films.cog import FilmsCog
    from cogs.films.samples import sample_replies
    from cogs.shared.registry import Lent
    from data.locales import N_

    cog = FilmsCog(bot)
    await bot.add_cog(cog)
    cog.register(bot.entries, bot.doorway)
    bot.registry.samplers["films"] = sample_replies
    bot.registry.lent["films"] = [
        Lent(
            N_("answers a command so that all can read it, or shares a card"),
            N_("write in the channel; else the answer is private"),
        )
    ]
