"""Forms that outlive a restart: what was typed into a modal is read from the submission itself.

Discord keeps an open modal open while the bot restarts. The library then no longer knows the
modal, so submissions are told apart by their custom id, which names the form and its argument,
and answered here, whoever showed the modal.

Every submission is acknowledged at once, privately. If it is refused or fails, the member gets
back what they typed, hidden, to copy it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from cogs.shared.bot import Interaction
from cogs.shared.cards.spoilers import hide
from cogs.shared.errors import sentence_for

log = logging.getLogger(__name__)

_CUSTOM_ID = re.compile(r"theory-form:(?P<form>[a-z]{1,16}):(?P<argument>[\w:.-]{0,80})", re.ASCII)

_GIVEN_BACK = 3_000
"""Characters of what was typed that are given back, escapes included."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form held: texts and choices by their custom id, and uploaded files."""

    texts: Mapping[str, str]
    typed: tuple[str, ...] = ()
    files: tuple[discord.Attachment, ...] = ()

    def __getitem__(self, custom_id: str) -> str:
        """A text or choice; empty where nothing was written or chosen."""
        return self.texts.get(custom_id, "").strip()


Handler = Callable[[Interaction, str, Answers], Awaitable[None]]
"""Takes a submission, acknowledged already, with the argument of its form."""


def form_id(form: str, argument: str) -> str:
    """The custom id of a modal; lower-case letters, then ids."""
    return f"theory-form:{form}:{argument}"


class Forms:
    """What the slice's forms do when they are submitted."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        """Name each form in at most 16 lower-case letters."""
        self._handlers = handlers

    async def submitted(self, interaction: Interaction) -> None:
        """Do what a submitted form is for; anything but a known form is left alone."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        data: Mapping[str, Any] = interaction.data or {}
        named = _CUSTOM_ID.fullmatch(str(data.get("custom_id", "")))
        handler = self._handlers.get(named["form"]) if named else None
        if named is None or handler is None:
            return
        answers = _answers(interaction, data)
        try:
            await interaction.response.defer(ephemeral=True, thinking=True)
            await handler(interaction, named["argument"], answers)
        except Exception as error:  # noqa: BLE001 - the edge: answered in a sentence, logged there
            await _refuse(interaction, sentence_for(error), answers)


def _answers(interaction: Interaction, data: Mapping[str, Any]) -> Answers:
    fields = list(_fields(data.get("components", ())))
    files = data.get("resolved", {}).get("attachments", {})
    state = interaction._state
    typed = tuple(
        str(field["value"])
        for field in fields
        if field.get("type") == discord.ComponentType.text_input.value and field.get("value")
    )
    return Answers(
        {field["custom_id"]: str(field.get("value") or "") for field in fields},
        typed,
        tuple(discord.Attachment(data=file, state=state) for file in files.values()),
    )


def _fields(tree: object) -> Iterator[Mapping[str, Any]]:
    """Every component of a submission that has an answer."""
    if isinstance(tree, Mapping):
        if "custom_id" in tree:
            yield tree
        for value in tree.values():
            yield from _fields(value)
    elif isinstance(tree, list):
        for child in tree:
            yield from _fields(child)


async def _refuse(interaction: Interaction, sentence: str, answers: Answers) -> None:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(sentence))
    if typed := hide("\n".join(answers.typed), limit=_GIVEN_BACK):
        view.add_item(ui.TextDisplay(f"What you wrote, to copy it:\n{typed}"))
    try:
        await interaction.followup.send(view=view, ephemeral=True)
    except discord.HTTPException as failure:
        log.warning("A refusal could not be sent: HTTP %s, %s", failure.status, failure.code)
