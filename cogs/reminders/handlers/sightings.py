"""What a member saw: the two taps below *You can go*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from discord import ui

from cogs.reminders.rules.refusals import (
    NotForYouError,
    NothingSeenError,
    NotOverYetError,
    TooManySightingsError,
)
from cogs.reminders.rules.screenings import Booking, instant
from cogs.reminders.store.reminders import ReminderStore
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.sightings import (
    ASK_WORTH,
    NOT_WORTH,
    SAW_IT,
    THANKS,
    WORTH,
    worth_buttons,
    worth_words,
)
from cogs.shared.doorway import Doorway, id_in
from cogs.shared.entries import film_in
from cogs.shared.items import ActionButton, new_view
from cogs.shared.witnesses import witness_of
from data.catalogue.film import Film
from data.contributions.rules.kinds import Sighting
from data.contributions.rules.sightings import Answer, over_at, sighting_of
from data.contributions.store.submissions import Submission, TooManyOpenError
from data.locales import _


@dataclass(frozen=True, slots=True)
class Showing:
    """A member's showing of a film, with all ids that the film has had in its server."""

    booking: Booking
    server_id: int
    film: Film
    film_ids: list[str]


class SightingHandler:
    """Takes what members saw; every answer is private, and the same for everybody."""

    def __init__(self, bot: StingerBot, store: ReminderStore) -> None:
        self._bot = bot
        self._store = store
        self._contributions = bot.known.contributions
        self._seen = bot.seen_films

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons."""
        doorway.register(SAW_IT, self.saw)
        doorway.register(WORTH, self.was_worth)
        doorway.register(NOT_WORTH, self.was_not_worth)

    async def saw(self, interaction: Interaction, argument: str) -> None:
        """Keep whether there was a scene, and ask the second question if there was."""
        message, _comma, said = argument.partition(",")
        if said not in {answer.value for answer in Answer}:
            raise NotForYouError
        shown = await self._showing(interaction, message)
        blind = not self._bot.known.is_spoken_of(shown.film.id)
        sighting = sighting_of(Answer(said), blind=blind)
        if sighting is None:
            await self._contributions.unsee(
                shown.server_id, interaction.user.id, shown.film_ids, self._bot.clock()
            )
        else:
            await self._keep(interaction, shown, sighting)
        if sighting is None or not sighting.saw_scene:
            offered = [] if sighting is None else await self._marking(interaction, shown.film)
            await interaction.response.send_message(_(THANKS), view=_row(offered), ephemeral=True)
            return
        await interaction.response.send_message(
            _(ASK_WORTH), view=_row(worth_buttons(message)), ephemeral=True
        )

    async def was_worth(self, interaction: Interaction, argument: str) -> None:
        """Keep that the wait was worth it."""
        await self._judge(interaction, argument, worth=True)

    async def was_not_worth(self, interaction: Interaction, argument: str) -> None:
        """Keep that it was not."""
        await self._judge(interaction, argument, worth=False)

    async def _judge(self, interaction: Interaction, argument: str, *, worth: bool) -> None:
        shown = await self._showing(interaction, argument)
        told = await self._contributions.sighting_of(
            shown.server_id, interaction.user.id, shown.film_ids
        )
        if told is None or not isinstance(told.content, Sighting) or not told.content.saw_scene:
            raise NothingSeenError
        await self._keep(interaction, shown, replace(told.content, worth=worth))
        counted = await self._contributions.sightings.worth(shown.server_id, shown.film_ids)
        offered = await self._marking(interaction, shown.film)
        await interaction.response.edit_message(content=worth_words(*counted), view=_row(offered))

    async def _marking(self, interaction: Interaction, film: Film) -> Sequence[ActionButton]:
        """The button that marks a film as seen, where it is not marked and is known here.

        A film that a server has added is not known in a DM.
        """
        here = await self._bot.known.at(interaction.guild_id)
        if here.get(film.id) is None or await self._seen.has_seen(interaction.user.id, film.id):
            return ()
        return self._bot.entries.buttons(film, ("seen",))

    async def _keep(self, interaction: Interaction, shown: Showing, sighting: Sighting) -> None:
        ids = shown.film_ids
        witness = await witness_of(self._bot, shown.server_id, interaction.user, ids)
        if shown.booking.is_party:
            witness = replace(witness, party_id=shown.booking.screening.id)
        submission = Submission(shown.server_id, ids, witness, sighting)
        try:
            await self._contributions.see(submission, self._bot.clock())
        except TooManyOpenError as error:
            raise TooManySightingsError from error

    async def _showing(self, interaction: Interaction, argument: str) -> Showing:
        """The presser's showing behind a message; raises :class:`NotOverYetError` before its end.

        A showing outside servers has no members who could vouch for it.
        """
        booking = await self._store.recipient_of(
            id_in(argument), interaction.user.id, interaction.guild_id
        )
        screening = booking.screening
        if screening.server_id is None or screening.showtime is None:
            raise NotForYouError
        films = await self._bot.known.at(screening.server_id)
        film = film_in(films, screening.film_id)
        over = over_at(film, instant(screening.showtime), screening.runtime)
        if over is None or self._bot.clock() < over:
            raise NotOverYetError
        return Showing(booking, screening.server_id, film, films.ids_of(film))


def _row(buttons: Sequence[ActionButton]) -> ui.View:
    """The buttons of an answer, or none."""
    view = new_view()
    for button in buttons:
        view.add_item(button)
    return view
