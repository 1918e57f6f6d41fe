"""The real bot on the stage, tried in a real browser as somebody would in a minute."""

import asyncio
import os
import signal
import sys
from asyncio import subprocess
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hang import HANG
from tests.stage.chromium import Page, browsing, installed

ROOT = Path(__file__).parents[2]
FRAME = 'document.getElementById("preview").contentDocument'
MESSAGES = f'[...{FRAME}.querySelectorAll(".channel-message")]'
IDLE = 'document.getElementById("preview").contentWindow.simcordPreview.ready'
NEWEST = f"{MESSAGES}.at(-1)"

pytestmark = [
    pytest.mark.skipif(installed() is None, reason="no Chromium is installed"),
    pytest.mark.skipif(os.name == "nt", reason="ends the stage by SIGTERM"),
]


def _button(within: str, text: str) -> str:
    buttons = f'[...document.querySelectorAll("#{within} button")]'
    return f'{buttons}.find(button => button.textContent.includes("{text}"))'


@dataclass
class Theatre:
    page: Page
    process: subprocess.Process
    temporary: Path
    log: Path

    async def choose(self, text: str, film: str) -> None:
        """Click one of the commands to try, pick the film among the suggestions and run it."""
        await self.page.click(_button("tries", text))
        suggestions = f"[...{FRAME}.querySelectorAll('.command-suggestion')]"
        chosen = f'{suggestions}.find(one => one.textContent === "{film}")'
        # A click is faster than a hand, and the preview drops it while it still reads.
        await self.page.until(f"{chosen} && {IDLE}")
        await self.page.click(chosen)
        await self.page.until(f"!{suggestions}.length && {IDLE}")
        await self.page.click(f'{FRAME}.getElementById("send-message")')

    async def go_to(self, name: str) -> None:
        await self.page.click(_button("channels", name))
        await self.page.until(
            f'document.querySelector("#channels [aria-current]").textContent.includes("{name}")'
        )

    async def newest_says(self, text: str) -> None:
        await self.page.until(f'{NEWEST}.textContent.includes("{text}")')

    async def press(self, label: str, among: str = NEWEST) -> None:
        await self.page.click(
            f'[...{among}.querySelectorAll("button")].find(b => b.textContent.trim() === "{label}")'
        )

    async def clock(self) -> float:
        """The simulated instant that the page shows, in seconds."""
        return (
            float(await self.page.evaluate('Date.parse(document.getElementById("now").dateTime)'))
            / 1000
        )


@pytest.fixture
async def theatre(tmp_path: Path) -> AsyncIterator[Theatre]:
    temporary, log = tmp_path / "tmp", tmp_path / "log"
    temporary.mkdir()
    with log.open("wb") as errors:
        process = await subprocess.create_subprocess_exec(
            sys.executable,
            "bot.py",
            "--stage",
            "--port",
            "0",
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        address = next(word for word in line.split() if word.startswith("http"))
        async with browsing(tmp_path / "profile") as page:
            await page.resize(1280, 800)
            await page.open(address)
            await page.until(f"{MESSAGES}.length")
            yield Theatre(page, process, temporary, log)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_minute_on_the_stage(theatre: Theatre) -> None:
    page = theatre.page

    await theatre.choose("Ballerina", "Ballerina (2025)")
    await theatre.newest_says("Free to go · Ballerina (2025)")

    await theatre.choose("Iron Man", "Iron Man (2008)")
    await theatre.newest_says("Stay seated · Iron Man (2008)")
    spoiler = f'{NEWEST}.querySelector(".markdown-spoiler")'
    assert not await page.evaluate(f'{spoiler}.classList.contains("is-revealed")')
    await page.click(spoiler)
    await page.until(f'{spoiler}.classList.contains("is-revealed")')

    await theatre.choose("/stingers", "Marvel Cinematic Universe")
    await theatre.newest_says("Iron Man (2008)")

    await theatre.go_to("spoilers")
    await page.until(f'{FRAME}.getElementById("channel-name").textContent === "spoilers"')
    await theatre.go_to("theories")
    await page.until('document.getElementById("posts").textContent.includes("How we write")')
    await theatre.go_to("lobby")
    await theatre.newest_says("Marvel Cinematic Universe")

    before = await theatre.clock()
    await page.click("document.querySelector('[data-seconds=\"3600\"]')")
    await page.until('document.getElementById("done").textContent === "Skipped 1 h."')
    assert 3600 <= await theatre.clock() - before < 3700

    await page.click('document.getElementById("restart")')
    await page.until('document.getElementById("done").textContent === "The bot was restarted."')
    await theatre.press("Why?", f"{MESSAGES}.at(-2)")
    await theatre.newest_says("Only you can see this")
    notice = 'document.getElementById("notice")'
    assert await page.evaluate(f"{notice}.hidden ? null : {notice}.textContent.trim()") is None

    theatre.process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(HANG):
        assert await theatre.process.wait() == 0
    assert "Traceback" not in theatre.log.read_text()
    assert list(theatre.temporary.iterdir()) == []
