"""The forms of the slice: one kind of modal, which gives back what was typed if it cannot be."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.community.offsets import HINT
from cogs.shared.errors import SafeEdge, UserFacingError
from cogs.shared.spoilers import plain
from data.contributions.kinds import (
    EGG_GROUPS,
    LONGEST_ANSWER,
    LONGEST_HIDDEN,
    LONGEST_HINT,
    LONGEST_SOURCE,
    LONGEST_TITLE,
    METHODS,
    SEEN_MYSELF,
    VERSIONS,
    ImpossibleError,
)
from data.film import CLUES, PURPOSES

Answers = Mapping[str, str]
FormHandler = Callable[[discord.Interaction[Any], Answers], Awaitable[None]]
Fields = Callable[[Answers], Sequence[ui.Label[Any]]]
"""Builds a form's fields with what is filled in."""

CORRECTING_SECONDS = 14 * 60
"""How long what was typed can be had back: nearly as long as Discord lets the reply be used."""

SEPARATOR = "; "

LONGEST_FORM_TITLE = 45
"""Discord's limit in characters."""


class Form(SafeEdge, ui.Modal):
    """A modal whose answers, by the custom ids of its fields, go to a handler.

    Where the handler refuses, the member reads why and can have the form back as they filled it
    in.
    """

    def __init__(
        self, title: str, custom_id: str, fields: Fields, filled: Answers, handle: FormHandler
    ) -> None:
        super().__init__(title=_cut(title), custom_id=custom_id, timeout=None)
        self._again = (title, custom_id, fields)
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


def _line(
    name: str, label: str, filled: Answers, *, limit: int, hint: str = "", required: bool = True
) -> ui.Label[Any]:
    return _text(name, label, filled, discord.TextStyle.short, limit, hint, required)


def _text(
    name: str,
    label: str,
    filled: Answers,
    style: discord.TextStyle,
    limit: int,
    hint: str,
    required: bool,
) -> ui.Label[Any]:
    field: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        style=style,
        default=filled.get(name, "")[:limit] or None,
        placeholder=hint[:100] or None,
        required=required,
        max_length=limit,
    )
    return ui.Label(text=label, component=field)


def _choice(name: str, label: str, options: Sequence[str], filled: Answers) -> ui.Label[Any]:
    chosen = filled.get(name) or options[0]
    group: ui.RadioGroup[Any] = ui.RadioGroup(
        custom_id=name,
        options=[
            discord.RadioGroupOption(label=option, value=option, default=option == chosen)
            for option in options
        ],
    )
    return ui.Label(text=label, component=group)


def film_fields(filled: Answers) -> list[ui.Label[Any]]:
    """A film that the catalogue lacks."""
    return [
        _line("title", "Title", filled, limit=LONGEST_TITLE),
        _line("year", "Year", filled, limit=4),
        _line("runtime", "Runtime", filled, limit=8, hint="2:11 or 131", required=False),
        _line("released", "Release date", filled, limit=10, hint="2026-12-18", required=False),
        _line("link", "IMDb or TMDB link", filled, limit=200, required=False),
    ]


def timestamp_fields(filled: Answers) -> list[ui.Label[Any]]:
    """When the credits and the scenes come."""
    return [
        _choice("version", "Version", VERSIONS, filled),
        _line("runtime", "Runtime", filled, limit=8, hint="2:11 or 131", required=False),
        _line(
            "credits",
            "Credits start, from the first picture",
            filled,
            limit=8,
            hint="2:01:30",
            required=False,
        ),
        _line(
            "scenes",
            "Scenes, from the credits' start",
            filled,
            limit=200,
            hint=HINT,
            required=False,
        ),
        _choice("method", "How you measured", METHODS, filled),
    ]


def scene_fields(filled: Answers) -> list[ui.Label[Any]]:
    """What a scene is, and what happens in it."""
    clues = filled.get("clues", "").split(SEPARATOR)
    group: ui.CheckboxGroup[Any] = ui.CheckboxGroup(
        custom_id="clues",
        required=False,
        options=[
            discord.CheckboxGroupOption(label=clue, value=clue, default=clue in clues)
            for clue in CLUES
        ],
    )
    return [
        _choice("purpose", "What it is for", PURPOSES, filled),
        _line(
            "hint",
            "Hint that everybody may read",
            filled,
            limit=LONGEST_HINT,
            hint="No names, no plot",
        ),
        _text(
            "hidden",
            "What happens (stays behind a spoiler)",
            filled,
            discord.TextStyle.paragraph,
            LONGEST_HIDDEN,
            "",
            True,
        ),
        ui.Label(text="Clues", component=group),
        _line(
            "source",
            "Source",
            filled,
            limit=LONGEST_SOURCE,
            hint=f"A page's address, or: {SEEN_MYSELF}",
        ),
    ]


def egg_fields(filled: Answers) -> list[ui.Label[Any]]:
    """An Easter egg."""
    return [
        _choice("group", "Group", EGG_GROUPS, filled),
        _line("hint", "Where to look (everybody reads this)", filled, limit=LONGEST_HINT),
        _text(
            "answer",
            "What it is (stays behind a spoiler)",
            filled,
            discord.TextStyle.paragraph,
            LONGEST_ANSWER,
            "",
            True,
        ),
    ]
