"""The channels of the simulated Discord by REST: messages, threads, DMs and scheduled events."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.channels import Channels
from tests.cluster import objects
from tests.loopback import answer

Dispatch = Callable[[int, str, object], Awaitable[None]]
"""Tells whoever runs a server's shard of an event."""

Changed = Callable[[], Awaitable[None]]
"""Wakes whoever waits for something to change."""

UNKNOWN = {"message": "404: Not Found", "code": 0}
GONE_CHANNEL, GONE_MESSAGE, HAS_THREAD = 10003, 10008, 160004


class Rooms:
    """What the bot does in channels.

    ``edits`` has the instants of each message's edits, ``unknown`` counts the requests that nothing
    here answers.
    """

    def __init__(self, channels: Channels, dispatch: Dispatch, changed: Changed) -> None:
        self.threads: dict[int, dict[str, Any]] = {}
        self.events: defaultdict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
        self.edits: defaultdict[int, list[float]] = defaultdict(list)
        self.unknown: Counter[str] = Counter()
        self._channels = channels
        self._dispatch = dispatch
        self._changed = changed

    def add_routes(self, app: web.Application, api: str) -> None:
        """Answer below that address, and whatever nobody else answers."""
        one = f"{api}/channels/{{channel}}"
        message = f"{one}/messages/{{message}}"
        events = f"{api}/guilds/{{server}}/scheduled-events"
        for method, path, handler in (
            ("POST", f"{one}/messages", self._post),
            ("GET", f"{one}/messages", self._history),
            ("GET", message, self._get),
            ("PATCH", message, self._edit),
            ("DELETE", message, self._delete),
            ("POST", f"{message}/threads", self._thread_on),
            ("POST", f"{one}/threads", self._thread),
            ("GET", one, self._channel),
            ("PATCH", one, self._change_thread),
            ("GET", f"{api}/guilds/{{server}}/threads/active", self._active),
            ("GET", f"{api}/guilds/{{server}}/members/{{user}}", self._member),
            ("POST", f"{api}/users/@me/channels", self._open_dm),
            ("POST", events, self._add_event),
            ("GET", events, self._list_events),
            ("GET", f"{events}/{{event}}", self._event),
            ("PATCH", f"{events}/{{event}}", self._event),
            ("DELETE", f"{events}/{{event}}", self._drop_event),
            ("*", "/{path:.*}", self._unknown),
        ):
            app.router.add_route(method, path, handler)

    def threads_of(self, server: int) -> list[dict[str, Any]]:
        """A server's threads."""
        return [one for one in self.threads.values() if one["guild_id"] == str(server)]

    async def _post(self, request: web.Request) -> web.Response:
        channel = _id(request, "channel")
        taken = self._channels.take(channel, await request.json())
        await self._changed()
        return answer(taken)

    async def _history(self, request: web.Request) -> web.Response:
        return answer(self._channels.history(_id(request, "channel"), request.query))

    async def _get(self, request: web.Request) -> web.Response:
        found = self._channels.find(_id(request, "channel"), _id(request, "message"))
        return answer(found) if found else _gone(GONE_MESSAGE)

    async def _edit(self, request: web.Request) -> web.Response:
        channel, number = _id(request, "channel"), _id(request, "message")
        edited = self._channels.edit(channel, number, await request.json())
        if edited is None:
            return _gone(GONE_MESSAGE)
        self.edits[number].append(self._channels.now())
        await self._changed()
        return answer(edited)

    async def _delete(self, request: web.Request) -> web.Response:
        self._channels.delete(_id(request, "channel"), _id(request, "message"))
        return web.Response(status=204)

    async def _thread_on(self, request: web.Request) -> web.Response:
        number = _id(request, "message")
        if number in self.threads:
            return answer({"message": "It has one", "code": HAS_THREAD}, 400)
        return await self._opened(number, request)

    async def _thread(self, request: web.Request) -> web.Response:
        return await self._opened(self._channels.snowflake(), request)

    async def _opened(self, number: int, request: web.Request) -> web.Response:
        server = _id(request, "channel") - 1
        name = (await request.json())["name"]
        opened = self.threads[number] = objects.thread(number, server, name)
        await self._dispatch(server, "THREAD_CREATE", opened | {"newly_created": True})
        return answer(opened)

    async def _channel(self, request: web.Request) -> web.Response:
        found = self.threads.get(_id(request, "channel"))
        return answer(found) if found else _gone(GONE_CHANNEL)

    async def _change_thread(self, request: web.Request) -> web.Response:
        found = self.threads.get(_id(request, "channel"))
        return answer(found | await request.json()) if found else _gone(GONE_CHANNEL)

    async def _active(self, request: web.Request) -> web.Response:
        return answer({"threads": self.threads_of(_id(request, "server")), "members": []})

    async def _member(self, request: web.Request) -> web.Response:
        return answer(objects.member(objects.user(_id(request, "user"))))

    async def _open_dm(self, request: web.Request) -> web.Response:
        return answer(objects.dm(int((await request.json())["recipient_id"])))

    async def _add_event(self, request: web.Request) -> web.Response:
        number, server = self._channels.snowflake(), _id(request, "server")
        made = self.events[server][number] = objects.event(number, server, await request.json())
        return answer(made)

    async def _list_events(self, request: web.Request) -> web.Response:
        return answer(list(self.events[_id(request, "server")].values()))

    async def _event(self, request: web.Request) -> web.Response:
        found = self.events[_id(request, "server")].get(_id(request, "event"))
        return answer(found) if found else answer(UNKNOWN, 404)

    async def _drop_event(self, request: web.Request) -> web.Response:
        self.events[_id(request, "server")].pop(_id(request, "event"), None)
        return web.Response(status=204)

    async def _unknown(self, request: web.Request) -> web.Response:
        self.unknown[f"{request.method} {re.sub('[0-9]{5,}', '…', request.path)}"] += 1
        return answer(UNKNOWN, 404)


def _id(request: web.Request, name: str) -> int:
    return int(request.match_info[name])


def _gone(code: int) -> web.Response:
    return answer({"message": "Unknown", "code": code}, 404)
