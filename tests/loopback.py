"""As much of Discord on the loopback as a bot needs to log in and become ready."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from aiohttp import web


@asynccontextmanager
async def discord_like(app: web.Application) -> AsyncIterator[str]:
    """A loopback REST receiver; gives the address to set as DISCORD_API_URL."""
    # A bot that runs on keeps its gateway open: nobody waits for it to hang up.
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"{site.name}/api/v10"
    finally:
        await runner.cleanup()


def answer(body: object, status: int = 200) -> web.Response:
    """JSON under the content type that Discord sends, which names no charset."""
    headers = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=headers)


MESSAGE_CONTENT = 1 << 15
"""The intent."""

MESSAGE_CONTENT_GRANTED = 1 << 18 | 1 << 19
"""The application's flags that grant it, in many servers or in few."""

DISALLOWED_INTENTS = 4014
"""The code with which the gateway closes."""

ME = {
    "id": "4242",
    "username": "stinger",
    "discriminator": "0",
    "avatar": None,
    "global_name": None,
    "bot": True,
}
APPLICATION = {
    "id": "4242",
    "name": "Stinger",
    "icon": None,
    "description": "",
    "summary": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "",
    "owner": ME,
}


class LoopbackDiscord:
    """As much of Discord's REST and gateway as a bot needs to log in and become ready.

    ``flags`` are the application's: which privileged intents it has been granted.
    """

    def __init__(self, flags: int = 0) -> None:
        self._flags = flags
        self.closed = asyncio.Event()
        self.synced: list[list[dict[str, object]]] = []

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/api/v10/users/@me", self._give(ME))
        app.router.add_get("/api/v10/oauth2/applications/@me", self._give(APPLICATION))
        app.router.add_get(
            "/api/v10/applications/@me", self._give(APPLICATION | {"flags": self._flags})
        )
        app.router.add_get("/api/v10/gateway/bot", self._gateway)
        app.router.add_get("/gateway{slash:/?}", self._socket)
        app.router.add_put("/api/v10/applications/4242/commands", self._sync)
        return app

    def _give(self, body: object) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def give(_request: web.Request) -> web.Response:
            return answer(body)

        return give

    def _refuses(self, intents: int) -> bool:
        return bool(intents & MESSAGE_CONTENT) and not self._flags & MESSAGE_CONTENT_GRANTED

    async def _gateway(self, request: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        url = f"ws://{request.host}/gateway"
        return answer({"url": url, "shards": 1, "session_start_limit": limit})

    async def _sync(self, request: web.Request) -> web.Response:
        commands = await request.json()
        self.synced.append(commands)
        given = [
            {
                "description": "",
                **command,
                "id": str(number),
                "application_id": "4242",
                "version": "1",
            }
            for number, command in enumerate(commands, 1)
        ]
        return answer(given)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json(
            {"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None}
        )
        async for message in socket:
            operation = message.json()["op"]
            if operation == 2 and self._refuses(message.json()["d"]["intents"]):
                await socket.close(code=DISALLOWED_INTENTS)
            elif operation == 2:
                session = {
                    "v": 10,
                    "user": ME,
                    "guilds": [],
                    "session_id": "1",
                    "resume_gateway_url": f"ws://{request.host}/gateway",
                    "application": {"id": "4242", "flags": 0},
                    "shard": [0, 1],
                }
                await socket.send_json({"op": 0, "d": session, "s": 1, "t": "READY"})
            elif operation == 1:
                await socket.send_json({"op": 11, "d": None, "s": None, "t": None})
        self.closed.set()
        return socket
