"""A modal that belongs to whoever opened it, and gives back what was typed if it is refused.

The library tells submissions apart by the modal's custom id alone, for all members at once. So
every form that is opened gets an id of its own: with a fixed one, whoever opens it last would
have everybody's answers go into their form.
"""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import plain
from cogs.shared.errors import SafeEdge, UserFacingError
from data.contributions.kinds import ImpossibleError

Answers = Mapping[str, str]
FormHandler = Callable[[discord.Interaction[Any], Answers], Awaitable[None]]
Fields = Callable[[Answers], Sequence[ui.Label[Any]]]
"""Builds a form's fields with what is filled in."""

KEPT_OPEN_SECONDS = 3 * 3600
"""How long an open form is waited for; Discord does not say when somebody closes one."""

CORRECTING_SECONDS = 14 * 60
"""How long what was typed can be had back: nearly as long as Discord lets the reply be used."""

SEPARATOR = "; "

LONGEST_FORM_TITLE = 45
"""Discord's limit in characters."""


class Form(SafeEdge, ui.Modal):
    """A modal whose answers, by the custom ids of its fields, go to a handler.

    Where the handler refuses, the member reads why and can have the form back as they filled it
    in. ``name`` begins the custom id.
    """

    def __init__(
        self, title: str, name: str, fields: Fields, filled: Answers, handle: FormHandler
    ) -> None:
        super().__init__(
            title=_cut(title),
            custom_id=f"{name}:{secrets.token_hex(8)}",
            timeout=KEPT_OPEN_SECONDS,
        )
        self._again = (title, name, fields)
        self._handle = handle
        for field in fields(filled):
            self.add_item(field)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the answers over."""
        answers = self._answers()
        try:
            await self._handle(interaction, answers)
        except (ImpossibleError, UserFacingError) as error:
            await offer_again(interaction, error, lambda: Form(*self._again, answers, self._handle))

    def _answers(self) -> dict[str, str]:
        answers: dict[str, str] = {}
        for label in self.children:
            field = label.component if isinstance(label, ui.Label) else None
            if isinstance(field, (ui.TextInput, ui.RadioGroup)):
                answers[str(field.custom_id)] = field.value or ""
            elif isinstance(field, ui.CheckboxGroup):
                answers[str(field.custom_id)] = SEPARATOR.join(field.values)
        return answers


async def offer_again(
    interaction: discord.Interaction[Any],
    error: ImpossibleError | UserFacingError,
    form: Callable[[], Form],
) -> None:
    """Say why something is refused, and offer a form in which it can be corrected."""
    if interaction.response.is_done():
        raise error
    reason = str(error) if isinstance(error, UserFacingError) else plain(str(error))
    await interaction.response.send_message(
        f"{reason} Nothing was saved.", view=CorrectView(form), ephemeral=True
    )


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_FORM_TITLE else f"{title[: LONGEST_FORM_TITLE - 1]}…"


class CorrectView(SafeEdge, ui.View):
    """Offers a form back with what was typed."""

    def __init__(self, form: Callable[[], Form]) -> None:
        super().__init__(timeout=CORRECTING_SECONDS)
        self._form = form

    @ui.button(label="Correct it", custom_id="correct", style=discord.ButtonStyle.primary)
    async def correct(self, interaction: discord.Interaction[Any], _button: ui.Button[Any]) -> None:
        """Open the form again."""
        await interaction.response.send_modal(self._form())
