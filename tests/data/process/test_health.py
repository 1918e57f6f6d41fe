"""The file that says whether the running bot is connected."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.process.health import FILE_NAME, LASTS, connection_noted, is_connected

NOW = datetime(2026, 11, 30, 20, tzinfo=UTC)


class Bot:
    """Is ready at once and then connected as its script says; ``ended`` is set at its end."""

    def __init__(self, *script: bool) -> None:
        self._script = list(script)
        self.ended = asyncio.Event()

    async def wait_until_ready(self) -> None:
        pass

    def is_connected(self) -> bool:
        connected = self._script.pop(0)
        if not self._script:
            self._script.append(connected)
            self.ended.set()
        return connected


@pytest.mark.parametrize(("script", "healthy"), [((True,), True), ((True, False), False)])
async def test_it_says_so_as_long_as_the_bot_is_connected(
    tmp_path: Path, script: tuple[bool, ...], healthy: bool
) -> None:
    home = tmp_path / "home"
    bot = Bot(*script)
    async with connection_noted(home, lambda: NOW, bot, timedelta(0)):
        await bot.ended.wait()
        assert is_connected(home, NOW) is healthy
    assert not is_connected(home, NOW)


async def test_a_bot_that_is_not_ready_is_not_connected(tmp_path: Path) -> None:
    class Starting(Bot):
        async def wait_until_ready(self) -> None:
            self.ended.set()
            await asyncio.Event().wait()

    (tmp_path / FILE_NAME).write_text(NOW.isoformat())  # left by a bot that was killed
    bot = Starting(True)
    async with connection_noted(tmp_path, lambda: NOW, bot, timedelta(0)):
        await bot.ended.wait()
        assert not is_connected(tmp_path, NOW)


def test_what_was_noted_long_ago_counts_no_more(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(NOW.isoformat())
    second = timedelta(seconds=1)
    assert is_connected(tmp_path, NOW + LASTS)
    assert not is_connected(tmp_path, NOW + LASTS + second)
    assert not is_connected(tmp_path, NOW - LASTS - second)  # the clock was set back


@pytest.mark.parametrize("content", ["", "yesterday", "2026-11-30T20:00:00"])
def test_a_broken_file_is_no_connection(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE_NAME).write_text(content)
    assert not is_connected(tmp_path, NOW)


async def test_a_home_that_cannot_be_written_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    home = tmp_path / "file"
    home.write_text("")
    bot = Bot(True)
    async with connection_noted(home, lambda: NOW, bot, timedelta(0)):
        await bot.ended.wait()
    assert "--healthy will say no" in caplog.text
