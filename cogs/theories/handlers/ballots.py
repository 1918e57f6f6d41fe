"""Rating a theory: the form, the ballot, the receipt."""

from __future__ import annotations

from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.items import Answers, Filled, Form
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.forms import ballot_filled, ballot_form
from cogs.theories.cards.theory import receipt
from cogs.theories.handlers.requirements import require_gate, require_open_theory, voter_of
from cogs.theories.rules.credibility import Ballot, Ratings, credibility
from cogs.theories.rules.refusals import OwnTheoryError
from cogs.theories.rules.theory import SourceClass
from cogs.theories.store import Stores


class BallotHandler:
    """Takes ballots.

    A form that is to be corrected opens even where nobody could vote now, so that its words are
    not lost; what is submitted is checked again.
    """

    def __init__(self, bot: StingerBot, stores: Stores, loop: DueLoop) -> None:
        self._bot = bot
        self._stores = stores
        self._loop = loop

    async def form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for a ballot, with the member's own filled in if there is one."""
        if filled:
            return ballot_form(filled)
        _, member = require_server(interaction)
        theory, _ = await require_open_theory(interaction, self._stores.theories, argument)
        if theory.author_id == member.id:
            raise OwnTheoryError
        await require_gate(self._bot, member)
        own = await self._stores.ballots.own(theory.id, member.id)
        return ballot_form(ballot_filled(own) if own else {})

    async def cast(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Store the ballot and answer as everybody is answered, held or not."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        _, member = require_server(interaction)
        theory, _ = await require_open_theory(interaction, self._stores.theories, argument)
        await require_gate(self._bot, member)
        now = self._bot.clock()
        votes = await self._stores.ballots.cast(
            theory,
            member.id,
            _ballot_in(answers),
            newcomer=voter_of(self._bot, member).is_newcomer(now),
            now=int(now.timestamp()),
        )
        self._loop.poke()
        await interaction.followup.send(receipt(credibility(votes)), ephemeral=True)

    async def show_scores_anew(self, interaction: Interaction) -> None:
        """Have all theories of the server edited, because it has changed who sees scores."""
        guild, _ = require_server(interaction)
        await self._stores.work.mark_theories_of_server(guild.id, self._loop.now)
        self._loop.poke()


def _ballot_in(answers: Answers) -> Ballot:
    ratings = Ratings(
        SourceClass[answers["source"].upper()],
        int(answers["consistency"]),
        int(answers["simplicity"]),
    )
    return Ballot(ratings, answers["change"] or None)
