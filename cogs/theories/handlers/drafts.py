"""From a form to a posted theory: film, duplicates, thread."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import discord
from discord import ui

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import hide
from cogs.shared.doorway import id_in
from cogs.shared.entries import FilmGoneError
from cogs.shared.film_option import Found, find_film
from cogs.shared.items import ActionButton, Answers, Filled, Form
from cogs.shared.permissions import require_server
from cogs.theories.cards.forms import film_form, quote_form, theory_form
from cogs.theories.cards.lists import duplicates_card
from cogs.theories.cards.theory import theory_card
from cogs.theories.handlers.film_of_message import film_of_message
from cogs.theories.rules.draft import Draft
from cogs.theories.rules.duplicates import likely_duplicates
from cogs.theories.rules.evidence import read_evidence
from cogs.theories.rules.refusals import (
    BlankTextError,
    DraftPostedError,
    NotYourTheoryError,
    PostingFailedError,
)
from cogs.theories.rules.theory import Kind, SourceClass, Status, Theory
from cogs.theories.store.portrait import portrait_of
from cogs.theories.store.stores import Stores
from cogs.theories.thread import NOT_SENT, may_see, open_thread, thread_of, venue_for
from data.catalogue.film import Film

log = logging.getLogger(__name__)

NEW, QUOTE, NAME = "theory:new", "theory:quote", "theory:name"
"""The forms for a theory about a film, for one that starts from a message, for a draft's film."""

MOST_FILMS = 4
"""Films offered for a title that is not clear; a fifth button names another one."""

LABEL_LIMIT = 80

NO_TAG = "\nThe board lacks the tag “Open”; an admin can restore it with /theory setup."


