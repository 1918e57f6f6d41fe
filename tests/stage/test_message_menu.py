"""The menu of a message, in servers and in direct messages."""

from typing import Any

import pytest

from stage.simulation import DIRECT
from stage.supplement.message_menu import choose_in_menu
from tests.stage.conftest import Visitor


def last_in(visitor: Visitor, channel_id: int) -> int:
    return max(visitor.simulation.env.backend.messages[channel_id])


async def snapshot(visitor: Visitor) -> dict[str, Any]:
    """What a page of the preview shows that was open before."""
    preview = visitor.simulation.preview
    assert preview is not None
    return await preview.snapshot()


async def test_the_state_tells_what_the_menu_offers(visitor: Visitor) -> None:
    assert (await visitor.state())["menu"] == {"Copy": "Copy", "Quote": "Quote"}
    state = await visitor.post("visit", player="member", place=DIRECT)
    assert state["menu"] == {"Copy": "Copy", "Quote": "Quote"}
    forum = visitor.place(state, "theories")
    assert (await visitor.post("visit", player="member", place=forum["key"]))["menu"] == {}


async def test_choosing_in_the_menu_reaches_the_bot(visitor: Visitor) -> None:
    lobby = visitor.simulation.club.lobby.id
    meant = last_in(visitor, lobby)
    await visitor.post("menu", name="Copy", message=str(meant))
    assert visitor.said()[-1] == visitor.said()[-2]
    assert last_in(visitor, lobby) > meant


async def test_a_form_from_the_menu_opens_on_the_page(visitor: Visitor) -> None:
    meant = last_in(visitor, visitor.simulation.club.lobby.id)
    assert (await snapshot(visitor))["modal"] is None
    await visitor.post("menu", name="Quote", message=str(meant))
    assert (await snapshot(visitor))["modal"]["payload"]["title"] == "A form"


async def test_direct_messages_have_a_menu_too(visitor: Visitor) -> None:
    user = visitor.simulation.club.players[0].actor.user
    async with visitor.simulation.acting():
        await user.send_dm("hello")
    await visitor.post("visit", player="member", place=DIRECT)
    direct = user.dm_channel.id
    await visitor.post("menu", name="Copy", message=str(last_in(visitor, direct)))
    texts = [m.content for m in visitor.simulation.env.backend.messages[direct].values()]
    assert texts == ["hello", "hello"]


async def test_a_menu_that_is_not_offered_is_noticed_and_survived(visitor: Visitor) -> None:
    meant = last_in(visitor, visitor.simulation.club.lobby.id)
    for name, message in (("Format", meant), ("Copy", 1)):
        state = await visitor.post("menu", name=name, message=str(message))
        assert f"could not choose '{name}'" in state["notices"][-1]["text"]
    await visitor.slash("card", film="Ballerina")


async def test_what_others_may_not_see_has_no_menu_for_them(visitor: Visitor) -> None:
    await visitor.slash("private")
    club, env = visitor.simulation.club, visitor.simulation.env
    private = last_in(visitor, club.lobby.id)
    for player, sees in ((0, True), (1, False)):
        async with visitor.simulation.acting():
            work = choose_in_menu(env, club.players[player].actor, club.lobby, "Copy", private)
            if sees:
                await work
            else:
                with pytest.raises(Exception, match="not visible"):
                    await work
