"""The stages that tests share, and those who act on them."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import discord
import pytest
import pytest_asyncio
from aiohttp import ClientResponse, ClientSession

from stage.run import open_stage
from stage.simulation import Simulation
from tests.stage.theatre import Theatre, performance
from tests.stage.toy_bot import Workshop

NOW = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)
PERMISSIONS = discord.Permissions(view_channel=True, send_messages=True, read_message_history=True)


class Visitor:
    """The page's side of the conversation with a toy bot."""

    def __init__(
        self, session: ClientSession, address: str, simulation: Simulation, workshop: Workshop
    ) -> None:
        self.session = session
        self.address = address
        self.simulation = simulation
        self.workshop = workshop
        self.token = ""

    async def come_in(self) -> None:
        async with self.session.get(self.address) as answer:
            found = re.search(r'name="stage-token" content="([^"]+)"', await answer.text())
        assert found is not None
        self.token = found[1]

    async def state(self) -> dict[str, Any]:
        async with self.session.get(self.address + "stage/state") as answer:
            assert answer.status == 200
            state: dict[str, Any] = await answer.json()
            return state

    async def post(self, deed: str, **wish: object) -> dict[str, Any]:
        async with self.ask(deed, wish) as answer:
            assert answer.status == 200, await answer.text()
            state: dict[str, Any] = await answer.json()
            return state

    def ask(self, deed: str, wish: object, **headers: str) -> Any:
        """The request itself, to be entered with `async with`."""
        return self.session.post(
            f"{self.address}stage/{deed}",
            json=wish,
            headers={"X-Stage-Token": self.token, **headers},
        )

    async def refused(self, deed: str, wish: object, **headers: str) -> int:
        answer: ClientResponse
        async with self.ask(deed, wish, **headers) as answer:
            return answer.status

    def place(self, state: dict[str, Any], name: str) -> dict[str, Any]:
        """The channel or thread of that name."""
        for channel in state["channels"]:
            for place in (channel, *channel["threads"]):
                if place["name"] == name:
                    found: dict[str, Any] = place
                    return found
        raise AssertionError(f"{name} is not listed")

    def said(self, name: str = "lobby") -> list[str]:
        """The texts of a channel, oldest first."""
        club, backend = self.simulation.club, self.simulation.env.backend
        channel = {"lobby": club.lobby, "spoilers": club.spoilers}[name]
        return [message.content or "" for message in backend.messages[channel.id].values()]

    async def slash(self, command: str, **options: object) -> Any:
        """Run a command in the lobby as the first player, while the clock stands still."""
        async with self.simulation.acting():
            actor = self.simulation.club.players[0].actor
            return await actor.slash(self.simulation.club.lobby, command, **options)


@pytest.fixture
async def visitor() -> AsyncIterator[Visitor]:
    workshop = Workshop()
    async with (
        open_stage(workshop.make, now=NOW, permissions=PERMISSIONS, port=0) as stage,
        ClientSession() as session,
    ):
        person = Visitor(session, stage.address, stage.simulation, workshop)
        await person.come_in()
        yield person


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Theatre]:
    """The real bot's stage before a desktop browser, started once for each file."""
    async with performance(tmp_path_factory.mktemp("desktop")) as theatre:
        yield theatre


@pytest_asyncio.fixture(loop_scope="module")
async def theatre(house: Theatre) -> AsyncIterator[Theatre]:
    """That stage's page loaded anew in a desktop window, in the lobby as the member."""
    await house.page.be_desktop()
    await house.come_in()
    await house.be("member")
    yield house
    assert await house.notice() is None