class Drafting:
    """Takes theories from their authors and posts them.

    A form that is to be corrected opens even where the theory could not be posted now, so that
    its words are not lost; what is submitted is checked again.
    """

    def __init__(self, bot: StingerBot, stores: Stores) -> None:
        self._bot = bot
        self._stores = stores

    async def begin(self, interaction: Interaction, film: Film) -> None:
        """Show the form for a film; refuses before anything is typed where it cannot be posted."""
        await self._bot.doorway.open_form(interaction, NEW, film.id)

    async def begin_from(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the form with a message as its first evidence, and the film it may be about."""
        guild, _ = await self._require_venue(interaction)
        known = await self._stores.theories.in_thread(guild.id, message.channel.id)
        film = film_of_message(message, await self._bot.known.at(guild.id))
        name = known.film_name if known else film.label if film else ""
        filled = {"film": name, "evidence": f"{message.jump_url} "}
        await self._bot.doorway.open_form(interaction, QUOTE, "", filled)

    async def form(self, interaction: Interaction, _film_id: str, filled: Filled) -> Form:
        """The form for a theory about a film that is known."""
        if not filled:
            await self._require_venue(interaction)
        return theory_form(filled)

    async def quote_form(self, _interaction: Interaction, _argument: str, filled: Filled) -> Form:
        """The form for a theory that starts from a message."""
        return quote_form(filled)

    async def submit(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        """Take the form of a film that is known."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        film = (await self._bot.known.at(interaction.guild_id)).get(film_id)
        if film is None:
            raise FilmGoneError
        theory = await self._keep(interaction, answers, film.id, film.title)
        await self._compare(interaction, theory)

    async def submit_quote(
        self, interaction: Interaction, _argument: str, answers: Answers
    ) -> None:
        """Take the form whose film was typed; asks which one is meant if that is not clear."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._find(interaction, answers["film"])
        if isinstance(found, Film):
            theory = await self._keep(interaction, answers, found.id, found.title)
            await self._compare(interaction, theory)
        else:
            theory = await self._keep(interaction, answers, None, answers["film"])
            await self._ask_for_film(interaction, theory, found)

    async def film_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form that asks for a draft's film."""
        if not filled:
            await self._draft(interaction, argument)
        return film_form(filled)

    async def submit_film(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Take a draft's film as typed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        theory = await self._draft(interaction, argument)
        found = await self._find(interaction, answers["film"])
        if isinstance(found, Film):
            await self._settle_film(interaction, theory, found)
        else:
            await self._ask_for_film(interaction, theory, found)

    async def choose_film(self, interaction: Interaction, argument: str) -> None:
        """Take a draft's film from a button."""
        draft_id, _, film_id = argument.partition(":")
        theory = await self._draft(interaction, draft_id)
        film = (await self._bot.known.at(interaction.guild_id)).get(film_id)
        if film is None:
            raise FilmGoneError
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._settle_film(interaction, theory, film)

    async def post_anyway(self, interaction: Interaction, argument: str) -> None:
        """Post a draft, however alike others are."""
        theory = await self._draft(interaction, argument)
        if theory.film_id is None:
            raise DraftPostedError
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._publish(interaction, theory)

    async def _require_venue(
        self, interaction: Interaction
    ) -> tuple[discord.Guild, discord.ForumChannel | discord.TextChannel]:
        guild, _ = require_server(interaction)
        settings = await self._bot.preferences.server(guild.id)
        return guild, venue_for(guild, settings, interaction.channel)

    async def _keep(
        self,
        interaction: Interaction,
        answers: Answers,
        film_id: str | None,
        film_name: str,
    ) -> Theory:
        guild, _ = await self._require_venue(interaction)
        if not hide(answers["claim"]):
            raise BlankTextError("the claim")
        items = tuple(item for item in read_evidence(answers["evidence"]) if hide(item.words))
        if not items:
            raise BlankTextError("the evidence")
        draft = Draft(
            server_id=guild.id,
            author_id=interaction.user.id,
            film_id=film_id,
            film_name=film_name,
            kind=Kind[answers["kind"].upper()],
            claim=answers["claim"],
            source_class=SourceClass[answers["source"].upper()],
            items=items,
        )
        return await self._stores.theories.keep_draft(draft, self._now)

    async def _draft(self, interaction: Interaction, argument: str) -> Theory:
        """The asker's own draft; anybody else's is not theirs to see or post."""
        guild, member = require_server(interaction)
        theory = await self._stores.theories.get(guild.id, id_in(argument))
        if theory is None or theory.status is not Status.DRAFT:
            raise DraftPostedError
        if theory.author_id != member.id:
            raise NotYourTheoryError
        return theory

    async def _find(self, interaction: Interaction, text: str) -> Film | Sequence[Film]:
        films = await self._bot.known.at(interaction.guild_id)
        found = find_film(films, text, self._bot.clock().year)
        return found.film if isinstance(found, Found) else found.candidates

    async def _ask_for_film(
        self,
        interaction: Interaction,
        theory: Theory,
        candidates: Sequence[Film],
    ) -> None:
        view = ui.View(timeout=None)
        for film in candidates[:MOST_FILMS]:
            argument = f"{theory.id}:{film.id}"
            if len(argument) <= LABEL_LIMIT:
                view.add_item(ActionButton("theory:film", argument, film.label[:LABEL_LIMIT]))
        view.add_item(ActionButton(NAME, str(theory.id), "Another film"))
        await interaction.followup.send(
            "Your theory is kept. Which film is it about?", view=view, ephemeral=True
        )

    async def _settle_film(self, interaction: Interaction, theory: Theory, film: Film) -> None:
        await self._stores.theories.choose_film(theory.id, film.id, film.title)
        chosen = await self._draft(interaction, str(theory.id))
        await self._compare(interaction, chosen)

    async def _compare(self, interaction: Interaction, theory: Theory) -> None:
        """Post a draft unless others say likely the same; then ask its author first.

        Others are those whose threads the author may read.
        """
        guild, member = require_server(interaction)
        films = await self._bot.known.at(theory.server_id)
        film = films.get(theory.film_id or "")
        ids = films.ids_of(film) if film else [theory.film_id or ""]
        others = await self._stores.theories.comparable(theory.server_id, ids)
        alike = [
            other
            for other in likely_duplicates(theory.claim.unwrap_for_spoiler(), others)
            if may_see(member, await thread_of(guild, other))
        ]
        if alike:
            view = duplicates_card(theory, alike)
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await self._publish(interaction, theory)

    async def _publish(self, interaction: Interaction, draft: Theory) -> None:
        guild, venue = await self._require_venue(interaction)
        theory = await self._stores.theories.give_number(guild.id, draft.id)
        if theory is None:
            raise DraftPostedError
        settings = await self._bot.preferences.server(guild.id)
        shown = await portrait_of(self._stores, theory, hidden=settings.theory_results_hidden)
        try:
            posted = await open_thread(venue, theory, theory_card(shown, posting=True))
        except NOT_SENT as failure:
            log.warning(
                "A theory was not posted: %s, code %s",
                type(failure).__name__,
                getattr(failure, "code", None),
            )
            await self._stores.theories.take_number_back(theory.id)
            await self._offer_again(interaction, theory)
            return
        await self._stores.theories.posted(
            theory.id, posted.thread.id, posted.message.id, self._now
        )
        note = "" if posted.tagged else NO_TAG
        await interaction.followup.send(
            f"Posted: {posted.thread.mention}. You can take it back with /theory withdraw until "
            f"somebody rates it.{note}",
            ephemeral=True,
        )

    async def _offer_again(self, interaction: Interaction, theory: Theory) -> None:
        view = ui.View(timeout=None)
        view.add_item(ActionButton("theory:post", str(theory.id), "Try again"))
        await interaction.followup.send(str(PostingFailedError()), view=view, ephemeral=True)

    @property
    def _now(self) -> int:
        return int(self._bot.clock().timestamp())
