"""One contribution at a time, and what members and curators do with it."""

from __future__ import annotations

from functools import partial

from discord.ui import LayoutView

from cogs.community.cards.contributions.buttons import (
    APPROVE,
    CONFIRM,
    EDIT,
    OPEN,
    REJECT,
    REJECT_BURST,
    REVERT,
    WITHDRAW,
    decision_buttons,
)
from cogs.community.cards.contributions.card import contribution_card
from cogs.community.cards.messages import film_name
from cogs.community.handlers.access import (
    contribution_here,
    curates,
    film_ids,
    is_careful,
    readable,
    require_curator,
    revision_in,
    witness,
)
from cogs.community.kinds.table import kind_of
from cogs.community.rules.refusals import NotStandingError, NotYoursToDecideError, OwnReportError
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.doorway import Press
from cogs.shared.horizon import left_to_see
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.places import conduct_here
from data.catalogue.film import Film
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.decisions import (
    Decision,
    Rule,
    StaleRevisionError,
    approve,
    edit,
    may_edit,
    reject,
    require_newest,
    revert,
)
from data.locales import _


class ContributionHandler:
    """Shows contributions and changes them; every answer is private."""

    def __init__(self, bot: StingerBot) -> None:
        self._bot = bot
        self._store = bot.known.contributions

    def register(self) -> None:
        """Answer the buttons and the form of the cards."""
        self._bot.doorway.register(OPEN, self._open)
        self._bot.doorway.register(WITHDRAW, self._withdraw)
        for action, handler in (
            (CONFIRM, self._confirm),
            (APPROVE, partial(self._decide, decision=approve)),
            (REJECT, partial(self._decide, decision=reject)),
            (REJECT_BURST, self._reject_burst),
            (REVERT, partial(self._decide, decision=revert)),
        ):
            self._bot.doorway.register(action, partial(self._of_newest, handler))
        self._bot.doorway.register_form(EDIT, self._build_edit, self._take_edit)

    async def _open(self, interaction: Interaction, argument: str) -> None:
        """Show one contribution."""
        contribution = await contribution_here(interaction, argument)
        view = await self._card(interaction, contribution)
        await interaction.response.send_message(view=view, ephemeral=True)

    async def _card(
        self, interaction: Interaction, contribution: Contribution, notice: str = ""
    ) -> LayoutView:
        curator = await curates(interaction)
        reader_id = interaction.user.id
        film = await self._film(interaction, contribution)
        first = await left_to_see(interaction, film)
        shown, tell = readable(contribution, reader_id, curator=curator, closed=bool(first))
        return contribution_card(
            shown,
            film_name(shown, film),
            await self._store.history(contribution),
            decision_buttons(contribution, curator=curator, reader_id=reader_id),
            first,
            tell=tell,
            strict=is_careful(film, await conduct_here(interaction), interaction),
            notice=notice,
        )

    async def _film(self, interaction: Interaction, contribution: Contribution) -> Film | None:
        return (await self._bot.known.at(interaction.guild_id)).get(contribution.film_id)

    async def _show_again(self, interaction: Interaction, argument: str, notice: str = "") -> None:
        contribution = await contribution_here(interaction, argument)
        view = await self._card(interaction, contribution, notice)
        await interaction.response.edit_message(view=view)

    async def _newest(self, interaction: Interaction, argument: str) -> Contribution:
        """The contribution of an argument; :class:`StaleRevisionError` if its reader saw another
        revision."""
        contribution = await contribution_here(interaction, argument)
        require_newest(contribution, revision_in(argument))
        return contribution

    async def _confirm(self, interaction: Interaction, argument: str) -> None:
        """Note that it was the same for the presser."""
        contribution = await self._newest(interaction, argument)
        if contribution.reporter.user_id == interaction.user.id:
            raise OwnReportError
        if not contribution.stands:
            raise NotStandingError
        presser = await witness(interaction, await film_ids(interaction, contribution.film_id))
        await self._store.confirm(contribution, presser, self._bot.clock())
        await self._show_again(interaction, argument)

    async def _withdraw(self, interaction: Interaction, argument: str) -> None:
        """Take the presser's confirmation back."""
        contribution = await contribution_here(interaction, argument)
        await self._store.take_back(contribution, interaction.user.id)
        await self._show_again(interaction, argument)

    async def _of_newest(self, press: Press, interaction: Interaction, argument: str) -> None:
        """Do what a button says; who saw another revision than the newest is shown that one."""
        try:
            await press(interaction, argument)
        except StaleRevisionError as stale:
            await self._show_again(interaction, argument, str(stale))

    async def _decide(self, interaction: Interaction, argument: str, decision: Decision) -> None:
        await require_curator(interaction)
        contribution = await contribution_here(interaction, argument)
        await self._change(interaction, contribution, decision(revision_in(argument)))
        await self._show_again(interaction, argument)

    async def _reject_burst(self, interaction: Interaction, argument: str) -> None:
        """Reject all held reports that say the same."""
        await require_curator(interaction)
        contribution = await self._newest(interaction, argument)
        ids = await film_ids(interaction, contribution.film_id)
        for held in await self._store.bursts.held(contribution, ids):
            await self._change(interaction, held, reject(held.revision))
        await self._show_again(interaction, argument)

    async def _change(
        self, interaction: Interaction, contribution: Contribution, rule: Rule
    ) -> Contribution:
        now = self._bot.clock()
        return await self._store.change(contribution, rule, interaction.user.id, now)

    async def _build_edit(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        contribution = await self._editable(interaction, argument)
        kind, content = kind_of(contribution.content), contribution.content
        film = film_name(contribution, await self._film(interaction, contribution))
        title = _("Edit · {film}", film=film)
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
