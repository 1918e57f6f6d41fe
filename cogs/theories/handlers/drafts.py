"""From a form to a draft of a theory about a film."""

from __future__ import annotations

import logging
from datetime import date
from functools import partial

import discord

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import hide
from cogs.shared.entries import film_in, with_newest
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.options.film import Found, NoFilmButError, Several, film_named
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.draft import film_question
from cogs.theories.cards.forms import film_form, quote_form, theory_form
from cogs.theories.handlers.posts import PostHandler
from cogs.theories.handlers.requirements import require_draft, require_evidence, require_venue
from cogs.theories.rules.refusals import BlankTextError
from cogs.theories.rules.theory import Draft, Kind, SourceClass, Theory
from cogs.theories.store.theories import TheoryStore
from data.catalogue.film import Film
from data.contributions.store.server_films import ServerFilms
from data.locales import _
from data.lookup import CONFIDENT
from data.lookup.choice import films_linked, is_written
from data.lookup.query.links import FilmLink, read_links
from data.lookup.query.text import ARTICLES, fold

log = logging.getLogger(__name__)

NEW, QUOTE = "theory:new", "theory:quote"
"""The forms for a theory about a film, by its id, and for one that starts from a message."""


class DraftHandler:
    """Takes theories from their authors, and asks which films they are about.

    A form that is to be corrected opens even where the theory could not be posted now, so that
    its words are not lost; what is submitted is checked again.
    """

    def __init__(
        self, bot: StingerBot, theories: TheoryStore, posts: PostHandler, loop: DueLoop
    ) -> None:
        self._bot = bot
        self._theories = theories
        self._posts = posts
        self._loop = loop

    async def begin(self, interaction: Interaction, film: Film) -> None:
        """Show the form for a film; refuses before anything is typed where it cannot be posted."""
        await self._bot.doorway.open_form(interaction, NEW, film.id)

    async def begin_from(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the form with a message as its first evidence, and the film it may be about."""
        guild, _venue = await require_venue(interaction)
        discussed = await self._theories.in_thread(guild.id, message.channel.id)
        films = await self._bot.known.at(guild.id)
        find = partial(_film_of, message, films, self._bot.clock().date())
        film = await self._bot.work.compute(interaction.user.id, find)
        name = discussed.film_name if discussed else film.label if film else ""
        filled = {"film": name, "evidence": f"{message.jump_url} "}
        await self._bot.doorway.open_form(interaction, QUOTE, "", filled)

    async def form(self, interaction: Interaction, _film_id: str, filled: Filled) -> Form:
        """The form for a theory about a film that is known."""
        if not filled:
            await require_venue(interaction)
        return theory_form(filled)

    async def quote_form(self, _interaction: Interaction, _argument: str, filled: Filled) -> Form:
        """The form for a theory that starts from a message."""
        return quote_form(filled)

    async def submit(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        """Take the form of a film that is known."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        film = await self._film(interaction, film_id)
        theory = await self._add(interaction, answers, film.id, film.title)
        await self._posts.post(interaction, theory)

    async def submit_quote(
        self, interaction: Interaction, _argument: str, answers: Answers
    ) -> None:
        """Take the form whose film was typed; asks which one is meant if that is not clear."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        match = await film_named(interaction, answers["film"])
        theory = await self._add(interaction, answers, None, answers["film"])
        await self._settle_film(interaction, theory, match)

    async def film_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form that asks for a draft's film."""
        if not filled:
            await require_draft(interaction, self._theories, argument)
        return film_form(filled)

    async def submit_film(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Take a draft's film as typed."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        theory = await require_draft(interaction, self._theories, argument)
        await self._settle_film(interaction, theory, await film_named(interaction, answers["film"]))

    async def choose_film(self, interaction: Interaction, argument: str) -> None:
        """Take a draft's film from a button."""
        draft_id, _colon, film_id = argument.partition(":")
        theory = await require_draft(interaction, self._theories, draft_id)
        film = await self._film(interaction, film_id)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await self._settle_film(interaction, theory, Found(film))

    async def _add(
        self,
        interaction: Interaction,
        answers: Answers,
        film_id: str | None,
        film_name: str,
    ) -> Theory:
        guild, _venue = await require_venue(interaction)
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
        return await self._theories.add_draft(draft, self._loop.now)

    async def _film(self, interaction: Interaction, film_id: str) -> Film:
        return film_in(await self._bot.known.at(interaction.guild_id), film_id)

    async def _settle_film(
        self, interaction: Interaction, theory: Theory, match: Found | Several
    ) -> None:
        """Go on with a draft about the film that is clear, or ask which one it is about."""
        if isinstance(match, Several):
            question = _("Your theory is kept. Which film is it about?")
            if match.work is not None and match.work.is_shown:
                question = f"{NoFilmButError(match.work)} {question}"
            await interaction.followup.send(
                with_newest(question, match.candidates, newest_first=match.newest_first),
                view=film_question(theory, match.candidates),
                ephemeral=True,
            )
            return
        await self._theories.choose_film(theory.id, match.film.id, match.film.title)
        chosen = await require_draft(interaction, self._theories, str(theory.id))
        await self._posts.post(interaction, chosen)


def _film_of(message: discord.Message, films: ServerFilms, today: date) -> Film | None:
    """The film that a message is probably about.

    One of Stinger's cards tells it by its buttons, any other message by a link or by a title; of
    one word it must be written as the title is: "the butler did it" is not about "The Butler".
    """
    rows = [getattr(component, "children", ()) for component in message.components]
    for button in (child for row in rows for child in row if isinstance(child, discord.Button)):
        action, _colon, film_id = (button.custom_id or "").rpartition(":")
        if action.endswith(":film") and (film := films.get(film_id)):
            return film
    link = next(read_links(message.content), None)
    if isinstance(link, FilmLink):
        return next(iter(films_linked(link, films, today).films), None)
    for match in films.find_in(message.content, limit=1):
        words = [word for word in fold(match.film.title) if word not in ARTICLES]
        written = is_written(match.film.title, message.content)
        if len(words) > 1 or written or match.confidence >= CONFIDENT:
            return match.film
    return None
