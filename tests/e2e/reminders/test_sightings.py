"""What members of two servers saw, from *You can go* to those who still wait, on virtual time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

import discord
import pytest
import simcord

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim, Position
from data.contributions.rules.agreement import RIPENS
from data.contributions.rules.kinds import Sighting
from data.contributions.rules.witnesses import Witness
from data.contributions.store.submissions import Submission
from data.lookup import Lookup
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import invite, post_of, thread_of
from tests.e2e.process.mortal import made_mortal, revived
from tests.e2e.reminders.evenings import HOUR, MINUTE, dms, heard, later, press, press_on, said
from tests.e2e.replies import answer, button_ids
from tests.films import CLAIMS, FILMS, TWO_SCENES
from tests.mortal import MortalDatabase

EVENING = 3 * HOUR + 10 * MINUTE
"""From saving a reminder for half past one to well after its end."""

RIPE = RIPENS + 2 * MINUTE
"""Until what two servers say has reached the others."""

ANSWERS = ["During", "After", "Both", "None", "I left early"]
FILM = TWO_SCENES
"""Known by name and length; what follows it is nowhere to be read here."""


@dataclass
class Clubs:
    """Two servers with two members each, all of them there for long."""

    here: Club
    hall: simcord.ChannelHandle
    carol: simcord.MemberActor
    dave: simcord.MemberActor

    @property
    def everybody(self) -> list[tuple[simcord.MemberActor, simcord.ChannelHandle]]:
        lobby = self.here.lobby
        return [
            (self.here.alice, lobby),
            (self.here.bob, lobby),
            (self.carol, self.hall),
            (self.dave, self.hall),
        ]

    async def card(self, who: simcord.MemberActor, place: simcord.ChannelHandle) -> str:
        return said(await who.slash(place, "stinger", film=FILM.id, share="only me"))


def premiere(claims: tuple[Claim, ...] = ()) -> Catalogue:
    return Catalogue(FILMS, {}, CLAIMS | {FILM.id: claims}, {})


@pytest.fixture
async def clubs(club: Club) -> AsyncIterator[Clubs]:
    other = club.env.create_guild("Other Club")
    clubs = Clubs(
        club,
        other.create_text_channel("hall"),
        other.add_member(club.env.create_user("carol")),
        other.add_member(club.env.create_user("dave")),
    )
    # Nothing of the bot's is due while they grow old, and the day begins at the same hour.
    club.env.backend.advance_clock(timedelta(days=31).total_seconds())
    unknown = premiere()
    club.resources = replace(club.resources, catalogue=unknown, lookup=Lookup.of(unknown))
    await club.restart()
    yield clubs


async def go(
    clubs: Clubs, who: simcord.MemberActor, place: simcord.ChannelHandle, **options: str
) -> None:
    """Have somebody be reminded of the film at half past one, by DM."""
    await clubs.here.bot.preferences.change_member(who.id, time_zone="Europe/Berlin")
    told = {"showtime": "01:30", "where": "dm"} | options
    asked = await who.slash(place, "remind stay", film=FILM.id, **told)
    (label,) = (
        label
        for label, custom_id in button_ids(answer(asked).components).items()
        if custom_id.startswith("remind:save")
    )
    await press(who, asked, label)


async def watched(clubs: Clubs, number: int) -> list[simcord.MemberActor]:
    """The first so many of the two servers, each of whom was reminded; the film is over by now."""
    viewers = clubs.everybody[:number]
    for who, place in viewers:
        await go(clubs, who, place)
    await later(clubs.here, EVENING)
    return [who for who, _ in viewers]


async def answers(who: simcord.MemberActor, label: str) -> simcord.InteractionResult:
    """Press an answer on the question that somebody got by DM."""
    assert who.user.dm_channel is not None
    (question,) = [m for m in who.user.dm_channel.history() if m.content.startswith("You can go")]
    return await press_on(who.user, question, label)


async def test_two_servers_tell_each_other_and_those_who_wait(clubs: Clubs) -> None:
    for who, place in clubs.everybody:
        await go(clubs, who, place)
    waiting = clubs.here.moderator
    card = await waiting.slash(clubs.here.lobby, "stinger", film=FILM.id)
    await press(waiting, card, "Tell me when known")
    late = clubs.here.admin
    await go(clubs, late, clubs.here.lobby, showtime="07:30")
    await later(clubs.here, EVENING)
    assert dms(clubs.carol)[-1] == (
        "You can go: the film is over · Night Harbour (2024)\nWas there a scene?\n"
        "-# By answering you give the fact, without your name, to everybody (CC0)."
    )
    asked = await answers(clubs.here.alice, "After")
    assert answer(asked).ephemeral
    assert said(asked) == "Thank you. And was it worth the wait?"
    (worth, _) = button_ids(answer(asked).components).values()
    thanked = await clubs.here.alice.user.click(answer(asked).message, custom_id=worth)
    assert isinstance(thanked, simcord.InteractionResult)
    assert said(thanked) == "Thank you."
    assert "Not known yet" in await clubs.card(clubs.here.bob, clubs.here.lobby)
    await answers(clubs.here.bob, "After")
    at_home = await clubs.card(clubs.here.bob, clubs.here.lobby)
    assert "Stay seated" in at_home
    assert "2 members of this server, tonight" in at_home
    assert "Not known yet" in await clubs.card(clubs.carol, clubs.hall)
    await answers(clubs.carol, "After")
    assert "Not known yet" in await clubs.card(clubs.dave, clubs.hall)
    await later(clubs.here, RIPE)
    away = await clubs.card(clubs.dave, clubs.hall)
    assert "Stay seated" in away
    assert "members, 3 reports in 2 servers, tonight" in away
    assert "Film Club" not in away
    assert "Night Harbour (2024): Stay seated" in dms(waiting)[-1]
    await later(clubs.here, 7 * HOUR)
    pocket, ping, *_ = dms(late)[1:]
    assert "Stay seated · At least 1 post-credits scene" in pocket
    assert ping.startswith("Stay seated: at least 1 scene, film over about 10:01")


@ON_SQLITE
async def test_the_question_has_five_big_buttons_and_the_last_answer_counts(clubs: Clubs) -> None:
    alice, bob = await watched(clubs, 2)
    assert alice.user.dm_channel is not None
    question = alice.user.dm_channel.history()[-1]
    rows = [list(button_ids(row.to_dict())) for row in question.components]
    assert rows == [ANSWERS, ["My reminders"]]
    assert said(await answers(alice, "None")).startswith("Thank you. Was it another button?")
    await answers(alice, "After")
    await answers(bob, "After")
    assert "Stay seated" in await clubs.card(alice, clubs.here.lobby)
    assert said(await answers(alice, "I left early")).startswith("Thank you.")
    assert "Not known yet" in await clubs.card(alice, clubs.here.lobby)
    kept = await clubs.here.bot.records.of_member(alice.id)
    states = [row["state"] for row in kept["contributions"]]
    assert states == ["replaced"]


@ON_SQLITE
async def test_who_saw_it_marks_it_as_seen_in_one_tap(clubs: Clubs) -> None:
    alice = clubs.here.alice
    await go(clubs, alice, clubs.here.lobby)
    await later(clubs.here, EVENING)

    def buttons(shown: simcord.InteractionResult) -> dict[str, str]:
        return button_ids(answer(shown).components)

    async def worth() -> simcord.InteractionResult:
        asked = await answers(alice, "After")
        custom_id = buttons(asked)["Not really"]
        shown = await alice.user.click(answer(asked).message, custom_id=custom_id)
        assert isinstance(shown, simcord.InteractionResult)
        return shown

    assert buttons(await answers(alice, "I left early")) == {}
    assert list(buttons(await answers(alice, "None"))) == ["I have seen it"]
    thanked = await worth()
    custom_id = buttons(thanked)["I have seen it"]
    marked = await alice.user.click(answer(thanked).message, custom_id=custom_id)
    assert isinstance(marked, simcord.InteractionResult)
    assert said(marked) == "Night Harbour (2024) is marked as seen."
    assert buttons(await answers(alice, "None")) == {}
    assert buttons(await worth()) == {}


@ON_SQLITE
async def test_only_who_was_there_is_heard_and_only_after_the_end(clubs: Clubs) -> None:
    alice, bob = clubs.here.alice, clubs.here.bob
    await go(clubs, alice, clubs.here.lobby, where="here")
    await later(clubs.here, EVENING)
    question = next(m for m in clubs.here.lobby.history() if "Was there a scene?" in m.content)
    assert said(await press_on(bob, question, "None")).startswith("That message was for others.")
    asked = await press_on(alice, question, "Both")
    assert answer(asked).ephemeral
    other = answer(asked).message
    assert button_ids(answer(asked).components).keys() == {"Worth the wait", "Not really"}
    await press_on(alice, question, "I left early")
    refused = await alice.click(other, label="Worth the wait")
    assert said(refused).startswith("Tell me first whether there was a scene")


@ON_SQLITE
async def test_a_party_is_asked_together_and_counts_as_one(clubs: Clubs) -> None:
    await invite(clubs.here)
    for guest in (clubs.here.bob, clubs.here.moderator):
        await press_on(guest, post_of(clubs.here), "Going")
    await later(clubs.here, EVENING)
    question = heard_question(clubs.here)
    for guest in (clubs.here.alice, clubs.here.bob, clubs.here.moderator):
        asked = await press_on(guest, question, "Both")
        assert answer(asked).ephemeral
    assert "Not known yet" in await clubs.card(clubs.here.alice, clubs.here.lobby)


def heard_question(club: Club) -> discord.Message:
    """The end of the party, in its thread."""
    return next(m for m in thread_of(club).history() if "Was there a scene?" in m.content)


async def test_contradictions_are_told_as_such(clubs: Clubs) -> None:
    for number, who in enumerate(await watched(clubs, 4)):
        await answers(who, ("After", "None")[number % 2])
    await later(clubs.here, RIPE)
    card = await clubs.card(clubs.dave, clubs.hall)
    assert "Members disagree" in card
    assert "members, 2 of 4 reports in 2 servers" in card


async def test_a_page_that_comes_later_wins(clubs: Clubs) -> None:
    for who in await watched(clubs, 3):
        await answers(who, "None")
    await later(clubs.here, RIPE)
    assert "Free to go" in await clubs.card(clubs.dave, clubs.hall)
    newer = premiere((Claim("screens.example", mid=0, post=1),))
    clubs.here.bot.take_catalogue(newer, Lookup.of(newer))
    card = await clubs.card(clubs.dave, clubs.hall)
    assert "Stay seated" in card
    assert "members" not in card
    assert await clubs.here.bot.known.score_sightings() == 3


@ON_SQLITE
async def test_a_scene_that_was_tapped_in_the_dark_counts(clubs: Clubs) -> None:
    alice = clubs.here.alice
    live = await alice.slash(clubs.here.lobby, "timestamp live", film=FILM.id)
    for label in ("Credits now", "Scene now", "Scene over"):
        live = await press(alice, live, label)
    await go(clubs, clubs.here.bob, clubs.here.lobby)
    await later(clubs.here, EVENING)
    await answers(clubs.here.bob, "After")
    assert "Stay seated" in await clubs.card(alice, clubs.here.lobby)
    await press(alice, live, "Undo")
    assert "Not known yet" in await clubs.card(alice, clubs.here.lobby)


@pytest.mark.parametrize("committed", [False, True], ids=["before a commit", "after a commit"])
@ON_SQLITE
async def test_killed_at_the_answer_it_is_kept_once(clubs: Clubs, committed: bool) -> None:
    alice, bob, carol = await watched(clubs, 3)
    for who in (alice, bob):
        await answers(who, "None")
    database: MortalDatabase = await made_mortal(clubs.here)
    database.dies(0, committed=committed)
    await answers(carol, "None")
    assert database.dead
    await revived(clubs.here, database)
    await later(clubs.here, RIPE)
    expected = "Free to go" if committed else "Not known yet"
    assert expected in await clubs.card(clubs.dave, clubs.hall)
    await answers(carol, "None")
    await later(clubs.here, RIPE)
    card = await clubs.card(clubs.dave, clubs.hall)
    assert "Free to go" in card
    assert "3 reports in 2 servers" in card


@ON_SQLITE
async def test_a_server_may_keep_to_itself(clubs: Clubs) -> None:
    shown = await clubs.here.admin.slash(clubs.here.lobby, "config setup")
    shown = await press(clubs.here.admin, shown, "Keep what members saw to this server")
    for who in await watched(clubs, 3):
        await answers(who, "None")
    await later(clubs.here, RIPE)
    assert "Not known yet" in await clubs.card(clubs.dave, clubs.hall)
    assert "2 members of this server" in await clubs.card(clubs.here.alice, clubs.here.lobby)
    await press(clubs.here.admin, shown, "Share what members saw with all servers")
    assert "Free to go" in await clubs.card(clubs.dave, clubs.hall)


@ON_SQLITE
async def test_who_has_just_joined_is_thanked_alike_and_counts_nowhere(clubs: Clubs) -> None:
    new = [
        clubs.here.server.add_member(clubs.here.env.create_user(f"new{number}"))
        for number in range(3)
    ]
    for who in new:
        await go(clubs, who, clubs.here.lobby)
    await later(clubs.here, EVENING)
    for who in new:
        assert said(await answers(who, "Both")) == "Thank you. And was it worth the wait?"
    assert "Not known yet" in await clubs.card(clubs.here.alice, clubs.here.lobby)


@ON_SQLITE
async def test_moderators_hear_once_of_a_rush_and_reject_it_whole(clubs: Clubs) -> None:
    club, admin = clubs.here, clubs.here.admin
    alerts = club.server.create_text_channel("alerts")
    await club.bot.preferences.change_server(club.server.id, theory_alerts_id=alerts.id)
    contributions, now = club.bot.known.contributions, club.bot.clock()
    for user in range(1_000, 1_014):
        who = Witness(user, established=False)
        saw = Sighting((Position.MID, Position.POST))
        await contributions.see(Submission(club.server.id, [FILM.id], who, saw), now)
    await later(club, MINUTE)
    (told,) = heard(alerts)
    assert told.startswith("**Night Harbour (2024)**: 1")
    assert "answers of new accounts on whether there was a scene came in a rush" in told
    queue = await admin.slash(club.lobby, "catalogue queue")
    assert "After a showing: Both" in said(queue)
    await press(admin, await press(admin, queue, "Open"), "Reject the whole burst")
    assert await contributions.waiting(club.server.id) == []
    assert "Not known yet" in await clubs.card(clubs.here.alice, club.lobby)
