"""What each place lets be seen: policies at every level, embargo, DMs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import discord
import pytest
import simcord

from cogs.shared.bot import Resources, StingerBot
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.database import Database
from data.lookup import Lookup
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club, make_bot, virtual_clock
from tests.e2e.replies import answer, button_ids, components_of, reads, sees
from tests.films import (
    CLAIMS,
    DISPUTED,
    FILMS,
    MARK,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UNKNOWN,
    UPCOMING,
)

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),  # it counts refusals as errors
]


def released(day: date) -> Film:
    name = f"Reel {day:%d %B}"
    label = f"{name} (2025)"
    return replace(UPCOMING, id=f"reel-{day}", label=label, title=name, year=2025, release_date=day)


YESTERDAYS, NEW, OLD_ENOUGH = (released(date(2025, 12, day)) for day in (31, 19, 18))


@pytest.fixture
def resources(database: Database) -> Resources:
    new = (YESTERDAYS, NEW, OLD_ENOUGH)
    claims = CLAIMS | {film.id: CLAIMS[UPCOMING.id] for film in new}
    catalogue = Catalogue((*FILMS, *new), {}, claims, SCENES)
    return Resources(database, catalogue, Lookup(catalogue.films, catalogue.aliases), virtual_clock)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return make_bot(resources)


async def set_policy(club: Club, place_id: int, policy: Policy | None) -> None:
    await club.bot.preferences.set_policy(club.server.id, place_id, policy)


async def test_a_strict_place_shows_name_and_sources_only(club: Club) -> None:
    await set_policy(club, club.lobby.id, Policy.STRICT)
    shapes = set()
    for film, verdict in (
        (NO_SCENE, "Free to go"),
        (UNKNOWN, "Not known yet"),
        (DISPUTED, "Sources disagree"),
    ):
        card = answer(await club.alice.slash(club.lobby, "stinger", film=film.id))
        assert sees(card).startswith(film.label)
        assert verdict not in sees(card)
        assert verdict in reads(card)
        shapes.add(tuple(c["type"] for c in components_of(card.components)))
        assert not [c for c in components_of(card.components) if c.get("accent_color")]
    card = answer(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
    shapes.add(tuple(c["type"] for c in components_of(card.components)))
    assert MARK not in reads(card)
    assert len(shapes) == 1


async def test_a_strict_place_tells_the_scenes_to_the_asker_alone(club: Club) -> None:
    await set_policy(club, club.lobby.id, Policy.STRICT)
    card = answer(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
    ids = button_ids(card.components)
    private = await club.bob.click(card.message, custom_id=ids["Show privately"])
    assert private.ephemeral
    assert "Stay seated" not in sees(answer(private))
    for hidden in ("Stay seated", "Somebody comes home.", "sequel tease", MARK):
        assert hidden in reads(answer(private))
    reasons = await club.bob.click(card.message, custom_id=ids["Why?"])
    assert "1 mid-credits scene" not in sees(answer(reasons))
    assert "1 mid-credits scene" in reads(answer(reasons))
    shared = await club.bob.click(
        answer(private).message, custom_id=button_ids(answer(private).components)["Share"]
    )
    assert not shared.ephemeral
    assert MARK not in reads(answer(shared))


@pytest.mark.parametrize("policy", [Policy.PRIVATE, Policy.OFF])
async def test_a_private_place_answers_the_asker_alone(club: Club, policy: Policy) -> None:
    await set_policy(club, club.server.id, policy)
    result = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id, share="everyone")
    assert result.ephemeral
    assert sees(answer(result)).startswith("Stay seated")
    assert not {"Share", "Show privately"} & set(button_ids(answer(result).components))


async def test_sharing_is_refused_where_answers_became_private(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film=NO_SCENE.id, share="only me")
    await set_policy(club, club.lobby.id, Policy.PRIVATE)
    shared = await club.alice.click(
        answer(result).message, custom_id=button_ids(answer(result).components)["Share"]
    )
    assert shared.ephemeral
    assert "stay private" in answer(shared).content


async def test_the_innermost_place_decides(club: Club) -> None:
    category = club.server.create_category("Screens")
    room = club.server.create_text_channel("room", category=category)
    channel = club.bot.get_channel(room.id)
    assert isinstance(channel, discord.TextChannel)
    opener = await club.alice.send(room, "Harbour talk")
    await channel.create_thread(name="Harbour", message=opener)
    (thread,) = room.threads

    async def in_thread() -> simcord.InteractionResult:
        return await club.alice.slash(thread, "stinger", film=NO_SCENE.id)

    assert "Free to go" in sees(answer(await in_thread()))
    await set_policy(club, club.server.id, Policy.STRICT)
    assert "Free to go" not in sees(answer(await in_thread()))
    await set_policy(club, category.id, Policy.PRIVATE)
    assert (await in_thread()).ephemeral
    await set_policy(club, room.id, Policy.STRICT)
    strict = await in_thread()
    assert not strict.ephemeral
    assert "Free to go" not in sees(answer(strict))
    await set_policy(club, thread.id, Policy.STANDARD)
    assert "Free to go" in sees(answer(await in_thread()))
    assert "Free to go" not in sees(
        answer(await club.alice.slash(room, "stinger", film=NO_SCENE.id))
    )
    await set_policy(club, room.id, None)
    assert (await club.alice.slash(room, "stinger", film=NO_SCENE.id)).ephemeral


@pytest.mark.parametrize(("film", "shown"), [(YESTERDAYS, False), (NEW, False), (OLD_ENOUGH, True)])
async def test_a_film_is_strict_for_two_weeks_from_its_release(
    club: Club, film: Film, shown: bool
) -> None:
    """The simulated day is the first of January 2026."""
    card = answer(await club.alice.slash(club.lobby, "stinger", film=film.id))
    assert ("Stay seated" in sees(card)) is shown
    assert "Stay seated" in reads(card)
    listed = sees(answer(await club.alice.slash(club.lobby, "stingers", year=2025)))
    assert (f"{film.label} · Stay seated" in listed) is shown
    told = sees(answer(await club.alice.slash(club.lobby, "stingers", verdict="Stay seated")))
    assert (film.label in told) is shown


async def test_a_server_sets_how_long_an_embargo_lasts(club: Club) -> None:
    for days, shown in ((0, True), (1, True), (2, False), (365, False)):
        await club.bot.preferences.change_server(club.server.id, embargo_days=days)
        card = answer(await club.alice.slash(club.lobby, "stinger", film=YESTERDAYS.id))
        assert ("Stay seated" in sees(card)) is shown


async def test_it_works_in_a_dm_where_nobody_else_reads(club: Club) -> None:
    """In a DM there is nobody to share with, and a strict card tells all behind spoilers."""
    result = await club.alice.user.slash("stinger", film="night harbour")
    assert sees(answer(result)).startswith("Stay seated")
    assert not {"Share", "Show privately"} & set(button_ids(answer(result).components))
    new = answer(await club.alice.user.slash("stinger", film=UPCOMING.id))
    assert "Stay seated" not in sees(new)
    assert "Stay seated" in reads(new)
    reasons = await club.alice.user.click(
        answer(result).message, custom_id=button_ids(answer(result).components)["Why?"]
    )
    assert "screens.example" in sees(answer(reasons))
    assert "Quiet Meadow" in sees(answer(await club.alice.user.slash("stingers")))
