"""Working a draft out with its owner: one private message that asks, sums up, and is saved."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import ui

from cogs.reminders.cards.questions import (
    AT,
    ZONE,
    closed_dm,
    question,
)
from cogs.reminders.cards.reminders import (
    DROP,
    SAVE,
    Sum,
    my_reminders_view,
    saved_text,
    sum_text,
    sum_view,
)
from cogs.reminders.delivery.composer import Composer
from cogs.reminders.rules.credits_length import credits_length
from cogs.reminders.rules.draft import (
    Ready,
    as_drafted,
    next_step,
)
from cogs.reminders.rules.refusals import (
    DraftGoneError,
    EnoughRemindersError,
)
from cogs.reminders.rules.screenings import Booking, Place, epoch
from cogs.reminders.rules.showtime import is_stamp
from cogs.reminders.store.reminders import GoneError, ReminderStore, Wish
from cogs.reminders.store.steps import TooManyRemindersError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import FilmGoneError
from cogs.shared.sending.delivery import Post
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Verdict
from data.time_zones import known_zone

log = logging.getLogger(__name__)

Publish = Callable[[Interaction, Booking], Awaitable[bool]]
"""Publishes a draft that is a party's; ``False`` for one that is not."""


class DraftDesk:
    """Asks what is missing, shows the sum, and saves."""

    def __init__(
        self,
        bot: StingerBot,
        store: ReminderStore,
        post: Post,
        composer: Composer,
        wake: Callable[[], None],
        publish: Publish,
    ) -> None:
        self._bot = bot
        self._composer = composer
        self._store = store
        self._post = post
        self._wake = wake
        self._publish = publish

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of drafts."""
        doorway.register(AT, self.choose_time)
        doorway.register_choice(ZONE, self.choose_zone)
        doorway.register(SAVE, self.save)
        doorway.register(DROP, self.drop)

    async def begin(self, user_id: int, server_id: int | None, wish: Wish) -> int:
        """Keep a draft of what a member asks for; :meth:`show` goes on with it."""
        now = self._bot.clock()
        wish = replace(wish, **as_drafted(wish.typed, now))
        return await self._store.draft(user_id, server_id, wish, now)

    async def show(self, interaction: Interaction, draft_id: int, *, fresh: bool) -> None:
        """Ask the next thing, or show the sum; ``fresh`` answers in a message of its own."""
        booking = await self.draft(interaction, draft_id)
        step = next_step(booking.screening, self._bot.clock())
        if isinstance(step, Ready):
            booking = await self._complete(booking, step)
            if await self._publish(interaction, booking):
                return
            about = await self.sum_of(booking)
            await self._say(interaction, sum_text(about), sum_view(about), fresh=fresh)
        else:
            text, view = question(interaction, booking, step)
            await self._say(interaction, text, view, fresh=fresh)

    async def _complete(self, booking: Booking, step: Ready) -> Booking:
        """Write down what has been worked out."""
        runtime = booking.screening.runtime or 0
        length = credits_length(await self._facts(booking), runtime)
        about: dict[str, Any] = {
            "showtime": epoch(step.showtime),
            "zone": step.zone,
            "credits": length.minutes,
            "spread": length.spread,
        }
        await self._store.change_draft(booking, about, {})
        return replace(booking, screening=replace(booking.screening, **about))

    async def sum_of(self, booking: Booking) -> Sum:
        """Everything that the sum shows."""
        facts = await self._facts(booking)
        strict = await self._is_strict(booking, facts)
        show = booking.screening.showing
        if strict:
            show = replace(show, last_scene=None)
        return Sum(booking.reminder, show, facts, strict)

    async def choose_time(self, interaction: Interaction, argument: str) -> None:
        """Take one of the showtimes offered."""
        draft, _, moment = argument.partition(",")
        booking = await self.draft(interaction, id_in(draft))
        # A forged instant must still be one that can be read as a showtime.
        stamp = f"<t:{moment}>"
        about = {"typed": stamp if is_stamp(stamp) else "", "showtime": None}
        await self._store.change_draft(booking, about, {})
        await self.show(interaction, booking.reminder.id, fresh=False)

    async def choose_zone(
        self, interaction: Interaction, argument: str, values: Sequence[str]
    ) -> None:
        """Remember a member's zone and go on with the draft."""
        booking = await self.draft(interaction, id_in(argument))
        zone = known_zone(values[0])
        if zone is None:
            await interaction.response.edit_message(
                content="Name it with /remind timezone zone: and I go on with this reminder.",
                view=None,
            )
            return
        await self._bot.preferences.change_member(interaction.user.id, time_zone=zone)
        await self._store.change_draft(booking, {"zone": zone}, {})
        await self.show(interaction, booking.reminder.id, fresh=False)

    async def go_on(self, interaction: Interaction, zone: str) -> bool:
        """Go on with the draft that waits for a zone; ``False`` if none does."""
        booking = await self._store.latest_draft(interaction.user.id)
        if booking is None or booking.screening.zone is not None:
            return False
        await self._store.change_draft(booking, {"zone": zone}, {})
        await self.show(interaction, booking.reminder.id, fresh=True)
        return True

    async def drop(self, interaction: Interaction, argument: str) -> None:
        """Forget a draft."""
        booking = await self.draft(interaction, id_in(argument))
        await self._store.cancel(booking.reminder.id, interaction.user.id)
        await interaction.response.edit_message(content="Cancelled, nothing was saved.", view=None)

    async def save(self, interaction: Interaction, argument: str) -> None:
        """Store the reminder, then say so; a DM is tried at once, so that a closed one shows."""
        booking = await self.draft(interaction, id_in(argument))
        step = next_step(booking.screening, self._bot.clock())
        if not isinstance(step, Ready):
            await self.show(interaction, booking.reminder.id, fresh=False)
            return
        await interaction.response.defer()
        facts = await self._facts(booking)
        strict = await self._is_strict(booking, facts)
        booking = await self._with_dm(booking, hide_scenes=strict)
        films = await self._bot.known.at(booking.screening.server_id)
        to_wait, film_ids = await self.waits(booking), films.ids_of(facts.film)
        try:
            saved = await self._store.save(
                booking, self._bot.clock(), to_wait=to_wait, film_ids=film_ids
            )
        except TooManyRemindersError as error:
            raise EnoughRemindersError from error
        except GoneError as error:
            raise DraftGoneError from error
        self._wake()
        text, view = saved_text(saved), my_reminders_view()
        if saved.reminder.place is Place.DM and not await self.confirm_by_dm(saved):
            text, view = closed_dm(saved)
        await interaction.edit_original_response(content=text, view=view)

    async def _with_dm(self, booking: Booking, *, hide_scenes: bool) -> Booking:
        """Open the DM now, so that nobody has to when the credits start."""
        wish: dict[str, Any] = {}
        about: dict[str, Any] = {"last_scene": None} if hide_scenes else {}
        member = booking.reminder
        if member.place is Place.DM:
            wish["place_id"] = await self._post.open_dm(member.user_id)
        elif member.details:
            wish["origin_id"] = await self._post.open_dm(member.user_id)
        await self._store.change_draft(booking, about, wish)
        return Booking(replace(booking.reminder, **wish), replace(booking.screening, **about))

    async def waits(self, booking: Booking) -> bool:
        """Whether to tell when one can go; where nothing may be told it is always told."""
        facts = await self._facts(booking)
        if facts.judgement.verdict is not Verdict.NONE:
            return True
        return await self._is_strict(booking, facts)

    async def confirm_by_dm(self, booking: Booking) -> bool:
        """Confirm a reminder where it will come; ``False`` if the DM is closed."""
        member = booking.reminder
        place_id = member.place_id or await self._post.open_dm(member.user_id)
        if place_id is None:
            return False
        try:
            await self._bot.get_partial_messageable(place_id).send(saved_text(booking))
        except (discord.Forbidden, discord.NotFound):
            return False
        except discord.HTTPException as failure:
            # It is saved: that Discord took no message just now must not read as a failure.
            log.info("A DM was not confirmed: HTTP %s, code %s", failure.status, failure.code)
        return True

    async def keeps_quiet(self, booking: Booking) -> bool:
        """Whether what follows the film must not be read where this reminder comes."""
        return await self._is_strict(booking, await self._facts(booking))

    async def _is_strict(self, booking: Booking, facts: FilmFacts) -> bool:
        """Whether what follows the film must not be read where this reminder comes."""
        member = booking.reminder
        return await self._composer.must_hide(
            facts.film, member.place, member.server_id, member.place_id, self._bot.clock()
        )

    async def draft(self, interaction: Interaction, draft_id: int) -> Booking:
        """The asker's own draft; raises :class:`DraftGoneError` for anything else."""
        try:
            booking = await self._store.booking(draft_id, interaction.user.id)
        except GoneError as error:
            raise DraftGoneError from error
        if booking.reminder.state != "draft":
            raise DraftGoneError
        return booking

    async def _facts(self, booking: Booking) -> FilmFacts:
        films = await self._bot.known.at(booking.screening.server_id)
        film = films.get(booking.screening.film_id)
        if film is None:
            raise FilmGoneError
        return films.about(film)

    @staticmethod
    async def _say(interaction: Interaction, text: str, view: ui.View, *, fresh: bool) -> None:
        if interaction.response.is_done():
            await interaction.followup.send(text, view=view, ephemeral=True)
        elif fresh or _holds_layout(interaction):
            await interaction.response.send_message(text, view=view, ephemeral=True)
        else:
            await interaction.response.edit_message(content=text, view=view)


def _holds_layout(interaction: Interaction) -> bool:
    """Whether the message acted on is a refusal, say, whose kind takes no plain text any more."""
    return interaction.message is not None and interaction.message.flags.components_v2
