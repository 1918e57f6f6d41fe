"""Drives a headless Chromium through its debugging port: open, look, click, touch, photograph."""

import base64
import itertools
import json
import os
import shutil
from asyncio import create_subprocess_exec, subprocess
from collections.abc import AsyncIterator, Mapping
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
    "--accept-lang=en",
    "--remote-debugging-port=0",
    # A mouse, which a machine without a screen has not: it hovers and points precisely.
    "--blink-settings=primaryHoverType=2,availableHoverTypes=2,"
    "primaryPointerType=4,availablePointerTypes=4",
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
            answer = await self._socket.receive_json(timeout=2 * HANG)
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

    async def be_desktop(self, width: int = 1280, height: int = 800) -> None:
        """Have a window of that many pixels, and a mouse."""
        await self._resize(width, height, phone=False)

    async def be_phone(self, width: int = 390, height: int = 844) -> None:
        """Have a screen of that many pixels, and fingers instead of a mouse."""
        await self._resize(width, height, phone=True)

    async def _resize(self, width: int, height: int, *, phone: bool) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )
        touch = {"maxTouchPoints": 1} if phone else {}
        await self.call("Emulation.setTouchEmulationEnabled", enabled=phone, **touch)
        kinds = {"hover": "none", "pointer": "coarse"} if phone else {}
        features = [{"name": name, "value": value} for name, value in kinds.items()]
        await self.call("Emulation.setEmulatedMedia", features=features)

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

    async def middle(self, element: str) -> tuple[float, float]:
        """Where the middle of what the expression finds is, in the page or in a frame of it."""
        x, y = await self.until(f"""(() => {{
            const found = {element};
            // Who looks for something turns the wheel.
            found.dispatchEvent(new WheelEvent("wheel", {{ bubbles: true }}));
            found.scrollIntoView({{ block: "nearest", behavior: "instant" }});
            const box = found.getBoundingClientRect();
            if (!box.width || !box.height) return null;
            const frame = found.ownerDocument.defaultView.frameElement;
            const origin = frame ? frame.getBoundingClientRect() : {{ left: 0, top: 0 }};
            const x = origin.left + box.left + box.width / 2;
            const y = origin.top + box.top + box.height / 2;
            // What still moves is not hit: it has to rest from one look to the next, twice.
            found.rested = found.restedAt === `${{x}} ${{y}}` ? found.rested + 1 : 0;
            found.restedAt = `${{x}} ${{y}}`;
            return found.rested >= 2 ? [x, y] : null;
        }})()""")
        return float(x), float(y)

    async def click(self, element: str, button: str = "left") -> None:
        """Click the middle of what the expression finds, in the page or in a frame of it."""
        x, y = await self.middle(element)
        for kind in ("mousePressed", "mouseReleased"):
            await self.call(
                "Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1
            )

    async def hover(self, element: str) -> None:
        """Rest the mouse on what the expression finds."""
        x, y = await self.middle(element)
        await self.call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)

    async def scroll(self, element: str, pixels: int) -> None:
        """Turn the mouse's wheel over what the expression finds; negative is up."""
        x, y = await self.middle(element)
        await self.call(
            "Input.dispatchMouseEvent", type="mouseWheel", x=x, y=y, deltaX=0, deltaY=pixels
        )

    async def tap(self, element: str) -> None:
        """Touch what the expression finds with a finger, shortly."""
        x, y = await self.middle(element)
        await self.touch(x, y)
        await self.release()

    async def touch(self, x: float, y: float) -> None:
        """Put a finger down there."""
        await self.call(
            "Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": x, "y": y}]
        )

    async def release(self) -> None:
        """Lift the finger."""
        await self.call("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    async def type(self, text: str) -> None:
        await self.call("Input.insertText", text=text)

    async def press(self, key: str, code: int) -> None:
        """Press a key by its name and its Windows virtual key code."""
        for kind in ("keyDown", "keyUp"):
            await self.call(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                code=key,
                windowsVirtualKeyCode=code,
                **({"text": "\r"} if kind == "keyDown" and key == "Enter" else {}),
            )

    async def enter(self) -> None:
        await self.press("Enter", 13)

    async def photograph(self, part: Mapping[str, float] | None = None) -> bytes:
        """What the tab shows now, or `x`, `y`, `width`, `height` of it, as a PNG file's content."""
        clip = {"clip": {**part, "scale": 1}} if part else {}
        shot = await self.call("Page.captureScreenshot", format="png", **clip)
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
