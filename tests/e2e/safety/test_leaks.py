"""The leak sweep: no reply of any slice shows hidden text, in the parse of two foreign parsers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import discord
import pytest
from discord import ui

from cogs.shared.cards.leak_check import MARK, TRAP, leaks_of
from cogs.shared.registry import SampleReply
from data.text import HiddenText
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import PIECES
from tests.cogs.shared.readers import Reader
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import components_of

pytestmark = ON_SQLITE

TEXT_DISPLAY, TEXT_INPUT = 10, 4
PICTURES = (11, 12, 13)
"""Thumbnails, galleries and files."""

TRAPS = (
    TRAP,
    HiddenText(f"{MARK}\n\n{MARK} || {MARK}"),
    *(HiddenText(f"{piece}{MARK}{piece} {MARK}") for piece in PIECES[::7]),
)


@pytest.fixture(scope="module")
def client() -> Iterator[Reader]:
    with readers.client() as reader:
        yield reader


def surfaces(sample: SampleReply) -> Iterator[tuple[str, str]]:
    """Every string of a reply, with what it is: ``markup``, or one that can hide nothing."""
    yield from (("name", name) for name in sample.names)
    if sample.content is not None:
        yield "markup", sample.content
    if isinstance(sample.view, ui.Modal):
        yield from strings(sample.view.to_dict())
    elif sample.view is not None:
        yield from strings(sample.view.to_components())


def strings(tree: object) -> Iterator[tuple[str, str]]:
    for component in components_of(tree):
        for key, value in component.items():
            if isinstance(value, str):
                # What a member typed stands in the input of their own modal, for nobody else.
                own = component["type"] == TEXT_INPUT and key == "value"
                markup = component["type"] == TEXT_DISPLAY and key == "content"
                yield ("own" if own else "markup" if markup else key), value
    yield from options(tree)


def options(tree: Any) -> Iterator[tuple[str, str]]:
    """Texts of what has no type of its own: a select's options, a modal's title."""
    if isinstance(tree, dict):
        if "type" not in tree:
            yield from ((key, value) for key, value in tree.items() if isinstance(value, str))
        for value in tree.values():
            yield from options(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from options(value)


def leaks(club: Club, read: Callable[[str], readers.View]) -> Iterator[str]:
    for name, sampler in club.bot.registry.samplers.items():
        for trap in TRAPS:
            for sample in sampler(trap):
                for kind, text in surfaces(sample):
                    shown = read(text).shown if kind == "markup" else "" if kind == "own" else text
                    if MARK.casefold() in shown.casefold():
                        yield f"{name}: {sample.name}: {kind}: {text}"


async def test_samples_hold_the_hidden_text_that_is_looked_for(club: Club) -> None:
    for name in ("films", "theories", "answers"):
        samples = club.bot.registry.samplers[name](HiddenText(MARK))
        texts = [text for sample in samples for _, text in surfaces(sample)]
        assert any(MARK in text for text in texts), name


async def test_no_reply_shows_hidden_text_in_the_preview(club: Club) -> None:
    assert list(leaks(club, readers.preview)) == []


async def test_no_reply_shows_hidden_text_in_the_client(club: Club, client: Reader) -> None:
    assert list(leaks(club, client)) == []


async def test_the_leak_check_of_the_house_agrees(club: Club) -> None:
    assert list(leaks_of(club.bot.registry)) == []


async def test_no_option_of_a_command_takes_words_that_tell_a_plot(club: Club) -> None:
    """Others can read a command's options; what happens is typed into forms.

    Free text is taken for names, times and lengths, and in two commands whose answers are private,
    so that nobody else sees how they were used.
    """
    free = {
        f"{command.qualified_name} {option.name}"
        for command in club.bot.tree.walk_commands()
        if isinstance(command, discord.app_commands.Command)
        for option in command.parameters
        if option.type is discord.AppCommandOptionType.string
        and not (option.choices or option.autocomplete)
    }
    assert free <= {
        *("remind stay showtime", "party new when", "party vote when", "party vote ends"),
        *("film add title", "film add runtime", "film add release_date", "film add link"),
        *("theory resolve source", "theory moderate reason"),
    }


async def test_no_reply_holds_a_picture_which_discord_would_not_cover(club: Club) -> None:
    samples = [s for sampler in club.bot.registry.samplers.values() for s in sampler(TRAP)]
    views = [s.view for s in samples if isinstance(s.view, ui.LayoutView | ui.View)]
    assert views
    for view in views:
        for component in components_of(view.to_components()):
            assert component["type"] not in PICTURES


async def test_a_careless_reply_would_be_found(club: Club) -> None:
    def careless(hidden: HiddenText) -> list[SampleReply]:
        words = hidden.unwrap_for_spoiler()
        return [SampleReply("content", f"||{words}||"), SampleReply("name", names=(words,))]

    club.bot.registry.samplers.clear()  # The others have had their sweep.
    club.bot.registry.samplers["careless"] = careless
    found = list(leaks(club, readers.preview))
    assert any("careless: content" in leak for leak in found)
    assert any("careless: name" in leak for leak in found)
