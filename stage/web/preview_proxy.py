"""SimCord's preview page on our own origin, so that it can be part of our page.

SimCord serves the preview on a port of its own and forbids framing. Its files are served here
as they are, but for the look of the frame; its API's requests are handed on one by one, but
for the picture that an action is meant for and the people whom a message names.
"""

import re
from pathlib import Path

import simcord.preview
from aiohttp import ClientError, ClientSession, web

from stage.simulation import Simulation
from stage.supplement.mentions import mentionable, naming_people

INDEX = "/preview"
STYLESHEET = "/stage/preview/preview.css"

_FILES = (Path(simcord.preview.__file__).parent / "static").resolve()
_INDEX_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # SimCord's own policy, but for the last word: it says 'none'.
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "connect-src 'self' blob:; img-src 'self' blob:; media-src 'self' blob:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
}
# Stated, as some systems' own tables call scripts plain text, which browsers then refuse.
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".ttf": "font/ttf",
}
_PASSED_ON = ("X-Simcord-Capability", "X-Simcord-Context", "Content-Type")
_OURS = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}
# JSON escapes the quotes inside its strings, so a bare key is one of SimCord's own fields.
_AIM = re.compile(rb'(?<!\\)"(published_revision|bot_generation)":\s*\d+')


class PreviewProxy:
    """Hands API requests to the preview that is open now; `session` carries them."""

    def __init__(self, simulation: Simulation, session: ClientSession) -> None:
        self._simulation = simulation
        self._session = session

    def add_routes(self, app: web.Application) -> None:
        """Take every address that no earlier route took."""
        app.router.add_get(INDEX, self._index)
        app.router.add_post("/api/action", self._action)
        app.router.add_get("/api/assets/{asset}", self._asset)
        app.router.add_route("*", "/api/{path:.*}", self._pass_on)
        app.router.add_get("/{path:.*}", self._file)

    async def _index(self, _request: web.Request) -> web.Response:
        page = (_FILES / "index.html").read_text(encoding="utf-8")
        look = f'<link rel="stylesheet" href="{STYLESHEET}"></head>'
        return web.Response(
            text=page.replace("</head>", look, 1), content_type="text/html", headers=_INDEX_HEADERS
        )

    async def _file(self, request: web.Request) -> web.FileResponse:
        file = (_FILES / request.match_info["path"]).resolve()
        if not file.is_relative_to(_FILES) or file.suffix not in _TYPES or not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(
            file,
            headers={
                "Content-Type": _TYPES[file.suffix],
                # Fonts are 30 MB that never change; everything else is asked for anew.
                "Cache-Control": "private, max-age=86400" if file.suffix == ".ttf" else "no-cache",
                "X-Content-Type-Options": "nosniff",
            },
        )

    async def _pass_on(self, request: web.Request) -> web.Response:
        return await self._fetch(request, await request.read())

    async def _asset(self, request: web.Request) -> web.Response:
        page_id = request.headers.get("X-Simcord-Context", "")
        picture = _picture(self._simulation, page_id, request.match_info["asset"])
        if picture is None:
            return await self._pass_on(request)
        return web.Response(
            body=picture, content_type="image/png", headers={"Cache-Control": "no-store"}
        )

    async def _action(self, request: web.Request) -> web.Response:
        people = mentionable(self._simulation.env, self._simulation.club)
        body = naming_people(await request.read(), people)
        async with self._simulation.acting():
            return await self._fetch(request, aimed(body, await self._aim(request)))

    async def _aim(self, request: web.Request) -> dict[str, int]:
        async with self._session.get(
            self._origin() + "/api/state", headers=_headers(request)
        ) as answer:
            if answer.status != web.HTTPOk.status_code:
                return {}
            state = await answer.json()
        return {
            "published_revision": int(state["publishedRevision"]),
            "bot_generation": int(state["botGeneration"]),
        }

    async def _fetch(self, request: web.Request, body: bytes) -> web.Response:
        try:
            async with self._session.request(
                request.method,
                self._origin() + request.path_qs,
                headers=_headers(request),
                data=body,
            ) as answer:
                headers = {
                    name: value
                    for name, value in answer.headers.items()
                    if name.lower() not in _OURS
                }
                return web.Response(body=await answer.read(), status=answer.status, headers=headers)
        except ClientError as error:
            # The preview was closed in between, for another channel.
            raise web.HTTPGone from error

    def _origin(self) -> str:
        if self._simulation.preview is None:
            raise web.HTTPGone
        return self._simulation.preview.url.partition("/#")[0]


def aimed(body: bytes, aim: dict[str, int]) -> bytes:
    """The action in `body` (JSON, or a form that begins with it), meant for the present picture.

    The page names the revision and the bot's generation that it has seen, and SimCord refuses
    older ones. As time flows here and bots are restarted, older ones are the rule; and on
    Discord, too, a button outlives them. Names that `aim` lacks stay as they are.
    """

    def name_present(match: re.Match[bytes]) -> bytes:
        name = match[1].decode()
        return b'"%b":%d' % (match[1], aim[name]) if name in aim else match[0]

    return _AIM.sub(name_present, body, count=2)


def _picture(simulation: Simulation, page_id: str, asset_id: str) -> bytes | None:
    """What somebody looks like, by the preview's name for it; None for any other asset.

    SimCord examines each file in a process of its own and lets the page wait for it; the club's
    pictures are known to be sound.
    """
    page = simulation.preview._pages.get(page_id) if simulation.preview is not None else None
    asset = page.assets.get(asset_id) if page is not None else None
    if asset is None or asset.source is None or asset.source[0] != "user_avatar":
        return None
    return simulation.club.pictures.get(asset.source[1])


def _headers(request: web.Request) -> dict[str, str]:
    return {name: request.headers[name] for name in _PASSED_ON if name in request.headers}
