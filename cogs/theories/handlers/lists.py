"""Reading theories: lists, single ones, records. Every answer is for the asker only."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import replace

import discord
from discord import ui

from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.horizon import SHOW_ANYWAY, see_first_card
from cogs.shared.cards.spoilers import plain
from cogs.shared.horizon import left_to_see
from cogs.shared.items import ActionButton, new_card
from cogs.theories.cards.calibration import calibration_lines, calibration_png
from cogs.theories.cards.decisions import MOST_DEEDS, deeds_text
from cogs.theories.cards.lists import START, list_card
from cogs.theories.cards.record import host_lines, own_ballots_line, theories_line
from cogs.theories.cards.theory import SHOW, evidence_pages, holds_all_evidence, theory_card
from cogs.theories.handlers.requirements import require_numbered_theory, require_theory
from cogs.theories.handlers.visibility import may_know, visible_channels
from cogs.theories.rules.calibration import calibration
from cogs.theories.rules.credibility import Band, credibility
from cogs.theories.rules.lists import NEWEST, PAGE_SIZE, ListRequest, SortName, ordered
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.refusals import OutOfSightError, TheoryGoneError
from cogs.theories.rules.theory import Theory
from cogs.theories.store import Stores
from cogs.theories.thread import may_moderate, thread_of
from data.catalogue.film import Film, NeededFilm
from data.locales import _, _n
from data.members.horizon import to_see_first
from data.paging import page_of

EVIDENCE_PAGE = 3_600
EVIDENCE_ITEM = 3_000
MOST_PAGES = 4
"""Further messages in which ``/theory show`` lists evidence; Discord allows five."""


class ListHandler:
    """Shows which theories there are and how they came out."""

    def __init__(self, bot: StingerBot, stores: Stores) -> None:
        self._bot = bot
        self._stores = stores

    async def of_film(self, interaction: Interaction, film: Film) -> None:
        """List the theories about a film, with a button to start one."""
        await self.list_film(interaction, film, ListRequest())

    async def list_film(
        self,
        interaction: Interaction,
        film: Film | None,
        request: ListRequest,
        sort: SortName | None = None,
    ) -> None:
        """Answer with the first page of a list.

        Without ``sort`` it is sorted by credibility where scores are public, else newest first.
        """
        guild, _member = require_server(interaction)
        if sort is None:
            hidden = (await self._bot.preferences.server(guild.id)).theory_results_hidden
            sort = "newest" if hidden else "credibility"
        card = await self._list(interaction, film, replace(request, sort=sort))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place."""
        guild, _member = require_server(interaction)
        request = ListRequest.from_argument(argument)
        film = None
        if request.film_of is not None:
            theory = await self._stores.theories.numbered(guild.id, request.film_of)
            films = await self._bot.known.at(guild.id)
            film = films.get(theory.film_id or "") if theory else None
            if film is None:
                raise TheoryGoneError
        card = await self._list(interaction, film, request)
        await interaction.response.edit_message(view=card)

    async def show(self, interaction: Interaction, number: int) -> None:
        """Answer with a theory's card, followed by all of its evidence if the card has no room.

        Moderators also read how many of its ballots are held, and what was done with it. Of a
        theory on a film that is closed to the asker it is shown only what to see first.
        """
        guild, member = require_server(interaction)
        theory = await require_numbered_theory(interaction, self._stores.theories, number)
        if not await may_know(member, theory, self._stores.theories):
            raise OutOfSightError(number)
        films = await self._bot.known.at(guild.id)
        if first := await left_to_see(interaction, films.get(theory.film_id or "")):
            anyway = ActionButton(SHOW, str(theory.id), _(SHOW_ANYWAY))
            card = see_first_card(plain(theory.name), first, anyway)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self._show(interaction, theory)

    async def show_anyway(self, interaction: Interaction, argument: str) -> None:
        """Answer with a theory's card, whatever is left to see before its film."""
        await self._show(
            interaction, await require_theory(interaction, self._stores.theories, argument)
        )

    async def _show(self, interaction: Interaction, theory: Theory) -> None:
        guild, member = require_server(interaction)
        thread = await thread_of(guild, theory)
        settings = await self._bot.preferences.server(guild.id)
        portrait = await self._stores.portrait(
            theory, hidden=settings.theory_results_hidden, viewer_id=member.id
        )
        view = theory_card(portrait)
        if may_moderate(member, thread):
            held = await self._stores.ballots.count(theory.id, "held")
            if held:
                line = _n("{count} ballot held", "{count} ballots held", held)
                view.add_item(ui.TextDisplay(f"-# {line}"))
        await interaction.response.send_message(view=view, ephemeral=True)
        further = [] if holds_all_evidence(portrait) else _evidence_texts(portrait)
        if may_moderate(member, thread):
            deeds = await self._stores.moderation.history(theory, MOST_DEEDS)
            further += [deeds_text(deeds)] if deeds else []
        for text in further:
            page = new_card()
            page.add_item(ui.TextDisplay(text))
            await interaction.followup.send(view=page, ephemeral=True)

    async def record(self, interaction: Interaction, member: discord.User | discord.Member) -> None:
        """Answer how a member's theories came out, and to the member also how their ballots did."""
        guild, asker = require_server(interaction)
        records, own = self._stores.records, member.id == asker.id
        channels = await visible_channels(asker, self._stores.theories)
        posted, record = await records.author(guild.id, member.id, channels)
        title = _("Record of {member}", member=member.mention)
        lines = [f"### {title}", theories_line(posted, record, own=own)]
        if own:
            lines.append(own_ballots_line(await self._stores.ballots.record(guild.id, member.id)))
        lines += host_lines(await records.hosts(guild.id, channels))
        here = calibration(await records.settled(guild.id, channels))
        lines.append(calibration_lines(here, calibration(await records.settled(None))))
        picture = await asyncio.to_thread(calibration_png, here)
        files = [] if picture is None else [discord.File(io.BytesIO(picture), "calibration.png")]
        await interaction.response.send_message("\n".join(lines), files=files, ephemeral=True)

    async def _list(
        self, interaction: Interaction, film: Film | None, request: ListRequest
    ) -> ui.LayoutView:
        guild, member = require_server(interaction)
        films = await self._bot.known.at(guild.id)
        theories = await self._stores.records.listed(
            guild.id,
            await visible_channels(member, self._stores.theories),
            film_ids=films.ids_of(film) if film else (),
            kind=request.kind,
            standing=request.standing,
        )
        # Only a list that is sorted by them needs the scores of all.
        newest = request.sort == NEWEST
        scored = page_of(theories, request.page, PAGE_SIZE).rows if newest else theories
        bands = await self._bands(guild.id, scored)
        page = page_of(ordered(theories, request.sort, bands), request.page, PAGE_SIZE)
        film_of = theories[0].number if film and theories else None
        return list_card(
            page,
            replace(request, film_of=film_of, page=page.number),
            film=film,
            counts=await self._stores.records.counts([theory.id for theory in page.rows]),
            bands=bands,
            first=await self._to_see_first(interaction, page.rows),
            buttons=self._bot.entries.buttons(film, (START,)) if film else (),
        )

    async def _to_see_first(
        self, interaction: Interaction, theories: Sequence[Theory]
    ) -> dict[int, Sequence[NeededFilm]]:
        """What the asker should see before the films of theories, by the theories' ids."""
        films = await self._bot.known.at(interaction.guild_id)
        seen = await self._bot.seen_films.ids_of(interaction.user.id)
        known = {theory.id: films.get(theory.film_id or "") for theory in theories}
        first = {film.id: to_see_first(films.about(film), seen) for film in known.values() if film}
        return {id_: first[film.id] if film else () for id_, film in known.items()}

    async def _bands(self, server_id: int, theories: Sequence[Theory]) -> dict[int, Band]:
        """The scores that everybody may see: of resolved theories, and of all where public.

        A resolved theory has the score with which it was resolved, and the spread of its ballots.
        """
        ids = [theory.id for theory in theories]
        settled = await self._stores.resolutions.bands(ids)
        hidden = (await self._bot.preferences.server(server_id)).theory_results_hidden
        bands = dict(settled)
        for theory_id, votes in (
            await self._stores.ballots.votes(list(settled) if hidden else ids)
        ).items():
            present = credibility(votes)
            if theory_id in settled:
                bands[theory_id] = replace(settled[theory_id], spread=present.spread)
            elif present.shown:
                bands[theory_id] = present.band
        return bands


def _evidence_texts(portrait: Portrait) -> list[str]:
    """All evidence that further messages have room for, and where the rest stands."""
    pages = evidence_pages(portrait.evidence, EVIDENCE_PAGE, EVIDENCE_ITEM)
    if len(pages) > MOST_PAGES:
        rest = _("The rest is in the thread.")
        pages[MOST_PAGES - 1] += f"\n-# {rest}"
    return pages[:MOST_PAGES]
