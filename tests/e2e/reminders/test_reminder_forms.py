"""The forms of reminders and parties: kept apart, given back, and answered after a restart."""

from __future__ import annotations

import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import PACE, invite, post_of, show
from tests.e2e.reminders.evenings import HOUR, ask, later, press, press_on, said, save
from tests.e2e.replies import answer, filled_in
from tests.e2e.rights import overwrite
from tests.films import NO_SCENE, TWINS, TWO_SCENES, UNKNOWN

pytestmark = ON_SQLITE


async def test_two_who_fill_in_the_same_form_at_once_each_get_their_own_film(club: Club) -> None:
    answers = {"showtime": "01:30", "preshow": "20", "where": "here", "ping": "normal"}
    forms = []
    for who, film in ((club.alice, TWO_SCENES), (club.bob, NO_SCENE)):
        await club.bot.preferences.change_member(who.id, time_zone="Europe/Berlin")
        card = await who.slash(club.lobby, "stinger", film=film.id)
        forms.append((who, film, await press(who, card, "Remind me")))
    for who, film, form in forms:
        assert f"**{film.label}**" in said(await who.submit_modal(form, answers))


async def test_a_refused_form_is_given_back_as_it_was_filled_in(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    form = await press(club.alice, card, "Remind me")
    answers = {"showtime": "fri 21:00", "preshow": "20m", "where": "dm", "ping": "silent"}
    refused = await club.alice.submit_modal(form, answers)
    assert said(refused).startswith("Write whole minutes from 0 to 240, in figures.")
    again = await press(club.alice, refused, "Correct it")
    assert filled_in(again) == answers


async def test_a_corrected_form_of_a_draft_goes_on_with_it(club: Club) -> None:
    asked = await ask(club)
    form = await press(club.alice, asked, "Pre-show…")
    refused = await club.alice.submit_modal(form, {"preshow": "20", "own": "2x"})
    again = await press(club.alice, refused, "Correct it")
    assert filled_in(again) == {"preshow": "20", "own": "2x"}
    summed = await club.alice.submit_modal(again, {"preshow": "20", "own": "12"})
    assert "plus 12 min of trailers" in said(summed)
    assert said(await press(club.alice, summed, "Save")).startswith("Saved")


async def test_a_new_reminder_is_taken_after_a_restart(club: Club) -> None:
    await club.bot.preferences.change_member(club.alice.id, time_zone="Europe/Berlin")
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    form = await press(club.alice, card, "Remind me")
    await club.restart()
    answers = {"showtime": "01:30", "preshow": "15", "where": "here", "ping": "silent"}
    asked = await club.alice.submit_modal(form, answers)
    assert "plus 15 min of trailers" in said(asked)
    assert said(await press(club.alice, asked, "Save")).startswith("Saved: Night Harbour (2024)")


async def test_a_changed_reminder_is_taken_after_a_restart(club: Club) -> None:
    await save(club)
    form = await press(club.alice, await club.alice.slash(club.lobby, "remind list"), "Edit…")
    await club.restart()
    edited = await club.alice.submit_modal(form, filled_in(form) | {"preshow": "5"})
    await press(club.alice, edited, "Save")
    shown = said(await club.alice.slash(club.lobby, "remind list"))
    assert "(1 of at most 20)" in shown
    assert "Ping at <t:1767235080:t>" in shown


async def test_a_cancelled_reminder_is_changed_neither_from_a_list_nor_by_an_open_form(
    club: Club,
) -> None:
    await save(club)
    stale = await club.alice.slash(club.lobby, "remind list")
    form = await press(club.alice, stale, "Edit…")
    await press(club.alice, await club.alice.slash(club.lobby, "remind list"), "Cancel")
    gone = "That reminder is over or not yours."
    assert said(await press(club.alice, stale, "Edit…")).startswith(gone)
    assert said(await club.alice.submit_modal(form, filled_in(form))).startswith(gone)


@pytest.mark.parametrize(
    ("label", "answers", "shown"),
    [
        ("Pre-show…", {"preshow": "30", "own": ""}, "plus 30 min of trailers"),
        ("Ping…", {"lead": "5", "ping": "none"}, "5 min before"),
    ],
)
async def test_a_change_of_a_draft_is_taken_after_a_restart(
    club: Club, label: str, answers: dict[str, str], shown: str
) -> None:
    form = await press(club.alice, await ask(club), label)
    await club.restart()
    assert shown in said(await club.alice.submit_modal(form, answers))


@pytest.mark.parametrize(
    ("film", "showtime", "label", "answers"),
    [
        (UNKNOWN.id, "01:30", "Enter the runtime", {"runtime": "2:11"}),
        (TWO_SCENES.id, "some day", "Write the showtime again", {"showtime": "01:30"}),
    ],
)
async def test_an_answer_for_a_draft_is_taken_after_a_restart(
    club: Club, film: str, showtime: str, label: str, answers: dict[str, str]
) -> None:
    form = await press(club.alice, await ask(club, film=film, showtime=showtime), label)
    await club.restart()
    assert "plus 2 h 11 runtime" in said(await club.alice.submit_modal(form, answers))


async def test_how_far_off_it_was_is_taken_after_a_restart(club: Club) -> None:
    await save(club)
    await later(club, 36 * HOUR)
    form = await press_on(club.alice, club.lobby.history()[-1], "Off by…")
    await club.restart()
    assert said(await club.alice.submit_modal(form, {"minutes": "7"})) == "Thank you, noted."
    kept = await club.bot.records.of_member(club.alice.id)
    assert kept["reminders"][0]["off_by"] == 7


async def test_a_changed_party_is_taken_after_a_restart(club: Club) -> None:
    await invite(club)
    form = await club.alice.slash(club.lobby, "party edit", party=1)
    await club.restart()
    changed = await club.alice.submit_modal(form, filled_in(form) | {"limit": "7"})
    assert [f.content for f in changed.followups] == ["Changed."]
    await later(club, PACE)
    assert "of at most 7" in post_of(club).content


async def test_a_party_that_was_refused_comes_back_and_is_asked_for_again(club: Club) -> None:
    await invite(club)
    form = await club.alice.slash(club.lobby, "party edit", party=1)
    answers = filled_in(form) | {"showtime": "when it is dark", "limit": "5"}
    refused = await club.alice.submit_modal(form, answers)
    assert said(refused).startswith("I can't read that as a showtime.")
    again = await press(club.alice, refused, "Correct it")
    assert filled_in(again) == answers
    changed = await club.alice.submit_modal(again, answers | {"showtime": "2026-01-01 03:00"})
    assert [f.content for f in changed.followups] == ["Changed. Everybody going is told once."]


async def test_a_change_whose_host_lost_the_party_meanwhile_is_refused(club: Club) -> None:
    await invite(club)
    form = await club.moderator.slash(club.lobby, "party edit", party=1)
    await overwrite(club, club.lobby, manage_messages=False)
    refused = await club.moderator.submit_modal(form, filled_in(form) | {"limit": "7"})
    assert said(refused).startswith("Only the host, a co-host or a moderator can do that.")
    assert "at most" not in post_of(club).content


@pytest.mark.parametrize("restarts", [False, True])
async def test_what_was_asked_for_is_there_when_the_film_is_chosen(
    club: Club, restarts: bool
) -> None:
    asked = await ask(club, film="the twin 1999", showtime="01:30", preshow=15, where="here")
    if restarts:
        await club.restart()
    form = await club.alice.select(answer(asked).message, [TWINS[1].id])
    filled = filled_in(form)
    assert (filled["showtime"], filled["preshow"], filled["where"]) == ("01:30", "15", "here")
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert filled_in(await press(club.alice, card, "Remind me"))["showtime"] == ""


async def test_what_was_asked_for_a_day_ago_is_forgotten(club: Club) -> None:
    await ask(club, film="the twin 1999", showtime="01:30")
    await later(club, 25 * HOUR)
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert filled_in(await press(club.alice, card, "Remind me"))["showtime"] == ""


@pytest.mark.parametrize("restarts", [False, True])
async def test_a_party_goes_on_when_its_film_is_chosen(club: Club, restarts: bool) -> None:
    asked = await show(club, film="the twin 1999", limit=7, place="home")
    if restarts:
        await club.restart()
    shown = await club.alice.select(answer(asked).message, [TWINS[1].id])
    assert "at home, 7 places" in said(shown)
    again = await club.alice.select(answer(asked).message, [TWINS[0].id])
    assert said(again).startswith("I no longer know when that party was to be.")


async def test_a_party_that_was_asked_for_elsewhere_is_not_taken_here(club: Club) -> None:
    asked = await show(club, film="the twin 1999")
    other = club.server.create_text_channel("other")
    await club.alice.slash(other, "party new", film="the twin 1999", when="02:30")
    refused = await club.alice.select(answer(asked).message, [TWINS[0].id])
    assert said(refused).startswith("I no longer know when that party was to be.")
