"""Drives a headless Chromium through its debugging port: open, look, click, type, photograph."""

import base64
import itertools
import json
import os
import shutil
from asyncio import create_subprocess_exec, subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import ClientSession, ClientWebSocketResponse

from tests.hang import HANG

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)


def installed() -> str | None:
    """Where a Chromium is installed, if one is."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


class BrowserError(Exception):
    """What the page or the browser answered instead of a value."""


class Page:
    """One tab. Scripts are expressions; a promise is awaited and its value returned."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def call(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send one command of the debugging protocol and return its result."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json(timeout=HANG)
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    async def evaluate(self, script: str) -> Any:
        answer = await self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise BrowserError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    async def open(self, address: str) -> None:
        await self.call("Page.enable")
        await self.call("Page.navigate", url=address)
        await self.until(f"location.href.startsWith({json.dumps(address)})")

    async def resize(self, width: int, height: int) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    async def until(self, condition: str) -> Any:
        """Wait in the page until the condition is truthy, and return its value."""
        script = f"""new Promise((done, fail) => {{
            const end = performance.now() + {HANG * 1000};
            const look = () => {{
                let value = null;
                try {{ value = {condition}; }} catch {{ /* not there yet */ }}
                if (value) done(value);
                else if (performance.now() > end) fail(new Error("still not"));
                else setTimeout(look, 40);
            }};
            look();
        }})"""
        return await self.evaluate(script)

    async def click(self, element: str) -> None:
        """Click the middle of what the expression finds, in the page or in a frame of it."""
        x, y = await self.until(f"""(() => {{
            const found = {element};
            found.scrollIntoView({{ block: "nearest" }});
            const box = found.getBoundingClientRect();
            if (!box.width || !box.height) return null;
            const frame = found.ownerDocument.defaultView.frameElement;
            const origin = frame ? frame.getBoundingClientRect() : {{ left: 0, top: 0 }};
            return [origin.left + box.left + box.width / 2, origin.top + box.top + box.height / 2];
        }})()""")
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1
            )

    async def type(self, text: str) -> None:
        await self.call("Input.insertText", text=text)

    async def enter(self) -> None:
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key="Enter",
                code="Enter",
                windowsVirtualKeyCode=13,
                **({"text": "\r"} if kind == "keyDown" else {}),
            )

    async def photograph(self) -> bytes:
        """What the tab shows now, as a PNG file's content."""
        shot = await self.call("Page.captureScreenshot", format="png")
        return base64.b64decode(shot["data"])


@asynccontextmanager
async def browsing(profile: Path) -> AsyncIterator[Page]:
    """A tab in a fresh browser whose profile lies in that folder; both end with the block."""
    command = [installed() or "chromium", *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.insert(1, "--no-sandbox")
    process = await create_subprocess_exec(
        *command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        port = await _debugging_port(process)
        async with ClientSession() as session:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                tabs = [tab for tab in await answer.json() if tab["type"] == "page"]
            async with session.ws_connect(
                tabs[0]["webSocketDebuggerUrl"], max_msg_size=64 * 1024 * 1024
            ) as socket:
                yield Page(socket)
    finally:
        process.terminate()
        await process.communicate()


async def _debugging_port(process: subprocess.Process) -> int:
    assert process.stderr is not None
    while line := await process.stderr.readline():
        _, found, address = line.decode().partition("DevTools listening on ws://")
        if found:
            return int(address.partition("/")[0].rpartition(":")[2])
    raise BrowserError("the browser ended before it could be reached")
