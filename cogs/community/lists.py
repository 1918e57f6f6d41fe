"""The lists of contributions: what a film has of a kind, and what waits for curators."""

from __future__ import annotations

from discord.ui import LayoutView

from cogs.community.cards import PAGE_SIZE, TURN, Row, list_card, timings_lines
from cogs.community.desk import Desk
from cogs.community.words import film_words
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.doorway import page_in
from cogs.shared.entries import FilmGoneError
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.contributions.contribution import Contribution
from data.paging import page_of
from data.servers.policy import Policy
from data.servers.preferences import Conduct

QUEUE = "queue"
CONFIRM = "confirm"
TITLES = {
    "scene": "Scenes by members",
    "timestamp": "Timestamps",
    CONFIRM: "Same for you? Open it and say so",
}
NOTHING = {
    "scene": "Nobody here has told of a scene of this film yet: /scene add does.",
    "timestamp": "Nobody here has reported times of this film yet: /timestamp add does.",
    CONFIRM: "Nobody else here has reported times of this film yet.",
}


class Lists:
    """Shows lists page by page; every answer is private."""

    def __init__(self, bot: StingerBot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    def register(self) -> None:
        """Answer the paging buttons."""
        self._bot.doorway.register(TURN, self.turn)

    async def show_queue(self, interaction: Interaction) -> None:
        """Answer a curator with the first page of what waits."""
        card = await self._queue(interaction, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def show(self, interaction: Interaction, shelf: str, film: Film) -> None:
        """Answer with the first page of what a film has of a kind, or of what can be confirmed."""
        card = await self._of_film(interaction, shelf, film, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place; one of the contributions listed names the film."""
        shelf, _, rest = argument.partition(",")
        listed, _, number = rest.partition(",")
        page = page_in(number)
        if shelf == QUEUE:
            card = await self._queue(interaction, page)
        else:
            one = await self._desk.named(interaction, listed)
            film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
            if film is None:
                raise FilmGoneError
            card = await self._of_film(interaction, shelf, film, page)
        await interaction.response.edit_message(view=card)

    async def _of_film(
        self, interaction: Interaction, shelf: str, film: Film, number: int
    ) -> LayoutView:
        strict = is_strict(film, await conduct_here(interaction), interaction)
        films = await self._bot.known.at(interaction.guild_id)
        kind = "timestamp" if shelf == CONFIRM else shelf
        found = await self._desk.store.of_film(interaction.guild_id or 0, films.ids_of(film))
        listed = [one for one in found if one.kind == kind]
        if shelf == CONFIRM:
            asker = interaction.user.id
            listed = [one for one in listed if one.stands and one.reporter.user_id != asker]
        lines = timings_lines(films.timings(film.id), strict=strict) if kind == "timestamp" else []
        title = f"{TITLES.get(shelf, 'Contributions')} · {plain(film.label)}"
        page = page_of([Row(one, strict) for one in listed[::-1]], number, PAGE_SIZE)
        return list_card(title, page, shelf, lines=lines, nothing=NOTHING.get(shelf, "Nothing."))

    async def _queue(self, interaction: Interaction, number: int) -> LayoutView:
        await self._desk.require_curator(interaction)
        films = await self._bot.known.at(interaction.guild_id)
        conduct = await conduct_here(interaction)
        rows = [
            Row(one, is_careful(film, conduct, interaction), _name(one, film))
            for one in await self._desk.store.waiting(interaction.guild_id or 0)
            for film in [films.get(one.film_id)]
            if not (one.kind == "film" and film and film.id != one.film_id)  # needed no longer
        ]
        page = page_of(rows, number, PAGE_SIZE)
        return list_card("Waiting for a curator", page, QUEUE, nothing="Nothing waits.")


def is_careful(film: Film | None, conduct: Conduct, interaction: Interaction) -> bool:
    """As :func:`is_strict`; of a film that is held or gone only the policy is known."""
    if film is None:
        return conduct.policy is Policy.STRICT
    return is_strict(film, conduct, interaction)


def _name(one: Contribution, film: Film | None) -> str:
    """The film's name beside a contribution that does not tell it itself."""
    return "" if one.kind == "film" else film_words(one, film)
