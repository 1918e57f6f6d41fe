import asyncio
from datetime import datetime, timedelta

import pytest

from stage.simulation import DIRECT, UnknownPlaceError
from tests.hang import HANG
from tests.stage.conftest import NOW, Visitor


async def test_time_begins_now_and_flows_by_itself(visitor: Visitor) -> None:
    first = datetime.fromisoformat((await visitor.state())["now"])
    assert timedelta(0) <= first - NOW < timedelta(seconds=HANG)
    async with asyncio.timeout(HANG):
        while datetime.fromisoformat((await visitor.state())["now"]) <= first:
            pass


async def test_a_skip_brings_what_was_due(visitor: Visitor) -> None:
    await visitor.slash("remind")
    await visitor.simulation.skip(600)
    assert "An hour is over." not in visitor.said()
    await visitor.simulation.skip(3600)
    assert visitor.said()[-1] == "An hour is over."


async def test_restarting_keeps_old_buttons_alive_and_closes_the_old_bot(visitor: Visitor) -> None:
    card = (await visitor.slash("card", film="Ballerina")).response
    await visitor.simulation.restart()
    first, second = visitor.workshop.made
    assert first.is_closed()
    assert not second.is_closed()
    async with visitor.simulation.acting():
        answer = await visitor.simulation.club.players[0].actor.click(card, label="Why?")
    assert answer.response is not None
    assert answer.response.content == "Because of Ballerina"


async def test_if_no_bot_can_be_made_the_old_one_goes_on(visitor: Visitor) -> None:
    visitor.workshop.out_of_order = True
    await visitor.simulation.restart()
    assert visitor.simulation.running
    await visitor.slash("card", film="Ballerina")
    assert "no bot can be made" in (await visitor.state())["notices"][-1]["text"]


async def test_a_bot_that_fails_to_start_can_be_restarted(visitor: Visitor) -> None:
    visitor.workshop.broken = True
    await visitor.simulation.restart()
    state = await visitor.state()
    assert not state["running"]
    assert "no start today" in state["notices"][-1]["text"]
    await visitor.simulation.skip(600)
    visitor.workshop.broken = False
    assert (await visitor.post("restart"))["running"]
    await visitor.slash("card", film="Ballerina")
    assert all(bot.is_closed() for bot in visitor.workshop.made[:-1])


async def test_a_broken_command_is_told_and_survived(visitor: Visitor) -> None:
    await visitor.slash("break")
    assert "something gave way" in (await visitor.state())["notices"][-1]["text"]
    await visitor.slash("card", film="Ballerina")


async def test_a_place_one_may_not_see_leads_to_the_lobby(visitor: Visitor) -> None:
    simulation = visitor.simulation
    owner = simulation.club.players[1].actor.id
    hidden = simulation.env.backend.create_thread(
        simulation.club.spoilers.id, "For moderators", owner, type=12
    )
    await simulation.visit("moderator", str(hidden.id))
    assert simulation.place.key == str(hidden.id)
    await simulation.visit("member", str(hidden.id))
    assert simulation.place.key == str(simulation.club.lobby.id)


async def test_everyone_has_a_conversation_with_the_bot(visitor: Visitor) -> None:
    for player in visitor.simulation.club.players:
        await visitor.simulation.visit(player.key, DIRECT)
        preview = visitor.simulation.preview
        assert preview is not None
        assert preview.channel.id == player.actor.user.dm_channel.id


@pytest.mark.parametrize(
    ("player", "place"), [("nobody", DIRECT), ("member", "1"), ("member", "x")]
)
async def test_unknown_players_and_places_are_refused(
    visitor: Visitor, player: str, place: str
) -> None:
    with pytest.raises(UnknownPlaceError):
        await visitor.simulation.visit(player, place)


async def test_an_unknown_time_zone_is_ignored(visitor: Visitor) -> None:
    simulation = visitor.simulation
    await simulation.visit("member", DIRECT, "Europe/Vienna")
    for unknown, player in (("Middle/Earth", "admin"), ("../../etc/passwd", "moderator")):
        await simulation.visit(player, DIRECT, unknown)
        assert simulation.timezone == "Europe/Vienna"
        assert simulation.place.player.key == player
