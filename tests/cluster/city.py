"""A simulated Discord with servers on several shards: a gateway, and the REST calls of a bot.

It keeps what the bot sends, refuses a second answer to an interaction as Discord does, and honours
nonces. A server's events go to every session that identified for its shard.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from aiohttp import WSCloseCode, web

from tests.channels import Channels, message
from tests.cluster import objects
from tests.cluster.rooms import Rooms
from tests.hang import HANG
from tests.loopback import (
    APPLICATION,
    ME,
    answer,
    beat,
    body_of,
    gateway,
    giving,
    greet,
    registered,
    session,
)

ALICE = 77
"""A member."""

ANSWERED = 40060
COMMAND, COMPONENT, COMPLETION, FORM = 2, 3, 4, 5
"""Kinds of interactions."""


class City:
    """Servers by id, each with one channel whose id is the server's plus one.

    ``sent_at`` and ``acknowledged_at`` are the instants of interactions and of their first answers,
    by the monotonic clock.
    """

    def __init__(self, servers: list[int]) -> None:
        self.servers = servers
        self._channels = Channels(time.time)  # noqa: TID251 - Discord's own clock
        self.rooms = Rooms(self._channels, self._to_shard, self._tell)
        self.messages = self._channels.messages
        self.answers: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.sent_at: dict[int, float] = {}
        self.acknowledged_at: dict[int, float] = {}
        self.refused = 0
        self.synced = 0
        self._commands: list[dict[str, object]] = []
        self.identified: list[tuple[int, int]] = []
        self.changed = asyncio.Condition()
        self._sessions: dict[web.WebSocketResponse, tuple[int, int]] = {}
        self._sent = itertools.count(1)

    def app(self) -> web.Application:
        app = web.Application()
        api = "/api/v10"
        app.router.add_get(f"{api}/users/@me", giving(ME))
        app.router.add_get(f"{api}/oauth2/applications/@me", giving(APPLICATION))
        app.router.add_get(f"{api}/gateway/bot", self._gateway)
        app.router.add_get("/gateway{slash:/?}", self._socket)
        app.router.add_put(f"{api}/applications/4242/commands", self._sync)
        app.router.add_get(f"{api}/applications/4242/commands", self._list_commands)
        app.router.add_post(f"{api}/interactions/{{id}}/{{token}}/callback", self._answer)
        app.router.add_post(f"{api}/webhooks/4242/{{id}}", self._follow_up)
        app.router.add_patch(f"{api}/webhooks/4242/{{id}}/messages/@original", self._follow_up)
        app.router.add_delete(f"{api}/webhooks/4242/{{id}}/messages/@original", self._take_back)
        self.rooms.add_routes(app, api)
        return app

    def shards_at_work(self) -> set[tuple[int, int]]:
        """The shards, each with the count, that have a session now."""
        return set(self._sessions.values())

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds of the city."""
        async with asyncio.timeout(HANG), self.changed:
            await self.changed.wait_for(true)

    async def command(
        self, server: int, name: str, *options: dict[str, Any], who: int = ALICE
    ) -> int:
        """Have a member use a command in a server; the id of the interaction."""
        parent, _, sub = name.partition(" ")
        given = [{"type": 1, "name": sub, "options": list(options)}] if sub else list(options)
        data = {"id": "1", "type": 1, "name": parent, "options": given}
        return await self.interact(COMMAND, server, data, who=who)

    async def interact(
        self,
        kind: int,
        server: int,
        data: Mapping[str, Any],
        *,
        who: int = ALICE,
        on: Mapping[str, Any] | None = None,
    ) -> int:
        """Have a member do something in a server, or by DM on a message there; the id of the
        interaction.
        """
        number = self._channels.snowflake()
        event: dict[str, Any] = {
            "id": str(number),
            "application_id": "4242",
            "type": kind,
            "data": dict(data),
            "token": str(number),
            "version": 1,
            "app_permissions": objects.EVERYTHING,
            "attachment_size_limit": 10_485_760,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {},
        }
        if on is not None:
            event["message"] = dict(on)
        if on is not None and int(on["channel_id"]) >= objects.FIRST_DM:
            server = 0  # where shard 0 hears of it
            event |= {"user": objects.user(who), "channel": objects.dm(who), "context": 1}
        else:
            place = self.rooms.threads.get(int(on["channel_id"])) if on else None
            acting = objects.member(objects.user(who)) | {"permissions": objects.EVERYTHING}
            event |= {"member": acting, "channel": place or objects.channel(server)}
            event |= {"guild_id": str(server), "context": 0}
        event["channel_id"] = event["channel"]["id"]
        self.sent_at[number] = time.monotonic()
        await self._to_shard(server, "INTERACTION_CREATE", event)
        return number

    async def _to_shard(self, server: int, name: str, data: object) -> None:
        for socket, (shard, count) in list(self._sessions.items()):
            if (server >> 22) % count == shard:
                await self._dispatch(socket, name, data)

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def _gateway(self, request: web.Request) -> web.Response:
        return gateway(request, at_once=16)

    async def _sync(self, request: web.Request) -> web.Response:
        self.synced += 1
        self._commands = await request.json()
        return registered(self._commands)

    async def _list_commands(self, _request: web.Request) -> web.Response:
        return registered(self._commands)

    async def _answer(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        if self.answers[number]:
            self.refused += 1
            return answer({"message": "Already acknowledged", "code": ANSWERED}, 400)
        self.acknowledged_at[number] = time.monotonic()
        self.answers[number].append(await body_of(request))
        await self._tell()
        told = {"id": str(number), "type": 2, "response_message_ephemeral": True}
        return answer({"interaction": told, "resource": {"type": 5}})

    async def _follow_up(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        body = await body_of(request)
        self.answers[number].append(body)
        await self._tell()
        return answer(message(self._channels.snowflake(), 1, body))

    async def _take_back(self, _request: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _dispatch(self, socket: web.WebSocketResponse, name: str, data: object) -> None:
        if not socket.closed:
            await socket.send_json({"op": 0, "d": data, "s": next(self._sent), "t": name})

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        await greet(socket)
        try:
            async for heard in socket:
                told = heard.json()
                if told["op"] == 1:
                    await beat(socket)
                elif told["op"] == 2:
                    await self._identify(request, socket, told["d"])
        finally:
            self._sessions.pop(socket, None)
            await self._tell()
        return socket

    async def _identify(
        self, request: web.Request, socket: web.WebSocketResponse, told: dict[str, Any]
    ) -> None:
        shard, count = told.get("shard") or (0, 1)
        here = [server for server in self.servers if (server >> 22) % count == shard]
        ready = session(request, self._channels.snowflake(), (shard, count), here)
        await self._dispatch(socket, "READY", ready)
        for server in here:
            told_of = objects.guild(server, self.rooms.threads_of(server))
            await self._dispatch(socket, "GUILD_CREATE", told_of)
        self.identified.append((shard, count))
        self._sessions[socket] = (shard, count)
        await self._tell()

    async def cut_off(self) -> None:
        """Close every session, so that the servers' runners can end."""
        for socket in list(self._sessions):
            await socket.close(code=WSCloseCode.GOING_AWAY)
