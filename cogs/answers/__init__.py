"""Questions in chat, and the message menus that keep spoilers covered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.answers.cog import AnswersCog
    from cogs.answers.menus_cog import MenusCog
    from cogs.answers.samples import sample_replies
    from cogs.shared.registry import Lent

    await bot.add_cog(AnswersCog(bot))
    await bot.add_cog(MenusCog(bot))
    bot.registry.samplers["answers"] = sample_replies
    bot.registry.lent["answers"] = [
        Lent("covers a message, or deletes the cover", "be its author, or manage messages there")
    ]
