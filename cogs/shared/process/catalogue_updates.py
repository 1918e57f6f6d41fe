"""Gives a running bot every newer catalogue, where its operator wants that."""

from __future__ import annotations

import logging
from datetime import datetime

from cogs.shared.bot import Resources, StingerBot
from data.catalogue.catalogue import Catalogue
from data.films.updates.nightly import Nightly
from data.lookup import Lookup
from data.prepared import Sources, prepare
from data.settings import Settings, UpdateSettings

log = logging.getLogger(__name__)

STAYS = (
    "Catalogue updates: off. Films are known as the files tell; CATALOGUE_UPDATES=on has the bot "
    "fetch what is new every night."
)


def nightly_of(settings: Settings, resources: Resources, bot: StingerBot) -> Nightly | None:
    """What keeps the bot's catalogue current, told in ``/status``; ``None`` if that is off."""
    if not settings.catalogue_updates:
        log.info(STAYS)
        return None

    def renew(now: datetime) -> tuple[Catalogue, Lookup]:
        known = prepare(Sources(settings.home, now, settings.credits_times_url))
        return known.catalogue, known.lookup

    nightly = Nightly(
        UpdateSettings.from_environment(),
        settings.home,
        resources.files or resources.catalogue,
        renew,
        resources.clock,
        bot.take_catalogue,
    )
    bot.registry.health["catalogue"] = nightly.status
    log.info("Catalogue updates: on, every night from %s", ", ".join(nightly.sources))
    return nightly
