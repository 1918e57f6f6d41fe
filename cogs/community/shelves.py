"""The lists of contributions, and what members and curators do with one."""

from __future__ import annotations

import discord

from cogs.community.cards import (
    APPROVE,
    CONFIRM,
    EDIT,
    OPEN,
    PAGE_SIZE,
    REJECT,
    REVERT,
    TURN,
    Row,
    contribution_card,
    decision_buttons,
    list_card,
    timings_lines,
)
from cogs.community.desk import Desk
from cogs.community.filled import filled_egg, filled_scene, filled_timestamp
from cogs.community.forms import (
    Answers,
    Fields,
    Form,
    egg_fields,
    film_fields,
    scene_fields,
    timestamp_fields,
)
from cogs.community.offsets import film_clock
from cogs.community.reading import ids_in, read_egg, read_film, read_scene, read_timestamp
from cogs.community.refusals import NotStandingError, NotYoursToDecideError, OwnReportError
from cogs.shared.bot import StingerBot
from cogs.shared.entry_buttons import FilmGoneError
from cogs.shared.places import conduct_here, is_strict
from cogs.shared.spoilers import plain
from data.contributions.contribution import Contribution, State
from data.contributions.kinds import AddedFilm, Content, Egg, Timestamp, ToldScene
from data.film import Film
from data.paging import page_of
from data.policy import Policy
from data.preferences import Conduct

QUEUE = "queue"
GONE = "A film that is not listed any more"
TITLES = {
    "scene": "Scenes by members",
    "timestamp": "Timestamps",
    "confirm": "Same for you? Open it and say so",
}

Interaction = discord.Interaction[StingerBot]


class Shelves:
    """Shows contributions and changes them; every answer is private."""

    def __init__(self, bot: StingerBot, desk: Desk) -> None:
        self._bot = bot
        self._desk = desk

    def register(self) -> None:
        """Answer the buttons of the lists and cards."""
        for action, handler in (
            (OPEN, self.open),
            (TURN, self.turn),
            (CONFIRM, self.confirm),
            (APPROVE, self.approve),
            (REJECT, self.reject),
            (EDIT, self.edit),
            (REVERT, self.revert),
        ):
            self._bot.actions.register(action, handler)

    async def show(self, interaction: Interaction, shelf: str, film: Film | None) -> None:
        """Answer with the first page of a list: ``queue`` or what a film has of a kind."""
        card = await self._card(interaction, shelf, film, 0)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def turn(self, interaction: Interaction, argument: str) -> None:
        """Show another page in place."""
        shelf, _, rest = argument.partition(",")
        listed, _, number = rest.partition(",")
        film = None
        if shelf != QUEUE:
            one = await self._desk.named(interaction, listed)
            film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
            if film is None:
                raise FilmGoneError
        page = int(number) if number.isdecimal() else 0
        await interaction.response.edit_message(
            view=await self._card(interaction, shelf, film, page)
        )

    async def _card(
        self, interaction: Interaction, shelf: str, film: Film | None, number: int
    ) -> discord.ui.LayoutView:
        if film is None:
            return await self._queue(interaction, number)
        strict = is_strict(film, await conduct_here(interaction), interaction)
        films = await self._bot.known.at(interaction.guild_id)
        kind = "timestamp" if shelf == "confirm" else shelf
        found = await self._desk.store.of_film(interaction.guild_id or 0, films.ids_of(film))
        listed = [one for one in found if one.kind == kind and (shelf != "confirm" or one.stands)]
        lines = timings_lines(films.timings(film.id), strict=strict) if kind == "timestamp" else []
        title = f"{TITLES.get(shelf, 'Contributions')} · {plain(film.label)}"
        page = page_of([Row(one, strict) for one in listed[::-1]], number, PAGE_SIZE)
        return list_card(title, page, shelf, lines=lines)

    async def _queue(self, interaction: Interaction, number: int) -> discord.ui.LayoutView:
        await self._desk.require_curator(interaction)
        films = await self._bot.known.at(interaction.guild_id)
        conduct = await conduct_here(interaction)
        rows = [
            Row(one, _is_strict(film, conduct, interaction), _name(one, film))
            for one in await self._desk.store.waiting(interaction.guild_id or 0)
            for film in [films.get(one.film_id)]
            if not (one.kind == "film" and film and film.id != one.film_id)  # needed no longer
        ]
        return list_card("Waiting for a curator", page_of(rows, number, PAGE_SIZE), QUEUE)

    async def open(self, interaction: Interaction, argument: str) -> None:
        """Show one contribution."""
        one = await self._desk.named(interaction, argument)
        view = await self._detail(interaction, one)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _detail(self, interaction: Interaction, one: Contribution) -> discord.ui.LayoutView:
        curator = await self._desk.curates(interaction)
        own = one.reporter.user_id == interaction.user.id
        films = await self._bot.known.at(interaction.guild_id)
        film = films.get(one.film_id)
        strict = _is_strict(film, await conduct_here(interaction), interaction)
        return contribution_card(
            one,
            film.label if film else GONE,
            await self._desk.store.history(one),
            decision_buttons(one, curator=curator, own=own),
            tell=curator or own or one.approved,
            strict=strict,
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

    async def open_edit(self, interaction: Interaction, one: Contribution) -> None:
        """Open the form of a contribution that the asker may edit."""

        async def take(submitted: Interaction, answers: Answers) -> None:
            content = await self._read(submitted, one, answers)
            now = self._bot.clock()
            changed = await self._desk.store.edit(one, content, submitted.user.id, now)
            if not await self._desk.curates(submitted) and one.approved:
                # What a curator approved is not what it says now.
                changed = await self._desk.store.reopen(changed, submitted.user.id, now)
            view = await self._detail(submitted, changed)
            await submitted.response.send_message(view=view, ephemeral=True)

        fields, filled = _form_of(one.content)
        form = Form("Edit", "contribution-edit", fields, filled, take)
        await interaction.response.send_modal(form)

    async def _read(self, interaction: Interaction, one: Contribution, answers: Answers) -> Content:
        match one.content:
            case ToldScene(position, order, purpose):
                return read_scene(answers, position, order, purpose)
            case Egg():
                return read_egg(answers)
            case AddedFilm(imdb_id=imdb_id, tmdb_id=tmdb_id):
                return read_film(answers, ids_in(answers["link"]) or (imdb_id, tmdb_id))
            case Timestamp():
                film = (await self._bot.known.at(interaction.guild_id)).get(one.film_id)
                if film is None:
                    raise FilmGoneError
                return read_timestamp(answers, film)


def _is_strict(film: Film | None, conduct: Conduct, interaction: Interaction) -> bool:
    """As :func:`is_strict`; of a film that is held or gone only the policy is known."""
    if film is None:
        return conduct.policy is Policy.STRICT
    return is_strict(film, conduct, interaction)


def _name(one: Contribution, film: Film | None) -> str:
    """The film's name beside a contribution that does not tell it itself."""
    if one.kind == "film":
        return ""
    return film.label if film else GONE


def _form_of(content: Content) -> tuple[Fields, Answers]:
    match content:
        case ToldScene():
            return scene_fields, filled_scene(content)
        case Egg():
            return egg_fields, filled_egg(content)
        case Timestamp():
            return timestamp_fields, filled_timestamp(content)
        case AddedFilm():
            released = content.release_date.isoformat() if content.release_date else ""
            return film_fields, {
                "title": content.title,
                "year": str(content.year),
                "runtime": film_clock((content.runtime or 0) * 60) if content.runtime else "",
                "released": released,
            }
