"""Discord in, Discord out for ``/film add``."""

from __future__ import annotations

from discord import app_commands, ui
from discord.ext import commands

from cogs.community.cards import thanks
from cogs.community.desk import Desk
from cogs.community.forms import film_fields
from cogs.community.reading import ids_in, read_film
from cogs.community.refusals import AdultFilmError, FilmKnownError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.errors import UserFacingError
from cogs.shared.film_option import ADD_FILM
from cogs.shared.forms import Answers, Form, offer_again
from cogs.shared.permissions import require_server
from data.catalogue.film import Film
from data.contributions.kinds import AddedFilm, ImpossibleError
from data.contributions.merge import as_film
from data.contributions.server_films import ServerFilms
from data.lookup.text import fold, wording

ENTRIES = ("card", "remind", "timestamp", "theories")


class FilmCog(commands.Cog):
    """Adds films that the catalogue lacks, for one server."""

    film = app_commands.Group(name="film", description="Films that the catalogue lacks.")

    def __init__(self, bot: StingerBot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk
        bot.doorway.register(ADD_FILM, self.open_form)

    @film.command(description="Add a film that I do not know, such as tonight's premiere.")
    @app_commands.describe(
        title="Its title, as on the poster",
        year="The year of its release",
        runtime="2:11 or 131 (minutes)",
        release_date="2026-12-18",
        link="Its page at IMDb or TMDB, by which the catalogue finds it later",
    )
    async def add(
        self,
        interaction: Interaction,
        title: app_commands.Range[str, 1, 90],
        year: app_commands.Range[int, 1880, 2100],
        runtime: str = "",
        release_date: str = "",
        link: str = "",
    ) -> None:
        """Add a film."""
        require_server(interaction)
        answers = {
            "title": title,
            "year": str(year),
            "runtime": runtime,
            "released": release_date,
            "link": link,
        }
        try:
            await self._take(interaction, answers)
        except (ImpossibleError, UserFacingError) as error:
            await offer_again(interaction, error, lambda: self._form(answers))

    async def open_form(self, interaction: Interaction, _argument: str) -> None:
        """Ask for the film in a form."""
        require_server(interaction)
        await interaction.response.send_modal(self._form({}))

    def _form(self, filled: Answers) -> Form:
        return Form("Add a film", "film-add", film_fields, filled, self._take)

    async def _take(self, interaction: Interaction, answers: Answers) -> None:
        guild, _ = require_server(interaction)
        added = read_film(answers, ids_in(answers["link"]) or (None, None))
        if self._bot.catalogue.softcore(added.title):
            raise AdultFilmError
        known = _known(await self._bot.known.at(guild.id), added)
        if known is not None:
            raise FilmKnownError(plain(known.label))
        one = await self._desk.add(interaction, None, added)
        film = (await self._bot.known.at(guild.id)).get(one.film_id)
        film = film or as_film(one.film_id, added, len(self._bot.catalogue.films))
        view = ui.View(timeout=None)
        for button in self._bot.entries.buttons(film, ENTRIES):
            view.add_item(button)
        said = f"**{plain(film.label)}**: {thanks(one)}"
        await interaction.response.send_message(said, view=view, ephemeral=True)


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
