"""Discord in, Discord out for ``/film``, ``/timestamp``, ``/scene``, ``/eggs``, ``/catalogue`` and
``/operator``.
"""

from __future__ import annotations

import asyncio
from typing import Literal

import discord
from discord import app_commands
from discord.ext import commands

from cogs.community.alerts import BurstAlerts
from cogs.community.handlers.contributions import ContributionHandler
from cogs.community.handlers.eggs import EggHandler
from cogs.community.handlers.films import FilmHandler
from cogs.community.handlers.lists import CONFIRM, SCENES, TIMESTAMPS, ListHandler
from cogs.community.handlers.operator import OperatorHandler
from cogs.community.handlers.scenes import SceneHandler
from cogs.community.handlers.submissions import Submissions
from cogs.community.handlers.timestamps import TimestampHandler
from cogs.shared.access.audience import FOR_MODERATORS, FOR_OPERATOR
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.options.film import choose_film, film_choices
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import LONGEST_TITLE, MOST_SCENES

PositionName = Literal["mid-credits", "post-credits"]
PurposeName = Literal["sequel tease", "easter egg", "tone change", "universe link"]
Order = app_commands.Range[int, 1, MOST_SCENES]

of_scene = app_commands.describe(
    film="The film",
    position="During the credits, or after them",
    order="1 for the film's first scene",
    purpose="What the scene is for",
)


