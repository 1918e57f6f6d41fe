"""A film that the catalogue lacks: its form, and what can be done with it at once."""

from __future__ import annotations

from cogs.community.cards.messages import thanks
from cogs.community.handlers.submissions import Submissions
from cogs.community.kinds.film import fields, read_film
from cogs.community.kinds.kind import to_be_shared
from cogs.community.rules.refusals import AdultFilmError, FilmKnownError
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import Answers, Filled, Form, new_view
from cogs.shared.options.film import ADD_FILM
from data.catalogue.film import Film
from data.contributions.rules.additions import as_film
from data.contributions.rules.kinds import AddedFilm
from data.contributions.store.server_films import ServerFilms
from data.locales import _
from data.locales.formats import labelled
from data.lookup.query.text import fold, wording

ENTRIES = ("card", "remind", "timestamp", "theories")


class FilmHandler:
    """Adds films for one server."""

    def __init__(self, bot: StingerBot, submissions: Submissions) -> None:
        self._bot = bot
        self._submissions = submissions

    def register(self) -> None:
        """Answer the form."""
        self._bot.doorway.register_form(ADD_FILM, self._build, self._take)

    async def add(self, interaction: Interaction, texts: Filled) -> None:
        """Add the film of a command; where it is refused, its form has all that was given."""
        require_server(interaction)
        answers = Answers(texts, tuple(filter(None, texts.values())))
        await self._bot.doorway.take(interaction, ADD_FILM, "", answers)

    async def _build(self, interaction: Interaction, _argument: str, filled: Filled) -> Form:
        require_server(interaction)
        return Form(_("Add a film"), to_be_shared(fields(filled)))

    async def _take(self, interaction: Interaction, _argument: str, answers: Answers) -> None:
        guild, _ = require_server(interaction)
        film = read_film(answers)
        if self._bot.catalogue.softcore(film.title):
            raise AdultFilmError
        known = _known(await self._bot.known.at(guild.id), film)
        if known is not None:
            raise FilmKnownError(plain(known.label))
        added = await self._submissions.add(interaction, None, film)
        listed = (await self._bot.known.at(guild.id)).get(added.film_id)
        listed = listed or as_film(added.film_id, film, len(self._bot.catalogue.films))
        view = new_view()
        for button in self._bot.entries.buttons(listed, ENTRIES):
            view.add_item(button)
        text = labelled(f"**{plain(listed.label)}**", thanks(added))
        await interaction.response.send_message(text, view=view, ephemeral=True)


def _known(films: ServerFilms, added: AddedFilm) -> Film | None:
    """The film that this is already: by its ids, or by name and year if it comes without."""
    if added.imdb_id:
        return films.by_imdb(added.imdb_id)
    if added.tmdb_id:
        return films.by_tmdb(added.tmdb_id)
    name = wording(fold(added.title)).key
    return next(
        (
            match.film
            for match in films.search(f"{added.title} {added.year}")
            if match.film.year == added.year and wording(fold(match.film.title)).key == name
        ),
        None,
    )
