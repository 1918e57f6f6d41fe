"""A small stand-in for Discord's REST API, in a process of its own, on loopback.

It keeps messages, honours ``enforce_nonce`` for three minutes of its own clock, serves history,
limits requests per second, and can be told what to do with the next messages: refuse, fail with
or without having taken them, or kill whoever asked.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections import deque

from aiohttp import web

from tests.channels import Channels
from tests.loopback import APPLICATION, ME, answer, giving


class Receiver:
    """What Discord would know."""

    def __init__(self, a_second: int) -> None:
        self._channels = Channels(self._now)
        self._script: deque[str] = deque()
        self._doomed = 0
        self._offset = 0.0
        self._a_second = a_second
        self._recent: deque[float] = deque()
        self.requests = 0
        self.limited = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/control", self._control)
        app.router.add_get("/control", self._report)
        app.router.add_get("/api/users/@me", giving(ME))
        app.router.add_get("/api/oauth2/applications/@me", giving(APPLICATION))
        app.router.add_post("/api/users/@me/channels", self._open_dm)
        app.router.add_post("/api/channels/{channel}/messages", self._post)
        app.router.add_get("/api/channels/{channel}/messages", self._history)
        return app

    def _now(self) -> float:
        return time.time() + self._offset  # noqa: TID251 - Discord's clock, which is not ours

    async def _control(self, request: web.Request) -> web.Response:
        wish = await request.json()
        self._script = deque(wish.get("script", ()))
        self._doomed = wish.get("pid", 0)
        self._offset = wish.get("offset", 0.0)
        if wish.get("reset"):
            self._channels.forget()
            self.requests = self.limited = 0
        return answer({})

    async def _report(self, _request: web.Request) -> web.Response:
        counts = {"requests": self.requests, "limited": self.limited}
        return answer({"messages": self._channels.messages} | counts)

    async def _open_dm(self, request: web.Request) -> web.Response:
        user_id = (await request.json())["recipient_id"]
        user = {"id": str(user_id), "username": "x", "discriminator": "0", "avatar": None}
        return answer({"id": f"9{user_id}", "type": 1, "recipients": [user]})

    async def _post(self, request: web.Request) -> web.Response:
        self.requests += 1
        if (wait := self._over_limit()) is not None:
            self.limited += 1
            return _limited(wait, everywhere=True)
        channel = int(request.match_info["channel"])
        body = await request.json()
        deed = self._script.popleft() if self._script else "take"
        if deed == "kill":
            self._kill()
            return web.Response(status=500)
        if deed in ("503", "429", "403"):
            return _refusal(deed)
        message = self._channels.take(channel, body)
        if deed == "take, kill":
            self._kill()
        elif deed == "take, 503":
            return _refusal("503")
        elif deed == "take, 429":
            return _refusal("429")
        elif deed == "take, answer, kill":
            asyncio.get_running_loop().call_later(0.002, self._kill)
        return answer(message)

    async def _history(self, request: web.Request) -> web.Response:
        return answer(self._channels.history(int(request.match_info["channel"]), request.query))

    def _over_limit(self) -> float | None:
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= 1:
            self._recent.popleft()
        if len(self._recent) >= self._a_second:
            return 1 - (now - self._recent[0])
        self._recent.append(now)
        return None

    def _kill(self) -> None:
        if self._doomed:
            os.kill(self._doomed, signal.SIGKILL)


def _refusal(status: str) -> web.Response:
    if status == "429":
        return _limited(0.02, everywhere=False)
    return answer({"message": "no", "code": 50001}, status=int(status))


def _limited(wait: float, *, everywhere: bool) -> web.Response:
    body = {"message": "slow", "retry_after": wait, "global": everywhere}
    return answer(body, 429, headers={"Via": "1.1 loopback"})


async def main(a_second: int) -> None:
    """Serve until killed; prints the port."""
    runner = web.AppRunner(Receiver(a_second).app(), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sys.stdout.write(f"{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
