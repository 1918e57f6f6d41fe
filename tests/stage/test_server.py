import json
import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import stage
from stage.run import PortTakenError, open_stage
from tests.hang import HANG
from tests.stage.conftest import NOW, PERMISSIONS, Visitor

PAGE = Path(stage.__file__).parent / "page"
SERVED = [
    path.relative_to(PAGE).as_posix()
    for path in PAGE.rglob("*")
    if path.suffix in (".css", ".js", ".svg")
]


async def test_the_state_tells_place_people_and_channels(visitor: Visitor) -> None:
    state = await visitor.state()
    assert state["player"] == "member"
    assert state["place"] == visitor.place(state, "lobby")["key"]
    assert [player["key"] for player in state["players"]] == [
        "member",
        "moderator",
        "admin",
        "newcomer",
    ]
    assert [(channel["name"], channel["kind"]) for channel in state["channels"]] == [
        ("lobby", "text"),
        ("spoilers", "text"),
        ("theories", "forum"),
        ("Stinger", "dm"),
    ]
    assert state["preview"]["key"]
    assert state["notices"] == []


async def test_switching_the_member_opens_the_preview_anew(visitor: Visitor) -> None:
    before = await visitor.state()
    after = await visitor.post("visit", player="newcomer", place=before["place"])
    assert after["player"] == "newcomer"
    assert after["visit"] > before["visit"]
    assert after["preview"]["key"] != before["preview"]["key"]


async def test_a_forum_lists_its_posts_instead_of_a_preview(visitor: Visitor) -> None:
    forum = visitor.place(await visitor.state(), "theories")
    state = await visitor.post("visit", player="member", place=forum["key"])
    assert state["preview"] is None
    assert "Open" in forum["tags"]
    (post,) = forum["threads"]
    assert post["by"] == "Omar"
    state = await visitor.post("visit", player="member", place=post["key"])
    assert state["place"] == post["key"]
    assert state["preview"]["key"]


async def test_a_post_shows_its_tags_and_replies(visitor: Visitor) -> None:
    club, backend = visitor.simulation.club, visitor.simulation.env.backend
    tags = backend.get_channel(club.theories.id).available_tags
    tag = next(tag for tag in tags if tag["name"] == "Confirmed")
    writer = club.players[0].actor.id
    post = backend.create_thread(
        club.theories.id, "Theory 1", writer, applied_tags=[int(tag["id"])]
    )
    for text in ("first", "second", "third"):
        backend.create_message(post.id, writer, text)
    listed = visitor.place(await visitor.state(), "Theory 1")
    assert (listed["tags"], listed["replies"], listed["by"]) == (["Confirmed"], 2, "Mia")


async def test_only_the_addressee_sees_a_private_answer_as_news(visitor: Visitor) -> None:
    await visitor.slash("card", film="Ballerina")
    for_everyone = visitor.place(await visitor.state(), "lobby")["last"]
    card = max(
        visitor.simulation.env.backend.messages[visitor.simulation.club.lobby.id].values(),
        key=lambda message: message.id,
    )
    async with visitor.simulation.acting():
        actor = visitor.simulation.club.players[0].actor
        shown = visitor.simulation.club.lobby.last_message
        assert shown is not None
        await actor.click(shown, label="Why?")
    state = await visitor.state()
    assert for_everyone == str(card.id)
    assert visitor.place(state, "lobby")["last"] != for_everyone
    state = await visitor.post("visit", player="moderator", place=state["place"])
    assert visitor.place(state, "lobby")["last"] == for_everyone


async def test_a_skip_moves_the_clock(visitor: Visitor) -> None:
    state = await visitor.post("skip", seconds=3600)
    passed = datetime.fromisoformat(state["now"]) - NOW
    # The clock also goes by itself, for as long as the test takes.
    assert timedelta(hours=1) <= passed < timedelta(hours=1, seconds=HANG)


