"""*Tell me when known*, from the press to the message, over restarts and deaths of the process.

The simulator knows no nonces: a message that was sent is found in the history.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import simcord
from sqlalchemy import text

from cogs.answers.store.awaited import LEASE
from cogs.shared.bot import StingerBot
from data.catalogue.catalogue import Catalogue
from data.lookup import Lookup
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.community.comet import COMET, OLD, add_comet, with_comet
from tests.e2e.community.contributors import (
    SLICES,
    add_scene,
    operated_by,
    other_club,
    report,
    settle_in,
    tap,
)
from tests.e2e.conftest import Club, make_bot
from tests.e2e.films.awaited import (
    BUTTON,
    NOTHING,
    SCENE,
    forget,
    knowing,
    learn,
    my_list,
    wait_for,
)
from tests.e2e.parties.invitations import invite, post_of, thread_of
from tests.e2e.process.mortal import made_mortal, revived
from tests.e2e.reminders.evenings import MINUTE, dms, heard, later, press, press_on, save
from tests.e2e.replies import answer, button_ids, option_labels, reads, sees
from tests.films import DISPUTED, FILMS, NO_SCENE, UNKNOWN


async def rename(club: Club, table: str, name: str) -> None:
    async with club.resources.database.transaction() as connection:
        await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


async def test_four_members_of_two_servers_are_told_once_each(club: Club) -> None:
    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol, dave = (other.add_member(club.env.create_user(name)) for name in ("carol", "dave"))
    told = await wait_for(club, UNKNOWN.id)
    assert told.startswith("As soon as I know whether Paper Lantern (2021) has a scene, I'll")
    await wait_for(club, UNKNOWN.id, carol, hall)
    await wait_for(club, UNKNOWN.id, club.bob)
    await wait_for(club, UNKNOWN.id, dave, hall)
    await wait_for(club, DISPUTED.id, carol, hall)
    await later(club, 2 * 60 * MINUTE)
    everybody = (club.alice, club.bob, carol, dave)
    assert [dms(who) for who in everybody] == [[]] * 4
    await learn(club, {UNKNOWN.id: NOTHING})
    words = (
        "You asked me to tell you: now it is known.\n- Paper Lantern (2021): "
        "Free to go · No mid-credits scene and no post-credits scene."
    )
    assert [dms(who) for who in everybody] == [[words]] * 4
    assert heard(club.lobby)[2:] == heard(hall)[3:] == []
    await learn(club, {UNKNOWN.id: NOTHING, DISPUTED.id: SCENE})
    assert "Glass Orchard (2022): Stay seated · 1 mid-credits scene" in dms(carol)[1]
    assert [len(dms(who)) for who in everybody] == [1, 1, 2, 1]
    assert "None: press" in await my_list(club)
    card = await press_on(
        club.alice.user, club.alice.user.dm_channel.history()[-1], "Show the card"
    )
    assert "Free to go" in sees(answer(card))


@ON_SQLITE
async def test_a_consensus_of_members_is_told_in_their_server(club: Club) -> None:
    # The other slices' loops would wake thousands of times while the members settle in.
    slices = (*SLICES, "cogs.answers")
    await club.env.restart_bot(StingerBot(club.resources, slices, shard_count=1, force_sync=True))
    hall, carol = await other_club(club)
    await wait_for(club, UNKNOWN.id)
    await wait_for(club, UNKNOWN.id, carol, hall)
    await settle_in(club)
    for member in (club.bob, club.moderator, club.admin):
        assert dms(club.alice) == []
        told = await report(club, member, UNKNOWN.id, "mid 2:05, no post", runtime="2:00")
        assert told == "Thank you, your timestamp is kept."
        await later(club, MINUTE)
    (words,) = dms(club.alice)
    assert "Paper Lantern (2021): Stay seated" in words
    assert dms(carol) == []


@ON_SQLITE
async def test_a_look_that_the_database_cut_short_is_taken_again(club: Club) -> None:
    await wait_for(club, UNKNOWN.id)
    await rename(club, "awaited_film", "out_of_reach")
    await learn(club, {UNKNOWN.id: NOTHING})
    await rename(club, "out_of_reach", "awaited_film")
    await later(club, 2 * MINUTE)
    (words,) = dms(club.alice)
    assert "Paper Lantern (2021): Free to go" in words


@ON_SQLITE
async def test_what_the_operator_shares_is_told_in_all_servers(club: Club) -> None:
    hall, carol = await other_club(club)
    await wait_for(club, UNKNOWN.id, carol, hall)
    await add_scene(club, club.alice)
    opened = await tap(club.admin, await club.admin.slash(club.lobby, "catalogue queue"), "Open")
    await tap(club.admin, opened, "Approve")
    await later(club, MINUTE)
    assert dms(carol) == []
    await operated_by(club, club.bob)
    shown = await club.bob.slash(club.lobby, "operator promote", number=1)
    await tap(club.bob, shown, "Share with all servers")
    await later(club, MINUTE)
    (words,) = dms(carol)
    assert "Paper Lantern (2021): Stay seated" in words


@ON_SQLITE
async def test_films_known_at_once_make_one_message(club: Club) -> None:
    for film in (UNKNOWN, DISPUTED):
        await wait_for(club, film.id)
    await learn(club, {UNKNOWN.id: NOTHING, DISPUTED.id: SCENE})
    (words,) = dms(club.alice)
    assert "Paper Lantern (2021): Free to go" in words
    assert "Glass Orchard (2022): Stay seated" in words
    (message,) = club.alice.user.dm_channel.history()
    buttons = button_ids([row.to_dict() for row in message.components])
    assert list(buttons) == ["Paper Lantern (2021)", "Glass Orchard (2022)", "My list"]


@ON_SQLITE
async def test_the_list_shows_and_takes_off(club: Club) -> None:
    for film in (UNKNOWN, DISPUTED):
        await wait_for(club, film.id)
    shown = await club.alice.slash(club.lobby, "me awaited")
    assert answer(shown).ephemeral
    assert option_labels(answer(shown).components) == [DISPUTED.label, UNKNOWN.label]
    left = await club.alice.select(
        answer(shown).message, [DISPUTED.id], custom_id="select/known:stop"
    )
    assert left is not None
    assert "Glass Orchard" not in await my_list(club)
    assert "Paper Lantern" in await my_list(club)
    pressed = await press(
        club.alice, await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id), BUTTON
    )
    await press(club.alice, pressed, "Don't tell me")
    assert "None: press" in await my_list(club)
    await learn(club, {UNKNOWN.id: NOTHING, DISPUTED.id: SCENE})
    assert dms(club.alice) == []


@ON_SQLITE
async def test_cards_offer_it_without_telling_the_verdict(club: Club) -> None:
    async def buttons(film: str) -> list[str]:
        shown = await club.alice.slash(club.lobby, "stinger", film=film)
        return list(button_ids(answer(shown).components))

    assert BUTTON in await buttons(UNKNOWN.id)
    assert BUTTON in await buttons(DISPUTED.id)
    assert BUTTON not in await buttons(NO_SCENE.id)
    await club.bot.preferences.set_policy(club.server.id, club.server.id, Policy.STRICT)
    assert await buttons(NO_SCENE.id) == await buttons(UNKNOWN.id)
    shown = await club.alice.slash(club.lobby, "stinger", film=NO_SCENE.id)
    card = answer(await press(club.alice, shown, BUTTON))
    assert card.ephemeral
    assert "Quiet Meadow" in sees(card)
    assert "Free to go" in reads(card)
    assert "None: press" in await my_list(club)


async def test_what_became_known_while_nobody_ran_is_told_at_the_next_start(club: Club) -> None:
    await wait_for(club, UNKNOWN.id)
    newer = knowing({UNKNOWN.id: NOTHING})
    await club.env.restart_bot(
        make_bot(replace(club.resources, catalogue=newer, lookup=Lookup.of(newer)))
    )
    await later(club, MINUTE)
    assert len(dms(club.alice)) == 1
    await club.restart()
    await later(club, 2 * MINUTE)
    assert len(dms(club.alice)) == 1


@ON_SQLITE
async def test_a_film_that_the_catalogue_has_by_now_leads_on(club: Club) -> None:
    await add_comet(club)
    await wait_for(club, OLD)
    await club.env.restart_bot(make_bot(with_comet(club.resources)))
    assert "Copper Comet (2025)" in await my_list(club)
    await wait_for(club, COMET.id)
    newer = Catalogue((*FILMS, COMET), {}, {COMET.id: SCENE}, {})
    club.bot.take_catalogue(newer, Lookup.of(newer))
    await later(club, MINUTE)
    (words,) = dms(club.alice)
    assert words.count("Copper Comet (2025)") == 1
    assert "None: press" in await my_list(club)


@ON_SQLITE
async def test_discord_down_for_minutes_loses_and_doubles_nothing(club: Club) -> None:
    await wait_for(club, UNKNOWN.id)
    club.env.inject_error("POST", "/channels/*/messages", status=503, times=3)
    await learn(club, {UNKNOWN.id: NOTHING})
    await later(club, 30 * MINUTE)
    assert len(dms(club.alice)) == 1


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@pytest.mark.parametrize("step", range(3))
async def test_killed_at_any_step_it_is_told_once(club: Club, step: int, committed: bool) -> None:
    database = await made_mortal(club)
    await wait_for(club, UNKNOWN.id)
    newer = knowing({UNKNOWN.id: NOTHING})
    database.dies(step, committed=committed)
    await learn(club, {UNKNOWN.id: NOTHING})
    assert database.dead
    club.resources = replace(club.resources, catalogue=newer, lookup=Lookup.of(newer))
    await revived(club, database)
    await later(club, LEASE + MINUTE)
    assert len(dms(club.alice)) == 1
    assert "None: press" in await my_list(club)


BEFORE = pytest.mark.parametrize("before", ["Not known yet", "Free to go"])
"""What was said of the film until it had a scene."""


async def evenings(club: Club, before: str) -> list[tuple[simcord.ChannelHandle, int]]:
    """Have four members of two servers go to a film: three with a reminder, one to a party.

    Where each is told, and how much is said there before their evening.
    """
    if before == "Not known yet":
        await forget(club, NO_SCENE.id)
    other = club.env.create_guild("Other Club")
    there = replace(club, lobby=other.create_text_channel("hall"))
    carol, dave = (other.add_member(club.env.create_user(name)) for name in ("carol", "dave"))
    await save(club, film=NO_SCENE.id)
    await save(there, film=NO_SCENE.id, who=carol)
    await save(there, film=NO_SCENE.id, who=dave, where="dm")
    await invite(club, film=NO_SCENE.id, when="02:00")
    await press_on(club.bob, post_of(club), "Going")
    assert before in post_of(club).content
    by_dm = dave.user.dm_channel
    assert by_dm is not None
    places = (club.lobby, there.lobby, by_dm, thread_of(club))
    return [(place, len(heard(place))) for place in places]


@BEFORE
async def test_reminders_and_parties_of_the_film_learn_it_before_their_credits(
    club: Club, before: str
) -> None:
    places = await evenings(club, before)
    await learn(club, {NO_SCENE.id: SCENE})
    await later(club, 4 * 60 * MINUTE)
    assert "Stay seated" in post_of(club).content
    for place, said_before in places:
        card, ping, go, *_ = heard(place)[said_before:]
        assert "Stay seated · 1 mid-credits scene" in card
        assert ping.startswith("Stay seated: 1 scene")
        assert go.startswith("You can go")


@BEFORE
async def test_who_has_the_earlier_pocket_card_is_told_by_the_ping(club: Club, before: str) -> None:
    places = await evenings(club, before)
    await later(club, 60 * MINUTE)
    await learn(club, {NO_SCENE.id: SCENE})
    await later(club, 3 * 60 * MINUTE)
    for place, said_before in places:
        card, ping, go, *_ = heard(place)[said_before:]
        assert before in card
        assert ping.startswith("Stay seated: 1 scene")
        assert go.startswith("You can go")
