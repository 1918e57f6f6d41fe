"""A simulated Discord with servers on several shards: a gateway, and the REST calls of a bot.

It keeps what the bot sends, refuses a second answer to an interaction as Discord does, and honours
nonces. A server's events go to every session that identified for its shard.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from aiohttp import WSCloseCode, web

from tests.channels import Channels, message
from tests.hang import HANG
from tests.loopback import (
    APPLICATION,
    ME,
    answer,
    beat,
    gateway,
    giving,
    greet,
    registered,
    session,
)

MEMBER = {"id": "77", "username": "alice", "discriminator": "0", "avatar": None}
EVERYTHING = str(2**50 - 1)
ANSWERED = 40060


class City:
    """Servers by id, each with one channel whose id is the server's plus one."""

    def __init__(self, servers: list[int]) -> None:
        self.servers = servers
        self._channels = Channels(time.time)  # noqa: TID251 - Discord's own clock
        self.messages = self._channels.messages
        self.answers: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.refused = 0
        self.synced = 0
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
        app.router.add_post(f"{api}/channels/{{channel}}/messages", self._post)
        app.router.add_get(f"{api}/channels/{{channel}}/messages", self._history)
        app.router.add_post(f"{api}/interactions/{{id}}/{{token}}/callback", self._answer)
        app.router.add_post(f"{api}/webhooks/4242/{{id}}", self._follow_up)
        app.router.add_patch(f"{api}/webhooks/4242/{{id}}/messages/@original", self._follow_up)
        app.router.add_get(f"{api}/guilds/{{server}}/members/{{user}}", self._member)
        app.router.add_route("*", "/{path:.*}", self._unknown)
        return app

    def shards_at_work(self) -> set[tuple[int, int]]:
        """The shards, each with the count, that have a session now."""
        return set(self._sessions.values())

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until something holds of the city."""
        async with asyncio.timeout(HANG), self.changed:
            await self.changed.wait_for(true)

    async def command(self, server: int, name: str, *options: dict[str, Any]) -> int:
        """Have a member use a command in a server; the id of the interaction."""
        number = self._channels.snowflake()
        parent, _, sub = name.partition(" ")
        given = [{"type": 1, "name": sub, "options": list(options)}] if sub else list(options)
        data = {"id": "1", "type": 1, "name": parent, "options": given}
        event = {
            "id": str(number),
            "application_id": "4242",
            "type": 2,
            "data": data,
            "guild_id": str(server),
            "channel_id": str(server + 1),
            "channel": _channel(server),
            "token": str(number),
            "version": 1,
            "member": {**_member(MEMBER), "permissions": EVERYTHING},
            "app_permissions": EVERYTHING,
            "attachment_size_limit": 10_485_760,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0,
        }
        for socket, (shard, count) in list(self._sessions.items()):
            if (server >> 22) % count == shard:
                await self._dispatch(socket, "INTERACTION_CREATE", event)
        return number

    async def _tell(self) -> None:
        async with self.changed:
            self.changed.notify_all()

    async def _member(self, request: web.Request) -> web.Response:
        return answer(_member({**MEMBER, "id": request.match_info["user"]}))

    async def _unknown(self, _request: web.Request) -> web.Response:
        return answer({"message": "404: Not Found", "code": 0}, 404)

    async def _gateway(self, request: web.Request) -> web.Response:
        return gateway(request, at_once=16)

    async def _sync(self, request: web.Request) -> web.Response:
        self.synced += 1
        return registered(await request.json())

    async def _post(self, request: web.Request) -> web.Response:
        taken = self._channels.take(int(request.match_info["channel"]), await request.json())
        await self._tell()
        return answer(taken)

    async def _history(self, request: web.Request) -> web.Response:
        return answer(self._channels.history(int(request.match_info["channel"]), request.query))

    async def _answer(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        if self.answers[number]:
            self.refused += 1
            return answer({"message": "Already acknowledged", "code": ANSWERED}, 400)
        self.answers[number].append(await request.json())
        await self._tell()
        told = {"id": str(number), "type": 2, "response_message_ephemeral": True}
        return answer({"interaction": told, "resource": {"type": 5}})

    async def _follow_up(self, request: web.Request) -> web.Response:
        number = int(request.match_info["id"])
        body = await request.json()
        self.answers[number].append(body)
        await self._tell()
        return answer(message(self._channels.snowflake(), 1, body))

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
            await self._dispatch(socket, "GUILD_CREATE", _guild(server))
        self.identified.append((shard, count))
        self._sessions[socket] = (shard, count)
        await self._tell()

    async def cut_off(self) -> None:
        """Close every session, so that the servers' runners can end."""
        for socket in list(self._sessions):
            await socket.close(code=WSCloseCode.GOING_AWAY)


def _member(user: dict[str, Any]) -> dict[str, Any]:
    joined = "2020-01-01T00:00:00+00:00"
    return {"user": user, "roles": [], "joined_at": joined, "deaf": False, "mute": False} | {
        "flags": 0
    }


def _channel(server: int) -> dict[str, Any]:
    return {
        "id": str(server + 1),
        "type": 0,
        "name": "lobby",
        "guild_id": str(server),
        "position": 0,
        "permission_overwrites": [],
        "parent_id": None,
        "topic": None,
        "nsfw": False,
        "last_message_id": None,
        "permissions": EVERYTHING,
    }


def _guild(server: int) -> dict[str, Any]:
    everyone = {
        "id": str(server),
        "name": "@everyone",
        "permissions": EVERYTHING,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
    return {
        "id": str(server),
        "name": "Club",
        "owner_id": "1",
        "roles": [everyone],
        "channels": [_channel(server)],
        "members": [_member(ME)],
        "member_count": 2,
        "emojis": [],
        "stickers": [],
        "features": [],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "guild_scheduled_events": [],
        "stage_instances": [],
        "soundboard_sounds": [],
        "unavailable": False,
        "large": False,
        "joined_at": "2020-01-01T00:00:00+00:00",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "afk_timeout": 300,
        "premium_tier": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "preferred_locale": "en-US",
    }
