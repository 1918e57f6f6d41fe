"""What Discord holds of the bot's commands: their definitions and their ids.

Syncing at every start runs into a daily limit, so the hash of what was last given is kept.
"""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime

import discord
from discord import app_commands

from cogs.shared.connection.sync_state import SyncState
from data.locales import _, _p, command_named, named_by, speaking
from data.locales.messages import COMMAND, OPTION

log = logging.getLogger(__name__)


async def sync_if_changed(
    tree: app_commands.CommandTree[discord.Client],
    state: SyncState,
    application_id: int,
    *,
    now: datetime,
    force: bool,
) -> bool:
    """Sync the tree if its payload differs from the one last synced, or if forced.

    Returns whether it was synced. Discord's answer comes before the hash is kept: a crash in
    between leads to one more sync, never to a missing one.
    """
    payload = await payload_hash(tree)
    if not force and await state.known_hash(application_id) == payload:
        return False
    commands = await tree.sync()
    await state.keep(application_id, payload, now)
    log.info("Synced %d commands", len(commands))
    return True


class CommandTranslator(app_commands.Translator):
    """What commands, options, choices and menus are called in the languages of Discord."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """A text in a language of Discord; ``None`` where it stays as it is."""
        language, english = named_by(locale.value), string.message
        if language is None:
            return None
        meaning = _meaning(context)
        with speaking(language):
            said = _(english) if meaning is None else _p(meaning, english)
        return None if said == english else said


def _meaning(context: app_commands.TranslationContextTypes) -> str | None:
    """The context in the catalogue of messages of a text that Discord is given."""
    match context.location:
        case app_commands.TranslationContextLocation.parameter_name:
            return OPTION
        case app_commands.TranslationContextLocation.group_name:
            return COMMAND
        case app_commands.TranslationContextLocation.command_name:
            return None if isinstance(context.data, app_commands.ContextMenu) else COMMAND
    return None


async def payload_hash(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The SHA-256 of all command definitions as Discord would get them, in a stable order."""
    translator = tree.translator
    if translator is None:
        payload = [command.to_dict(tree) for command in tree.get_commands()]
    else:
        payload = [
            await command.get_translated_payload(tree, translator)
            for command in tree.get_commands()
        ]
    texts = sorted(json.dumps(command, sort_keys=True) for command in payload)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


class CommandIds:
    """Discord's ids of the bot's own commands, asked for once."""

    def __init__(self, tree: app_commands.CommandTree[discord.Client]) -> None:
        self._tree = tree
        self._ids: dict[str, int] = {}

    async def load(self) -> None:
        """Ask Discord, unless that has been done; without an answer names stay plain."""
        if self._ids:
            return
        try:
            commands = await self._tree.fetch_commands()
        except discord.HTTPException as failure:
            log.warning("The commands' ids could not be fetched: HTTP %s", failure.status)
            return
        slash = [c for c in commands if c.type is discord.AppCommandType.chat_input]
        self._ids = {command.name: command.id for command in slash}

    def mention(self, name: str) -> str:
        """A command by its full English name, without the slash: a mention if its id is known.

        Discord shows a mention as it is written and follows it only by the English name
        (https://github.com/discord/discord-api-docs/issues/5518).
        """
        known = self._ids.get(name.split(" ", 1)[0])
        return f"`{command_named(name)}`" if known is None else f"</{name}:{known}>"
