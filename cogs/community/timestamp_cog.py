"""Discord in, Discord out for ``/timestamp`` and the live form."""

from __future__ import annotations

from functools import partial

from discord import app_commands
from discord.ext import commands

from cogs.community.cards import LIVE, SAVE, TAPS, TYPE, UNDO, live_card, thanks, timestamp_card
from cogs.community.desk import Desk
from cogs.community.forms import timestamp_fields
from cogs.community.lists import CONFIRM, Lists
from cogs.community.offsets import film_clock, scenes_text
from cogs.community.reading import read_timestamp
from cogs.community.refusals import NothingTappedError, UnreadableError
from cogs.community.tap_store import TapStore, Timer
from cogs.community.taps import Tap, can_finish, check_next, scenes_tapped
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.entries import FilmGoneError
from cogs.shared.film_option import choose_film, film_choices
from cogs.shared.forms import Answers, Form
from cogs.shared.permissions import require_server
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film
from data.catalogue.verdict import Finding, Position
from data.contributions.kinds import ImpossibleError


class TimestampCog(commands.Cog):
    """Takes what members measure."""

    timestamp = app_commands.Group(
        name="timestamp", description="When the credits and their scenes come."
    )

    def __init__(self, bot: StingerBot, desk: Desk, lists: Lists) -> None:
        self._bot = bot
        self._desk = desk
        self._lists = lists
        self._taps = TapStore(bot.database)

    def register(self) -> None:
        """Offer the form on cards, and answer its buttons."""
        self._bot.entries.register("timestamp", "Add a timestamp", self.offer)
        self._bot.entries.register("timestamp-type", "Type the times", self.type_times)
        self._bot.entries.register("timestamp-list", "Timestamps", self.list_timestamps)
        for action, handler in (
            (LIVE, self.show_live),
            (TYPE, self.open_form),
            (UNDO, self.undo),
            (SAVE, self.save),
        ):
            self._bot.doorway.register(action, handler)
        for tap, action in TAPS.items():
            self._bot.doorway.register(action, partial(self.tap, tap))

    @timestamp.command(description="Tell when a film's credits and scenes come.")
    @app_commands.describe(film="The film; in the cinema, use the live form of its card")
    @app_commands.autocomplete(film=film_choices)
    async def add(self, interaction: Interaction, film: str) -> None:
        """Open the form."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="timestamp-type")
        if named is not None:
            await self.type_times(interaction, named)

    @timestamp.command(description="The live form: tap while the credits run.")
    @app_commands.autocomplete(film=film_choices)
    async def live(self, interaction: Interaction, film: str) -> None:
        """Show the buttons."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="timestamp")
        if named is not None:
            await self._show_live(interaction, named, fresh=True)

    @timestamp.command(description="Confirm a timestamp that was the same for you.")
    @app_commands.autocomplete(film=film_choices)
    async def confirm(self, interaction: Interaction, film: str) -> None:
        """List what can be confirmed."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="timestamp-list")
        if named is not None:
            await self._lists.show(interaction, CONFIRM, named)

    @timestamp.command(description="Every timestamp of a film, and who confirmed it.")
    @app_commands.autocomplete(film=film_choices)
    async def history(self, interaction: Interaction, film: str) -> None:
        """List all that was reported."""
        require_server(interaction)
        named = await choose_film(interaction, film, entry="timestamp-list")
        if named is not None:
            await self.list_timestamps(interaction, named)

    async def list_timestamps(self, interaction: Interaction, film: Film) -> None:
        """List all timestamps of a film."""
        await self._lists.show(interaction, "timestamp", film)

    async def offer(self, interaction: Interaction, film: Film) -> None:
        """Show both ways to add a timestamp, and what is known."""
        guild, _ = require_server(interaction)
        strict = is_strict(film, await conduct_here(interaction), interaction)
        cuts = (await self._bot.known.at(guild.id)).timings(film.id)
        card = timestamp_card(film, cuts, strict=strict)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def open_form(self, interaction: Interaction, film_id: str) -> None:
        """Open the form for the film of a button."""
        await self.type_times(interaction, await self._film(interaction, film_id))

    async def type_times(self, interaction: Interaction, film: Film) -> None:
        """Open an empty form."""
        require_server(interaction)
        await self._open(interaction, film, _usual(film), from_taps=False)

    async def _open(
        self, interaction: Interaction, film: Film, filled: Answers, *, from_taps: bool
    ) -> None:
        async def take(submitted: Interaction, answers: Answers) -> None:
            timestamp = read_timestamp(answers, film)
            one = await self._desk.add(submitted, film, timestamp)
            if from_taps:
                await self._taps.clear(await self._timer(submitted, film))
            await submitted.response.send_message(thanks(one), ephemeral=True)

        form = Form(f"Timestamp · {film.title}", "timestamp-add", timestamp_fields, filled, take)
        await interaction.response.send_modal(form)

    async def show_live(self, interaction: Interaction, film_id: str) -> None:
        """Turn the card into the live form."""
        film = await self._film(interaction, film_id)
        await self._show_live(interaction, film, fresh=False)

    async def tap(self, tap: Tap, interaction: Interaction, film_id: str) -> None:
        """Keep a tap, at once."""
        now = self._bot.clock()
        film = await self._film(interaction, film_id)
        timer = await self._timer(interaction, film)
        try:
            check_next(await self._taps.taps(timer, now), tap)
        except ImpossibleError as error:
            raise UnreadableError(str(error)) from error
        await self._taps.add(timer, tap, now)
        await self._show_live(interaction, film, fresh=False)

    async def undo(self, interaction: Interaction, film_id: str) -> None:
        """Take the last tap back."""
        film = await self._film(interaction, film_id)
        await self._taps.undo(await self._timer(interaction, film))
        await self._show_live(interaction, film, fresh=False)

    async def save(self, interaction: Interaction, film_id: str) -> None:
        """Open the form with what was tapped."""
        film = await self._film(interaction, film_id)
        timer = await self._timer(interaction, film)
        taps = await self._taps.taps(timer, self._bot.clock())
        if not can_finish(taps):
            raise NothingTappedError
        facts = (await self._bot.known.at(interaction.guild_id)).about(film)
        scenes = scenes_text(scenes_tapped(taps, _only_position(facts)), ()) or "none"
        filled = _usual(film) | {"scenes": scenes, "method": "live form"}
        await self._open(interaction, film, filled, from_taps=True)

    async def _show_live(self, interaction: Interaction, film: Film, *, fresh: bool) -> None:
        timer = await self._timer(interaction, film)
        taps = await self._taps.taps(timer, self._bot.clock())
        card = live_card(film, taps)
        if fresh or not _is_private(interaction):
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await interaction.response.edit_message(view=card)

    async def _timer(self, interaction: Interaction, film: Film) -> Timer:
        guild, member = require_server(interaction)
        ids = await self._desk.film_ids(interaction, film.id)
        return Timer(guild.id, member.id, tuple(ids))

    async def _film(self, interaction: Interaction, film_id: str) -> Film:
        guild, _ = require_server(interaction)
        film = (await self._bot.known.at(guild.id)).get(film_id)
        if film is None:
            raise FilmGoneError
        return film


def _only_position(facts: FilmFacts) -> Position | None:
    """The position that alone has scenes, by what is known."""
    positions = facts.judgement.positions
    holding = [p for p, result in positions.items() if result.finding is Finding.SCENE]
    others_denied = sum(r.finding is Finding.NONE for r in positions.values()) == len(positions) - 1
    return holding[0] if len(holding) == 1 and others_denied else None


def _is_private(interaction: Interaction) -> bool:
    return interaction.message is not None and interaction.message.flags.ephemeral


def _usual(film: Film) -> dict[str, str]:
    return {"runtime": film_clock(film.runtime * 60)} if film.runtime else {}
