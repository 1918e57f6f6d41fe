"""How what a member adds is kept."""

from __future__ import annotations

from collections.abc import Callable

from cogs.community.handlers.access import film_ids, witness
from cogs.community.rules.refusals import FloodError
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import Content
from data.contributions.store.submissions import Submission, TooManyOpenError


class Submissions:
    """Takes contributions from members of servers; calls ``on_burst`` when one is held."""

    def __init__(self, bot: StingerBot, on_burst: Callable[[], None]) -> None:
        self._bot = bot
        self._on_burst = on_burst

    async def add(
        self, interaction: Interaction, film: Film | None, content: Content
    ) -> Contribution:
        """Keep what the asker adds about a film; a new film comes without one.

        Raises :class:`FloodError`.
        """
        guild, _ = require_server(interaction)
        ids = await film_ids(interaction, film.id) if film else []
        submission = Submission(guild.id, ids, await witness(interaction, ids), content)
        try:
            added = await self._bot.known.contributions.add(submission, self._bot.clock())
        except TooManyOpenError as error:
            raise FloodError from error
        if added.held:
            self._on_burst()
        return added
