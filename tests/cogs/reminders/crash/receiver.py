"""A small stand-in for Discord's REST API, in a process of its own, on loopback.

It keeps messages, honours ``enforce_nonce`` for three minutes of its own clock, serves history,
limits requests per second, and can be told what to do with the next messages: refuse, fail with
or without having taken them, or kill whoever asked.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import os
import signal
import sys
import time
from collections import deque
from typing import Any

from aiohttp import web

BOT = {"id": "1", "username": "Stinger", "discriminator": "0", "avatar": None, "bot": True}
NONCE_SECONDS = 180
DISCORD_EPOCH = 1_420_070_400


class Receiver:
    """What Discord would know."""

    def __init__(self, a_second: int) -> None:
        self.messages: dict[int, list[dict[str, Any]]] = {}
        self._nonces: dict[tuple[int, str], tuple[float, dict[str, Any]]] = {}
        self._script: deque[str] = deque()
        self._doomed = 0
        self._offset = 0.0
        self._serial = itertools.count()
        self._a_second = a_second
        self._recent: deque[float] = deque()
        self.requests = 0
        self.limited = 0

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/control", self._control)
        app.router.add_get("/control", self._report)
        app.router.add_get("/api/users/@me", self._me)
        app.router.add_get("/api/oauth2/applications/@me", self._application)
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
            self.messages.clear()
            self._nonces.clear()
            self.requests = self.limited = 0
        return _answer({})

    async def _report(self, _request: web.Request) -> web.Response:
        return _answer(
            {"messages": self.messages, "requests": self.requests, "limited": self.limited}
        )

    async def _me(self, _request: web.Request) -> web.Response:
        return _answer(BOT)

    async def _application(self, _request: web.Request) -> web.Response:
        plain = {"icon": None, "description": "", "verify_key": "", "flags": 0, "owner": BOT}
        return _answer(
            {"id": "1", "name": "Stinger", "bot_public": True, "bot_require_code_grant": False}
            | plain
        )

    async def _open_dm(self, request: web.Request) -> web.Response:
        user_id = (await request.json())["recipient_id"]
        user = {"id": str(user_id), "username": "x", "discriminator": "0", "avatar": None}
        return _answer({"id": f"9{user_id}", "type": 1, "recipients": [user]})

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
        message = self._take(channel, body)
        if deed == "take, kill":
            self._kill()
        elif deed == "take, 503":
            return _refusal("503")
        elif deed == "take, 429":
            return _refusal("429")
        elif deed == "take, answer, kill":
            asyncio.get_running_loop().call_later(0.002, self._kill)
        return _answer(message)

    def _take(self, channel: int, body: dict[str, Any]) -> dict[str, Any]:
        key = channel, str(body.get("nonce"))
        known = self._nonces.get(key)
        if body.get("enforce_nonce") and known and self._now() - known[0] < NONCE_SECONDS:
            return known[1]
        snowflake = int((self._now() - DISCORD_EPOCH) * 1000) << 22 | next(self._serial) & 0xFFF
        message = {
            "id": str(snowflake),
            "channel_id": str(channel),
            "author": BOT,
            "content": body["content"],
            "components": body.get("components", []),
            "nonce": body.get("nonce"),
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "pinned": False,
            "type": 0,
            "allowed": body.get("allowed_mentions"),
        }
        self.messages.setdefault(channel, []).append(message)
        self._nonces[key] = self._now(), message
        return message

    async def _history(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        limit = int(request.query.get("limit", 50))
        kept = self.messages.get(int(request.match_info["channel"]), [])
        newer = [message for message in kept if int(message["id"]) > after]
        return _answer(newer[:limit][::-1])

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


def _answer(body: Any, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    # discord.py knows JSON by exactly this type, without a character set.
    typed = {"Content-Type": "application/json"} | (headers or {})
    return web.Response(body=json.dumps(body).encode(), status=status, headers=typed)


def _refusal(status: str) -> web.Response:
    if status == "429":
        return _limited(0.02, everywhere=False)
    return _answer({"message": "no", "code": 50001}, status=int(status))


def _limited(wait: float, *, everywhere: bool) -> web.Response:
    body = {"message": "slow", "retry_after": wait, "global": everywhere}
    return _answer(body, status=429, headers={"Via": "1.1 loopback"})


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
