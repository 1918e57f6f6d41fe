"""What members press, choose from and fill in; :mod:`cogs.shared.doorway` answers all of it.

Custom ids: ``action:argument`` of a button, ``select/action`` of a
select (with ``:argument`` where it has one) and
``form/action:argument`` of a form.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import discord
from discord import ui

from cogs.shared.patience import PATIENCE_FOR_FORMS

LONGEST_ID = 100
"""Characters that Discord allows for a custom id."""

LONGEST_FORM_TITLE = 45
"""Discord's limit in characters, for a field's label too."""

LONGEST_DESCRIPTION = 100
"""The same for a field's or an option's description, and for what stands in an empty field."""

_ACTION = r"(?P<action>[a-z-]{1,20}:[a-z-]{1,16})"
_ARGUMENT = r"(?P<argument>[\w:,.-]{0,80})"
_BUTTON = re.compile(rf"{_ACTION}:{_ARGUMENT}")
_FORM = re.compile(rf"form/{_ACTION}:{_ARGUMENT}")

Filled = Mapping[str, str]
"""What stands in a form when it opens, by the names of its fields; several values of one field are
separated by line breaks."""

AnySelect = ui.Select[Any] | ui.ChannelSelect[Any] | ui.RoleSelect[Any]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a submitted form held, by the names of its fields; ``typed`` is what was written."""

    texts: Filled
    typed: Sequence[str] = ()
    files: Sequence[discord.Attachment] = field(default=())

    def __getitem__(self, name: str) -> str:
        """A text without white space around it, or a choice; empty where there is none."""
        return self.texts.get(name, "").strip()

    def several(self, name: str) -> tuple[str, ...]:
        """All values that were ticked."""
        return tuple(filter(None, self[name].split("\n")))


class ActionButton(ui.Button[Any]):
    """A button that does an action with an argument; the label is safe text.

    It is only shown: :class:`PressedButton` stands for it when it comes back. Raises ``ValueError``
    for a custom id that could not be read back, or is too long for Discord.
    """

    def __init__(
        self,
        action: str,
        argument: str,
        label: str,
        *,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        disabled: bool = False,
    ) -> None:
        custom_id = _checked(f"{action}:{argument}", _BUTTON)
        super().__init__(label=label, style=style, disabled=disabled, custom_id=custom_id)
        self.action = action
        self.argument = argument


class PressedButton(ui.DynamicItem[ui.Button[Any]], template=_BUTTON):
    """An :class:`ActionButton` that was pressed, whenever it was sent."""

    def __init__(self, action: str, argument: str, button: ui.Button[Any]) -> None:
        super().__init__(button)
        self._action = action
        self._argument = argument

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Take the button from the message that holds it."""
        if not isinstance(item, ui.Button):
            raise TypeError("The custom id of a button stands on something else.")
        return cls(match["action"], match["argument"], item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do the action."""
        bot = interaction.client
        patience = PATIENCE_FOR_FORMS if bot.doorway.opens_form(self._action) else None
        async with bot.admission.let_in(interaction, patience) as in_time:
            if in_time:
                await bot.doorway.pressed(self._action, interaction, self._argument)


class ActionSelect(
    ui.DynamicItem[AnySelect],
    template=rf"select/{_ACTION}(?::{_ARGUMENT})?",
):
    """A select that does an action with an argument and what is chosen.

    The select's own custom id is replaced. Raises as :class:`ActionButton`.
    """

    def __init__(self, action: str, argument: str, select: AnySelect) -> None:
        told = f":{argument}" if argument else ""
        select.custom_id = _checked(f"select/{action}{told}", self.template)
        super().__init__(select)
        self.action = action
        self.argument = argument

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Build the select again from the message that holds it."""
        if not isinstance(item, (ui.Select, ui.ChannelSelect, ui.RoleSelect)):
            raise TypeError("The custom id of a select stands on something else.")
        return cls(match["action"], match["argument"] or "", item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Do the action with what was chosen; clearing the choice, where allowed, is no value."""
        data: Mapping[str, Any] = interaction.data or {}
        values = list(data.get("values", ()))
        bot = interaction.client
        async with bot.admission.let_in(interaction) as in_time:
            if in_time:
                await bot.doorway.chosen(self.action, interaction, self.argument, values)


def new_card() -> ui.LayoutView:
    """An empty card, of which the library keeps nothing; see :func:`new_view`."""
    card = ui.LayoutView(timeout=None)
    card.stop()
    return card


