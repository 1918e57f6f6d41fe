"""Discord in, Discord out for ``/eggs``."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.community.cards import thanks
from cogs.community.desk import Desk
from cogs.community.eggs_card import (
    PAGE_SIZE,
    SUGGEST,
    TICK,
    TURN,
    Listed,
    eggs_card,
    in_order,
)
from cogs.community.forms import egg_fields
from cogs.community.reading import read_egg
from cogs.community.refusals import GoneError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import page_in
from cogs.shared.entries import FilmGoneError
from cogs.shared.film_option import choose_film, film_choices
from cogs.shared.forms import Answers, Form
from cogs.shared.permissions import require_server
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.contributions.contribution import Contribution
from data.contributions.kinds import Egg
from data.paging import page_of


class EggsCog(commands.Cog):
    """The checklist of a film's Easter eggs."""

    def __init__(self, bot: StingerBot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    def register(self) -> None:
        """Offer the checklist on cards, and answer its buttons."""
        self._bot.entries.register("eggs", "Easter eggs", self.show)
        self._bot.doorway.register_choice(TICK, self.tick)
        self._bot.doorway.register(SUGGEST, self.suggest)
        self._bot.doorway.register(TURN, self.turn)

    @app_commands.command(description="A film's Easter eggs: hints in clear, answers hidden.")
    @app_commands.describe(film="The film")
    @app_commands.autocomplete(film=film_choices)
    async def eggs(self, interaction: Interaction, film: str) -> None:
        """Show the checklist."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="eggs")
        if named is not None:
            await self.show(interaction, named)

    async def show(self, interaction: Interaction, film: Film) -> None:
        """Show the checklist with the asker's own ticks, to the asker only."""
        card = await self._card(interaction, film, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place."""
        number, _, listed = argument.partition(":")
        film = await self._film(
            interaction, (await self._desk.visible(interaction, listed)).film_id
        )
        card = await self._card(interaction, film, page_in(number))
        await interaction.response.edit_message(view=card)

    async def tick(self, interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        """Tick what was chosen, or take the tick back where there is one."""
        chosen = [await self._desk.visible(interaction, number) for number in values]
        eggs = [one for one in chosen if isinstance(one.content, Egg) and one.approved]
        if not eggs:
            raise GoneError
        for one in eggs:
            if any(witness.user_id == interaction.user.id for witness in one.confirmed_by):
                await self._desk.store.take_back(one, interaction.user.id)
            else:
                ids = await self._desk.film_ids(interaction, one.film_id)
                witness = await self._desk.witness(interaction, ids)
                await self._desk.store.confirm(one, witness, self._bot.clock())
        film = await self._film(interaction, eggs[0].film_id)
        listed = await self._listed(interaction, film)
        place = next(n for n, egg in enumerate(listed) if egg.id == eggs[0].id)
        card = await self._card(interaction, film, place // PAGE_SIZE)
        await interaction.response.edit_message(view=card)

    async def suggest(self, interaction: Interaction, film_id: str) -> None:
        """Ask for an Easter egg in a form."""
        film = await self._film(interaction, film_id)

        async def take(submitted: Interaction, answers: Answers) -> None:
            one = await self._desk.add(submitted, film, read_egg(answers))
            await submitted.response.send_message(thanks(one), ephemeral=True)

        form = Form(f"Easter egg · {film.title}", "egg-add", egg_fields, {}, take)
        await interaction.response.send_modal(form)

    async def _card(self, interaction: Interaction, film: Film, number: int) -> LayoutView:
        strict = is_strict(film, await conduct_here(interaction), interaction)
        page = page_of(await self._listed(interaction, film), number, PAGE_SIZE)
        return eggs_card(film, page, strict=strict)

    async def _listed(self, interaction: Interaction, film: Film) -> list[Listed]:
        guild, member = require_server(interaction)
        films = await self._bot.known.at(guild.id)
        own = await self._desk.store.of_film(guild.id, films.ids_of(film), promoted=True)
        return in_order(
            [
                _listed(one, one.content, member.id)
                for one in own
                if one.approved
                if isinstance(one.content, Egg)
            ]
        )

    async def _film(self, interaction: Interaction, film_id: str) -> Film:
        guild, _ = require_server(interaction)
        film = (await self._bot.known.at(guild.id)).get(film_id)
        if film is None:
            raise FilmGoneError
        return film


def _listed(one: Contribution, egg: Egg, user_id: int) -> Listed:
    seen = any(witness.user_id == user_id for witness in one.confirmed_by)
    return Listed(one.id, egg, seen, len(one.confirmed_by))
