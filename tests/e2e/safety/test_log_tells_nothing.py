"""Nothing that a member typed is in a log above debug: through every form, option and menu.

The commands, menus and forms are those that the bot has, so that a new one is tried by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import discord
import pytest
import simcord
from discord import app_commands, ui

from cogs.shared.items import ActionButton, Answers
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import invite
from tests.e2e.reminders.evenings import ask
from tests.e2e.replies import shown_text
from tests.e2e.safety.test_who_can_do_what import commands_of
from tests.e2e.theories.theatre import form as theory_form
from tests.films import TWO_SCENES

pytestmark = pytest.mark.simcord(check_errors=False)
"""SimCord would otherwise report what fails here, and a failure is what is most talkative."""

WORD = "KINGFISHERXQ"
UNSTORABLE = f"{WORD}\x00{WORD}\ud800"
"""What PostgreSQL does not take, and what no database does."""

TYPED = (
    WORD,
    f"https://[{WORD}",
    UNSTORABLE,
    f"https://www.imdb.com/title/{WORD}/ ||{WORD}|| <@1> " + WORD * 9,
)
"""What is typed: words, and what makes parsers and databases fail."""

databases = pytest.mark.parametrize(
    ("database_address", "typed"),
    [*(("sqlite", typed) for typed in TYPED), ("postgresql", UNSTORABLE)],
    indirect=["database_address"],
)

Kinds = discord.AppCommandOptionType


class EveryAnswer(Mapping[str, str]):
    """The answers of any form: every field holds the same."""

    def __init__(self, typed: str) -> None:
        self._typed = typed

    def __getitem__(self, name: str) -> str:
        return self._typed

    def __iter__(self) -> Iterator[str]:
        return iter(("words",))

    def __len__(self) -> int:
        return 1


@pytest.fixture(autouse=True)
def everything(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The records that tell what was typed; those that were looked at are forgotten."""
    records = [r for r in caplog.records if WORD.casefold() in caplog.handler.format(r).casefold()]
    caplog.clear()
    return [f"{record.name}: {record.getMessage()[:200]}" for record in records]


async def some_of_each(club: Club) -> None:
    """One theory, reminder, party and scene, which ids and numbers then name."""
    posted = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    await club.alice.submit_modal(posted, theory_form())
    await ask(club)
    await invite(club)


@databases
async def test_in_the_options_of_every_command(
    club: Club, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    await some_of_each(club)
    tried = 0
    for command in commands_of(club):
        if isinstance(command, app_commands.ContextMenu):
            continue
        name = command.qualified_name
        for option in command.parameters:
            if option.type is not Kinds.string or option.choices:
                continue
            if option.autocomplete:
                await club.admin.autocomplete(club.lobby, name, option.display_name, typed[:100])
            options = options_of(club, command) | {option.display_name: _within(option, typed)}
            result = await club.admin.slash(club.lobby, name, **options)
            await club.env.advance_time(10)
            assert not [said for said in _said(result) if "this id:" in said], name
            assert told(caplog) == [], (name, option.display_name)
            tried += 1
    assert tried > 20


def options_of(club: Club, command: app_commands.Command[Any, ..., Any]) -> dict[str, Any]:
    """Something for each option that must be given."""
    values: dict[Kinds, Any] = {
        Kinds.string: TWO_SCENES.id,
        Kinds.channel: club.lobby,
        Kinds.user: club.bob,
        Kinds.boolean: True,
    }
    given: dict[str, Any] = {}
    for option in filter(lambda option: option.required, command.parameters):
        least = int(option.min_value or 1)
        number = {Kinds.integer: least} | values
        given[option.display_name] = (
            option.choices[0].value if option.choices else number[option.type]
        )
    return given


def _said(result: simcord.InteractionResult) -> list[str]:
    replies = (result.response, *result.followups)
    return [f"{r.content}{shown_text(r.components)}" for r in replies if r is not None]


def _within(option: app_commands.Parameter, typed: str) -> str:
    return typed[: int(option.max_value)] if option.max_value else typed


@databases
async def test_in_every_form(club: Club, caplog: pytest.LogCaptureFixture, typed: str) -> None:
    await some_of_each(club)
    doorway = club.bot.doorway
    arguments = ("", TWO_SCENES.id, "1", f"1,{typed[:70]}")
    done: list[str] = []

    async def send(interaction: discord.Interaction[Any], argument: str) -> None:
        action, number = doorway.forms[int(argument) // 10], int(argument) % 10
        answers = Answers(EveryAnswer(typed), (typed,))
        await doorway.take(interaction, action, arguments[number], answers)
        done.append(action)

    doorway.register("test:send", send)
    for place, action in enumerate(doorway.forms):
        for number in range(len(arguments)):
            await _press(club, f"{place * 10 + number}")
        await club.env.advance_time(10)
        assert told(caplog) == [], action
    assert set(done) == set(doorway.forms)
    assert len(doorway.forms) > 20


async def _press(club: Club, argument: str) -> simcord.InteractionResult:
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    view = ui.View(timeout=None)
    view.add_item(ActionButton("test:send", argument, "Send"))
    return await club.admin.click(await channel.send(view=view), label="Send")


@databases
async def test_in_messages_and_their_menus(
    club: Club, caplog: pytest.LogCaptureFixture, typed: str
) -> None:
    messages = [
        await club.alice.send(club.lobby, f"{club.mention} does {typed} have a stinger?"),
        await club.alice.send(club.lobby, typed),
    ]
    await club.alice.send_dm(f"is there a post credits scene in {typed}?")
    menus = [c for c in commands_of(club) if isinstance(c, app_commands.ContextMenu)]
    assert menus
    for menu in menus:
        for message in messages:
            await club.admin.context_menu(club.lobby, menu.name, message)
    assert told(caplog) == []
