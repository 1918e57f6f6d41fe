"""*Tell me when known*: put on the list by one press, listed and taken off again."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.answers.cards import (
    STOP_AWAITING,
    TELL_ME,
    TURN_AWAITED,
    awaited_card,
    awaiting_words,
    stop_awaiting,
)
from cogs.answers.rules.awaited import Awaited
from cogs.answers.store.awaited import AwaitedFilms
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.doorway import page_in
from cogs.shared.entries import AWAIT, AWAITED, FilmGoneError
from cogs.shared.sending.places import conduct_here
from data.catalogue.film import Film
from data.locales import _
from data.paging import Page, page_of
from data.servers.policy import Policy

PAGE_SIZE = 20
"""Films on a page of the list."""


class AwaitedHandler:
    """What a member waits for; every answer is private."""

    def __init__(self, bot: StingerBot, store: AwaitedFilms) -> None:
        self._bot = bot
        self._store = store

    def register(self) -> None:
        """Offer the entry, and answer the buttons and the list."""
        self._bot.entries.register(AWAIT, TELL_ME, self.wait)
        self._bot.doorway.register(AWAITED, self.list)
        self._bot.doorway.register(TURN_AWAITED, self.turn_page)
        self._bot.doorway.register(STOP_AWAITING, self.stop)
        self._bot.doorway.register_choice(STOP_AWAITING, self.take_off)

    async def wait(self, interaction: Interaction, film: Film) -> None:
        """Put a film on the member's list; one that is known already is shown instead."""
        films = await self._bot.known.at(interaction.guild_id)
        if films.about(film).judgement.settled:
            await self._bot.entries.enter("private", interaction, film.id)
            return
        channel_id = interaction.channel_id if interaction.guild is not None else None
        now = int(self._bot.clock().timestamp())
        await self._store.add(interaction.user.id, film.id, interaction.guild_id, channel_id, now)
        silent = (await conduct_here(interaction)).policy is Policy.OFF
        here = channel_id is not None and not silent
        await interaction.response.send_message(
            awaiting_words(film, here=here), view=stop_awaiting(film), ephemeral=True
        )

    async def list(self, interaction: Interaction, _argument: str) -> None:
        """Show the presser's own list."""
        card = awaited_card(await self._page(interaction, 0))
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn_page(self, interaction: Interaction, argument: str) -> None:
        """Show another page of the presser's own list."""
        card = awaited_card(await self._page(interaction, page_in(argument)))
        await interaction.response.edit_message(view=card)

    async def stop(self, interaction: Interaction, film_id: str) -> None:
        """Take a film off again, just after it was put on."""
        film = await self._remove(interaction, film_id)
        sentence = _("OK, I won't tell you about {film}.", film=plain(film_name(film)))
        await interaction.response.edit_message(content=sentence, view=None)

    async def take_off(
        self, interaction: Interaction, _argument: str, values: Sequence[str]
    ) -> None:
        """Take a film off the list, and show what is left."""
        for film_id in values:
            await self._remove(interaction, film_id)
        await self.turn_page(interaction, "")

    async def _remove(self, interaction: Interaction, film_id: str) -> Film:
        films = await self._bot.known.at(interaction.guild_id)
        mine = await self._present(interaction)
        film = next((film for _one, film in mine if film.id == film_id), films.get(film_id))
        if film is None:
            raise FilmGoneError
        ids = [one.film_id for one, other in mine if other.id == film.id]
        await self._store.remove(interaction.user.id, [film_id, *ids])
        return film

    async def _page(self, interaction: Interaction, number: int) -> Page[tuple[Awaited, Film]]:
        shown = {film.id: (one, film) for one, film in reversed(await self._present(interaction))}
        return page_of(list(reversed(shown.values())), number, PAGE_SIZE)

    async def _present(self, interaction: Interaction) -> Sequence[tuple[Awaited, Film]]:
        """What the member waits for with the films of now, as the servers that they asked in
        know them; a film may stand there under several ids.
        """
        awaited = await self._store.of_member(interaction.user.id)
        found = [(one, await self._bot.known.film(one.server_id, one.film_id)) for one in awaited]
        return [(one, film) for one, film in found if film is not None]
