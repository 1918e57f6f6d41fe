"""One contribution at a time, and what members and curators do with it."""

from __future__ import annotations

from types import MappingProxyType

from discord.ui import LayoutView

from cogs.community.cards import (
    APPROVE,
    CONFIRM,
    EDIT,
    OPEN,
    REJECT,
    REJECT_BURST,
    REVERT,
    WITHDRAW,
    contribution_card,
    decision_buttons,
)
from cogs.community.desk import Desk
from cogs.community.filled import form_of
from cogs.community.lists import is_careful
from cogs.community.reading import ids_in, read_egg, read_film, read_scene, read_timestamp
from cogs.community.refusals import NotStandingError, NotYoursToDecideError, OwnReportError
from cogs.community.words import film_words
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import FilmGoneError
from cogs.shared.forms import Answers, Form
from cogs.shared.sending.places import conduct_here
from data.contributions.contribution import Contribution, State
from data.contributions.kinds import AddedFilm, Content, Egg, Timestamp, ToldScene


class Shelves:
    """Shows contributions and changes them; every answer is private."""

    def __init__(self, bot: StingerBot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    def register(self) -> None:
        """Answer the buttons of the cards."""
        for action, handler in (
            (OPEN, self.open),
            (CONFIRM, self.confirm),
            (WITHDRAW, self.withdraw),
            (APPROVE, self.approve),
            (REJECT, self.reject),
            (REJECT_BURST, self.reject_burst),
            (EDIT, self.edit),
            (REVERT, self.revert),
        ):
            self._bot.doorway.register(action, handler)

    async def open(self, interaction: Interaction, argument: str) -> None:
        """Show one contribution."""
        one = await self._desk.named(interaction, argument)
        view = await self._detail(interaction, one)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _detail(self, interaction: Interaction, one: Contribution) -> LayoutView:
        curator = await self._desk.curates(interaction)
        reader = interaction.user.id
        own = one.reporter.user_id == reader
        film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
        return contribution_card(
            one,
            film_words(one, film),
            await self._desk.store.history(one),
            decision_buttons(one, curator=curator, reader_id=reader),
            tell=curator or own or one.approved,
            strict=is_careful(film, await conduct_here(interaction), interaction),
        )

    async def _show_again(self, interaction: Interaction, one: Contribution) -> None:
        view = await self._detail(interaction, one)
        await interaction.response.edit_message(view=view)

    async def confirm(self, interaction: Interaction, argument: str) -> None:
        """Note that it was the same for the presser."""
        one = await self._desk.named(interaction, argument)
        if one.reporter.user_id == interaction.user.id:
            raise OwnReportError
        if not one.stands:
            raise NotStandingError
        ids = await self._desk.film_ids(interaction, one.film_id)
        witness = await self._desk.witness(interaction, ids)
        await self._desk.store.confirm(one, witness, self._bot.clock())
        await self._show_again(interaction, await self._desk.named(interaction, argument))

    async def withdraw(self, interaction: Interaction, argument: str) -> None:
        """Take the presser's confirmation back."""
        one = await self._desk.named(interaction, argument)
        await self._desk.store.take_back(one, interaction.user.id)
        await self._show_again(interaction, await self._desk.named(interaction, argument))

    async def approve(self, interaction: Interaction, argument: str) -> None:
        """Let it count."""
        await self._decide(interaction, argument, State.APPROVED)

    async def reject(self, interaction: Interaction, argument: str) -> None:
        """Let it not count."""
        await self._decide(interaction, argument, State.REJECTED)

    async def _decide(self, interaction: Interaction, argument: str, state: State) -> None:
        await self._desk.require_curator(interaction)
        one = await self._desk.named(interaction, argument)
        actor, now = interaction.user.id, self._bot.clock()
        changed = await self._desk.store.decide(one, state, actor, now)
        await self._show_again(interaction, changed)

    async def reject_burst(self, interaction: Interaction, argument: str) -> None:
        """Let none of the held reports count that say the same."""
        await self._desk.require_curator(interaction)
        one = await self._desk.named(interaction, argument)
        ids = await self._desk.film_ids(interaction, one.film_id)
        for held in await self._desk.store.bursts.held(one, ids):
            now = self._bot.clock()
            await self._desk.store.decide(held, State.REJECTED, interaction.user.id, now)
        await self._show_again(interaction, await self._desk.named(interaction, argument))

    async def revert(self, interaction: Interaction, argument: str) -> None:
        """Take the last change back."""
        await self._desk.require_curator(interaction)
        one = await self._desk.named(interaction, argument)
        changed = await self._desk.store.revert(one, interaction.user.id, self._bot.clock())
        await self._show_again(interaction, changed)

    async def edit(self, interaction: Interaction, argument: str) -> None:
        """Open the form of a contribution, filled in."""
        one = await self._desk.named(interaction, argument)
        own = one.reporter.user_id == interaction.user.id and one.stands
        if not own and not await self._desk.curates(interaction):
            raise NotYoursToDecideError
        await self.open_edit(interaction, one)

    async def open_edit(
        self, interaction: Interaction, one: Contribution, instead: Answers = MappingProxyType({})
    ) -> None:
        """Open the form of a contribution that the asker may edit.

        What is given ``instead`` is filled in for what the contribution says.
        """

        async def take(submitted: Interaction, answers: Answers) -> None:
            content = await self._read(submitted, one, answers)
            now = self._bot.clock()
            changed = await self._desk.store.edit(one, content, submitted.user.id, now)
            if not await self._desk.curates(submitted) and one.approved:
                # What a curator approved is not what it says now.
                changed = await self._desk.store.reopen(changed, submitted.user.id, now)
            view = await self._detail(submitted, changed)
            await submitted.response.send_message(view=view, ephemeral=True)

        fields, filled = form_of(one.content)
        film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
        title = f"Edit · {film_words(one, film)}"
        form = Form(title, "contribution-edit", fields, {**filled, **instead}, take)
        await interaction.response.send_modal(form)

    async def _read(self, interaction: Interaction, one: Contribution, answers: Answers) -> Content:
        match one.content:
            case ToldScene(position, order):
                return read_scene(answers, position, order)
            case Egg():
                return read_egg(answers)
            case AddedFilm(imdb_id=imdb_id, tmdb_id=tmdb_id):
                return read_film(answers, ids_in(answers["link"]) or (imdb_id, tmdb_id))
            case Timestamp():
                film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
                if film is None:
                    raise FilmGoneError
                return read_timestamp(answers, film)
