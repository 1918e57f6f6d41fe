"""What only the operator of the bot does with the contributions of all servers."""

from __future__ import annotations

from cogs.community.cards.contributions import promotion_words
from cogs.community.rules.export import exported_films, provenance
from cogs.community.rules.refusals import NumberUnknownError, OperatorOnlyError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from data.contributions.decisions import promote


class OperatorHandler:
    """Exports and promotes; everybody else is refused."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._store = bot.known.contributions

    async def export(self, interaction: Interaction) -> None:
        """Hand the operator everything that members added, as a file."""
        await self._require_operator(interaction)
        await interaction.response.defer(ephemeral=True)
        contributions = await self._store.everything()
        films = exported_films(self._bot.catalogue, contributions)
        rows = [
            provenance(contribution, await self._store.history(contribution), films)
            for contribution in contributions
        ]
        made_at = self._bot.clock().isoformat(timespec="seconds")
        await interaction.followup.send(
            "All contributions of all servers. It tells plots: open it with care.",
            file=export_file("contributions", {"made_at": made_at, "contributions": rows}),
            ephemeral=True,
        )

    async def promote(self, interaction: Interaction, number: int) -> None:
        """Let a contribution count in all servers, or take that back."""
        await self._require_operator(interaction)
        contribution = await self._store.anywhere(number)
        if contribution is None:
            raise NumberUnknownError
        operator_id, now = interaction.user.id, self._bot.clock()
        changed = await self._store.change(contribution, promote, operator_id, now)
        film = (await self._bot.known.at(changed.server_id)).get(changed.film_id)
        text = promotion_words(changed, film.label if film else changed.film_id)
        await interaction.response.send_message(text, ephemeral=True)

    async def _require_operator(self, interaction: Interaction) -> None:
        if not await self._bot.is_owner(interaction.user):
            raise OperatorOnlyError
