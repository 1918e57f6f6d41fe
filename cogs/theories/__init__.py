"""Theories: ``/theory`` and the message menu that starts one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cogs.shared.bot import StingerBot


async def setup(bot: StingerBot) -> None:
    """Load the slice."""
    from cogs.shared.registry import ConfigSection, Lent
    from cogs.theories.cog import TheoriesCog
    from cogs.theories.handlers.settings import channel_selects, chosen_channels, setting_lines
    from cogs.theories.publication import Publication
    from cogs.theories.refresher import Refresher
    from cogs.theories.samples import sample_replies
    from cogs.theories.store import Stores
    from cogs.theories.store.erasure import TheoryErasure
    from data.locales import N_

    stores = Stores(bot.database)
    publication = Publication(bot, stores)
    refresher = Refresher(bot, stores, publication)
    cog = TheoriesCog(bot, stores, publication, refresher)
    await bot.add_cog(cog)
    cog.register()
    registry = bot.registry
    registry.samplers["theories"] = sample_replies
    bot.records.before_erasing_member.append(TheoryErasure(bot.clock))
    bot.records.after_erasing_member.append(lambda *_: refresher.poke())
    registry.health["theories"] = cog.health
    registry.config_sections["theories"] = ConfigSection(
        N_("Theories"), "theory setup", setting_lines, chosen_channels, channel_selects
    )
    registry.lent["theories"] = [
        Lent(
            N_("opens a theory's thread"),
            N_("create posts on the board, or public threads in the channel"),
        ),
        Lent(N_("shows evidence or an objection"), N_("write in the theory's thread")),
        Lent(N_("takes a ballot or a follow"), N_("see the theory's channel")),
    ]
