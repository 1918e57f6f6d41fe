"""What only the operator of the bot does with the contributions of all servers."""

from __future__ import annotations

from discord.ui import LayoutView

from cogs.community.cards.contributions.buttons import (
    DEMOTE,
    OPEN_SHARED,
    PROMOTE,
    TURN_SHARED,
    promotion_buttons,
)
from cogs.community.cards.contributions.card import contribution_card
from cogs.community.cards.contributions.lists import PAGE_SIZE, ListedContribution, list_card
from cogs.community.cards.messages import film_name, promotion_words
from cogs.community.handlers.access import is_careful, revision_in
from cogs.community.rules.export import exported_films, provenance
from cogs.community.rules.refusals import NumberUnknownError, OperatorOnlyError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.export_file import export_file
from cogs.shared.doorway import id_in, page_in
from cogs.shared.sending.places import conduct_here
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import Rule, StaleRevisionError, demote, promote
from data.locales import _
from data.paging import page_of


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
            _("All contributions of all servers. It tells plots: open it with care."),
            file=export_file("contributions", {"made_at": made_at, "contributions": rows}),
            ephemeral=True,
        )

    def register(self) -> None:
        """Answer the buttons of the card."""
        self._bot.doorway.register(PROMOTE, self._promote)
        self._bot.doorway.register(DEMOTE, self._demote)
        self._bot.doorway.register(OPEN_SHARED, self._open)
        self._bot.doorway.register(TURN_SHARED, self._turn)

    async def show(self, interaction: Interaction, number: int) -> None:
        """Show a contribution of any server, to be shared with all of them."""
        await self._require_operator(interaction)
        view = await self._card(interaction, await self._contribution(number))
        await interaction.response.send_message(view=view, ephemeral=True)

    async def show_unread(self, interaction: Interaction) -> None:
        """List what is shared and was changed since, which all servers read as it was."""
        await interaction.response.send_message(
            view=await self._unread(interaction, 0), ephemeral=True
        )

    async def _turn(self, interaction: Interaction, argument: str) -> None:
        page = page_in(argument.rpartition(",")[2])
        await interaction.response.edit_message(view=await self._unread(interaction, page))

    async def _open(self, interaction: Interaction, argument: str) -> None:
        await self.show(interaction, id_in(argument))

    async def _unread(self, interaction: Interaction, number: int) -> LayoutView:
        await self._require_operator(interaction)
        conduct = await conduct_here(interaction)
        rows = []
        for contribution in await self._store.unread():
            films = await self._bot.known.at(contribution.server_id)
            film = films.get(contribution.film_id)
            strict = is_careful(film, conduct, interaction)
            name = film_name(contribution, film)
            rows.append(ListedContribution(contribution, True, strict, name))
        return list_card(
            _("Shared with all servers, and changed since"),
            page_of(rows, number, PAGE_SIZE),
            "",
            nothing=_("Nothing: all servers read what you last read."),
            actions=(OPEN_SHARED, TURN_SHARED),
        )

    async def _promote(self, interaction: Interaction, argument: str) -> None:
        await self._decide(interaction, argument, promote(revision_in(argument)))

    async def _demote(self, interaction: Interaction, argument: str) -> None:
        await self._decide(interaction, argument, demote)

    async def _decide(self, interaction: Interaction, argument: str, rule: Rule) -> None:
        await self._require_operator(interaction)
        number = id_in(argument.partition(",")[0])
        contribution = await self._contribution(number)
        operator_id, now = interaction.user.id, self._bot.clock()
        try:
            contribution = await self._store.change(contribution, rule, operator_id, now)
            notice = promotion_words(contribution, await self._film_name(contribution))
        except StaleRevisionError as stale:
            contribution, notice = await self._contribution(number), str(stale)
        view = await self._card(interaction, contribution, notice)
        await interaction.response.edit_message(view=view)

    async def _contribution(self, number: int) -> Contribution:
        contribution = await self._store.anywhere(number)
        if contribution is None:
            raise NumberUnknownError
        return contribution

    async def _film_name(self, contribution: Contribution) -> str:
        films = await self._bot.known.at(contribution.server_id)
        return film_name(contribution, films.get(contribution.film_id))

    async def _card(
        self, interaction: Interaction, contribution: Contribution, notice: str = ""
    ) -> LayoutView:
        films = await self._bot.known.at(contribution.server_id)
        film = films.get(contribution.film_id)
        return contribution_card(
            contribution,
            film_name(contribution, film),
            await self._store.history(contribution),
            promotion_buttons(contribution),
            tell=True,
            strict=is_careful(film, await conduct_here(interaction), interaction),
            notice=notice,
        )

    async def _require_operator(self, interaction: Interaction) -> None:
        if not await self._bot.is_owner(interaction.user):
            raise OperatorOnlyError
