"""What members add: ``/film``, ``/timestamp``, ``/scene``, ``/eggs``, ``/catalogue``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.community.alarm import Alarm
    from cogs.community.catalogue_cog import CatalogueCog
    from cogs.community.desk import Desk
    from cogs.community.eggs_cog import EggsCog
    from cogs.community.film_cog import FilmCog
    from cogs.community.lists import Lists
    from cogs.community.samples import sample_replies
    from cogs.community.scene_cog import SceneCog
    from cogs.community.shelves import Shelves
    from cogs.community.timestamp_cog import TimestampCog

    alarm = Alarm(bot, bot.known.contributions.bursts)
    desk = Desk(bot, alarm)
    lists, shelves = Lists(bot, desk), Shelves(bot, desk)
    timestamps, eggs = TimestampCog(bot, desk, lists), EggsCog(bot, desk)
    for cog in (
        FilmCog(bot, desk),
        timestamps,
        SceneCog(bot, desk, lists, shelves),
        eggs,
        CatalogueCog(bot, desk, lists, alarm),
    ):
        await bot.add_cog(cog)
    for part in (lists, shelves, timestamps, eggs):
        part.register()
    registry = bot.registry
    registry.samplers["community"] = sample_replies
    registry.health["community"] = desk.store.health
