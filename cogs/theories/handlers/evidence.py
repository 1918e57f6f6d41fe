"""What members add to a theory besides ballots: evidence, objections, their interest."""

from __future__ import annotations

import contextlib
from typing import Any

import discord
from discord import ui

from cogs.shared.bot import Interaction, StingerBot
from cogs.shared.cards.spoilers import hide
from cogs.shared.cards.wording import number_of
from cogs.shared.doorway import id_in
from cogs.shared.errors import UserFacingError
from cogs.shared.items import ActionButton, Answers, Filled, Form
from cogs.shared.permissions import require_server
from cogs.theories.cards.forms import evidence_form, objection_form
from cogs.theories.handlers.asking import open_theory, theory_by_id
from cogs.theories.handlers.ballots import Voting
from cogs.theories.refresher import Refresher
from cogs.theories.rules.evidence import Item, read_evidence
from cogs.theories.rules.refusals import (
    BlankTextError,
    ClosedTheoryError,
    EvidenceKnownError,
    TheoryGoneError,
    TooNewError,
)
from cogs.theories.rules.theory import Objection, SourceClass, Status, Theory
from cogs.theories.store.stores import Stores
from cogs.theories.thread import NOT_SENT, require_thread, thread_refusal

OBJECT = "theory:object"
"""The form for an objection."""

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


class NoImageError(UserFacingError):
    """The uploaded file is no picture, or too large for the server."""

    def __init__(self) -> None:
        super().__init__(
            "A screenshot must be a PNG, JPEG, GIF or WebP picture that this server can hold."
        )


