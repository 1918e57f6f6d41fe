"""A webhook of the bot's own, which may send buttons and speak in threads."""

import discord
import pytest
from simcord.http import routes

from stage.supplement.webhooks import capable_webhooks
from tests.stage.conftest import Visitor


@pytest.fixture
async def webhook(visitor: Visitor) -> discord.Webhook:
    """One in the lobby, in the bot's hands."""
    club, backend = visitor.simulation.club, visitor.simulation.env.backend
    made = backend.create_webhook(club.lobby.id, "Cover", backend.bot_user.id)
    return discord.Webhook.partial(made.id, made.token, client=visitor.workshop.made[-1])


def with_a_button() -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Delete", custom_id="delete"))
    return view


def texts_in(visitor: Visitor, channel_id: int) -> list[str | None]:
    return [m.content for m in visitor.simulation.env.backend.messages[channel_id].values()]


async def test_its_messages_may_have_buttons(visitor: Visitor, webhook: discord.Webhook) -> None:
    async with visitor.simulation.acting():
        sent = await webhook.send("covered", username="Kit", view=with_a_button(), wait=True)
    lobby = visitor.simulation.club.lobby.id
    kept = visitor.simulation.env.backend.get_message(lobby, sent.id)
    assert [part["custom_id"] for row in kept.components for part in row["components"]] == [
        "delete"
    ]


async def test_it_speaks_in_the_thread_that_is_named(
    visitor: Visitor, webhook: discord.Webhook
) -> None:
    club, backend = visitor.simulation.club, visitor.simulation.env.backend
    thread = backend.create_thread(club.lobby.id, "Harbour", club.players[0].actor.id)
    async with visitor.simulation.acting():
        await webhook.send("covered", thread=discord.Object(thread.id), wait=True)
        await webhook.send("in the lobby", wait=True)
    assert texts_in(visitor, thread.id) == ["covered"]
    assert (texts_in(visitor, club.lobby.id))[-1] == "in the lobby"


async def test_the_simulator_is_left_as_it_was() -> None:
    before = dict(vars(routes.interactions))
    with pytest.raises(RuntimeError), capable_webhooks():
        assert dict(vars(routes.interactions)) != before
        raise RuntimeError
    assert dict(vars(routes.interactions)) == before
