"""Stands in for the sites that updates ask, on the loopback, with every way to fail."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from aiohttp import web

from tests.films import NO_SCENE, TWO_SCENES

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TOKEN = "secret-of-the-host"
ETAG, LAST_MODIFIED = '"one"', "Thu, 19 Nov 2026 03:00:00 GMT"

LIST = (
    f"{TWO_SCENES.imdb_id}: {{rating: 0, votes: 0, tags: [After Credits, Bonus Scene]}}\n"
    f"{NO_SCENE.imdb_id}: {{rating: -3, votes: 7, tags: [Audio, During Credits]}}\n"
    "tt0000099: {rating: 1, votes: 1, tags: [Dedications/In Memoriam]}\n"
)

Give = Callable[[web.Request], Awaitable[web.StreamResponse]]


def film(number: int, **facts: object) -> dict[str, object]:
    """A film as TMDB answers."""
    return {
        "title": f"Copper Comet {number}",
        "original_title": f"Komet {number}",
        "release_date": "2026-12-18",
        "runtime": 112,
        "imdb_id": f"tt77{number:05}",
        "original_language": "de",
        "adult": False,
        "keywords": {"keywords": []},
        "translations": {"translations": []},
    } | facts


class Sites:
    """The list at ``/list``, TMDB at ``/3``, a service for credits times at ``/times``.

    ``failing`` answers come first, one for each request; ``asked`` are the requests' paths.
    """

    def __init__(self) -> None:
        self.address = ""
        self.list = LIST.encode()
        self.films: dict[int, dict[str, object]] = {}
        self.times: dict[str, object] = {}
        self.failing: list[Give] = []
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        if self.failing:
            return await self.failing.pop(0)(request)
        if request.path == "/list":
            return self._list(request)
        if request.path == "/times/media":
            found = self.times.get(request.query["tmdb_id"])
            return web.json_response(found, status=200 if found is not None else 404)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({}, status=401)
        if request.path in ("/3/movie/upcoming", "/3/movie/now_playing"):
            results = [{"id": number} for number in self.films]
            return web.json_response({"results": results, "total_pages": 1})
        return web.json_response(self.films[int(request.path.rpartition("/")[2])])

    def _list(self, request: web.Request) -> web.Response:
        unchanged = self.list == LIST.encode()
        if unchanged and request.headers.get("If-None-Match") == ETAG:
            assert request.headers["If-Modified-Since"] == LAST_MODIFIED
            return web.Response(status=304)
        headers = {"ETag": ETAG, "Last-Modified": LAST_MODIFIED}
        return web.Response(body=self.list, headers=headers)


def refuses(status: int, **headers: str) -> Give:
    """An answer that is none."""

    async def give(_request: web.Request) -> web.StreamResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return web.Response(status=status, headers=named)

    return give


def sends(body: bytes) -> Give:
    """An answer with this body, whatever was asked."""

    async def give(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type="application/json")

    return give


async def breaks_off(request: web.Request) -> web.StreamResponse:
    """Half of what was promised, and then the line is dead."""
    response = web.StreamResponse(headers={"Content-Length": "1000"})
    await response.prepare(request)
    await response.write(json.dumps({"half": "a file"}).encode())
    assert request.transport is not None
    request.transport.close()
    return response


@asynccontextmanager
async def served(sites: Sites) -> AsyncIterator[Sites]:
    """The sites for as long as the block lasts, at ``sites.address``."""
    app = web.Application()
    app.router.add_get("/{path:.*}", sites.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sites.address = site.name
    try:
        yield sites
    finally:
        await runner.cleanup()
