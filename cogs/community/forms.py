"""The fields of the slice's forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import discord
from discord import ui

from cogs.community.offsets import HINT
from cogs.shared.forms import SEPARATOR, Answers
from data.catalogue.film import CLUES, PURPOSES
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
)


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
