"""The web server of the stage: our page, its JSON endpoints, and the preview inside it."""

import secrets
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from aiohttp import ClientSession, web

from stage.simulation import Simulation, UnknownPlaceError
from stage.web.language import PAGE, Languages, page_in
from stage.web.notices import NoticeBoard
from stage.web.overview import overview
from stage.web.preview_proxy import PreviewProxy

TOKEN_HEADER = "X-Stage-Token"
SKIPS = (600, 3600, 10800)
"""The skips that the page offers, in seconds."""

_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FILES = {
    path.relative_to(PAGE).as_posix(): _TYPES[path.suffix]
    for path in PAGE.rglob("*")
    if path.suffix in _TYPES
}
_PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
}
_MAX_UPLOAD_BYTES = 32 * 1024 * 1024

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StageServer:
    """Serves one simulation. Whoever loads the page gets the token that its requests must show."""

    def __init__(self, simulation: Simulation, notices: NoticeBoard, languages: Languages) -> None:
        self._simulation = simulation
        self._languages = languages
        self._notices = notices
        self._token = secrets.token_urlsafe(32)

    def app(self, session: ClientSession) -> web.Application:
        """The application to run on a loopback port; `session` reaches SimCord's preview."""
        app = web.Application(middlewares=[_same_origin], client_max_size=_MAX_UPLOAD_BYTES)
        app.router.add_get("/", self._page)
        app.router.add_get("/stage/state", self._state)
        app.router.add_get("/stage/{name:.+}", self._file)
        app.router.add_post("/stage/visit", self._visit)
        app.router.add_post("/stage/menu", self._menu)
        app.router.add_post("/stage/skip", self._skip)
        app.router.add_post("/stage/restart", self._restart)
        PreviewProxy(self._simulation, session).add_routes(app)
        return app

    async def _page(self, request: web.Request) -> web.Response:
        language = self._languages.wanted(
            request.query.get("lang"), request.headers.get("Accept-Language", "")
        )
        await self._simulation.welcome(language, partial(self._languages.say, language))
        text = page_in(language, self._languages, token=self._token)
        return web.Response(text=text, content_type="text/html", headers=_PAGE_HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in _FILES:
            raise web.HTTPNotFound
        return web.Response(text=_read(name), content_type=_FILES[name], headers=_PAGE_HEADERS)

    async def _state(self, _request: web.Request) -> web.Response:
        return web.json_response(
            overview(self._simulation, self._notices), headers={"Cache-Control": "no-store"}
        )

    async def _visit(self, request: web.Request) -> web.Response:
        wish = await self._wish(request)
        player, place, timezone = wish.get("player"), wish.get("place"), wish.get("timezone")
        language = wish.get("language")
        if not isinstance(player, str) or not isinstance(place, str):
            raise web.HTTPBadRequest(text="player and place must be texts")
        if timezone is not None and not isinstance(timezone, str):
            raise web.HTTPBadRequest(text="timezone must be a text")
        if language is not None and not isinstance(language, str):
            raise web.HTTPBadRequest(text="language must be a text")
        try:
            await self._simulation.visit(
                player, place, timezone, language and self._languages.named_by(language)
            )
        except UnknownPlaceError as error:
            raise web.HTTPNotFound(text="no such player or channel") from error
        return await self._state(request)

    async def _menu(self, request: web.Request) -> web.Response:
        wish = await self._wish(request)
        name, message = wish.get("name"), wish.get("message")
        if not isinstance(name, str) or not isinstance(message, str) or not message.isdecimal():
            raise web.HTTPBadRequest(text="name and message must be texts")
        await self._simulation.use_menu(name, int(message))
        return await self._state(request)

    async def _skip(self, request: web.Request) -> web.Response:
        seconds = (await self._wish(request)).get("seconds")
        if seconds not in SKIPS:
            raise web.HTTPBadRequest(text=f"seconds must be one of {SKIPS}")
        await self._simulation.skip(seconds)
        return await self._state(request)

    async def _restart(self, request: web.Request) -> web.Response:
        await self._wish(request)
        await self._simulation.restart()
        return await self._state(request)

    async def _wish(self, request: web.Request) -> dict[str, Any]:
        shown = request.headers.get(TOKEN_HEADER, "")
        if not secrets.compare_digest(shown.encode(), self._token.encode()):
            raise web.HTTPForbidden(text="the page is from an earlier start; load it again")
        try:
            wish = await request.json()
        except ValueError as error:
            raise web.HTTPBadRequest(text="not JSON") from error
        if not isinstance(wish, dict):
            raise web.HTTPBadRequest(text="not a JSON object")
        return wish


@web.middleware
async def _same_origin(request: web.Request, handler: _Handler) -> web.StreamResponse:
    # A foreign name in Host is another site's name that was made to point at this machine.
    host = request.headers.get("Host", "")
    port = request.transport.get_extra_info("sockname")[1] if request.transport else None
    if host not in {f"127.0.0.1:{port}", f"localhost:{port}"}:
        raise web.HTTPForbidden(text="this page answers to 127.0.0.1 only")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        raise web.HTTPForbidden(text="requests from other sites are refused")
    return await handler(request)


def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")
