"""As much of Discord on the loopback as a bot needs to log in and become ready."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

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


def answer(
    body: object, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """JSON under the content type that Discord sends, which names no charset."""
    typed = {"Content-Type": "application/json", **(headers or {})}
    return web.Response(body=json.dumps(body).encode(), status=status, headers=typed)


async def body_of(request: web.Request) -> Any:
    """What a request says in JSON, also beside files."""
    if request.content_type == "application/json":
        return await request.json()
    fields = await request.post()
    return json.loads(str(fields["payload_json"]))


def giving(body: object) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Answers the same to everybody."""

    async def give(_request: web.Request) -> web.Response:
        return answer(body)

    return give


def gateway(request: web.Request, at_once: int) -> web.Response:
    """Where the gateway is: at the same address, for so many identifications at a time."""
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": at_once}
    url = f"ws://{request.host}/gateway"
    return answer({"url": url, "shards": 1, "session_start_limit": limit})


def registered(commands: Sequence[dict[str, object]]) -> web.Response:
    """The commands, as Discord has them once it was told to have these."""
    own = {"application_id": "4242", "version": "1"}
    return answer(
        [
            {"description": "", **command, "id": str(number), **own}
            for number, command in enumerate(commands, 1)
        ]
    )


async def greet(socket: web.WebSocketResponse) -> None:
    """What the gateway says first."""
    await socket.send_json({"op": 10, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})


async def beat(socket: web.WebSocketResponse) -> None:
    """What the gateway says to a heartbeat."""
    await socket.send_json({"op": 11, "d": None, "s": None, "t": None})


def session(
    request: web.Request, number: int, shard: tuple[int, int], servers: Sequence[int]
) -> dict[str, object]:
    """What a shard is told when it is ready."""
    return {
        "v": 10,
        "user": ME,
        "guilds": [{"id": str(server), "unavailable": True} for server in servers],
        "session_id": str(number),
        "resume_gateway_url": f"ws://{request.host}/gateway",
        "application": {"id": "4242", "flags": 0},
        "shard": shard,
    }


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
        app.router.add_get("/api/v10/users/@me", giving(ME))
        app.router.add_get("/api/v10/oauth2/applications/@me", giving(APPLICATION))
        app.router.add_get(
            "/api/v10/applications/@me", giving(APPLICATION | {"flags": self._flags})
        )
        app.router.add_get("/api/v10/gateway/bot", self._gateway)
        app.router.add_get("/gateway{slash:/?}", self._socket)
        app.router.add_put("/api/v10/applications/4242/commands", self._sync)
        return app

    def _refuses(self, intents: int) -> bool:
        return bool(intents & MESSAGE_CONTENT) and not self._flags & MESSAGE_CONTENT_GRANTED

    async def _gateway(self, request: web.Request) -> web.Response:
        return gateway(request, at_once=1)

    async def _sync(self, request: web.Request) -> web.Response:
        commands = await request.json()
        self.synced.append(commands)
        return registered(commands)

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await greet(socket)
        async for message in socket:
            operation = message.json()["op"]
            if operation == 2 and self._refuses(message.json()["d"]["intents"]):
                await socket.close(code=DISALLOWED_INTENTS)
            elif operation == 2:
                ready = session(request, 1, (0, 1), ())
                await socket.send_json({"op": 0, "d": ready, "s": 1, "t": "READY"})
            elif operation == 1:
                await beat(socket)
        self.closed.set()
        return socket
