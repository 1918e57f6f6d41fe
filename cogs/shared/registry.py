"""What slices register so that others can walk over all of them without knowing any.

``/status`` walks over how slices fare, ``/config`` over what a server decides by their commands,
and the leak sweep over every kind of reply they make:
rendered with hidden text that is marked, none may show a mark in clear.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import discord
from discord import ui

from cogs.shared.items import ActionButton, ActionSelect
from data.servers.preferences import ServerSettings
from data.text import HiddenText


@dataclass(frozen=True, slots=True)
class SampleReply:
    """One kind of reply, by a name for reports, as it would be sent.

    ``names`` are the texts that can hold no spoiler: a thread's name, a file's, a modal's title.
    """

    name: str
    content: str | None = None
    view: ui.LayoutView | ui.View | ui.Modal | None = None
    names: tuple[str, ...] = ()


Sampler = Callable[[HiddenText], Sequence[SampleReply]]
"""Renders every kind of reply of a slice, with the given text wherever hidden text may stand."""

Health = Callable[[], Awaitable[str | None]]
"""Tells in one short line how a slice fares; ``None`` if there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An answer to a question that names no film: safe text for everybody.

    ``subject`` is the same for questions that get the same answer. ``private`` is the button that
    shows it to whoever presses it, for places where answers are private.
    """

    subject: str
    view: ui.LayoutView
    private: ActionButton


Explainer = Callable[[str], Explanation | None]
"""Explains what a general question asks for; ``None`` if the text is no such question."""


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A channel, and in a word or two what the bot uses it for.

    ``BOARD`` and its neighbours in :mod:`cogs.shared.access.permissions` name uses that need less,
    or more, than answering does.
    """

    channel_id: int
    purpose: str


ChannelUses = Callable[[int], Awaitable[Sequence[ChannelUse]]]
"""Tells which channels of a server a slice is going to write to, without anybody having chosen
them in the server's settings."""


def no_channels(_settings: ServerSettings) -> Sequence[ChannelUse]:
    """For settings that name no channel."""
    return ()


TitledSelect = tuple[str, ActionSelect]
"""A select with the line above it."""


def no_selects(_guild: discord.Guild, _settings: ServerSettings) -> Sequence[TitledSelect]:
    """For settings that are changed by the command only."""
    return ()


@dataclass(frozen=True, slots=True)
class ConfigSection:
    """What a server decides by a command of a slice; ``/config setup`` shows it and leads there.

    ``command`` is the command's full name without the slash. ``lines`` are short and safe, each
    an item of a Markdown list, with channels and roles as mentions. The permission doctor looks at
    ``channels``. ``selects`` stand on the screen with the present choices; the slice answers them
    with a message of its own.
    """

    title: str
    command: str
    lines: Callable[[ServerSettings], Sequence[str]]
    channels: Callable[[ServerSettings], Sequence[ChannelUse]] = no_channels
    selects: Callable[[discord.Guild, ServerSettings], Sequence[TitledSelect]] = no_selects


@dataclass(frozen=True, slots=True)
class Lent:
    """Something that the bot does for a member, and the right of theirs that it ``takes``.

    Both complete a sentence: "Stinger posts a party", which takes the right to "write in the
    channel".
    """

    does: str
    takes: str


class Registry:
    """What the loaded slices have registered, by the slice's name."""

    def __init__(self) -> None:
        self.samplers: dict[str, Sampler] = {}
        self.health: dict[str, Health] = {}
        self.channel_uses: dict[str, ChannelUses] = {}
        self.explainers: dict[str, Explainer] = {}
        self.config_sections: dict[str, ConfigSection] = {}
        self.lent: dict[str, Sequence[Lent]] = {}
        self.first_uses: list[Callable[[], object]] = []
        """What reads a file or builds a table the first time; done in a thread before the bot is
        ready, so that the first command is as quick as the next."""
