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

_NO_NEWS = {
    # Stinger does not speak.
    "discord.client": "voice will NOT be supported",
    # Stinger has it; the stage's simulator probes the library with a client that has none.
    "discord.state": "Guilds intent seems to be disabled",
}


def _is_news(record: logging.LogRecord) -> bool:
    return _NO_NEWS[record.name] not in record.getMessage()


def start_log(level: int = logging.INFO) -> None:
    """Log to standard error from ``level`` on; called again, change the level."""
    logging.basicConfig(format=_FORMAT)
    logging.getLogger().setLevel(level)
    for name in _NO_NEWS:
        logging.getLogger(name).addFilter(_is_news)
    for name, least in _AT_LEAST.items():
        logging.getLogger(name).setLevel(max(level, least))
