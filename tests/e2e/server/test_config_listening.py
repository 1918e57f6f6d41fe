"""``/config setup`` where the operator has switched listening on."""

from __future__ import annotations

from cogs.server.cards.setup import SET_LISTENING
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import MAY_LISTEN, Club
from tests.e2e.replies import components_of, shown_text

pytestmark = [
    ON_SQLITE,
    MAY_LISTEN,
]

SELECT = f"select/{SET_LISTENING}"


async def test_channels_are_opted_in_and_out_on_the_screen(club: Club) -> None:
    cinema = club.server.create_text_channel("cinema")
    opened = await club.admin.slash(club.lobby, "config setup")
    assert opened.response is not None
    assert "Switched off" not in shown_text(opened.response.components)
    listening = club.bot.preferences.listening
    screen = opened.response.message
    shown = await club.admin.select(screen, [club.lobby, cinema], custom_id=SELECT)
    assert await listening.places(club.server.id) == {club.lobby.id, cinema.id}
    assert shown.response is not None
    (select,) = [
        c for c in components_of(shown.response.components) if c.get("custom_id") == SELECT
    ]
    assert {int(value["id"]) for value in select["default_values"]} == {club.lobby.id, cinema.id}
    await club.admin.select(screen, [cinema], custom_id=SELECT)
    assert await listening.places(club.server.id) == {cinema.id}
    await club.admin.select(screen, [], custom_id=SELECT)
    assert await listening.places(club.server.id) == set()


async def test_the_doctor_looks_at_listening_channels(club: Club) -> None:
    await club.bot.preferences.listening.set(club.server.id, 12345, listens=True)
    result = await club.admin.slash(club.lobby, "config doctor")
    assert result.response is not None
    assert "**listening**: the channel that was chosen is gone" in shown_text(
        result.response.components
    )
