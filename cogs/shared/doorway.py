"""The one way in for whatever Discord sends back: a pressed button, a choice, a submitted form.

Each names an *action* and its *argument*; a choice adds values, a form *answers*. A slice
registers what its actions do, and reads the truth behind an argument (usually an id) from the
store each time. Nothing is kept in memory, so a button a year old still answers, and so does a
form that was open while the bot restarted.

Answers that are refused are kept for a day, so that the member gets the form back with every word
of it: after a restart too, and nobody but they.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord
from discord import ui
from sqlalchemy.exc import SQLAlchemyError

from cogs.shared.cards.spoilers import hide
from cogs.shared.errors import (
    UserFacingError,
    answering_errors,
    refusal,
    sentence_for,
    unanswerable,
)
from cogs.shared.items import ActionButton, Answers, Filled, Form, form_action, new_card
from cogs.shared.limits.work import FORM, PRESS, Work
from data.clock import Clock
from data.database import DatabaseBusyError
from data.database.storable import storable
from data.locales import N_, _
from data.members.typed_words import TypedWords

log = logging.getLogger(__name__)

T = TypeVar("T")

CORRECT = "form:correct"

LARGEST_ID = 2**31 - 1
"""The largest number that every database takes as an id."""

_GIVEN_BACK = 3_000
"""Characters of what was typed that are given back as text, escapes included."""

Press = Callable[["discord.Interaction[Any]", str], Awaitable[None]]
"""Does what a button is for, with the argument of its custom id; must not trust the argument."""

Choose = Callable[["discord.Interaction[Any]", str, Sequence[str]], Awaitable[None]]
"""Does what a select is for, with its argument and the values chosen; must trust neither."""

Build = Callable[["discord.Interaction[Any]", str, Filled], Awaitable[Form]]
"""Makes the form of an argument; what is filled in goes before what the store holds."""

Take = Callable[["discord.Interaction[Any]", str, Answers], Awaitable[None]]
"""Does what a form is for; raises what :func:`cogs.shared.errors.refusal` knows to have it
corrected."""


class ActionGoneError(UserFacingError):
    """Nobody does this action: its slice is not loaded any more, or was renamed."""

    sentence = N_("This button belongs to a part of Stinger that is switched off here.")


class FormForgottenError(UserFacingError):
    """The refused answers are somebody else's, have been corrected, or were kept for a day."""

    sentence = N_("I no longer have what you typed. Please fill the form in again.")


@dataclass(frozen=True, slots=True)
class _FormHandler:
    build: Build
    take: Take


def id_in(argument: str) -> int:
    """The id that an argument names; 0, which nothing has, where a forged one names none."""
    good = argument.isascii() and argument.isdecimal() and len(argument) <= len(str(LARGEST_ID))
    return int(argument) if good and int(argument) <= LARGEST_ID else 0


def page_in(argument: str) -> int:
    """The number of a page from 0; the first for whatever names none."""
    return id_in(argument)


