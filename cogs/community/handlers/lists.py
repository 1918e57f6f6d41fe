"""The lists of contributions: what a film has of a kind, and what waits for curators."""

from __future__ import annotations

import asyncio
from functools import partial

from discord.ui import LayoutView

from cogs.community.cards.contributions.buttons import TURN
from cogs.community.cards.contributions.lists import PAGE_SIZE, ListedContribution, list_card
from cogs.community.cards.messages import film_name
from cogs.community.cards.timestamps import timings_lines
from cogs.community.handlers.access import (
    contribution_here,
    curates,
    film_here,
    is_careful,
    readable,
    require_curator,
)
from cogs.community.rules.refusals import GoneError
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name as named_film
from cogs.shared.doorway import page_in
from cogs.shared.horizon import left_to_see
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import may_confirm
from data.export import record_of
from data.locales import N_, _, _n
from data.paging import page_of

QUEUE = "queue"
SCENES = "scene"
TIMESTAMPS = "timestamp"
CONFIRM = "confirm"
TITLES = {
    SCENES: N_("Scenes by members"),
    TIMESTAMPS: N_("Timestamps"),
    CONFIRM: N_("Same for you? Open it and say so"),
}
NOTHING = {
    SCENES: N_("Nobody here has described a scene of this film yet: /scene add does."),
    TIMESTAMPS: N_("Nobody here has reported times of this film yet: /timestamp add does."),
    CONFIRM: N_("Nobody else here has reported times of this film yet."),
}


class ListHandler:
    """Shows lists page by page; every answer is private."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._store = bot.known.contributions

    def register(self) -> None:
        """Offer the lists on cards, and answer their paging buttons."""
        entries = self._bot.entries
        entries.register("scene-list", TITLES[SCENES], partial(self.show, SCENES))
        entries.register("timestamp-list", TITLES[TIMESTAMPS], partial(self.show, TIMESTAMPS))
        self._bot.doorway.register(TURN, self._turn)

    async def show_queue(self, interaction: Interaction) -> None:
        """Answer a curator with the first page of what waits."""
        card = await self._queue(interaction, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def show_record(self, interaction: Interaction) -> None:
        """Hand a curator what may be shared; it is put together beside the event loop."""
        await require_curator(interaction)
        await interaction.response.defer(ephemeral=True)
        films = await self._bot.known.at(None)
        record = await asyncio.to_thread(record_of, self._bot.catalogue, films)
        file = await asyncio.to_thread(export_file, "open-record", record)
        told = _n(
            "Verdict, times and sources of {count} film. CC0: use them as you like.",
            "Verdicts, times and sources of {count} films. CC0: use them as you like.",
            len(record["films"]),
        )
        await interaction.followup.send(told, file=file, ephemeral=True)

    async def show(self, listing: str, interaction: Interaction, film: Film) -> None:
        """Answer with the first page of what a film has of a kind, or of what can be confirmed."""
        require_server(interaction)
        card = await self._of_film(interaction, listing, film, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def _turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place; one of the contributions listed names the film."""
        listing, _comma, rest = argument.partition(",")
        listed, _comma, number = rest.partition(",")
        page = page_in(number)
        if listing == QUEUE:
            card = await self._queue(interaction, page)
        else:
            contribution = await contribution_here(interaction, listed)
            film = await film_here(interaction, contribution.film_id)
            card = await self._of_film(interaction, listing, film, page)
        await interaction.response.edit_message(view=card)

    async def _of_film(
        self, interaction: Interaction, listing: str, film: Film, number: int
    ) -> LayoutView:
        strict = is_strict(film, await conduct_here(interaction), interaction)
        films = await self._bot.known.at(interaction.guild_id)
        kind = TIMESTAMPS if listing == CONFIRM else listing
        asker = interaction.user.id
        first = await left_to_see(interaction, film)
        read = partial(readable, curator=await curates(interaction), closed=bool(first))
        rows = [
            ListedContribution(*read(contribution, asker), strict)
            for contribution in await self._store.of_film(
                interaction.guild_id or 0, films.ids_of(film)
            )
            if contribution.kind == kind
            and (listing != CONFIRM or may_confirm(contribution, asker))
        ]
        lines = [see_first(first)] if first else []
        if kind == TIMESTAMPS:
            lines = timings_lines(films.timings(film.id), strict=strict)
        if listing not in TITLES:
            raise GoneError
        title = f"{_(TITLES[listing])} · {plain(named_film(film))}"
        page = page_of(rows[::-1], number, PAGE_SIZE)
        return list_card(title, page, listing, lines=lines, nothing=_(NOTHING[listing]))

    async def _queue(self, interaction: Interaction, number: int) -> LayoutView:
        await require_curator(interaction)
        films = await self._bot.known.at(interaction.guild_id)
        conduct = await conduct_here(interaction)
        rows = [
            ListedContribution(
                contribution,
                True,
                is_careful(film, conduct, interaction),
                _name(contribution, film),
            )
            for contribution in await self._store.waiting(interaction.guild_id or 0)
            for film in [films.get(contribution.film_id)]
            if not _is_merged(contribution, film)
        ]
        page = page_of(rows, number, PAGE_SIZE)
        title = _("Waiting for a curator")
        return list_card(title, page, QUEUE, nothing=_("Nothing is waiting."))


def _is_merged(contribution: Contribution, film: Film | None) -> bool:
    """Whether it is an added film that the catalogue has by now, so that nobody need decide."""
    return contribution.kind == "film" and film is not None and film.id != contribution.film_id


def _name(contribution: Contribution, film: Film | None) -> str:
    """The film's name beside a contribution that does not tell it itself."""
    return "" if contribution.kind == "film" else film_name(contribution, film)
