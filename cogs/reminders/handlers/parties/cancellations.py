"""Cancelling a party; of one that repeats it is asked what exactly."""

from __future__ import annotations

from collections.abc import Callable

from cogs.reminders.cards.party import (
    CANCEL_ALL,
    LAST_ONE,
    SKIP,
    cancellation_text,
    cancellation_view,
)
from cogs.reminders.delivery.party_post import drop_event
from cogs.reminders.handlers.parties.rights import require_hosting
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.refusals import PartyGoneError
from cogs.reminders.store.parties.clock import PartyClock
from cogs.reminders.store.parties.stores import PartyStores
from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Doorway
from data.locales import N_, _

CANCELLED = N_("Cancelled. Everybody going is told once.")


class Cancellations:
    """Cancels a party, skips one of a series, ends a series."""

    def __init__(
        self,
        bot: StingerBot,
        stores: PartyStores,
        clock: PartyClock,
        changed: Callable[[], None],
    ) -> None:
        self._bot = bot
        self._stores = stores
        self._clock = clock
        self._changed = changed

    def register(self, doorway: Doorway) -> None:
        """Answer the buttons of the question."""
        doorway.register(SKIP, self.skip)
        doorway.register(LAST_ONE, self.end_series)
        doorway.register(CANCEL_ALL, self.cancel_all)

    async def cancel(self, interaction: Interaction, screening_id: int) -> None:
        """Cancel a party; who goes is told once."""
        party = await self._hosted(interaction, str(screening_id))
        if party.rhythm is not None:
            await interaction.response.send_message(
                cancellation_text(party.rhythm),
                view=cancellation_view(party.screening.id),
                ephemeral=True,
            )
            return
        await interaction.response.defer(ephemeral=True)
        await self._finish(interaction, party)
        await interaction.followup.send(_(CANCELLED), ephemeral=True)

    async def skip(self, interaction: Interaction, argument: str) -> None:
        """Cancel one party of a series; the next one is made at once."""
        party = await self._hosted(interaction, argument)
        await interaction.response.defer()
        await self._finish(interaction, party)
        told = _("Cancelled. Everybody going is told once. The next one follows.")
        await interaction.edit_original_response(content=told, view=None)

    async def end_series(self, interaction: Interaction, argument: str) -> None:
        """Have no party follow this one, which goes on."""
        party = await self._hosted(interaction, argument)
        await interaction.response.defer()
        await self._stores.series.end(party, self._bot.clock())
        self._changed()
        told = _("This party goes on as planned; none follows it.")
        await interaction.edit_original_response(content=told, view=None)

    async def cancel_all(self, interaction: Interaction, argument: str) -> None:
        """Cancel a party, and have none follow."""
        party = await self._hosted(interaction, argument)
        await interaction.response.defer()
        await self._stores.series.end(party, self._bot.clock())
        await self._finish(interaction, party)
        told = _("Cancelled, and the series has ended. Everybody going is told once.")
        await interaction.edit_original_response(content=told, view=None)

    async def _finish(self, interaction: Interaction, party: Party) -> None:
        if not await self._clock.finish(party, self._bot.clock(), cancelled=True):
            raise PartyGoneError
        self._changed()
        guild, _ = require_server(interaction)
        await drop_event(guild, party)

    async def _hosted(self, interaction: Interaction, argument: str) -> Party:
        return await require_hosting(interaction, self._stores, argument)
