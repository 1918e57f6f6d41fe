"""The log's level, and who may not write what members wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import discord
import pytest

from data.process.log import start_log

LIBRARIES = ("aiosqlite", "asyncpg", "discord.http", "discord.gateway", "discord.webhook")

PROBED = ("discord.client", "discord.state")


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, "alembic", *LIBRARIES, *PROBED)]
    before = [(logger, logger.level, [*logger.filters]) for logger in loggers]
    yield
    for logger, level, filters in before:
        logger.setLevel(level)
        logger.filters[:] = filters


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR])
def test_libraries_log_no_payloads(level: int) -> None:
    start_log(level)
    assert logging.getLogger("data.database").getEffectiveLevel() == level
    for name in LIBRARIES:
        assert logging.getLogger(name).getEffectiveLevel() == max(level, logging.INFO)


def test_the_level_can_be_changed() -> None:
    start_log(logging.ERROR)
    start_log(logging.DEBUG)
    assert logging.getLogger("cogs").getEffectiveLevel() == logging.DEBUG
    assert logging.getLogger("alembic").getEffectiveLevel() == logging.WARNING


def test_what_a_client_without_voice_and_intents_warns_of_is_no_news(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.VoiceClient, "warn_nacl", True)
    monkeypatch.setattr(discord.VoiceClient, "warn_dave", True)
    start_log()
    discord.Client(intents=discord.Intents.none())
    assert caplog.records == []
    logging.getLogger("discord.state").warning("Something else.")
    assert [record.getMessage() for record in caplog.records] == ["Something else."]
