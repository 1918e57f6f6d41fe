"""``/stingers``: browsing by franchise, year and verdict, page by page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest
import simcord

from cogs.films.browse import PAGE_SIZE, franchise_key
from cogs.shared.bot import Resources, StingerBot
from data.catalogue.catalogue import Catalogue
from data.catalogue.supplements import Supplements
from data.database import Database
from data.lookup import Lookup
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, make_bot, virtual_clock
from tests.e2e.replies import answer, button_ids, components_of, reads, sees
from tests.films import CLAIMS, MARK, NEEDED, SCENES, UNKNOWN, WITH_SERIES

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),  # it counts refusals as errors
]

SERIES = {20: "A Quiet Quay", 21: "Quay"}
REEL = replace(UNKNOWN, year=1950)
MANY = tuple(
    replace(
        REEL,
        id=f"reel-{n}",
        label=f"Reel {n} (1950)",
        title=f"Reel {n}",
        rank=n,
        franchise=SERIES.get(n),
    )
    for n in range(20, 44)
)


@pytest.fixture
def resources(database: Database) -> Resources:
    catalogue = Catalogue((*WITH_SERIES, *MANY), {}, CLAIMS, SCENES, Supplements(needed=NEEDED))
    return Resources(database, catalogue, Lookup(catalogue.films, catalogue.aliases), virtual_clock)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return make_bot(resources)


def rows(result: simcord.InteractionResult) -> list[str]:
    _, *lines = sees(answer(result)).split("film", 1)[1].splitlines()
    return [line.strip() for line in lines if line.strip()]


async def turn(
    club: Club, who: simcord.MemberActor, result: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    (custom_id,) = [
        custom_id
        for name, custom_id in button_ids(answer(result).components).items()
        if name.startswith(label)
    ]
    return await who.click(answer(result).message, custom_id=custom_id)


async def test_a_franchise_is_listed_by_release_and_says_nothing_of_new_films(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", franchise="harbour")
    assert sees(answer(result)).startswith("Harbour2 films")
    first, second, source = rows(result)
    assert first == "1 · Night Harbour (2024) · Stay seated, 2 scenes"
    assert second.startswith("2 · Night Harbour Returns (2026) · new: look it up with /stinger")
    assert second.endswith("see first: Night Harbour (2024)")
    assert source == (
        "What to see first, according to order.example; the page is under a film's Why?"
    )
    assert MARK not in reads(answer(result))


async def test_franchises_are_offered(club: Club) -> None:
    offered = await club.alice.autocomplete(club.lobby, "stingers", "franchise", " HARB")
    assert [choice["name"] for choice in offered] == ["Harbour"]
    assert await club.alice.autocomplete(club.lobby, "stingers", "franchise", "zz") == []
    offered = await club.alice.autocomplete(club.lobby, "stingers", "franchise", "q")
    assert [choice["name"] for choice in offered] == ["Quay", "A Quiet Quay"]


async def test_an_unknown_franchise_is_told(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", franchise="@everyone")
    assert result.ephemeral
    assert "no franchise of that name" in answer(result).content


@pytest.mark.parametrize(
    ("verdict", "listed"),
    [
        ("Stay seated", ["Night Harbour (2024) · Stay seated, 2 scenes"]),
        ("Free to go", ["Quiet Meadow (2023) · Free to go"]),
        ("Sources disagree", ["Glass Orchard (2022) · Sources disagree"]),
    ],
)
async def test_a_verdict_leaves_new_films_out(club: Club, verdict: str, listed: list[str]) -> None:
    result = await club.alice.slash(club.lobby, "stingers", verdict=verdict)
    assert not result.ephemeral
    assert rows(result) == listed


async def test_filters_are_joined_and_may_leave_nothing(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", franchise="Harbour", year=2024)
    assert rows(result) == ["1 · Night Harbour (2024) · Stay seated, 2 scenes"]
    result = await club.alice.slash(club.lobby, "stingers", franchise="Harbour", year=1999)
    assert "No film fits" in sees(answer(result))
    assert button_ids(answer(result).components) == {}


@pytest.mark.parametrize(
    ("options", "heading"),
    [
        ({"new": "in cinemas now"}, "In cinemas now"),
        ({"purpose": "sequel tease", "year": 2024}, "2024 · sequel tease"),
    ],
)
async def test_a_list_is_headed_by_what_was_asked_for(
    club: Club, options: dict[str, Any], heading: str
) -> None:
    result = await club.alice.slash(club.lobby, "stingers", **options)
    assert sees(answer(result)).startswith(heading)


async def test_pages_turn_to_both_ends_in_place(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", year=1950)
    seen = rows(result)
    assert len(seen) == PAGE_SIZE
    assert "Next (page 1 of 3)" in button_ids(answer(result).components)
    for _ in range(2):
        await turn(club, club.alice, result, "Next")
        seen += rows(result)
    assert seen == [f"{film.label} · Not known yet" for film in MANY]
    disabled = {
        c["label"] for c in components_of(answer(result).components) if c.get("disabled") is True
    }
    assert disabled == {"Next (page 3 of 3)"}
    for _ in range(2):
        await turn(club, club.alice, result, "Back")
    assert rows(result) == seen[:PAGE_SIZE]
    assert len(club.lobby.history()) == 1


async def test_pages_turn_after_a_restart(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", year=1950)
    first = rows(result)
    await club.restart()
    await turn(club, club.alice, result, "Next")
    assert rows(result) != first


async def test_whoever_did_not_ask_turns_a_copy_of_their_own(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", year=1950)
    first = rows(result)
    turned = await turn(club, club.bob, result, "Next")
    assert turned.ephemeral
    assert rows(turned) != first
    assert rows(result) == first
    again = await turn(club, club.bob, turned, "Back")
    assert again.acknowledged
    assert rows(turned) == first


async def test_a_private_place_lists_privately(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    assert (await club.alice.slash(club.lobby, "stingers")).ephemeral


async def test_a_strict_place_hides_the_verdicts(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    result = await club.alice.slash(club.lobby, "stingers")
    assert not result.ephemeral
    assert "Stay seated" not in sees(answer(result))
    assert "Stay seated" in reads(answer(result))


async def test_a_strict_place_lists_by_verdict_to_the_asker_alone(club: Club) -> None:
    """To be listed under a verdict tells it."""
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    assert (await club.alice.slash(club.lobby, "stingers", verdict="Stay seated")).ephemeral


async def test_a_list_stops_turning_for_all_where_answers_became_private(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stingers", verdict="Not known yet")
    before = sees(answer(result))
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    turned = await turn(club, club.bob, result, "Next")
    assert turned.ephemeral
    assert sees(answer(result)) == before
    again = await turn(club, club.bob, turned, "Back")
    assert again.acknowledged


@pytest.mark.parametrize(
    "argument",
    [
        "99999:::",
        "x",
        "",
        "-1:::",
        "0:NOPE:0000:zz",
        "0:::ffffffff",
        "0:::" + franchise_key("Nope"),
    ],
)
async def test_a_forged_filter_gives_a_list(club: Club, argument: str) -> None:
    channel = club.bot.get_channel(club.lobby.id)
    assert isinstance(channel, discord.TextChannel)
    view = discord.ui.LayoutView(timeout=None)
    custom_id = f"stingers:page:{argument}"
    button: discord.ui.Button[discord.ui.LayoutView] = discord.ui.Button(
        label="forged", custom_id=custom_id
    )
    view.add_item(discord.ui.ActionRow(button))
    message = await channel.send(view=view)
    result = await club.alice.click(message, custom_id=custom_id)
    assert result.ephemeral
    assert "film" in sees(answer(result))
