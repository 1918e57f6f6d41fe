"""One contribution at a time, and what members and curators do with it."""

from __future__ import annotations

from discord.ui import LayoutView

from cogs.community.cards.contributions import (
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
from cogs.community.cards.messages import film_name
from cogs.community.handlers.access import (
    contribution_here,
    curates,
    film_ids,
    is_careful,
    require_curator,
    witness,
)
from cogs.community.kinds.table import kind_of
from cogs.community.rules.refusals import NotStandingError, NotYoursToDecideError, OwnReportError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here
from data.catalogue.film import Film
from data.contributions.contribution import Contribution
from data.contributions.decisions import Rule, approve, edit, may_edit, reject, revert


class ContributionHandler:
    """Shows contributions and changes them; every answer is private."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._store = bot.known.contributions

    def register(self) -> None:
        """Answer the buttons and the form of the cards."""
        for action, handler in (
            (OPEN, self._open),
            (CONFIRM, self._confirm),
            (WITHDRAW, self._withdraw),
            (APPROVE, self._approve),
            (REJECT, self._reject),
            (REJECT_BURST, self._reject_burst),
            (REVERT, self._revert),
        ):
            self._bot.doorway.register(action, handler)
        self._bot.doorway.register_form(EDIT, self._build_edit, self._take_edit)

    async def _open(self, interaction: Interaction, argument: str) -> None:
        """Show one contribution."""
        contribution = await contribution_here(interaction, argument)
        view = await self._card(interaction, contribution)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _card(self, interaction: Interaction, contribution: Contribution) -> LayoutView:
        curator = await curates(interaction)
        reader_id = interaction.user.id
        own = contribution.reporter.user_id == reader_id
        film = await self._film(interaction, contribution)
        return contribution_card(
            contribution,
            film_name(contribution, film),
            await self._store.history(contribution),
            decision_buttons(contribution, curator=curator, reader_id=reader_id),
            tell=curator or own or contribution.approved,
            strict=is_careful(film, await conduct_here(interaction), interaction),
        )

    async def _film(self, interaction: Interaction, contribution: Contribution) -> Film | None:
        return (await self._bot.known.at(interaction.guild_id)).get(contribution.film_id)

    async def _show_again(self, interaction: Interaction, contribution: Contribution) -> None:
        view = await self._card(interaction, contribution)
        await interaction.response.edit_message(view=view)

    async def _confirm(self, interaction: Interaction, argument: str) -> None:
        """Note that it was the same for the presser."""
        contribution = await contribution_here(interaction, argument)
        if contribution.reporter.user_id == interaction.user.id:
            raise OwnReportError
        if not contribution.stands:
            raise NotStandingError
        presser = await witness(interaction, await film_ids(interaction, contribution.film_id))
        await self._store.confirm(contribution, presser, self._bot.clock())
        await self._show_again(interaction, await contribution_here(interaction, argument))

    async def _withdraw(self, interaction: Interaction, argument: str) -> None:
        """Take the presser's confirmation back."""
        contribution = await contribution_here(interaction, argument)
        await self._store.take_back(contribution, interaction.user.id)
        await self._show_again(interaction, await contribution_here(interaction, argument))

    async def _approve(self, interaction: Interaction, argument: str) -> None:
        await self._decide(interaction, argument, approve)

    async def _reject(self, interaction: Interaction, argument: str) -> None:
        await self._decide(interaction, argument, reject)

    async def _revert(self, interaction: Interaction, argument: str) -> None:
        await self._decide(interaction, argument, revert)

    async def _decide(self, interaction: Interaction, argument: str, rule: Rule) -> None:
        await require_curator(interaction)
        contribution = await contribution_here(interaction, argument)
        await self._show_again(interaction, await self._change(interaction, contribution, rule))

    async def _reject_burst(self, interaction: Interaction, argument: str) -> None:
        """Reject all held reports that say the same."""
        await require_curator(interaction)
        contribution = await contribution_here(interaction, argument)
        ids = await film_ids(interaction, contribution.film_id)
        for held in await self._store.bursts.held(contribution, ids):
            await self._change(interaction, held, reject)
        await self._show_again(interaction, await contribution_here(interaction, argument))

    async def _change(
        self, interaction: Interaction, contribution: Contribution, rule: Rule
    ) -> Contribution:
        now = self._bot.clock()
        return await self._store.change(contribution, rule, interaction.user.id, now)

    async def _build_edit(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        contribution = await self._editable(interaction, argument)
        kind, content = kind_of(contribution.content), contribution.content
        title = f"Edit · {film_name(contribution, await self._film(interaction, contribution))}"
        return Form(title, kind.fields({**kind.filled(content), **filled}))

    async def _take_edit(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        contribution = await self._editable(interaction, argument)
        film = await self._film(interaction, contribution)
        content = kind_of(contribution.content).read_edit(answers, contribution.content, film)
        rule = edit(content, by_curator=await curates(interaction))
        changed = await self._change(interaction, contribution, rule)
        view = await self._card(interaction, changed)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _editable(self, interaction: Interaction, argument: str) -> Contribution:
        """The contribution of an argument, if the asker may edit it."""
        contribution = await contribution_here(interaction, argument)
        curator = await curates(interaction)
        if not may_edit(contribution, interaction.user.id, curator=curator):
            raise NotYoursToDecideError
        return contribution
