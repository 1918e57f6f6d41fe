"""The forms of the slice: one kind of modal, whose answers go to a handler."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.reminders.clock_words import LONGEST_TEXT
from cogs.reminders.schedule import LEADS, PRESHOW, PRESHOWS
from cogs.reminders.screenings import Ping, Place
from cogs.shared.errors import SafeEdge

FormHandler = Callable[[discord.Interaction[Any], Mapping[str, str]], Awaitable[None]]

TITLE_LIMIT = 45
SHOWTIME_HINT = "19:30, fri 21:00, in 20 minutes, 2026-12-18 20:00"


class Form(SafeEdge, ui.Modal):
    """A modal whose answers, by the custom ids of its fields, go to a handler."""

    def __init__(
        self,
        title: str,
        fields: Sequence[ui.Label[Any]],
        handle: FormHandler,
        custom_id: str,
    ) -> None:
        super().__init__(title=title[:TITLE_LIMIT], custom_id=custom_id, timeout=None)
        self._handle = handle
        for field in fields:
            self.add_item(field)

    async def on_submit(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand the answers over."""
        answers: dict[str, str] = {}
        for label in self.children:
            field = label.component if isinstance(label, ui.Label) else None
            if isinstance(field, (ui.TextInput, ui.RadioGroup)):
                answers[str(field.custom_id)] = field.value or ""
        await self._handle(interaction, answers)


def text_field(
    name: str,
    label: str,
    *,
    default: str = "",
    hint: str = "",
    required: bool = True,
    limit: int = LONGEST_TEXT,
) -> ui.Label[Any]:
    """A line of text."""
    line: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        default=default[:limit] or None,
        placeholder=hint[:100] or None,
        required=required,
        max_length=limit,
    )
    return ui.Label(text=label, component=line)


def choice_field(name: str, label: str, options: Mapping[str, str], chosen: str) -> ui.Label[Any]:
    """One of a few options, value → words."""
    group: ui.RadioGroup[Any] = ui.RadioGroup(
        custom_id=name,
        options=[
            discord.RadioGroupOption(value=value, label=words, default=value == chosen)
            for value, words in options.items()
        ],
    )
    return ui.Label(text=label, component=group)


def showtime_field(default: str = "") -> ui.Label[Any]:
    """When the showing begins."""
    return text_field("showtime", "Showtime on the ticket", default=default, hint=SHOWTIME_HINT)


def preshow_text_field(default: int = PRESHOW) -> ui.Label[Any]:
    """How long trailers and adverts take, in figures."""
    return text_field("preshow", "Minutes of trailers and adverts", default=str(default), limit=3)


def preshow_fields(current: int) -> list[ui.Label[Any]]:
    """The usual lengths, and room for another one."""
    options = {str(minutes): f"{minutes} minutes" for minutes in PRESHOWS}
    own = "" if current in PRESHOWS else str(current)
    chosen = str(current) if current in PRESHOWS else str(PRESHOW)
    return [
        choice_field("preshow", "Trailers and adverts", options, chosen),
        text_field("own", "Or another number of minutes", default=own, required=False, limit=3),
    ]


def place_field(chosen: Place) -> ui.Label[Any]:
    """Where to be reminded."""
    options = {Place.HERE.value: "In this channel", Place.DM.value: "By DM"}
    return choice_field("where", "Where", options, chosen.value)


def ping_field(chosen: Ping) -> ui.Label[Any]:
    """How loud to be reminded."""
    options = {
        Ping.NORMAL.value: "Ping me",
        Ping.SILENT.value: "Silently, without a push",
        Ping.NONE.value: "Without naming me",
    }
    return choice_field("ping", "How", options, chosen.value)


def lead_field(chosen: int) -> ui.Label[Any]:
    """When to be told to stay seated."""
    options = {
        str(lead): f"{lead} minutes before" if lead else "When the credits start" for lead in LEADS
    }
    return choice_field("lead", "Stay-seated ping", options, str(chosen))


def details_field(*, chosen: bool) -> ui.Label[Any]:
    """What somebody may learn whose place must not read it."""
    options = {
        "no": "Only that the credits start",
        "yes": "Tell me by DM whether to stay",
    }
    return choice_field("details", "This place is careful", options, "yes" if chosen else "no")
