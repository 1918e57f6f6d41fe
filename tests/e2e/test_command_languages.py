"""What Discord is given of the commands in other languages, within what Discord takes.

The limits are those of https://github.com/discord/discord-api-spec (August 2026), the pattern is
that of https://discord.com/developers/docs/interactions/application-commands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import simcord
from discord import app_commands

from cogs import EXTENSIONS
from cogs.guide.topics import TOPICS
from cogs.shared.bot import Resources, StingerBot
from data.locales.commands import OPTION
from data.locales.files import template

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

NAME = re.compile(r"[-_'\w]{1,32}")
LONGEST_MENU, LONGEST_CHOICE, LONGEST_DESCRIPTION = 32, 100, 100
LONGEST_COMMAND = 8_000
"""Characters of a command's names, descriptions and values, each in its longest language."""

CHAT_INPUT, SUBCOMMAND, GROUP = 1, 1, 2


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, EXTENSIONS, shard_count=1, force_sync=True)


@pytest.fixture
def commands(simcord_env: simcord.Env) -> list[dict[str, Any]]:
    """The definitions that Discord was given."""
    (given,) = [
        request.json
        for request in simcord_env.http_requests
        if request.method == "PUT" and request.path.endswith("/commands")
    ]
    assert isinstance(given, list)
    return given


def parts(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command and everything in it that has a name."""
    yield node
    for child in (*node.get("options", ()), *(node.get("choices") or ())):
        yield from parts(child)


def in_all_languages(part: dict[str, Any], field: str) -> list[str]:
    return [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]


def test_every_text_is_within_discords_limits(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        is_menu = command["type"] != CHAT_INPUT
        for part in parts(command):
            names = in_all_languages(part, "name")
            if is_menu:
                assert all(1 <= len(name) <= LONGEST_MENU for name in names), names
            elif "value" in part:
                assert all(1 <= len(name) <= LONGEST_CHOICE for name in names), names
            else:
                assert all(NAME.fullmatch(name) and name == name.lower() for name in names), names
            for description in in_all_languages(part, "description"):
                assert len(description) <= LONGEST_DESCRIPTION, description
        longest = sum(
            max(map(len, in_all_languages(part, field)))
            for part in parts(command)
            for field in ("name", "description", "value")
        )
        assert longest <= LONGEST_COMMAND, command["name"]


def test_no_two_options_of_a_command_have_one_name(commands: list[dict[str, Any]]) -> None:
    for command in commands:
        for part in parts(command):
            options = part.get("options", ())
            locales = {locale for o in options for locale in o.get("name_localizations") or {}}
            for locale in locales:
                names = [
                    (o.get("name_localizations") or {}).get(locale, o["name"]) for o in options
                ]
                assert len(set(names)) == len(names), (command["name"], locale, names)


def test_commands_keep_their_names_and_say_in_german_what_they_do(
    commands: list[dict[str, Any]],
) -> None:
    (stinger,) = [command for command in commands if command["name"] == "stinger"]
    assert stinger["name_localizations"] == {}
    assert stinger["description_localizations"]["de"].startswith("Bleiben oder gehen?")
    share = stinger["options"][1]
    assert share["name_localizations"]["de"] == "sichtbar"
    assert [c["name_localizations"]["de"] for c in share["choices"]] == ["für alle", "nur für mich"]
    assert [choice["value"] for choice in share["choices"]] == ["everyone", "only me"]


async def test_every_text_of_every_command_is_in_the_catalogue(simcord_env: simcord.Env) -> None:
    bot = simcord_env.bot
    assert isinstance(bot, StingerBot)
    known = {(message.id, message.context) for message in template()}
    asked = set()

    class Listener(app_commands.Translator):
        async def translate(
            self,
            string: app_commands.locale_str,
            _locale: object,
            context: app_commands.TranslationContextTypes,
        ) -> None:
            where = context.location.name
            if not where.startswith(("command_name", "group_name")):
                asked.add((string.message, OPTION if where == "parameter_name" else None))

    for command in bot.tree.get_commands():
        await command.get_translated_payload(bot.tree, Listener())
    own = {("English", None), ("Deutsch", None), ("Español", None), ("Français", None)}
    own |= {("Italiano", None), ("Português (Brasil)", None)}  # languages in themselves
    own |= {(topic.title, None) for topic in TOPICS.values()}
    assert asked - own - known == set()
