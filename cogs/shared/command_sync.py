"""Giving Discord the command definitions, only when they changed.

Syncing at every start runs into a daily limit, so the hash of what was last given is kept.
"""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime

import discord
from discord import app_commands

from data.sync_state import SyncState

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
    payload = payload_hash(tree)
    if not force and await state.known_hash(application_id) == payload:
        return False
    commands = await tree.sync()
    await state.keep(application_id, payload, now)
    log.info("Synced %d commands", len(commands))
    return True


def payload_hash(tree: app_commands.CommandTree[discord.Client]) -> str:
    """The SHA-256 of all command definitions as Discord would get them, in a stable order."""
    payload = [command.to_dict(tree) for command in tree.get_commands()]
    texts = sorted(json.dumps(command, sort_keys=True) for command in payload)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
