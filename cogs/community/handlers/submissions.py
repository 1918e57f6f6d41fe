"""How what a member adds is kept."""

from __future__ import annotations

from cogs.community.handlers.access import film_ids, witness
from cogs.community.rules.refusals import FloodError
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import Content, Sighting
from data.contributions.rules.sightings import over_at
from data.contributions.store.submissions import Submission, TooManyOpenError


class Submissions:
    """Takes contributions from members of servers."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot

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
            return await self._bot.known.contributions.add(submission, self._bot.clock())
        except TooManyOpenError as error:
            raise FloodError from error

    async def saw_scene(self, interaction: Interaction, film: Film) -> None:
        """Keep that the asker saw a scene, wherever it was; what they have told already stands.

        Before anybody can have seen the film it is not kept.
        """
        guild, member = require_server(interaction)
        known, now = self._bot.known, self._bot.clock()
        over = over_at(film, None, None)
        ids = await film_ids(interaction, film.id)
        told = await known.contributions.sighting_of(guild.id, member.id, ids)
        if told is not None or over is None or now < over:
            return
        sighting = Sighting(blind=not known.is_spoken_of(film.id))
        submission = Submission(guild.id, ids, await witness(interaction, ids), sighting)
        try:
            await known.contributions.see(submission, now)
        except TooManyOpenError as error:
            raise FloodError from error

    async def saw_none_yet(self, interaction: Interaction, film: Film) -> None:
        """Take back that the asker saw a scene, unless they have said more than that."""
        guild, member = require_server(interaction)
        ids = await film_ids(interaction, film.id)
        contributions = self._bot.known.contributions
        told = await contributions.sighting_of(guild.id, member.id, ids)
        if told is not None and isinstance(told.content, Sighting) and told.content.is_bare:
            await contributions.unsee(guild.id, member.id, ids, self._bot.clock())
