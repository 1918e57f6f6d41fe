"""Reading theories: lists, single ones, records. Every answer is for the asker only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.wording import number_of
from cogs.shared.permissions import require_server
from cogs.theories.cards.deeds import MOST_DEEDS, deeds_text
from cogs.theories.cards.lists import START, list_card
from cogs.theories.cards.record import host_lines, own_ballots_line, theories_line
from cogs.theories.cards.theory import evidence_pages, holds_all_evidence, theory_card
from cogs.theories.handlers.asking import theory_by_number
from cogs.theories.rules.credibility import credibility
from cogs.theories.rules.lists import PAGE_SIZE, Band, SortName, Wanted, ordered
from cogs.theories.rules.refusals import OutOfSightError, TheoryGoneError
from cogs.theories.rules.theory import Theory
from cogs.theories.store.portrait import portrait_of
from cogs.theories.store.stores import Stores
from cogs.theories.thread import may_moderate, may_see, thread_of
from data.catalogue.film import Film
from data.paging import page_of

EVIDENCE_PAGE = 3_600
EVIDENCE_ITEM = 3_000
MOST_PAGES = 4
"""Further messages in which ``/theory show`` lists evidence; Discord allows five."""


class Browsing:
    """Answers what there is and how it came out."""

    def __init__(self, bot: StingerBot, stores: Stores) -> None:
        self._bot = bot
        self._stores = stores

    async def of_film(self, interaction: Interaction, film: Film) -> None:
        """List the theories about a film, with a button to start one."""
        await self.list_film(interaction, film, Wanted())

    async def list_film(
        self,
        interaction: Interaction,
        film: Film | None,
        wanted: Wanted,
        sort: SortName | None = None,
    ) -> None:
        """Answer with the first page of a list; without ``sort`` by credibility where it is public.

        Where it is not, the newest come first.
        """
        guild, _ = require_server(interaction)
        if sort is None:
            hidden = (await self._bot.preferences.server(guild.id)).theory_results_hidden
            sort = "newest" if hidden else "credibility"
        card = await self._list(interaction, film, replace(wanted, sort=sort))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place."""
        guild, _ = require_server(interaction)
        wanted = Wanted.from_argument(argument)
        film = None
        if wanted.film_of is not None:
            theory = await self._stores.theories.numbered(guild.id, wanted.film_of)
            films = await self._bot.known.at(guild.id)
            film = films.get(theory.film_id or "") if theory else None
            if film is None:
                raise TheoryGoneError
        card = await self._list(interaction, film, wanted)
        await interaction.response.edit_message(view=card)

    async def show(self, interaction: Interaction, number: int) -> None:
        """Answer with a theory's card, and with all of its evidence where the card cannot hold it.

        Moderators read besides how many of its ballots are held, and what was done with it.
        """
        guild, member = require_server(interaction)
        theory = await theory_by_number(interaction, self._stores, number)
        thread = await thread_of(guild, theory)
        if not may_see(member, thread):
            raise OutOfSightError(number)
        settings = await self._bot.preferences.server(guild.id)
        shown = await portrait_of(
            self._stores, theory, hidden=settings.theory_results_hidden, viewer_id=member.id
        )
        view = theory_card(shown)
        if may_moderate(member, thread):
            held = await self._stores.ballots.count(theory.id, "held")
            if held:
                view.add_item(ui.TextDisplay(f"-# {number_of(held, 'ballot')} held"))
        await interaction.response.send_message(view=view, ephemeral=True)
        if not holds_all_evidence(shown):
            pages = evidence_pages(shown.evidence, EVIDENCE_PAGE, EVIDENCE_ITEM)
            if len(pages) > MOST_PAGES:
                pages[MOST_PAGES - 1] += "\n-# The rest stands in the thread."
            for page in pages[:MOST_PAGES]:
                further = ui.LayoutView(timeout=None)
                further.add_item(ui.TextDisplay(page))
                await interaction.followup.send(view=further, ephemeral=True)
        if may_moderate(member, thread):
            await self._show_deeds(interaction, theory)

    async def _show_deeds(self, interaction: Interaction, theory: Theory) -> None:
        deeds = await self._stores.moderation.history(theory, MOST_DEEDS)
        if deeds:
            view = ui.LayoutView(timeout=None)
            view.add_item(ui.TextDisplay(deeds_text(deeds)))
            await interaction.followup.send(view=view, ephemeral=True)

    async def record(self, interaction: Interaction, member: discord.User | discord.Member) -> None:
        """Answer how a member's theories came out; of oneself also how the ballots did."""
        guild, asker = require_server(interaction)
        records, own = self._stores.records, member.id == asker.id
        posted, came_out = await records.author(guild.id, member.id)
        lines = [f"### Record of {member.mention}", theories_line(posted, came_out, own=own)]
        if own:
            standing = await self._stores.ballots.standing(guild.id, member.id)
            lines.append(own_ballots_line(standing))
        lines += host_lines(await records.hosts(guild.id))
        await interaction.response.send_message("\n".join(lines), ephemeral=True)

    async def _list(
        self, interaction: Interaction, film: Film | None, wanted: Wanted
    ) -> ui.LayoutView:
        guild, _ = require_server(interaction)
        films = await self._bot.known.at(guild.id)
        found = await self._stores.records.listed(
            guild.id,
            film_ids=films.ids_of(film) if film else (),
            kind=wanted.kind,
            standing=wanted.standing,
        )
        # Only a list that is sorted by them needs the scores of all.
        first = page_of(found, wanted.page, PAGE_SIZE).rows if wanted.sort == "newest" else found
        bands = await self._bands(guild.id, first)
        page = page_of(ordered(found, wanted.sort, bands), wanted.page, PAGE_SIZE)
        film_of = found[0].number if film and found else None
        return list_card(
            page,
            replace(wanted, film_of=film_of, page=page.number),
            film=film,
            counts=await self._stores.records.counts([theory.id for theory in page.rows]),
            bands=bands,
            buttons=self._bot.entries.buttons(film, (START,)) if film else (),
        )

    async def _bands(self, server_id: int, theories: Sequence[Theory]) -> dict[int, Band]:
        """The scores that everybody may see: of resolved theories, and of all where public.

        A resolved one has the score that it had then, and the spread of its ballots.
        """
        ids = [theory.id for theory in theories]
        settled = await self._stores.resolutions.bands(ids)
        hidden = (await self._bot.preferences.server(server_id)).theory_results_hidden
        bands = dict(settled)
        for theory_id, votes in (
            await self._stores.ballots.votes(list(settled) if hidden else ids)
        ).items():
            found = credibility(votes)
            if theory_id in settled:
                bands[theory_id] = replace(settled[theory_id], spread=found.spread)
            elif found.shown:
                bands[theory_id] = Band(found.score, found.margin, found.spread)
        return bands
