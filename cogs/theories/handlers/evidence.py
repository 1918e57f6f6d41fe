"""What members add to a theory besides ballots: evidence, objections, follows."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable

import discord

from cogs.shared.access.permissions import require_server
from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.horizon import SHOW_ANYWAY, see_first_card
from cogs.shared.cards.spoiler_file import SpoilerFile
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.doorway import id_in
from cogs.shared.horizon import left_to_see
from cogs.shared.items import ActionButton, Answers, Filled, Form
from cogs.shared.language import readers_language
from cogs.shared.sending.due_work import DueLoop
from cogs.theories.cards.forms import evidence_form, objection_form
from cogs.theories.cards.theory import OBJECT, SHOW_OBJECTIONS, objections_card
from cogs.theories.handlers.requirements import (
    require_evidence,
    require_gate,
    require_open_theory,
    require_own_words,
    require_theory,
)
from cogs.theories.rules.refusals import (
    BlankTextError,
    ClosedTheoryError,
    EvidenceKnownError,
    NoImageError,
    TheoryGoneError,
    TooNewError,
)
from cogs.theories.rules.theory import EvidenceItem, SourceClass, Status, Theory
from cogs.theories.store import Stores
from cogs.theories.thread import NOT_SENT, require_thread, thread_refusal
from data.locales import _, _n, speaking

MOST_OBJECTIONS = 5
"""Objections offered for backing, the strongest ones."""

MESSAGE_ROOM = 1_900
"""Of the 2,000 characters of a message, what hidden words may take."""

IMAGES = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
}


class EvidenceHandler:
    """Takes evidence and objections, and keeps followers.

    A form that is to be corrected opens even where the theory takes nothing now, so that its
    words are not lost; what is submitted is checked again.
    """

    def __init__(self, bot: StingerBot, stores: Stores, loop: DueLoop) -> None:
        self._bot = bot
        self._stores = stores
        self._loop = loop

    async def evidence_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for evidence."""
        if not filled:
            needed = {"send_messages_in_threads": True}
            await require_own_words(interaction, self._stores.theories, argument, **needed)
        return evidence_form(filled)

    async def add_evidence(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Store the items, and show them in the thread with their screenshot."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, member = require_server(interaction)
        needed = {"send_messages_in_threads": True, "attach_files": bool(answers.files)}
        theory, thread = await require_own_words(
            interaction, self._stores.theories, argument, **needed
        )
        picture = await _picture(guild, answers)
        items = require_evidence(answers["words"])
        source_class = SourceClass[answers["source"].upper()]
        added = await self._add(theory, items, source_class, member.id)
        try:
            with speaking(await readers_language(interaction, private=False)):
                title = _("Evidence added")
                head = f"**{title} · {_(source_class.value)}**"
            await _show(thread, head, added.values(), picture)
        except NOT_SENT as refused:
            for evidence_id in added:
                await self._stores.evidence.drop(theory, evidence_id, self._loop.now)
            raise thread_refusal(refused) or refused from refused
        self._loop.poke()
        known = len(items) - len(added)
        lines = [_("Added, and shown in {thread}.", thread=thread.mention)]
        if known:
            lines.append(
                _n("{count} link was known already.", "{count} links were known already.", known)
            )
        await interaction.followup.send(" ".join(lines), ephemeral=True)

    async def _add(
        self, theory: Theory, items: list[EvidenceItem], source_class: SourceClass, author_id: int
    ) -> dict[int, EvidenceItem]:
        """Store what is new of the items; raises :class:`EvidenceKnownError` if nothing is."""
        added: dict[int, EvidenceItem] = {}
        for item in items:
            with contextlib.suppress(EvidenceKnownError):
                evidence_id = await self._stores.evidence.add(
                    theory, item, source_class, author_id=author_id, now=self._loop.now
                )
                added[evidence_id] = item
        if not added:
            raise EvidenceKnownError
        return added

    async def offer_objections(self, interaction: Interaction, argument: str) -> None:
        """Show the objections to choose the strongest from, or the form if there is none."""
        theory, _thread = await require_open_theory(interaction, self._stores.theories, argument)
        films = await self._bot.known.at(theory.server_id)
        first = await left_to_see(interaction, films.get(theory.film_id or ""))
        if first and await self._stores.evidence.objections(theory.id, 1):
            anyway = ActionButton(SHOW_OBJECTIONS, argument, _(SHOW_ANYWAY))
            card = see_first_card(plain(theory.name), first, anyway)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self.show_objections(interaction, argument)

    async def show_objections(self, interaction: Interaction, argument: str) -> None:
        """Show the objections that there are, whatever is left to see before the film."""
        theory, _thread = await require_open_theory(interaction, self._stores.theories, argument)
        objections = await self._stores.evidence.objections(theory.id, MOST_OBJECTIONS)
        if objections:
            card = objections_card(theory, objections)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self._bot.doorway.open_form(interaction, OBJECT, argument)

    async def objection_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for an objection."""
        if not filled:
            await require_own_words(interaction, self._stores.theories, argument)
        return objection_form(filled)

    async def add_objection(
        self, interaction: Interaction, argument: str, answers: Answers
    ) -> None:
        """Store an objection; its author backs it unless they are too new to vote."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        _guild, member = require_server(interaction)
        theory, _thread = await require_own_words(interaction, self._stores.theories, argument)
        if not hide(answers["words"]):
            raise BlankTextError(_("Objection"))
        try:
            await require_gate(self._bot, member)
            backs = True
        except TooNewError:
            backs = False
        await self._stores.evidence.object(
            theory, answers["words"], author_id=member.id, backs=backs, now=self._loop.now
        )
        self._loop.poke()
        await interaction.followup.send(
            _(
                "Received. The objection that most members find strongest is shown under the "
                "claim. Press *{button}* to see them all.",
                button=_("Objection"),
            ),
            ephemeral=True,
        )

    async def back(self, interaction: Interaction, argument: str) -> None:
        """Note which objection the member considers the strongest, instead of one before."""
        guild, member = require_server(interaction)
        number = id_in(argument)
        theory_id = await self._stores.evidence.theory_of_objection(guild.id, number)
        if theory_id is None:
            raise TheoryGoneError
        theory, _thread = await require_open_theory(
            interaction, self._stores.theories, str(theory_id)
        )
        await require_gate(self._bot, member)
        if not await self._stores.evidence.back(
            theory, number, user_id=member.id, now=self._loop.now
        ):
            raise TheoryGoneError
        self._loop.poke()
        await interaction.response.send_message(
            _("Received. You can change your mind at any time."), ephemeral=True
        )

    async def follow(self, interaction: Interaction, argument: str) -> None:
        """Follow a theory until it is resolved, or stop following it."""
        guild, member = require_server(interaction)
        theory = await require_theory(interaction, self._stores.theories, argument)
        if theory.status not in (Status.OPEN, Status.FROZEN):
            raise ClosedTheoryError(theory)
        await require_thread(guild, theory)
        follows = await self._stores.evidence.follow(theory, member.id)
        sentence = (
            _(
                "You're following this theory: I'll mention you once in its thread when it is "
                "resolved. Press *{button}* again to stop.",
                button=_("Follow"),
            )
            if follows
            else _("You no longer follow this theory.")
        )
        await interaction.response.send_message(sentence, ephemeral=True)


async def _show(
    thread: discord.Thread,
    head: str,
    items: Iterable[EvidenceItem],
    picture: discord.File | None,
) -> None:
    """Show added evidence in a theory's thread, hidden, below a line that says what it is."""
    words = hide("\n".join(item.words for item in items), limit=MESSAGE_ROOM)
    await thread.send(
        f"{head}\n{words}",
        files=[picture] if picture else [],
        # Not every client hides a spoiler on a locked screen.
        silent=True,
    )


async def _picture(guild: discord.Guild, answers: Answers) -> discord.File | None:
    """The uploaded screenshot under a name of our own, spoilered; ``None`` if there is none."""
    if not answers.files:
        return None
    uploaded = answers.files[0]
    ending = IMAGES.get((uploaded.content_type or "").partition(";")[0])
    if ending is None or uploaded.size > guild.filesize_limit:
        raise NoImageError
    return SpoilerFile(await uploaded.read(), f"evidence.{ending}")
