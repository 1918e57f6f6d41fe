"""What Discord is given of the commands in other languages, within what Discord takes.

``commands.schema.json`` is the part of https://github.com/discord/discord-api-spec (August 2026)
that tells of commands. What it does not tell is held against the pattern and the limits of
https://discord.com/developers/docs/interactions/application-commands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import simcord
from discord import app_commands

from cogs import EXTENSIONS
from cogs.guide.topics import TOPICS
from cogs.shared.bot import Resources, StingerBot
from data.locales import _, languages, named_by, speaking
from data.locales.compiled import read_translations
from data.locales.files import template
from data.locales.messages import COMMAND, OPTION, own_name
from tests.conftest import ON_SQLITE
from tests.schemas import accepts

pytestmark = ON_SQLITE

SCHEMA = Path(__file__).with_name("commands.schema.json")

NAME = re.compile(r"[-_'\w]{1,32}")
LONGEST_MENU, LONGEST_CHOICE, LONGEST_DESCRIPTION = 32, 100, 100
LONGEST_COMMAND = 8_000
"""Characters of a command's names, descriptions and values, each in its longest language."""

CHAT_INPUT, SUBCOMMAND, GROUP = 1, 1, 2

MEDIA = 16
"""A kind of channel that Discord's documentation knows, and its specification does not yet."""

LOCALES = ("de", "fr", "es-ES", "it", "pt-BR")

NAMED = re.compile(r"(?<![\w/<])/([\w-]+)(?: ([\w-]+))?")
"""A command in a sentence, with the word after it."""


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


def called(node: dict[str, Any], locale: str) -> str:
    return str((node.get("name_localizations") or {}).get(locale, node["name"]))


def full_names(command: dict[str, Any], locale: str) -> Iterator[list[str]]:
    """A command, or each one of a group, by the words of its name."""
    below = [o for o in command.get("options", ()) if o["type"] in (SUBCOMMAND, GROUP)]
    for child in below:
        for names in full_names(child, locale):
            yield [called(command, locale), *names]
    if not below:
        yield [called(command, locale)]


def in_all_languages(part: dict[str, Any], field: str) -> list[str]:
    return [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]


def test_discords_published_schema_accepts_the_definitions(
    commands: list[dict[str, Any]], tmp_path: Path
) -> None:
    given = tmp_path / "commands.json"
    for part in chain.from_iterable(parts(command) for command in commands):
        if MEDIA in part.get("channel_types", ()):
            part["channel_types"].remove(MEDIA)
    given.write_text(json.dumps(commands), encoding="utf-8")
    assert accepts(given, "--schemafile", str(SCHEMA))
    commands[0]["description_localizations"]["de"] = "ü" * 101
    given.write_text(json.dumps(commands), encoding="utf-8")
    assert not accepts(given, "--schemafile", str(SCHEMA))


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


def test_no_two_commands_have_one_name(commands: list[dict[str, Any]]) -> None:
    for locale in LOCALES:
        for kind in {command["type"] for command in commands}:
            names = [called(c, locale) for c in commands if c["type"] == kind]
            assert len(set(names)) == len(names), (locale, names)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_command_that_a_sentence_names_is_called_so(
    commands: list[dict[str, Any]], locale: str
) -> None:
    known = {
        " ".join(names)
        for command in commands
        if command["type"] == CHAT_INPUT
        for names in full_names(command, locale)
    }
    groups = {name.partition(" ")[0] for name in known if " " in name}
    language = named_by(locale)
    assert language is not None
    forms: list[str] = []
    for message in read_translations(language):
        if message.id and message.string:
            forms += [message.string] if isinstance(message.string, str) else message.string
    with speaking(locale):
        found = [names for form in forms for names in NAMED.findall(_(form))]
    named = {f"{first} {second}" if first in groups else first for first, second in found}
    assert named - known == set()
    assert len(named) > 20


def test_german_commands_are_called_and_say_in_german_what_they_do(
    commands: list[dict[str, Any]],
) -> None:
    by_name = {command["name"]: command for command in commands}
    stinger, remind = by_name["stinger"], by_name["remind"]
    assert stinger["name_localizations"] == {}
    assert remind["name_localizations"]["de"] == "erinnerung"
    assert remind["options"][0]["name_localizations"]["de"] == "sitzenbleiben"
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
            is_menu = isinstance(context.data, app_commands.ContextMenu)
            meanings = {"parameter_name": OPTION, "group_name": COMMAND}
            if not is_menu:
                meanings["command_name"] = COMMAND
            asked.add((string.message, meanings.get(where)))

    for command in bot.tree.get_commands():
        await command.get_translated_payload(bot.tree, Listener())
    own = {(own_name(language), None) for language in languages()}
    own |= {(topic.title, None) for topic in TOPICS.values()}
    assert asked - own - known == set()
