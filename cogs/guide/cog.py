"""Discord in, Discord out for the guide."""

from __future__ import annotations

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands
from discord.ui import LayoutView

from cogs.guide.cards import TURN, argument, page
from cogs.guide.film_steps import film_steps
from cogs.guide.general import topic_asked
from cogs.guide.topics import READING, TOPICS, Topic
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import ANYWAY
from cogs.shared.horizon import open_to
from cogs.shared.items import ActionButton
from cogs.shared.language import readers_language
from cogs.shared.options.film import choose_film, film_choices
from cogs.shared.registry import Explanation
from cogs.shared.sending.places import conduct_here, is_private, is_strict
from data.catalogue.film import Film, NeededFilm
from data.locales import N_, _, speaking
from data.servers.preferences import Share

ENTRY = "guide"


class GuideCog(commands.Cog):
    """``/guide``, its select, and the guide's answers to general questions."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        bot.doorway.register(TURN, self.turn)
        bot.doorway.register_choice(TURN, self.choose)
        bot.entries.register(ENTRY, N_("Read it with the guide"), self.read_film)
        bot.registry.explainers["guide"] = explain

    @app_commands.command(
        name="guide", description="How to read a stinger: five steps, clues, patterns, questions."
    )
    @app_commands.describe(
        film="A film to go through the five steps with",
        topic="The page to begin with",
        share="Who sees the page: only you (the default), or everyone here",
    )
    @app_commands.autocomplete(film=film_choices)
    @app_commands.choices(
        topic=[app_commands.Choice(name=t.title, value=t.key) for t in TOPICS.values()]
    )
    async def guide(
        self,
        interaction: Interaction,
        film: str | None = None,
        topic: str = READING,
        share: Share = "only me",
    ) -> None:
        """Show a page of the guide."""
        named = None
        if film is not None:
            named = await choose_film(interaction, film, entry=ENTRY)
            if named is None:
                return
        conduct = await conduct_here(interaction)
        private = share == "only me" or is_private(conduct, interaction)
        view = await self._page(interaction, topic_of(topic), named, private=private)
        await interaction.response.send_message(view=view, ephemeral=private)

    async def read_film(self, interaction: Interaction, film: Film) -> None:
        """Go through the five steps with a film."""
        view = await self._page(interaction, TOPICS[READING], film, private=True)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def choose(self, interaction: Interaction, _argument: str, values: Sequence[str]) -> None:
        """Show the page chosen."""
        await self.turn(interaction, values[0])

    async def turn(self, interaction: Interaction, choice: str) -> None:
        """Turn a private page in place; from a page that everyone sees, open a private one."""
        key, _colon, film_id = choice.partition(":")
        topic = topic_of(key)
        film = (await self._bot.known.at(interaction.guild_id)).get(film_id)
        view = await self._page(interaction, topic, film, private=True)
        if interaction.message is not None and interaction.message.flags.ephemeral:
            await interaction.response.edit_message(view=view)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _page(
        self,
        interaction: Interaction,
        topic: Topic,
        film: Film | None,
        *,
        private: bool,
    ) -> LayoutView:
        language = await readers_language(interaction, private=private)
        if film is None:
            with speaking(language):
                return page(topic)
        catalogue = self._bot.catalogue
        strict = is_strict(film, await conduct_here(interaction), interaction)
        films = await self._bot.known.at(interaction.guild_id)
        relatives = catalogue.franchises.get(film.franchise or "", ())
        facts = films.about(film)
        first: Sequence[NeededFilm] = ()
        if private:
            facts, first = await open_to(self._bot, interaction.user.id, facts)
        with speaking(language):
            steps = film_steps(facts, relatives, first, strict=strict, tell=private or not strict)
            anyway = self._bot.entries.buttons(film, [ANYWAY] if first else ())
            return page(topic, film, steps, anyway)


def topic_of(key: str) -> Topic:
    """The page of that key; the first for a key that is forged, or of a page no longer kept."""
    return TOPICS.get(key, TOPICS[READING])


def explain(text: str) -> Explanation | None:
    """The page that answers a general question, for chat."""
    key = topic_asked(text)
    if key is None:
        return None
    topic = TOPICS[key]
    button = ActionButton(TURN, argument(topic, None), _("Show privately"))
    return Explanation(f"guide:{key}", page(topic), button)
