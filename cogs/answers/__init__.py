"""Questions in chat, news of films that become known, and the menus that keep spoilers covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.locales import N_

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.answers.cog import AnswersCog
    from cogs.answers.delivery import KnownNews
    from cogs.answers.handlers.awaited import AwaitedHandler
    from cogs.answers.menus_cog import MenusCog
    from cogs.answers.samples import sample_replies
    from cogs.answers.store.awaited import AwaitedFilms
    from cogs.shared.registry import Lent
    from cogs.shared.sending.delivery import Post

    awaited = AwaitedFilms(bot.database)
    AwaitedHandler(bot, awaited).register()
    await bot.add_cog(AnswersCog(bot, KnownNews(bot, awaited, Post(bot, bot.sharing))))
    await bot.add_cog(MenusCog(bot))
    bot.registry.samplers["answers"] = sample_replies
    bot.registry.lent["answers"] = [
        Lent(
            N_("covers a message, or deletes the cover"),
            N_("be its author, or manage messages there"),
        )
    ]