class CommunityCog(commands.Cog):
    """What members add, and what curators and the operator do with it."""

    film = app_commands.Group(name="film", description="Films that the catalogue lacks.")
    timestamp = app_commands.Group(
        name="timestamp", description="When the credits and their scenes come."
    )
    scene = app_commands.Group(name="scene", description="What happens in the credits.")
    catalogue = app_commands.Group(
        name="catalogue", description="What members added: for curators."
    )
    # Discord cannot hide one command of a group. It knows no operator either: no right at all is
    # what nobody but a server's administrators has.
    operator = app_commands.Group(
        name="operator",
        description="What the operator of this bot shares with all servers.",
        default_permissions=discord.Permissions.none(),
        allowed_contexts=app_commands.AppCommandContext(
            guild=True, dm_channel=False, private_channel=False
        ),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, bot: StingerBot) -> None:
        self._alerts = BurstAlerts(bot, bot.known.contributions.bursts)
        submissions = Submissions(bot)
        self._lists = ListHandler(bot)
        self._contributions = ContributionHandler(bot)
        self._films = FilmHandler(bot, submissions)
        self._timestamps = TimestampHandler(bot, submissions)
        self._scenes = SceneHandler(bot, submissions)
        self._eggs = EggHandler(bot, submissions)
        self._operator = OperatorHandler(bot)
        self._loop: asyncio.Task[None] | None = None

    async def cog_load(self) -> None:
        """Begin to tell moderators of what is held."""
        self._loop = asyncio.create_task(self._alerts.run(), name="community")

    async def cog_unload(self) -> None:
        """End the loop."""
        if self._loop:
            self._loop.cancel()

    def register(self) -> None:
        """Answer the slice's buttons, selects and forms."""
        for handler in (
            self._lists,
            self._contributions,
            self._films,
            self._timestamps,
            self._scenes,
            self._eggs,
            self._operator,
        ):
            handler.register()

    @film.command(
        name="add", description="Add a film that I do not know, such as tonight's premiere."
    )
    @app_commands.describe(
        title="Its title, as on the poster",
        year="The year of its release",
        runtime="2:11 or 131 (minutes)",
        release_date="2026-12-18",
        link="Its page at IMDb or TMDB, by which the catalogue finds it later",
    )
    async def add_film(
        self,
        interaction: Interaction,
        title: app_commands.Range[str, 1, LONGEST_TITLE],
        year: app_commands.Range[int, 1880, 2100],
        runtime: str = "",
        release_date: str = "",
        link: str = "",
    ) -> None:
        """Add a film."""
        texts = {"title": title, "year": str(year), "runtime": runtime}
        await self._films.add(interaction, texts | {"released": release_date, "link": link})

    @timestamp.command(name="add", description="Tell when a film's credits and scenes come.")
    @app_commands.describe(film="The film; in the cinema, use the live form of its card")
    @app_commands.autocomplete(film=film_choices)
    async def add_timestamp(self, interaction: Interaction, film: str) -> None:
        """Open the form."""
        named = await _film(interaction, film, entry="timestamp-type")
        if named is not None:
            await self._timestamps.type_times(interaction, named)

    @timestamp.command(name="live", description="The live form: tap while the credits run.")
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def time_live(self, interaction: Interaction, film: str) -> None:
        """Show the live form."""
        named = await _film(interaction, film, entry="timestamp")
        if named is not None:
            await self._timestamps.show_live(interaction, named)

    @timestamp.command(name="confirm", description="Confirm a timestamp that was the same for you.")
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def confirm_timestamp(self, interaction: Interaction, film: str) -> None:
        """List what can be confirmed."""
        named = await _film(interaction, film, entry="timestamp-list")
        if named is not None:
            await self._lists.show(CONFIRM, interaction, named)

    @timestamp.command(
        name="history", description="Every timestamp of a film, and who confirmed it."
    )
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def list_timestamps(self, interaction: Interaction, film: str) -> None:
        """List all that was reported."""
        named = await _film(interaction, film, entry="timestamp-list")
        if named is not None:
            await self._lists.show(TIMESTAMPS, interaction, named)

    @scene.command(
        name="add", description="Tell of a scene; a curator looks at it before it is shown."
    )
    @of_scene
    @app_commands.autocomplete(film=film_choices)
    async def add_scene(
        self,
        interaction: Interaction,
        film: str,
        position: PositionName,
        order: Order,
        purpose: PurposeName,
    ) -> None:
        """Open the form."""
        named = await _film(interaction, film, entry="scene-list")
        if named is not None:
            await self._scenes.add(interaction, named, (Position(position), order), purpose)

    @scene.command(
        name="edit", description="Correct a scene; a curator looks at what members change."
    )
    @of_scene
    @app_commands.autocomplete(film=film_choices)
    async def edit_scene(
        self,
        interaction: Interaction,
        film: str,
        position: PositionName,
        order: Order,
        purpose: PurposeName,
    ) -> None:
        """Open the form of the scene that stands there."""
        named = await _film(interaction, film, entry="scene-list")
        if named is not None:
            await self._scenes.edit(interaction, named, (Position(position), order), purpose)

    @scene.command(
        name="history", description="What members told of a film's scenes, and who confirmed it."
    )
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def list_scenes(self, interaction: Interaction, film: str) -> None:
        """List what was told."""
        named = await _film(interaction, film, entry="scene-list")
        if named is not None:
            await self._lists.show(SCENES, interaction, named)

    @app_commands.command(description="A film's Easter eggs: hints in clear, answers hidden.")
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def eggs(self, interaction: Interaction, film: str) -> None:
        """Show the checklist."""
        named = await _film(interaction, film, entry="eggs")
        if named is not None:
            await self._eggs.show(interaction, named)

    @catalogue.command(description="Contributions that wait for a curator.", extras=FOR_MODERATORS)
    async def queue(self, interaction: Interaction) -> None:
        """List what waits."""
        require_server(interaction)
        await self._lists.show_queue(interaction)

    @catalogue.command(
        description="All that I know and anybody may have, as a file.", extras=FOR_MODERATORS
    )
    async def export(self, interaction: Interaction) -> None:
        """Hand over the open record."""
        await self._lists.show_record(interaction)

    @operator.command(
        name="export",
        description="All contributions with their provenance, as a file.",
        extras=FOR_OPERATOR,
    )
    async def export_all(self, interaction: Interaction) -> None:
        """Hand the operator everything that members added."""
        await self._operator.export(interaction)

    @operator.command(
        description="Share a contribution with all servers, or take that back.",
        extras=FOR_OPERATOR,
    )
    @app_commands.describe(
        number="Its number in the export; without it, what was changed since you shared it"
    )
    async def promote(
        self,
        interaction: Interaction,
        number: app_commands.Range[int, 1, 999_999_999] | None = None,
    ) -> None:
        """Show a contribution, to let it count everywhere, or those with unread revisions."""
        if number is None:
            await self._operator.show_unread(interaction)
        else:
            await self._operator.show(interaction, number)


async def _film(interaction: Interaction, text: str, *, entry: str) -> Film | None:
    """The film named, as :func:`choose_film`, in servers only."""
    require_server(interaction)
    return await choose_film(interaction, text, entry=entry)
