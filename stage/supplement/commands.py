"""What the bot's commands are called and say of themselves in the language of a member's Discord.

SimCord's page has them in English. It knows options by their names, so those stay English.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import simcord
from simcord.interactions import command_leaves
from simcord.preview import _commands, _pages

from stage.supplement.message_menu import Actor

_Node = Mapping[str, Any]


def commands_of(env: simcord.Env, actor: Actor, channel_id: int, locale: str) -> dict[str, str]:
    """The bot's slash commands that the actor is offered in that channel, by their English names
    in full, each with its name in a locale of Discord's.
    """
    commands = env.backend.visible_commands(user_id=actor.id, channel_id=channel_id)
    return {
        " ".join(path): _called(command, path, locale)
        for command in commands
        for path, _leaf in command_leaves(command)
    }


@contextmanager
def commands_in(locale: Callable[[], str]) -> Iterator[None]:
    """Let the preview's list of commands be in the locale that is the present one as it is made."""
    original: Callable[..., dict[str, Any]] = _commands.build_catalog

    def in_locale(preview: simcord.Preview, page: _pages._Page) -> dict[str, Any]:
        catalog = original(preview, page)
        offered = preview.env.backend.visible_commands(
            user_id=page.viewer.id, channel_id=page.channel_id
        )
        known = {str(command["id"]): command for command in offered}
        for entry in catalog["entries"]:
            _translate(entry, known[entry["commandId"]], locale())
        return catalog

    _commands.build_catalog = in_locale
    try:
        yield
    finally:
        _commands.build_catalog = original


def _translate(entry: dict[str, Any], command: _Node, locale: str) -> None:
    """Put what Discord would show into an entry of the preview's list."""
    leaf = _nodes(command, entry["path"])[-1]
    entry["invocation"] = _called(command, entry["path"], locale)
    entry["description"] = _in_locale(leaf, "description", locale)
    for shown, option in zip(entry["options"], leaf.get("options") or [], strict=True):
        shown["description"] = _in_locale(option, "description", locale)
        for choice, own in zip(shown["choices"], option.get("choices") or [], strict=True):
            choice["name"] = _in_locale(own, "name", locale)


def _called(command: _Node, path: list[str], locale: str) -> str:
    return " ".join(_in_locale(node, "name", locale) for node in _nodes(command, path))


def _nodes(command: _Node, path: list[str]) -> list[_Node]:
    """The command and what lies on the way to one of its parts, which is the last."""
    nodes = [command]
    for name in path[1:]:
        nodes.append(next(part for part in nodes[-1]["options"] if part["name"] == name))
    return nodes


def _in_locale(node: _Node, field: str, locale: str) -> str:
    return str((node.get(f"{field}_localizations") or {}).get(locale, node.get(field, "")))
