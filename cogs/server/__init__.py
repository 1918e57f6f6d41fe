"""Server settings and upkeep: ``/config``, ``/me``, ``/status``, ``/help``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.locales import N_

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.server.config_cog import ConfigCog
    from cogs.server.handlers.setup import SetupScreen
    from cogs.server.help_cog import HelpCog
    from cogs.server.me_cog import MeCog
    from cogs.server.status_cog import StatusCog
    from cogs.server.store.departures import DepartureStore
    from cogs.server.upkeep import Upkeep
    from cogs.shared.connection.command_sync import CommandIds
    from cogs.shared.registry import Lent

    command_ids = CommandIds(bot.tree)
    config = ConfigCog(bot, SetupScreen(bot, command_ids))
    me = MeCog(bot)
    help_screens = HelpCog(bot, command_ids)
    for cog in (
        config,
        me,
        help_screens,
        StatusCog(bot),
        Upkeep(bot, DepartureStore(bot.database)),
    ):
        await bot.add_cog(cog)
    config.register(bot.doorway, bot.entries)
    me.register(bot.entries, bot.doorway)
    help_screens.register(bot.doorway)
    bot.registry.lent["server"] = [
        Lent(N_("makes a channel a Spoiler Channel"), N_("manage the server and that channel"))
    ]
