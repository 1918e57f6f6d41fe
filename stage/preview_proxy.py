"""SimCord's preview page, passed through on our own origin so that it can be part of our page.

SimCord serves the preview on a port of its own and forbids framing. Requests are handed on
one by one; what changes is the framing rule, the cache rule of fonts, the look of the frame,
and for actions the picture that they are meant for.
"""

import re

from aiohttp import ClientError, ClientSession, web

from stage.simulation import Simulation

INDEX = "/preview"
STYLESHEET = "/stage/preview.css"

_PASSED_ON = ("X-Simcord-Capability", "X-Simcord-Context", "Content-Type")
_OURS = {
    "connection",
    "content-length",
    "date",
    "keep-alive",
    "pragma",
    "server",
    "transfer-encoding",
    "x-frame-options",
}
# JSON escapes the quotes inside its strings, so a bare key is one of SimCord's own fields.
_AIM = re.compile(rb'(?<!\\)"(published_revision|bot_generation)":\s*\d+')


class PreviewProxy:
    """Hands requests to the preview that is open now; `session` carries them."""

    def __init__(self, simulation: Simulation, session: ClientSession) -> None:
        self._simulation = simulation
        self._session = session

    def add_routes(self, app: web.Application) -> None:
        """Take every address that no earlier route took."""
        app.router.add_get(INDEX, self._index)
        app.router.add_post("/api/action", self._action)
        app.router.add_route("*", "/{path:.*}", self._pass_on)

    async def _index(self, request: web.Request) -> web.Response:
        response = await self._fetch("GET", "/", request, b"")
        look = f'<link rel="stylesheet" href="{STYLESHEET}"></head>'.encode()
        if isinstance(response.body, bytes):
            response.body = response.body.replace(b"</head>", look, 1)
        return response

    async def _pass_on(self, request: web.Request) -> web.Response:
        return await self._fetch(request.method, request.path_qs, request, await request.read())

    async def _action(self, request: web.Request) -> web.Response:
        body = await request.read()
        async with self._simulation.acting():
            aim = await self._aim(request)
            return await self._fetch("POST", request.path_qs, request, aimed(body, aim))

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

    async def _fetch(
        self, method: str, path: str, request: web.Request, body: bytes
    ) -> web.Response:
        try:
            async with self._session.request(
                method, self._origin() + path, headers=_headers(request), data=body
            ) as answer:
                headers = {
                    name: value
                    for name, value in answer.headers.items()
                    if name.lower() not in _OURS
                }
                return web.Response(
                    body=await answer.read(),
                    status=answer.status,
                    headers=_reframed(headers, path),
                )
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


def _headers(request: web.Request) -> dict[str, str]:
    return {name: request.headers[name] for name in _PASSED_ON if name in request.headers}


def _reframed(headers: dict[str, str], path: str) -> dict[str, str]:
    policy = headers.get("Content-Security-Policy")
    if policy is not None:
        headers["Content-Security-Policy"] = policy.replace(
            "frame-ancestors 'none'", "frame-ancestors 'self'"
        )
    if path.startswith("/fonts/"):
        # 30 MB that never change; without a cache each change of channel loads them again.
        headers["Cache-Control"] = "private, max-age=86400"
    return headers
