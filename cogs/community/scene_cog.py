"""Discord in, Discord out for ``/scene``."""

from __future__ import annotations

from typing import Literal

from discord import app_commands
from discord.ext import commands

from cogs.community.cards import thanks
from cogs.community.desk import Desk
from cogs.community.forms import scene_fields
from cogs.community.lists import Lists
from cogs.community.reading import read_scene
from cogs.community.shelves import Shelves
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.film_option import choose_film, film_choices
from cogs.shared.forms import SEPARATOR, Answers, Form
from cogs.shared.permissions import require_server
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.catalogue.verdict import Position
from data.contributions.contribution import Contribution
from data.contributions.kinds import MOST_SCENES, ToldScene

PositionName = Literal["mid-credits", "post-credits"]
PurposeName = Literal["sequel tease", "easter egg", "tone change", "universe link"]
Order = app_commands.Range[int, 1, MOST_SCENES]


class SceneCog(commands.Cog):
    """Takes what members tell of scenes; what happens is typed in a form only."""

    scene = app_commands.Group(name="scene", description="What happens in the credits.")

    def __init__(self, bot: StingerBot, desk: Desk, lists: Lists, shelves: Shelves) -> None:
        self._bot = bot
        self._desk = desk
        self._lists = lists
        self._shelves = shelves
        bot.entries.register("scene-list", "Scenes by members", self.list_scenes)

    @scene.command(description="Tell of a scene; a curator looks at it before it is shown.")
    @app_commands.describe(
        film="The film",
        position="During the credits, or after them",
        order="1 for the film's first scene",
        purpose="What the scene is for",
    )
    @app_commands.autocomplete(film=film_choices)
    async def add(
        self,
        interaction: Interaction,
        film: str,
        position: PositionName,
        order: Order,
        purpose: PurposeName,
    ) -> None:
        """Open the form."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="scene-list")
        if named is not None:
            filled = {"purpose": purpose}
            await self._open(interaction, named, Position(position), order, filled)

    @scene.command(description="Correct a scene; a curator looks at what members change.")
    @app_commands.describe(
        film="The film",
        position="During the credits, or after them",
        order="1 for the film's first scene",
        purpose="What the scene is for",
    )
    @app_commands.autocomplete(film=film_choices)
    async def edit(
        self,
        interaction: Interaction,
        film: str,
        position: PositionName,
        order: Order,
        purpose: PurposeName,
    ) -> None:
        """Open the form of the scene that stands there; a member's change is a proposal."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="scene-list")
        if named is None:
            return
        place = Position(position)
        told = await self._told(interaction, named, place, order)
        if told is not None:
            await self._shelves.open_edit(interaction, told, {"purpose": purpose})
        else:
            filled = await self._standing(interaction, named, place, order)
            await self._open(interaction, named, place, order, {**filled, "purpose": purpose})

    @scene.command(description="What members told of a film's scenes, and who confirmed it.")
    @app_commands.autocomplete(film=film_choices)
    async def history(self, interaction: Interaction, film: str) -> None:
        """List what was told."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="scene-list")
        if named is not None:
            await self.list_scenes(interaction, named)

    async def list_scenes(self, interaction: Interaction, film: Film) -> None:
        """List a film's scenes as members told them."""
        require_server(interaction)
        await self._lists.show(interaction, "scene", film)

    async def _told(
        self, interaction: Interaction, film: Film, position: Position, order: int
    ) -> Contribution | None:
        """The newest contribution of that place which the asker may edit."""
        guild, member = require_server(interaction)
        curator = await self._desk.curates(interaction)
        films = await self._bot.known.at(guild.id)
        found = [
            one
            for one in await self._desk.store.of_film(guild.id, films.ids_of(film))
            if isinstance(one.content, ToldScene)
            and (one.content.position, one.content.order) == (position, order)
            and one.stands
            and (curator or one.reporter.user_id == member.id)
        ]
        return found[-1] if found else None

    async def _standing(
        self, interaction: Interaction, film: Film, position: Position, order: int
    ) -> Answers:
        """What everybody may read of the scene that stands there; what happens is not handed out
        before a click."""
        if is_strict(film, await conduct_here(interaction), interaction):
            return {}
        facts = (await self._bot.known.at(interaction.guild_id)).about(film)
        for scene in facts.scenes:
            if (scene.position, scene.order) == (position, order):
                return {"hint": scene.hint, "clues": SEPARATOR.join(scene.clues)}
        return {}

    async def _open(
        self,
        interaction: Interaction,
        film: Film,
        position: Position,
        order: int,
        filled: Answers,
    ) -> None:
        async def take(submitted: Interaction, answers: Answers) -> None:
            scene = read_scene(answers, position, order)
            one = await self._desk.add(submitted, film, scene)
            await submitted.response.send_message(thanks(one), ephemeral=True)

        title = f"Scene {order}, {position.value} · {film.title}"
        form = Form(title, "scene-add", scene_fields, filled, take)
        await interaction.response.send_modal(form)
