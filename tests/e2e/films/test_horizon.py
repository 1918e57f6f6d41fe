"""The spoiler horizon as members use it."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
import simcord

from benchmarks.horizon_replies import Reader
from cogs.shared.bot import Resources, StingerBot
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film, Scene, ToldEgg
from data.catalogue.supplements import Supplements
from data.catalogue.verdict import Position
from data.database import Database
from data.lookup import Lookup
from data.servers.policy import Policy
from data.text import HiddenText, SafeText
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import tap
from tests.e2e.conftest import Club, make_bot, virtual_clock
from tests.e2e.replies import answer, button_ids, option_labels, reads, sees
from tests.films import (
    CLAIMS,
    EGGS,
    MARK,
    NEEDED,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UPCOMING,
    WITH_SERIES,
)

MINE = "What I have seen"
ANYWAY = "Show anyway"
WORDINGS = 10
"""Ways in which the scenes are told in the last test, for each of four sets of seen films."""


def told(
    scenes: Mapping[str, tuple[Scene, ...]], eggs: Mapping[str, tuple[ToldEgg, ...]] | None = None
) -> Catalogue:
    supplements = Supplements(needed=NEEDED, eggs=eggs or {})
    return Catalogue(WITH_SERIES, {}, CLAIMS, scenes, supplements)


@pytest.fixture
def resources(database: Database) -> Resources:
    catalogue = told(SCENES)
    return Resources(database, catalogue, Lookup.of(catalogue), virtual_clock)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return make_bot(resources)


async def mine(club: Club, who: simcord.MemberActor) -> simcord.InteractionResult:
    """Press the button below the list that all see."""
    listed = await club.alice.slash(club.lobby, "stingers", franchise="Harbour")
    assert not listed.ephemeral
    custom_id = button_ids(answer(listed).components)[MINE]
    shown = await who.click(answer(listed).message, custom_id=custom_id)
    assert shown.ephemeral
    return shown


async def card(club: Club, film: Film) -> simcord.InteractionResult:
    return await club.alice.slash(club.lobby, "stinger", film=film.id, share="only me")


async def test_each_member_of_two_servers_reads_what_their_own_films_allow(club: Club) -> None:
    """Whichever server they mark a film in; in the other they have marked it as well."""
    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol, dave = (other.add_member(club.env.create_user(name)) for name in ("carol", "dave"))
    also_there = other.add_member(club.alice.user)
    catalogue = told({UPCOMING.id: SCENES[TWO_SCENES.id]}, {UPCOMING.id: EGGS[NO_SCENE.id]})
    club.bot.take_catalogue(catalogue, Lookup.of(catalogue))
    await club.alice.slash(club.lobby, "me seen", film=TWO_SCENES.id)
    earlier = await carol.slash(hall, "stinger", film=TWO_SCENES.id, share="only me")
    await tap(carol, earlier, "I have seen it")
    for who, place, is_open in (
        (club.alice, club.lobby, True),
        (also_there, hall, True),
        (club.bob, club.lobby, False),
        (carol, hall, True),
        (dave, hall, False),
    ):
        for asked in (
            await who.slash(place, "stinger", film=UPCOMING.id, share="only me"),
            await who.slash(place, "eggs", film=UPCOMING.id),
        ):
            assert (MARK in reads(answer(asked))) is is_open
            assert ("See first: Night Harbour (2024)" in sees(answer(asked))) is not is_open
    for who, stands in ((carol, "✓ Night Harbour (2024)"), (dave, "→ Night Harbour (2024)")):
        listed = await who.slash(hall, "stingers", franchise="Harbour")
        assert stands in sees(answer(await tap(who, listed, MINE)))
    public = await dave.slash(hall, "stinger", film=UPCOMING.id)
    assert "See first" not in sees(answer(public))


async def test_a_franchise_is_marked_for_whoever_asks(club: Club) -> None:
    shown = sees(answer(await mine(club, club.alice)))
    assert "1 · → Night Harbour (2024)" in shown
    assert "after it, 2 scenes to open" in shown
    assert "see first: Night Harbour (2024)" in shown
    await club.alice.slash(club.lobby, "me seen", film=TWO_SCENES.id)
    later = await mine(club, club.alice)
    shown = sees(answer(later))
    assert "1 · ✓ Night Harbour (2024)" in shown
    assert "2 · → Night Harbour Returns (2026)" in shown
    assert "see first" not in shown
    assert MARK not in reads(answer(later))
    assert MINE not in button_ids(answer(later).components)
    assert "✓ Night" not in sees(answer(await mine(club, club.bob)))


@ON_SQLITE
async def test_what_was_seen_is_opened_privately(club: Club) -> None:
    assert option_labels(answer(await mine(club, club.alice)).components) == []
    await club.alice.slash(club.lobby, "me seen", film=TWO_SCENES.id)
    listed = answer(await mine(club, club.alice))
    assert option_labels(listed.components) == [TWO_SCENES.label]
    opened = await club.alice.select(
        listed.message, [TWO_SCENES.id], custom_id="select/film:choose:private"
    )
    assert opened.ephemeral
    assert MARK not in sees(answer(opened))
    assert MARK in reads(answer(opened))


@ON_SQLITE
async def test_a_private_place_lists_a_franchise_as_it_stands_for_the_asker(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    listed = await club.alice.slash(club.lobby, "stingers", franchise="Harbour")
    assert listed.ephemeral
    assert "→ Night Harbour (2024)" in sees(answer(listed))
    assert MINE not in button_ids(answer(listed).components)
    others = await club.alice.slash(club.lobby, "stingers", year=2024)
    assert "→" not in sees(answer(others))


@ON_SQLITE
async def test_a_private_card_says_what_to_see_first_until_it_is_seen(club: Club) -> None:
    before = await card(club, UPCOMING)
    assert "See first: Night Harbour (2024)" in sees(answer(before))
    public = await club.alice.slash(club.lobby, "stinger", film=UPCOMING.id)
    assert "See first" not in sees(answer(public))
    assert "I have seen it" not in button_ids(answer(public).components)
    first = answer(await card(club, TWO_SCENES))
    marked = await club.alice.click(
        first.message, custom_id=button_ids(first.components)["I have seen it"]
    )
    assert answer(marked).content == "Night Harbour (2024) is marked as seen."
    assert "I have seen it" not in button_ids(answer(await card(club, TWO_SCENES)).components)
    assert "See first" not in sees(answer(await card(club, UPCOMING)))


@ON_SQLITE
async def test_what_is_closed_is_shown_anyway_in_one_tap(club: Club) -> None:
    """Also to whoever has never marked a film."""
    catalogue = told({UPCOMING.id: SCENES[TWO_SCENES.id]})
    club.bot.take_catalogue(catalogue, Lookup.of(catalogue))
    shown = await card(club, UPCOMING)
    for closed in (shown, await tap(club.alice, shown, "Why?")):
        assert MARK not in reads(answer(closed))
        assert MARK in reads(answer(await tap(club.alice, closed, ANYWAY)))
    public = await club.alice.slash(club.lobby, "stinger", film=UPCOMING.id)
    assert "See first" not in sees(answer(public))
    assert ANYWAY not in button_ids(answer(public).components)
    await club.alice.slash(club.lobby, "me seen", film=TWO_SCENES.id)
    opened = await tap(club.alice, public, "Show privately")
    assert MARK in reads(answer(opened))
    assert ANYWAY not in button_ids(answer(opened).components)


@ON_SQLITE
async def test_in_a_dm_only_what_is_open_is_told(club: Club) -> None:
    catalogue = told({UPCOMING.id: SCENES[TWO_SCENES.id]})
    club.bot.take_catalogue(catalogue, Lookup.of(catalogue))
    question = "does Night Harbour Returns have a post credits scene?"
    await club.alice.user.send_dm(question)
    assert club.alice.user.dm_channel is not None
    told_there = club.alice.user.dm_channel.history()[-1]
    assert "See first: Night Harbour (2024)" in sees(told_there)
    assert MARK not in reads(told_there)


@ON_SQLITE
async def test_theories_eggs_and_scenes_of_a_closed_film_are_the_same_whatever_is_told(
    club: Club,
) -> None:
    reader = Reader(club.env, club.lobby, club.server)
    await reader.prepare()
    lot, seen = random.Random(2), []
    async for replies in reader.rounds(lot):
        seen.append(replies)
        if len(seen) == WORDINGS:
            break
    assert all(replies == seen[0] for replies in seen)
    assert len(seen[0]) == 10
    # What is compared does tell of it once the film before it was seen.
    await reader.actor.slash(club.lobby, "me seen", film=TWO_SCENES.id)
    opened = [await anext(reader.rounds(lot)) for _ in range(2)]
    same = [n for n, (one, other) in enumerate(zip(*opened, strict=True)) if one == other]
    assert same == [6, 9], "lists alone hold nothing that is hidden"


@ON_SQLITE
async def test_what_is_closed_of_theories_and_eggs_is_shown_anyway(club: Club) -> None:
    reader = Reader(club.env, club.lobby, club.server)
    await reader.prepare()
    alice, lobby = club.alice, club.lobby
    (thread,) = lobby.threads
    for closed in (
        await alice.slash(lobby, "eggs", film=UPCOMING.id),
        await alice.slash(lobby, "theory show", number=1),
        await alice.click(thread.history()[0], label="Objection"),
    ):
        assert closed.ephemeral
        assert "See first: Night Harbour (2024)" in sees(answer(closed))
        assert MARK not in reads(answer(closed))
        assert MARK in reads(answer(await tap(alice, closed, ANYWAY)))
    listed = await alice.slash(lobby, "theory list", film=UPCOMING.id)
    assert "See first: Night Harbour (2024)" in sees(answer(listed))
    assert "open" not in sees(answer(listed))


@ON_SQLITE
async def test_before_a_click_nothing_depends_on_what_is_hidden(club: Club) -> None:
    """Whatever the scenes' texts are, and whichever of the films were seen."""
    lot = random.Random(1)

    def rewritten() -> dict[str, tuple[Scene, ...]]:
        def scene() -> Scene:
            words = f"{MARK} {lot.getrandbits(64):x} || ` {'x' * lot.randrange(900)}"
            kind = (Position.POST, 1, "sequel tease")
            return Scene(*kind, SafeText("A short visit."), HiddenText(words))

        return {film.id: (scene(),) for film in (TWO_SCENES, UPCOMING)}

    for marked in (None, TWO_SCENES, UPCOMING, TWO_SCENES):  # the last takes its mark back
        if marked:
            await club.alice.slash(club.lobby, "me seen", film=marked.id)
        answers = set()
        for _ in range(WORDINGS):
            club.env.backend.advance_clock(60)  # so much is asked for in an hour, not at once
            catalogue = told(rewritten())
            club.bot.take_catalogue(catalogue, Lookup.of(catalogue))
            listed = answer(await mine(club, club.alice))
            cards = [answer(await card(club, film)) for film in (TWO_SCENES, UPCOMING)]
            assert MARK not in reads(listed)
            answers.add((sees(listed), *map(sees, cards)))
            closed = marked is None
            assert [MARK in reads(one) for one in cards] == [True, not closed]
        assert len(answers) == 1
