"""Discord in, Discord out for ``/catalogue``: the curators' queue, the operator's export."""

from __future__ import annotations

import asyncio

from discord import app_commands
from discord.ext import commands

from cogs.community.alarm import Alarm
from cogs.community.desk import Desk
from cogs.community.lists import Lists
from cogs.community.provenance import exported_films, provenance
from cogs.community.refusals import NumberUnknownError, OperatorOnlyError
from cogs.community.words import promotion_words
from cogs.shared.audience import FOR_MODERATORS, FOR_OPERATOR
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from cogs.shared.permissions import require_server


class CatalogueCog(commands.Cog):
    """What curators and the operator do with contributions."""

    catalogue = app_commands.Group(
        name="catalogue", description="What members added: for curators and the operator."
    )

    def __init__(self, bot: StingerBot, desk: Desk, lists: Lists, alarm: Alarm) -> None:
        self._bot = bot
        self._desk = desk
        self._lists = lists
        self._alarm = alarm
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin to tell moderators of what is held."""
        self._loop = asyncio.create_task(self._alarm.run(), name="community")

    async def cog_unload(self) -> None:
        """End that."""
        if self._loop:
            self._loop.cancel()

    @catalogue.command(description="Contributions that wait for a curator.", extras=FOR_MODERATORS)
    async def queue(self, interaction: Interaction) -> None:
        """List what waits."""
        require_server(interaction)
        await self._lists.show_queue(interaction)

    @catalogue.command(
        description="All contributions with their provenance, as a file.",
        extras=FOR_OPERATOR,
    )
    async def export(self, interaction: Interaction) -> None:
        """Hand the operator everything that members added."""
        await self._require_operator(interaction)
        await interaction.response.defer(ephemeral=True)
        kept = await self._desk.store.everything()
        films = exported_films(self._bot.catalogue, kept)
        rows = [provenance(one, await self._desk.store.history(one), films) for one in kept]
        made_at = self._bot.clock().isoformat(timespec="seconds")
        await interaction.followup.send(
            "All contributions of all servers. It tells plots: open it with care.",
            file=export_file("contributions", {"made_at": made_at, "contributions": rows}),
            ephemeral=True,
        )

    @catalogue.command(
        description="Share a contribution with all servers, or take that back.",
        extras=FOR_OPERATOR,
    )
    @app_commands.describe(number="The contribution's number, as the export gives it")
    async def promote(
        self, interaction: Interaction, number: app_commands.Range[int, 1, 999_999_999]
    ) -> None:
        """Let a contribution count everywhere."""
        await self._require_operator(interaction)
        one = await self._desk.store.anywhere(number)
        if one is None:
            raise NumberUnknownError
        now = self._bot.clock()
        changed = await self._desk.store.promote(one, interaction.user.id, now)
        film = (await self._bot.known.at(one.server_id)).get(one.film_id)
        said = promotion_words(changed, film.label if film else one.film_id)
        await interaction.response.send_message(said, ephemeral=True)

    async def _require_operator(self, interaction: Interaction) -> None:
        if not await self._bot.is_owner(interaction.user):
            raise OperatorOnlyError