class Doorway:
    """What the loaded slices do with what comes back from Discord.

    An action is named ``slice:verb`` in lower case, unique in the bot; a button and a select may
    share one.
    """

    def __init__(self, words: TypedWords, work: Work, clock: Clock) -> None:
        self._words = words
        self._work = work
        self._clock = clock
        self._presses: dict[str, Press] = {}
        self._choices: dict[str, Choose] = {}
        self._forms: dict[str, _FormHandler] = {}
        self.register(CORRECT, self._correct)

    def register(self, action: str, press: Press) -> None:
        """Do this when a button of the action is pressed; ``ValueError`` for a name taken."""
        _add(self._presses, action, press)

    def register_choice(self, action: str, choose: Choose) -> None:
        """Do this when something is chosen from a select of the action."""
        _add(self._choices, action, choose)

    def register_form(self, action: str, build: Build, take: Take) -> None:
        """Do this with the form of the action; a button of the action opens it."""

        async def open_it(interaction: discord.Interaction[Any], argument: str) -> None:
            await self.open_form(interaction, action, argument)

        self.register(action, open_it)
        self._forms[action] = _FormHandler(build, take)

    @property
    def actions(self) -> Sequence[str]:
        """The actions of all buttons, those that open a form among them."""
        return tuple(self._presses)

    @property
    def choices(self) -> Sequence[str]:
        """The actions of all selects."""
        return tuple(self._choices)

    @property
    def forms(self) -> Sequence[str]:
        """The actions of all forms."""
        return tuple(self._forms)

    def opens_form(self, action: str) -> bool:
        """Whether a button of the action opens a form."""
        return action in self._forms

    def __contains__(self, action: object) -> bool:
        """Whether a loaded slice does this when a button of the action is pressed."""
        return action in self._presses

    async def press(
        self, action: str, interaction: discord.Interaction[Any], argument: str
    ) -> None:
        """Do what a button is for; raises :class:`ActionGoneError` if nobody does it any more."""
        press = self._presses.get(action)
        if press is None:
            raise ActionGoneError
        await press(interaction, argument)

    async def pressed(
        self, action: str, interaction: discord.Interaction[Any], argument: str
    ) -> None:
        """Do what a button is for, and answer for whatever fails."""
        async with answering_errors(interaction):
            self._work.require(interaction, PRESS)
            await self.press(action, interaction, argument)

    async def chosen(
        self,
        action: str,
        interaction: discord.Interaction[Any],
        argument: str,
        values: Sequence[str],
    ) -> None:
        """Do what a select is for, and answer for whatever fails."""
        async with answering_errors(interaction):
            self._work.require(interaction, PRESS)
            choose = self._choices.get(action)
            if choose is None:
                raise ActionGoneError
            await choose(interaction, argument, values)

    async def open_form(
        self,
        interaction: discord.Interaction[Any],
        action: str,
        argument: str,
        filled: Filled | None = None,
    ) -> None:
        """Answer an interaction with the form of an action; raises as :meth:`press`."""
        handler = self._forms.get(action)
        if handler is None:
            raise ActionGoneError
        form = await handler.build(interaction, argument, filled or {})
        await interaction.response.send_modal(form.modal(action, argument))

    async def submitted(self, interaction: discord.Interaction[Any]) -> None:
        """Take a submitted form; anything else is left alone.

        The member who is refused reads why, and can have the form back as they filled it in.
        """
        data: Mapping[str, Any] = storable(interaction.data or {})
        named = form_action(str(data.get("custom_id", "")))
        if interaction.type is not discord.InteractionType.modal_submit or named is None:
            return
        await self.take(interaction, *named, _answers(interaction, data))

    async def take(
        self,
        interaction: discord.Interaction[Any],
        action: str,
        argument: str,
        answers: Answers,
    ) -> None:
        """Do what a form is for, with answers that a submission or a command has given."""
        try:
            if interaction.type is discord.InteractionType.modal_submit:
                self._work.require(interaction, FORM)
            if action not in self._forms:
                raise ActionGoneError
            await self._forms[action].take(interaction, argument, answers)
        except Exception as error:  # noqa: BLE001 - the edge: answered in a sentence, logged there
            if unanswerable(interaction, error):  # the form is still open where it was filled in
                return
            reason = refusal(error)
            if reason:
                sentence = _("{reason} Nothing was saved.", reason=reason)
            else:
                sentence = sentence_for(error)
            async with answering_errors(interaction):
                await self._refuse(interaction, sentence, action, argument, answers)

    async def _refuse(
        self,
        interaction: discord.Interaction[Any],
        sentence: str,
        action: str,
        argument: str,
        answers: Answers,
    ) -> None:
        """Say why, with a button that opens the form again, or else with what was typed."""
        view = new_card()
        view.add_item(ui.TextDisplay(sentence))
        refused_id = await self._kept(interaction.user.id, action, argument, answers)
        if refused_id is not None:
            button = ActionButton(
                CORRECT, str(refused_id), _("Correct it"), style=discord.ButtonStyle.primary
            )
            view.add_item(ui.ActionRow(button))
        elif typed := hide("\n".join(answers.typed), limit=_GIVEN_BACK):
            said = _("What you wrote, to copy it:")
            view.add_item(ui.TextDisplay(f"{said}\n{typed}"))
        if interaction.response.is_done():
            await interaction.followup.send(view=view, ephemeral=True)
        else:
            await interaction.response.send_message(view=view, ephemeral=True)

    async def _kept(self, user_id: int, action: str, argument: str, answers: Answers) -> int | None:
        """Keep refused answers; ``None`` where no form or no database could give them back."""
        if action not in self._forms:
            return None
        try:
            return await self._words.keep(user_id, action, argument, answers.texts, self._clock())
        except (SQLAlchemyError, DatabaseBusyError) as error:
            log.warning("Refused answers could not be kept: %s", type(error).__name__)
            return None

    async def _correct(self, interaction: discord.Interaction[Any], argument: str) -> None:
        """Open a refused form with what was typed."""
        refused = await self._words.get(id_in(argument), interaction.user.id)
        if refused is None:
            raise FormForgottenError
        await self.open_form(interaction, refused.action, refused.argument, refused.texts)


def _add(handlers: dict[str, T], action: str, handler: T) -> None:
    if action in handlers:
        raise ValueError(f"The action {action} is registered twice.")
    handlers[action] = handler


def _answers(interaction: discord.Interaction[Any], data: Mapping[str, Any]) -> Answers:
    """What a submission holds, read from Discord's payload: the library knows no such form."""
    files = data.get("resolved", {}).get("attachments", {})
    fields = list(_fields(data.get("components", ())))
    return Answers(
        {field["custom_id"]: _text(field) for field in fields},
        tuple(
            field["value"]
            for field in fields
            if field.get("type") == discord.ComponentType.text_input.value and field.get("value")
        ),
        tuple(discord.Attachment(data=file, state=interaction._state) for file in files.values()),
    )


def _text(field: Mapping[str, Any]) -> str:
    values = field.get("values")
    return str(field.get("value") or "") if values is None else "\n".join(map(str, values))


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
