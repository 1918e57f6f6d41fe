"""The checklist of a film's Easter eggs."""

from __future__ import annotations

from collections.abc import Sequence

from discord.ui import LayoutView

from cogs.community.cards.eggs import (
    PAGE_SIZE,
    SUGGEST,
    TICK,
    TURN,
    ListedEgg,
    eggs_card,
    in_order,
    title_of,
)
from cogs.community.cards.messages import thanks
from cogs.community.handlers.access import contribution_shown, film_here, film_ids, witness
from cogs.community.handlers.submissions import Submissions
from cogs.community.kinds.egg import fields, read_egg
from cogs.community.kinds.kind import to_be_shared
from cogs.community.rules.refusals import GoneError
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.horizon import SHOW_ANYWAY, see_first_card
from cogs.shared.doorway import page_in
from cogs.shared.horizon import left_to_see
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.contributions.rules.kinds import Egg
from data.contributions.rules.revisions import seen_in
from data.locales import N_, _
from data.paging import page_of

ANYWAY = "eggs-anyway"
"""The entry that shows the checklist of a film that is closed to the asker."""


class EggHandler:
    """Shows the checklist, ticks it, and takes what members suggest."""

    def __init__(self, bot: StingerBot, submissions: Submissions) -> None:
        self._bot = bot
        self._submissions = submissions
        self._store = bot.known.contributions

    def register(self) -> None:
        """Offer the checklist on cards, and answer its buttons and its form."""
        self._bot.entries.register("eggs", N_("Easter eggs"), self.show)
        self._bot.entries.register(ANYWAY, SHOW_ANYWAY, self.show_anyway)
        self._bot.doorway.register_choice(TICK, self._tick)
        self._bot.doorway.register(TURN, self._turn)
        self._bot.doorway.register_form(SUGGEST, self._build, self._take)

    async def show(self, interaction: Interaction, film: Film) -> None:
        """Show the checklist with the asker's own ticks, to the asker only.

        Of a film that is closed to them it is shown only what to see first.
        """
        if first := await left_to_see(interaction, film):
            title = title_of(film)
            (anyway,) = self._bot.entries.buttons(film, [ANYWAY])
            card = see_first_card(title, first, anyway)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self.show_anyway(interaction, film)

    async def show_anyway(self, interaction: Interaction, film: Film) -> None:
        """Show the checklist, whatever is left to see before the film."""
        card = await self._card(interaction, film, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place; one of the eggs listed names the film."""
        number, _colon, listed = argument.partition(":")
        egg = await contribution_shown(interaction, listed)
        film = await film_here(interaction, egg.film_id)
        card = await self._card(interaction, film, page_in(number))
        await interaction.response.edit_message(view=card)

    async def _tick(self, interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        """Tick what was chosen, or take the tick back where there is one."""
        chosen = [await contribution_shown(interaction, number) for number in values]
        eggs = [egg for egg in chosen if isinstance(egg.content, Egg) and egg.approved]
        if not eggs:
            raise GoneError
        for egg in eggs:
            if egg.is_confirmed_by(interaction.user.id):
                await self._store.take_back(egg, interaction.user.id)
            else:
                presser = await witness(interaction, await film_ids(interaction, egg.film_id))
                await self._store.confirm(egg, presser, self._bot.clock())
        film = await film_here(interaction, eggs[0].film_id)
        listed = await self._listed(interaction, film)
        # One that a curator takes away at this moment is listed no more.
        place = next((n for n, row in enumerate(listed) if row.id == eggs[0].id), 0)
        card = await self._card(interaction, film, place // PAGE_SIZE)
        await interaction.response.edit_message(view=card)

    async def _build(self, interaction: Interaction, film_id: str, filled: Filled) -> Form:
        film = await film_here(interaction, film_id)
        return Form(_("Easter egg · {film}", film=film.title), to_be_shared(fields(filled)))

    async def _take(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        film = await film_here(interaction, film_id)
        added = await self._submissions.add(interaction, film, read_egg(answers))
        await interaction.response.send_message(thanks(added), ephemeral=True)

    async def _card(self, interaction: Interaction, film: Film, number: int) -> LayoutView:
        strict = is_strict(film, await conduct_here(interaction), interaction)
        told = (await self._bot.known.at(interaction.guild_id)).eggs(film.id)
        page = page_of(await self._listed(interaction, film), number, PAGE_SIZE)
        return eggs_card(film, told, page, strict=strict)

    async def _listed(self, interaction: Interaction, film: Film) -> list[ListedEgg]:
        guild, member = require_server(interaction)
        films = await self._bot.known.at(guild.id)
        contributions = await self._store.of_film(guild.id, films.ids_of(film), promoted=True)
        return in_order(
            [
                ListedEgg(
                    contribution.id,
                    contribution.approved_content,
                    contribution.is_confirmed_by(member.id),
                    len(contribution.confirmed_by),
                )
                for contribution in (seen_in(kept, guild.id) for kept in contributions)
                if contribution.approved
                if isinstance(contribution.approved_content, Egg)
            ]
        )
