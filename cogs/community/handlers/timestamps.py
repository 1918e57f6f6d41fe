"""What members measure: the form, and the live form that fills it in."""

from __future__ import annotations

from functools import partial

from discord.ui import LayoutView

from cogs.community.cards.messages import thanks
from cogs.community.cards.timestamps import (
    LIVE,
    SAVE,
    TAPS,
    TYPE,
    UNDO,
    live_card,
    timestamp_card,
)
from cogs.community.handlers.access import film_here, film_ids
from cogs.community.handlers.submissions import Submissions
from cogs.community.kinds.kind import to_be_shared
from cogs.community.kinds.timestamp import fields, read_timestamp
from cogs.community.rules.live_form import (
    Tap,
    Timer,
    can_finish,
    only_position,
    scenes_tapped,
)
from cogs.community.rules.offsets import film_clock, scenes_text
from cogs.community.rules.refusals import NothingTappedError
from cogs.community.store.live_form import TapStore
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here, is_strict
from data.catalogue.film import Film
from data.contributions.rules.kinds import LIVE_FORM
from data.locales import N_, _


class TimestampHandler:
    """Takes what members measure."""

    def __init__(self, bot: StingerBot, submissions: Submissions) -> None:
        self._bot = bot
        self._submissions = submissions
        self._taps = TapStore(bot.database)

    def register(self) -> None:
        """Offer the forms on cards, and answer their buttons."""
        entries, doorway = self._bot.entries, self._bot.doorway
        entries.register("timestamp", N_("Add a timestamp"), self.offer)
        entries.register("timestamp-type", N_("Type the times"), self.type_times)
        doorway.register_form(TYPE, self._build, self._take)
        doorway.register_form(SAVE, self._build_from_taps, self._take_from_taps)
        doorway.register(LIVE, self._turn_live)
        doorway.register(UNDO, self._undo)
        for tap, action in TAPS.items():
            doorway.register(action, partial(self._tap, tap))

    async def offer(self, interaction: Interaction, film: Film) -> None:
        """Show both ways to add a timestamp, and what is known."""
        guild, _ = require_server(interaction)
        strict = is_strict(film, await conduct_here(interaction), interaction)
        cuts = (await self._bot.known.at(guild.id)).timings(film.id)
        card = timestamp_card(film, cuts, strict=strict)
        await interaction.response.send_message(view=card, ephemeral=True)

    async def type_times(self, interaction: Interaction, film: Film) -> None:
        """Open the form."""
        await self._bot.doorway.open_form(interaction, TYPE, film.id)

    async def show_live(self, interaction: Interaction, film: Film) -> None:
        """Answer with the live form."""
        await interaction.response.send_message(
            view=await self._live_card(interaction, film), ephemeral=True
        )

    async def _live_card(self, interaction: Interaction, film: Film) -> LayoutView:
        timer = await _timer(interaction, film)
        return live_card(film, await self._taps.taps(timer, self._bot.clock()))

    async def _turn_live(self, interaction: Interaction, film_id: str) -> None:
        """Show the live form in place of the presser's own card."""
        film = await film_here(interaction, film_id)
        if interaction.message is None or not interaction.message.flags.ephemeral:
            await self.show_live(interaction, film)
            return
        await interaction.response.edit_message(view=await self._live_card(interaction, film))

    async def _tap(self, tap: Tap, interaction: Interaction, film_id: str) -> None:
        """Keep a tap, at once."""
        now = self._bot.clock()
        film = await film_here(interaction, film_id)
        await self._taps.add(await _timer(interaction, film), tap, now)
        if tap is Tap.OVER:
            await self._submissions.saw_scene(interaction, film)
        await self._turn_live(interaction, film_id)

    async def _undo(self, interaction: Interaction, film_id: str) -> None:
        """Take the last tap back."""
        film = await film_here(interaction, film_id)
        timer = await _timer(interaction, film)
        await self._taps.undo(timer)
        left = await self._taps.taps(timer, self._bot.clock())
        if not any(tapped.tap is Tap.OVER for tapped in left):
            await self._submissions.saw_none_yet(interaction, film)
        await self._turn_live(interaction, film_id)

    async def _build(self, interaction: Interaction, film_id: str, filled: Filled) -> Form:
        film = await film_here(interaction, film_id)
        runtime = {"runtime": film_clock(film.runtime * 60)} if film.runtime else {}
        title = _("Timestamp · {film}", film=film.title)
        return Form(title, to_be_shared(fields({**runtime, **filled})))

    async def _take(self, interaction: Interaction, film_id: str, answers: Answers) -> None:
        film = await film_here(interaction, film_id)
        added = await self._submissions.add(interaction, film, read_timestamp(answers, film))
        await interaction.response.send_message(thanks(added), ephemeral=True)

    async def _build_from_taps(
        self, interaction: Interaction, film_id: str, filled: Filled
    ) -> Form:
        """Fill in what was tapped, unless answers that were refused are filled in."""
        if not filled:
            film = await film_here(interaction, film_id)
            timer = await _timer(interaction, film)
            taps = await self._taps.taps(timer, self._bot.clock())
            if not can_finish(taps):
                raise NothingTappedError
            facts = (await self._bot.known.at(interaction.guild_id)).about(film)
            scenes = scenes_tapped(taps, only_position(facts.judgement))
            filled = {"scenes": scenes_text(scenes, ()) or "none", "method": LIVE_FORM}
        return await self._build(interaction, film_id, filled)

    async def _take_from_taps(
        self, interaction: Interaction, film_id: str, answers: Answers
    ) -> None:
        film = await film_here(interaction, film_id)
        added = await self._submissions.add(interaction, film, read_timestamp(answers, film))
        await self._taps.clear(await _timer(interaction, film))
        await interaction.response.send_message(thanks(added), ephemeral=True)


async def _timer(interaction: Interaction, film: Film) -> Timer:
    guild, member = require_server(interaction)
    return Timer(guild.id, member.id, tuple(await film_ids(interaction, film.id)))