def new_view() -> ui.View:
    """Empty rows for buttons and selects, of which the library keeps nothing once they are sent.

    Items here are found by their custom ids alone. The library would keep what one member sees for
    a quarter of an hour, and a task with it: on a busy evening tens of thousands.
    """
    view = ui.View(timeout=None)
    view.stop()
    return view


@dataclass(frozen=True, slots=True)
class Form:
    """A form before it is shown: its title, cut to Discord's limit, and at most five fields."""

    title: str
    fields: Sequence[ui.Label[Any]]

    def modal(self, action: str, argument: str) -> ui.Modal:
        """The modal that hands its answers to an action; raises as :class:`ActionButton`."""
        custom_id = _checked(f"form/{action}:{argument}", _FORM)
        modal = ui.Modal(title=_cut(self.title, LONGEST_FORM_TITLE), custom_id=custom_id)
        for shown in self.fields:
            modal.add_item(shown)
        # The library would wait for one submission by one member, and only until a restart.
        modal.stop()
        return modal


def form_action(custom_id: str) -> tuple[str, str] | None:
    """The action and the argument of a form's custom id; ``None`` for anything else."""
    named = _FORM.fullmatch(custom_id)
    return (named["action"], named["argument"]) if named else None


def line(
    name: str,
    label: str,
    filled: Filled,
    *,
    limit: int,
    hint: str = "",
    description: str | None = None,
    required: bool = True,
) -> ui.Label[Any]:
    """A field for one line of at most ``limit`` characters; ``hint`` stands in it while empty."""
    return _text(name, label, filled, discord.TextStyle.short, limit, hint, description, required)


def paragraph(
    name: str,
    label: str,
    filled: Filled,
    *,
    limit: int,
    hint: str = "",
    description: str | None = None,
    required: bool = True,
) -> ui.Label[Any]:
    """A field for a text of at most ``limit`` characters."""
    return _text(
        name, label, filled, discord.TextStyle.paragraph, limit, hint, description, required
    )


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: the value that is handed on, its label, and what it means."""

    value: str
    label: str
    description: str | None = None


def choice(
    name: str,
    label: str,
    options: Sequence[Option],
    filled: Filled,
    *,
    description: str | None = None,
) -> ui.Label[Any]:
    """A field in which one of 2 to 10 options is chosen."""
    chosen = filled.get(name)
    group: ui.RadioGroup[Any] = ui.RadioGroup(
        custom_id=name,
        options=[
            discord.RadioGroupOption(
                label=option.label,
                value=option.value,
                description=described(option.description),
                default=option.value == chosen,
            )
            for option in options
        ],
    )
    return _field(label, description, group)


def checks(name: str, label: str, options: Sequence[Option], filled: Filled) -> ui.Label[Any]:
    """A field in which any number of 1 to 10 options is ticked."""
    ticked = filled.get(name, "").split("\n")
    group: ui.CheckboxGroup[Any] = ui.CheckboxGroup(
        custom_id=name,
        required=False,
        options=[
            discord.CheckboxGroupOption(
                label=option.label,
                value=option.value,
                description=described(option.description),
                default=option.value in ticked,
            )
            for option in options
        ],
    )
    return _field(label, None, group)


def file(name: str, label: str, *, description: str) -> ui.Label[Any]:
    """A field that takes one file or none."""
    upload: ui.FileUpload[Any] = ui.FileUpload(custom_id=name, required=False, max_values=1)
    return _field(label, description, upload)


def _text(
    name: str,
    label: str,
    filled: Filled,
    style: discord.TextStyle,
    limit: int,
    hint: str,
    description: str | None,
    required: bool,
) -> ui.Label[Any]:
    component: ui.TextInput[Any] = ui.TextInput(
        custom_id=name,
        style=style,
        default=filled.get(name, "")[:limit] or None,
        placeholder=_cut(hint, LONGEST_DESCRIPTION) or None,
        required=required,
        max_length=limit,
    )
    return _field(label, description, component)


def _field(label: str, description: str | None, component: ui.Item[Any]) -> ui.Label[Any]:
    return ui.Label(
        text=_cut(label, LONGEST_FORM_TITLE),
        description=described(description),
        component=component,
    )


def described(description: str | None) -> str | None:
    """What fits: a translation that is a letter too long must not keep a form from opening."""
    return _cut(description, LONGEST_DESCRIPTION) if description else None


def _checked(custom_id: str, template: re.Pattern[str]) -> str:
    if len(custom_id) > LONGEST_ID or not template.fullmatch(custom_id):
        raise ValueError(f"No custom id can be {custom_id!r}.")
    return custom_id


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
