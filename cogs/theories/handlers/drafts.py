"""From a form to a posted theory: film, duplicates, thread."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

import discord

from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import hide
from cogs.shared.doorway import id_in
from cogs.shared.entries import FilmGoneError
from cogs.shared.error_codes import judged
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.language import readers_language
from cogs.shared.options.film import Found, film_named
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.draft import duplicates_card, film_question, retry_button
from cogs.theories.cards.forms import film_form, quote_form, theory_form
from cogs.theories.handlers.requirements import require_evidence
from cogs.theories.handlers.visibility import visible_channels
from cogs.theories.publication import Publication
from cogs.theories.rules.lists import likely_duplicates
from cogs.theories.rules.refusals import BlankTextError, DraftPostedError, NotYourTheoryError
from cogs.theories.rules.theory import Draft, Kind, SourceClass, Status, Theory
from cogs.theories.store import Stores
from cogs.theories.thread import (
    NOT_SENT,
    OPEN_TAG,
    require_member_posts,
    tag_name,
    venue_for,
)
from data.catalogue.film import Film
from data.contributions.store.server_films import ServerFilms
from data.locales import _, speaking

log = logging.getLogger(__name__)

NEW, QUOTE = "theory:new", "theory:quote"
"""The forms for a theory about a film, by its id, and for one that starts from a message."""


class DraftHandler:
    """Takes theories from their authors and posts them.

    A form that is to be corrected opens even where the theory could not be posted now, so that
    its words are not lost; what is submitted is checked again.
    """

    def __init__(
        self, bot: StingerBot, stores: Stores, publication: Publication, loop: DueLoop
    ) -> None:
        self._bot = bot
        self._stores = stores
        self._publication = publication
        self._loop = loop

    async def begin(self, interaction: Interaction, film: Film) -> None:
        """Show the form for a film; refuses before anything is typed where it cannot be posted."""
        await self._bot.doorway.open_form(interaction, NEW, film.id)

    async def begin_from(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the form with a message as its first evidence, and the film it may be about."""
        guild, _venue = await self._require_venue(interaction)
        discussed = await self._stores.theories.in_thread(guild.id, message.channel.id)
        find = partial(_film_of, message, await self._bot.known.at(guild.id))
        film = await self._bot.work.compute(interaction.user.id, find)
        name = discussed.film_name if discussed else film.label if film else ""
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
        film = await self._film(interaction, film_id)
        theory = await self._add(interaction, answers, film.id, film.title)
        await self._compare(interaction, theory)

    async def submit_quote(
        self, interaction: Interaction, _argument: str, answers: Answers
    ) -> None:
        """Take the form whose film was typed; asks which one is meant if that is not clear."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        film, candidates = await self._find(interaction, answers["film"])
        theory = await self._add(interaction, answers, None, answers["film"])
        await self._settle_film(interaction, theory, film, candidates)

    async def film_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form that asks for a draft's film."""
        if not filled:
            await self._draft(interaction, argument)
        return film_form(filled)

    async def submit_film(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Take a draft's film as typed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        theory = await self._draft(interaction, argument)
        film, candidates = await self._find(interaction, answers["film"])
        await self._settle_film(interaction, theory, film, candidates)

    async def choose_film(self, interaction: Interaction, argument: str) -> None:
        """Take a draft's film from a button."""
        draft_id, _colon, film_id = argument.partition(":")
        theory = await self._draft(interaction, draft_id)
        film = await self._film(interaction, film_id)
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
        guild, member = require_server(interaction)
        settings = await self._bot.preferences.server(guild.id)
        venue = venue_for(guild, settings, interaction.channel)
        require_member_posts(venue, member)
        return guild, venue

    async def _add(
        self,
        interaction: Interaction,
        answers: Answers,
        film_id: str | None,
        film_name: str,
    ) -> Theory:
        guild, _venue = await self._require_venue(interaction)
        if not hide(answers["claim"]):
            raise BlankTextError(_("Claim"))
        draft = Draft(
            server_id=guild.id,
            author_id=interaction.user.id,
            film_id=film_id,
            film_name=film_name,
            kind=Kind[answers["kind"].upper()],
            claim=answers["claim"],
            source_class=SourceClass[answers["source"].upper()],
            items=tuple(require_evidence(answers["evidence"])),
        )
        return await self._stores.theories.add_draft(draft, self._loop.now)

    async def _draft(self, interaction: Interaction, argument: str) -> Theory:
        """The asker's own draft; raises a :class:`UserFacingError` for any other."""
        guild, member = require_server(interaction)
        theory = await self._stores.theories.get(guild.id, id_in(argument))
        if theory is None or theory.status is not Status.DRAFT:
            raise DraftPostedError
        if theory.author_id != member.id:
            raise NotYourTheoryError
        return theory

    async def _find(
        self, interaction: Interaction, text: str
    ) -> tuple[Film | None, Sequence[Film]]:
        """The film that a text names, or ``None`` with the films that may be meant."""
        match = await film_named(interaction, text)
        return (match.film, ()) if isinstance(match, Found) else (None, match.candidates)

    async def _film(self, interaction: Interaction, film_id: str) -> Film:
        film = (await self._bot.known.at(interaction.guild_id)).get(film_id)
        if film is None:
            raise FilmGoneError
        return film

    async def _settle_film(
        self,
        interaction: Interaction,
        theory: Theory,
        film: Film | None,
        candidates: Sequence[Film] = (),
    ) -> None:
        """Go on with a draft about this film, or ask which of the candidates it is about."""
        if film is None:
            await interaction.followup.send(
                _("Your theory is kept. Which film is it about?"),
                view=film_question(theory, candidates),
                ephemeral=True,
            )
            return
        await self._stores.theories.choose_film(theory.id, film.id, film.title)
        chosen = await self._draft(interaction, str(theory.id))
        await self._compare(interaction, chosen)

    async def _compare(self, interaction: Interaction, theory: Theory) -> None:
        """Post a draft, or ask its author first if other theories probably say the same.

        Theories whose threads the author may not read are left out.
        """
        _guild, member = require_server(interaction)
        films = await self._bot.known.at(theory.server_id)
        film = films.get(theory.film_id or "")
        ids = films.ids_of(film) if film else [theory.film_id or ""]
        channels = await visible_channels(member, self._stores.theories)
        others = await self._stores.theories.comparable(theory.server_id, ids, channels)
        compare = partial(likely_duplicates, theory.claim.unwrap_for_spoiler(), others)
        alike = await self._bot.work.compute(member.id, compare)
        if alike:
            view = duplicates_card(theory, alike)
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await self._publish(interaction, theory)

    async def _publish(self, interaction: Interaction, draft: Theory) -> None:
        guild, venue = await self._require_venue(interaction)
        try:
            posted = await self._publication.publish(guild, venue, draft.id, self._loop.now)
        except NOT_SENT as failure:
            code = getattr(failure, "code", None)
            log.warning("A theory was not posted: %s, code %s", type(failure).__name__, code)
            kept = _("Your theory is kept for a day: press the button to try again.")
            await interaction.followup.send(
                f"{judged(failure).sentence} {kept}",
                view=retry_button(draft),
                ephemeral=True,
            )
            return
        lines = [
            _(
                "Posted: {thread}. You can take it back with /theory withdraw until somebody rates "
                "it.",
                thread=posted.thread.mention,
            )
        ]
        if not posted.tagged:
            with speaking(await readers_language(interaction, private=False)):
                tag = tag_name(OPEN_TAG)
            lines.append(
                _("The board lacks the tag “{tag}”. /theory setup adds it again.", tag=tag)
            )
        await interaction.followup.send("\n".join(lines), ephemeral=True)


def _film_of(message: discord.Message, films: ServerFilms) -> Film | None:
    """The film that a message is probably about.

    One of Stinger's cards tells it by its buttons, any other message by a film that it names.
    """
    rows = [getattr(component, "children", ()) for component in message.components]
    for button in (child for row in rows for child in row if isinstance(child, discord.Button)):
        action, _colon, film_id = (button.custom_id or "").rpartition(":")
        if action.endswith(":film") and (film := films.get(film_id)):
            return film
    named = films.find_in(message.content, limit=1)
    return named[0].film if named else None
