"""Where contributions are handed in: who says it, whether it counts, and who may decide."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.community.alarm import Alarm
from cogs.community.refusals import FloodError, GoneError, NotYoursToDecideError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.permissions import is_curator, require_server
from data.catalogue.film import Film
from data.contributions.additions import New, TooManyOpenError
from data.contributions.contribution import Contribution
from data.contributions.kinds import Content
from data.contributions.witnesses import Witness, is_established


class Desk:
    """Takes contributions from members of servers."""

    def __init__(self, bot: StingerBot, alarm: Alarm) -> None:
        self._bot = bot
        self._alarm = alarm
        self.store = bot.known.contributions

    async def witness(self, interaction: Interaction, film_ids: Sequence[str]) -> Witness:
        """The asking member as a witness of the film of these ids; without any, of a new one."""
        guild, member = require_server(interaction)
        now = self._bot.clock()
        party_id = await self.store.party_of(guild.id, member.id, film_ids)
        established = is_established(member.created_at, member.joined_at, now)
        return Witness(member.id, established, party_id)

    async def film_ids(self, interaction: Interaction, film_id: str) -> list[str]:
        """All ids that the film of an id has had here, the present one first."""
        films = await self._bot.known.at(interaction.guild_id)
        film = films.get(film_id)
        return films.ids_of(film) if film else [film_id]

    async def add(
        self, interaction: Interaction, film: Film | None, content: Content
    ) -> Contribution:
        """Keep what a member adds about a film; a new film comes without one."""
        guild, _ = require_server(interaction)
        ids = await self.film_ids(interaction, film.id) if film else []
        reporter = await self.witness(interaction, ids)
        new = New(guild.id, ids, reporter, content)
        try:
            one = await self.store.add(new, self._bot.clock())
        except TooManyOpenError as error:
            raise FloodError from error
        if one.held:
            self._alarm.poke()
        return one

    async def named(self, interaction: Interaction, argument: str) -> Contribution:
        """The contribution that a button names; one of another server is not there."""
        guild, _ = require_server(interaction)
        one = None
        if argument.isascii() and argument.isdecimal() and len(argument) < 10:
            one = await self.store.get(guild.id, int(argument))
        if one is None:
            raise GoneError
        return one

    async def visible(self, interaction: Interaction, argument: str) -> Contribution:
        """As :meth:`named`, and what the operator has promoted from other servers."""
        guild, _ = require_server(interaction)
        one = None
        if argument.isascii() and argument.isdecimal() and len(argument) < 10:
            one = await self.store.anywhere(int(argument))
        if one is None or not (one.promoted or one.server_id == guild.id):
            raise GoneError
        return one

    async def curates(self, interaction: Interaction) -> bool:
        """Whether the asking member decides on facts here."""
        guild, member = require_server(interaction)
        settings = await self._bot.preferences.server(guild.id)
        return is_curator(member, settings.curator_role_id)

    async def require_curator(self, interaction: Interaction) -> None:
        """Raise :class:`NotYoursToDecideError` for everybody else."""
        if not await self.curates(interaction):
            raise NotYoursToDecideError
