import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from stage.web.preview_proxy import aimed
from tests.stage.conftest import Visitor

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)

AIM = {"published_revision": 77, "bot_generation": 3}


def compact(value: object) -> bytes:
    """As the browser's JSON.stringify writes it."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


@given(text=st.text(), values=st.dictionaries(st.text(), st.text()), seen=st.integers(0, 10**9))
def test_only_the_aim_changes(text: str, values: dict[str, str], seen: int) -> None:
    body = {"value": text, "bot_generation": 1, "values": values, "published_revision": seen}
    assert json.loads(aimed(compact(body), AIM)) == {**body, **AIM}
    assert json.loads(aimed(compact(body), {})) == body


@given(text=JSON)
def test_text_that_looks_like_an_aim_is_left_alone(text: object) -> None:
    body = {"value": '"published_revision":5,"bot_generation":5', "more": text}
    assert json.loads(aimed(compact(body), AIM)) == body


class Page:
    """What the preview's own page does."""

    def __init__(self, visitor: Visitor, key: str) -> None:
        self.visitor = visitor
        self.headers = {"X-Simcord-Capability": key}
        self.snapshot: dict[str, Any] = {}
        self.sequence = 0

    async def call(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        async with self.visitor.session.request(
            method, self.visitor.address + path, json=body, headers=self.headers
        ) as answer:
            assert answer.status == 200, await answer.text()
            value: dict[str, Any] = await answer.json()
            return value

    async def open(self) -> None:
        self.snapshot = await self.call("POST", "api/pages", {})
        self.headers["X-Simcord-Context"] = self.snapshot["context"]["id"]

    async def act(self, kind: str, **extra: object) -> dict[str, Any]:
        self.sequence += 1
        return await self.call(
            "POST",
            "api/action",
            {
                **extra,
                "kind": kind,
                "protocol_version": 3,
                "sequence": self.sequence,
                "request_id": f"request-{self.sequence}",
                "generation": self.snapshot["context"]["generation"],
                "bot_generation": self.snapshot["botGeneration"],
                "published_revision": self.snapshot["publishedRevision"],
            },
        )


async def opened(visitor: Visitor) -> Page:
    page = Page(visitor, (await visitor.state())["preview"]["key"])
    await page.open()
    return page


async def test_the_preview_may_be_framed_by_our_page_only(visitor: Visitor) -> None:
    async with visitor.session.get(visitor.address + "preview") as answer:
        assert "X-Frame-Options" not in answer.headers
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert "/stage/preview/preview.css" in await answer.text()


async def test_an_action_meant_for_an_older_picture_still_counts(visitor: Visitor) -> None:
    page = await opened(visitor)
    await visitor.simulation.skip(600)
    receipt = await page.act("send_message", content="Anybody here?")
    assert receipt["settlement"] == "settled"
    assert visitor.said()[-1] == "Anybody here?"


async def test_an_action_meant_for_the_bot_before_still_counts(visitor: Visitor) -> None:
    page = await opened(visitor)
    await visitor.simulation.restart()
    receipt = await page.act("send_message", content="Are you back?")
    assert receipt["settlement"] == "settled"
    assert visitor.said()[-1] == "Are you back?"


async def run(page: Page, command: str, **options: str) -> dict[str, Any]:
    catalog = await page.call("GET", "api/commands")
    (entry,) = (entry for entry in catalog["entries"] if entry["invocation"] == command)
    return await page.act(
        "run_command",
        command_id=entry["commandId"],
        path=entry["path"],
        schema_fingerprint=entry["schemaFingerprint"],
        options=options,
    )


async def test_a_command_of_the_page_reaches_the_bot(visitor: Visitor) -> None:
    page = await opened(visitor)
    await visitor.simulation.skip(600)
    assert (await run(page, "card", film="Ballerina"))["settlement"] == "settled"
    snapshot = await page.call("GET", "api/state")
    newest = snapshot["messages"][snapshot["timeline"][-1]]
    assert "Ballerina: ||a secret||" in json.dumps(newest)


async def test_a_form_can_stay_open_while_time_passes(visitor: Visitor) -> None:
    page = await opened(visitor)
    await run(page, "form")
    page.snapshot = await page.call("GET", "api/state")
    handle = page.snapshot["modal"]["handle"]
    await visitor.simulation.skip(600)
    receipt = await page.act("modal_submit", modal_handle=handle, values={"text": "slowly"})
    assert receipt["settlement"] == "settled"
    assert visitor.said()[-1] == "You wrote slowly"


async def test_without_its_key_the_preview_stays_shut(visitor: Visitor) -> None:
    async with visitor.session.post(visitor.address + "api/pages", json={}) as answer:
        assert answer.status == 401


async def test_a_closed_preview_takes_no_requests(visitor: Visitor) -> None:
    forum = visitor.place(await visitor.state(), "theories")
    await visitor.post("visit", player="member", place=forum["key"])
    for method, path in (("GET", "api/state"), ("POST", "api/action"), ("POST", "api/pages")):
        async with visitor.session.request(method, visitor.address + path) as answer:
            assert answer.status == 410


async def test_its_scripts_load_while_no_preview_is_open(visitor: Visitor) -> None:
    forum = visitor.place(await visitor.state(), "theories")
    await visitor.post("visit", player="member", place=forum["key"])
    async with visitor.session.get(visitor.address + "app.js") as answer:
        assert answer.status == 200
        assert answer.content_type == "text/javascript"
        assert answer.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["index.html", "nothing.js", "..%2f__init__.py", "%2Fetc%2Fpasswd"]
)
async def test_nothing_else_is_served(visitor: Visitor, path: str) -> None:
    async with visitor.session.get(URL(visitor.address + path, encoded=True)) as answer:
        assert answer.status == 404


async def test_fonts_are_loaded_once(visitor: Visitor) -> None:
    async with visitor.session.get(visitor.address + "fonts/noto-sans-hebrew-v3.001.ttf") as answer:
        assert answer.status == 200
        assert "max-age" in answer.headers["Cache-Control"]
