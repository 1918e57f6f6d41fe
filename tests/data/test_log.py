"""The log's level, and who may not write what members wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from data.log import start_log

LIBRARIES = ("aiosqlite", "asyncpg", "discord.http", "discord.gateway", "discord.webhook")


@pytest.fixture(autouse=True)
def levels() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in (None, "alembic", *LIBRARIES)]
    before = [(logger, logger.level) for logger in loggers]
    yield
    for logger, level in before:
        logger.setLevel(level)


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