async def test_a_restart_is_answered_with_a_running_bot(visitor: Visitor) -> None:
    state = await visitor.post("restart")
    assert state["running"]
    assert len(visitor.workshop.made) == 2


@pytest.mark.parametrize(
    ("deed", "wish", "status"),
    [
        ("visit", {}, 400),
        ("visit", {"player": "member", "place": 5}, 400),
        ("visit", {"player": "member", "place": "dm", "timezone": 5}, 400),
        ("visit", {"player": "nobody", "place": "dm"}, 404),
        ("visit", {"player": "member", "place": "999"}, 404),
        ("menu", {}, 400),
        ("menu", {"name": "Copy"}, 400),
        ("menu", {"name": "Copy", "message": "newest"}, 400),
        ("menu", {"name": 5, "message": "1"}, 400),
        ("skip", {"seconds": 601}, 400),
        ("skip", {"seconds": -3600}, 400),
        ("skip", {"seconds": [600]}, 400),
        ("skip", ["seconds", 600], 400),
        ("restart", "now", 400),
    ],
)
async def test_bad_wishes_are_refused(
    visitor: Visitor, deed: str, wish: object, status: int
) -> None:
    assert await visitor.refused(deed, wish) == status


async def test_what_is_not_json_is_refused(visitor: Visitor) -> None:
    async with visitor.session.post(
        visitor.address + "stage/skip", data=b"{", headers={"X-Stage-Token": visitor.token}
    ) as answer:
        assert answer.status == 400


@pytest.mark.parametrize("token", ["", "guessed", "gü"])
async def test_without_the_pages_token_nothing_happens(visitor: Visitor, token: str) -> None:
    visitor.token = token
    assert await visitor.refused("restart", {}) == 403
    assert len(visitor.workshop.made) == 1


async def test_other_sites_are_refused(visitor: Visitor) -> None:
    assert await visitor.refused("restart", {}, Origin="http://evil.example") == 403
    assert await visitor.refused("restart", {}, Origin="null") == 403
    assert len(visitor.workshop.made) == 1


@pytest.mark.parametrize("path", ["", "stage/state", "stage/page.js", "preview", "app.js"])
async def test_names_that_merely_point_here_are_refused(visitor: Visitor, path: str) -> None:
    async with visitor.session.get(
        visitor.address + path, headers={"Host": "evil.example:80"}
    ) as answer:
        assert answer.status == 403


async def test_the_page_loads_nothing_from_elsewhere(visitor: Visitor) -> None:
    async with visitor.session.get(visitor.address) as answer:
        page, policy = await answer.text(), answer.headers["Content-Security-Policy"]
    assert "http" not in page
    assert "default-src 'none'" in policy
    for name in SERVED:
        async with visitor.session.get(f"{visitor.address}stage/{name}") as answer:
            assert answer.status == 200
            assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", await answer.text())


@pytest.mark.parametrize(
    "name", ["run.py", "..%2Frun.py", "..%2Fweb%2Fserver.py", "page.html", "preview"]
)
async def test_no_other_file_is_served(visitor: Visitor, name: str) -> None:
    async with visitor.session.get(f"{visitor.address}stage/{name}") as answer:
        assert answer.status == 404


async def test_a_hostile_name_stays_text(visitor: Visitor) -> None:
    club, backend = visitor.simulation.club, visitor.simulation.env.backend
    name = "<img src=x onerror=alert(1)>"
    backend.create_thread(club.lobby.id, name, club.players[0].actor.id)
    async with visitor.session.get(visitor.address + "stage/state") as answer:
        assert answer.content_type == "application/json"
        assert visitor.place(json.loads(await answer.text()), name)["name"] == name


async def test_a_taken_port_is_said_in_a_sentence(visitor: Visitor) -> None:
    port = int(visitor.address.rstrip("/").rpartition(":")[2])
    with pytest.raises(PortTakenError, match=f"Port {port} is taken"):
        async with open_stage(visitor.workshop.make, now=NOW, permissions=PERMISSIONS, port=port):
            pass
