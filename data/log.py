"""The log: who may write how much into it. Hidden text never reaches it."""

from __future__ import annotations

import logging

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"

_AT_LEAST = {
    # At DEBUG these log whole payloads and statements, with the words that members wrote.
    "aiosqlite": logging.INFO,
    "asyncpg": logging.INFO,
    "discord.gateway": logging.INFO,
    "discord.http": logging.INFO,
    "discord.webhook": logging.INFO,
    # Our own line about a migration says enough.
    "alembic": logging.WARNING,
}


def start_log(level: int = logging.INFO) -> None:
    """Log to standard error from ``level`` on; called again, change the level."""
    logging.basicConfig(format=_FORMAT)
    logging.getLogger().setLevel(level)
    for name, least in _AT_LEAST.items():
        logging.getLogger(name).setLevel(max(level, least))