class Contributing:
    """Takes evidence and objections, and keeps followers.

    A form that is to be corrected opens even where the theory takes nothing now, so that its
    words are not lost; what is submitted is checked again.
    """

    def __init__(
        self, bot: StingerBot, stores: Stores, refresher: Refresher, voting: Voting
    ) -> None:
        self._bot = bot
        self._stores = stores
        self._refresher = refresher
        self._voting = voting

    async def evidence_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for evidence."""
        if not filled:
            await self._open(interaction, argument, send_messages_in_threads=True)
        return evidence_form(filled)

    async def add_evidence(self, interaction: Interaction, argument: str, answers: Answers) -> None:
        """Keep the items, and show them in the thread with their screenshot."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        guild, member = require_server(interaction)
        theory = await open_theory(interaction, self._stores, argument)
        needed = {"send_messages_in_threads": True, "attach_files": bool(answers.files)}
        thread = await require_thread(guild, theory, **needed)
        picture = await _picture(guild, answers)
        items = [item for item in read_evidence(answers["words"]) if hide(item.words)]
        if not items:
            raise BlankTextError("the evidence")
        source_class = SourceClass[answers["source"].upper()]
        added = await self._keep(theory, items, source_class, member.id)
        words = "\n".join(item.words for item in added.values())
        try:
            await thread.send(
                f"**Evidence added · {source_class.value}**\n{hide(words, limit=MESSAGE_ROOM)}",
                files=[picture] if picture else [],
                # Not every client hides a spoiler on a locked screen.
                silent=True,
            )
        except NOT_SENT as refused:
            for evidence_id in added:
                await self._stores.evidence.drop(theory, evidence_id, self._now)
            raise thread_refusal(refused) or refused from refused
        self._refresher.poke()
        known = len(items) - len(added)
        note = f" {number_of(known, 'link')} was known already." if known else ""
        await interaction.followup.send(
            f"Added, and shown in {thread.mention}.{note}", ephemeral=True
        )

    async def _keep(
        self, theory: Theory, items: list[Item], source_class: SourceClass, author_id: int
    ) -> dict[int, Item]:
        """Keep what is new of the items; raises :class:`EvidenceKnownError` if nothing is."""
        added: dict[int, Item] = {}
        for item in items:
            with contextlib.suppress(EvidenceKnownError):
                evidence_id = await self._stores.evidence.add(
                    theory, item, source_class, author_id=author_id, now=self._now
                )
                added[evidence_id] = item
        if not added:
            raise EvidenceKnownError
        return added

    async def offer_objections(self, interaction: Interaction, argument: str) -> None:
        """Show the objections there are, to back the strongest; without any, the form."""
        theory = await self._open(interaction, argument)
        known = await self._stores.evidence.objections(theory.id, MOST_OBJECTIONS)
        if known:
            card = objections_card(theory, known)
            await interaction.response.send_message(view=card, ephemeral=True)
        else:
            await self._bot.doorway.open_form(interaction, OBJECT, argument)

    async def objection_form(self, interaction: Interaction, argument: str, filled: Filled) -> Form:
        """The form for an objection."""
        if not filled:
            await self._open(interaction, argument)
        return objection_form(filled)

    async def add_objection(
        self, interaction: Interaction, argument: str, answers: Answers
    ) -> None:
        """Keep an objection; its author backs it unless they are too new to vote."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        _, member = require_server(interaction)
        theory = await self._open(interaction, argument)
        if not hide(answers["words"]):
            raise BlankTextError("the objection")
        try:
            await self._voting.require_gate(member)
            backs = True
        except TooNewError:
            backs = False
        await self._stores.evidence.object(
            theory, answers["words"], author_id=member.id, backs=backs, now=self._now
        )
        self._refresher.poke()
        await interaction.followup.send(
            "Received. The objection that most members hold to be the strongest stands under the "
            "claim; press Objection to see them.",
            ephemeral=True,
        )

    async def back(self, interaction: Interaction, argument: str) -> None:
        """Hold an objection to be the strongest, instead of another one held so before."""
        guild, member = require_server(interaction)
        number = id_in(argument)
        theory_id = await self._stores.evidence.theory_of_objection(guild.id, number)
        if theory_id is None:
            raise TheoryGoneError
        theory = await self._open(interaction, str(theory_id))
        await self._voting.require_gate(member)
        await self._stores.evidence.back(theory, number, user_id=member.id, now=self._now)
        self._refresher.poke()
        await interaction.response.send_message(
            "Received. You can change your mind at any time.", ephemeral=True
        )

    async def follow(self, interaction: Interaction, argument: str) -> None:
        """Follow a theory until it is resolved, or stop following it."""
        guild, member = require_server(interaction)
        theory = await theory_by_id(interaction, self._stores, argument)
        if theory.status not in (Status.OPEN, Status.FROZEN):
            raise ClosedTheoryError(theory)
        await require_thread(guild, theory)
        follows = await self._stores.evidence.follow(theory, member.id)
        sentence = (
            "You follow this theory: I mention you once in its thread when it is resolved. Press "
            "Follow again to stop."
            if follows
            else "You no longer follow this theory."
        )
        await interaction.response.send_message(sentence, ephemeral=True)

    async def _open(self, interaction: Interaction, argument: str, **needed: bool) -> Theory:
        """A theory that is open, thread and all; raises as :func:`require_thread`."""
        guild, _ = require_server(interaction)
        theory = await open_theory(interaction, self._stores, argument)
        await require_thread(guild, theory, **needed)
        return theory

    @property
    def _now(self) -> int:
        return int(self._bot.clock().timestamp())


def objections_card(theory: Theory, objections: list[Objection]) -> ui.LayoutView:
    """The objections to a theory, hidden, with a button to back each."""
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay("Which objection is the strongest? You have one choice."))
    for objection in objections:
        count = number_of(objection.backers, "member")
        text = f"{count}\n{hide(objection.words, limit=700)}"
        button = ActionButton("theory:back", str(objection.id), "This one")
        section: ui.Section[Any] = ui.Section(text, accessory=button)
        view.add_item(section)
    view.add_item(ui.ActionRow(ActionButton(OBJECT, str(theory.id), "Write another")))
    return view


async def _picture(guild: discord.Guild, answers: Answers) -> discord.File | None:
    """The uploaded screenshot under a name of our own, spoilered; ``None`` if there is none."""
    if not answers.files:
        return None
    uploaded = answers.files[0]
    ending = IMAGES.get((uploaded.content_type or "").partition(";")[0])
    if ending is None or uploaded.size > guild.filesize_limit:
        raise NoImageError
    return await uploaded.to_file(filename=f"evidence.{ending}", spoiler=True)
