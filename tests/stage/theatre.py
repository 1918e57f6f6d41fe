"""The real bot on the stage in a process of its own, seen in a real browser."""

import asyncio
import os
import signal
import sys
from asyncio import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
COMPOSER = f'{FRAME}.getElementById("channel-composer-input")'
SEND = f'{FRAME}.getElementById("send-message")'
LEAVING = f'{FRAME}.documentElement.hasAttribute("data-left")'

BROWSED = [
    pytest.mark.skipif(installed() is None, reason="no Chromium is installed"),
    pytest.mark.skipif(os.name == "nt", reason="ends the stage by SIGTERM"),
]
"""The marks of tests that need a browser and the stage's process."""


def button(within: str, text: str) -> str:
    """The button in the element of that id whose text or label contains the text."""
    buttons = f'[...document.querySelectorAll("#{within} button")]'
    return f'{buttons}.find(one => one.textContent.includes("{text}"))'


def saying(text: str) -> str:
    """The newest message that contains the text."""
    return f'{MESSAGES}.filter(one => one.textContent.includes("{text}")).at(-1)'


def within(element: str) -> str:
    """Whether what the expression finds lies inside the window, in the page or in its frame."""
    return f"""(() => {{
        const one = {element};
        const box = one.getBoundingClientRect();
        const view = one.ownerDocument.defaultView;
        return box.width > 0 && box.height > 0 && box.left >= 0 && box.top >= 0
            && box.right <= view.innerWidth + 1 && box.bottom <= view.innerHeight + 1;
    }})()"""


@dataclass
class Theatre:
    """The stage's process and the tab that shows its page."""

    page: Page
    process: subprocess.Process
    address: str
    log: Path

    @property
    def database(self) -> Path:
        """The file of the stage's database."""
        return next((self.log.parent / "tmp").rglob("stage.sqlite3"))

    async def come_in(self, suffix: str = "") -> None:
        """Load the page anew, as one who has not been there."""
        await self.page.open("about:blank")
        await self.page.open(self.address + suffix)
        await self.page.until(f"{MESSAGES}.length && {IDLE}")

    async def be(self, player: str) -> None:
        """Become that player, in the lobby."""
        await self.page.until(
            f"""document.getElementById("player").value === "{player}" || (() => {{
                const select = document.getElementById("player");
                if (document.body.hasAttribute("aria-busy")) return false;
                select.value = "{player}";
                select.dispatchEvent(new Event("change"));
                return false;
            }})()"""
        )
        await self.settled()

    async def settled(self) -> None:
        """Wait until the channel is there and nothing is under way."""
        await self.page.until(f"!{LEAVING} && {IDLE} && !document.body.hasAttribute('aria-busy')")

    async def go_to(self, name: str) -> None:
        await self.page.click(button("channels", name))
        await self.page.until(
            f'document.querySelector("#channels [aria-current]").textContent.includes("{name}")'
        )
        if not await self.page.evaluate('document.getElementById("preview").hidden'):
            await self.settled()

    async def newest_says(self, text: str) -> None:
        await self.page.until(f'{NEWEST}.textContent.includes("{text}")')

    async def press(self, label: str, among: str = NEWEST) -> None:
        await self.page.click(
            f'[...{among}.querySelectorAll("button")].find(b => b.textContent.trim() === "{label}")'
        )

    async def notice(self) -> str | None:
        """What the page complains of, if anything."""
        box = 'document.getElementById("notice")'
        found = await self.page.evaluate(f"{box}.hidden ? null : {box}.textContent.trim()")
        return None if found is None else str(found)


@asynccontextmanager
async def performance(folder: Path, *arguments: str) -> AsyncIterator[Theatre]:
    """A stage with a browser before it; `folder` takes the profile, the log, temporary files.

    In the end it must go as it is told to, having complained of nothing and left nothing behind.
    """
    temporary, log = folder / "tmp", folder / "log"
    temporary.mkdir()
    with log.open("wb") as errors:
        process = await subprocess.create_subprocess_exec(
            sys.executable,
            "bot.py",
            "--stage",
            "--port",
            "0",
            *arguments,
            cwd=ROOT,
            env={**os.environ, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        assert process.stdout is not None
        line = (await process.stdout.readline()).decode()
        address = next(word for word in line.split() if word.startswith("http"))
        async with browsing(folder / "profile") as page:
            yield Theatre(page, process, address, log)
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(HANG):
            assert await process.wait() == 0
        assert not (told := log.read_text()), told
        assert list(temporary.iterdir()) == []
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
