"""What ``/remind stay`` asks before it saves; nothing that was typed is lost."""

from __future__ import annotations

import pytest

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.reminders.evenings import (
    HOUR,
    MINUTE,
    ask,
    heard,
    later,
    pinged,
    press,
    refusal,
    said,
)
from tests.e2e.replies import button_ids, option_labels
from tests.films import NO_SCENE, TWO_SCENES, UNKNOWN

pytestmark = ON_SQLITE


async def test_no_zone_known_is_asked_and_remembered(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="20:30")
    assert "In which time zone is that?" in said(asked)
    assert asked.response is not None
    assert option_labels(asked.response.components)[:2] == [
        "New York · Eastern Time",
        "Chicago · Central Time",
    ]
    (select,) = [c for row in asked.response.components for c in row["components"]]
    chosen = await club.alice.select(
        asked.response.message, [select["options"][0]["value"]], custom_id=select["custom_id"]
    )
    assert "credits ≈" in said(chosen)
    assert (await club.bot.preferences.member(club.alice.id)).time_zone == "America/New_York"


async def test_minutes_from_now_count_from_when_they_were_typed(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="in 20 minutes", film=UNKNOWN.id)
    assert "In which time zone" not in said(asked)
    await later(club, 10 * MINUTE)
    shown = await club.alice.slash(club.lobby, "remind timezone", zone="Europe/Berlin")
    await later(club, 10 * MINUTE)
    form = await press(club.alice, shown, "Enter the runtime")
    told = await club.alice.submit_modal(form, {"runtime": "100"})
    assert "Showtime <t:1767226800:F>" in said(told)


async def test_minutes_from_now_need_no_zone(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="in 20 minutes")
    assert "Showtime <t:1767226800:F>" in said(asked)
    saved = await press(club.alice, asked, "Save")
    assert "<t:1767226800:F>" in said(saved)
    assert (await club.bot.preferences.member(club.alice.id)).time_zone is None


async def test_a_named_zone_is_asked_to_be_left_out(club: Club) -> None:
    asked = await ask(club, showtime="2026-01-18 20:00 EST")
    assert "leave the other one out" in said(asked)


async def test_another_zone_is_named_by_command_and_the_draft_goes_on(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="20:30")
    assert asked.response is not None
    (select,) = [c for row in asked.response.components for c in row["components"]]
    other = await club.alice.select(
        asked.response.message, [select["options"][-1]["value"]], custom_id=select["custom_id"]
    )
    assert "/remind timezone" in said(other)
    await club.alice.slash(club.lobby, "remind timezone", zone="Gotham")
    assert refusal(club).startswith("I know no time zone of that name.")
    named = await club.alice.slash(club.lobby, "remind timezone", zone="australia/lord howe")
    assert "Showtime" in said(named)
    again = await club.alice.slash(club.lobby, "remind timezone", zone="Europe/Berlin")
    assert (
        said(again) == "I read your times in Berlin · Central European Time, where it is 01:00 now."
    )


async def test_discords_own_time_needs_no_zone(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="<t:1767227400:F>")
    assert "credits ≈ <t:1767235980:t>" in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[1].startswith(
        "Stay seated: 2 scenes, film over about <t:1767236460:t>"
    )


async def test_a_doubtful_showtime_is_asked_back(club: Club) -> None:
    asked = await ask(club, showtime="01/02 20:00")
    assert "more than one way" in said(asked)
    assert asked.response is not None
    assert list(button_ids(asked.response.components)) == [
        "Fri 2 Jan 2026, 20:00",
        "Sun 1 Feb 2026, 20:00",
        "Write the showtime again",
    ]
    chosen = await press(club.alice, asked, "Sun 1 Feb 2026, 20:00")
    assert "Showtime <t:1769972400:F>" in said(chosen)


async def test_an_unreadable_showtime_is_given_back_to_be_mended(club: Club) -> None:
    asked = await ask(club, showtime="when `it` ||starts|| @everyone")
    assert "I can't read that" in said(asked)
    assert "@everyone" not in said(asked)
    assert "||" not in said(asked)
    form = await press(club.alice, asked, "Write the showtime again")
    mended = await club.alice.submit_modal(form, {"showtime": "tonight 1:30am"})
    assert "credits ≈" in said(mended)


async def test_words_of_another_language_than_discords_are_read(club: Club) -> None:
    asked = await ask(club, showtime="heute abend halb neun")
    assert "Showtime <t:1767295800:F>" in said(asked)
    counted = await ask(club, zone=None, showtime="fra un'ora e mezza")
    assert "Showtime <t:1767231000:F>" in said(counted)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("morgen von 18 Uhr bis 20 Uhr", "I see more than one time there."),
        ("saturday", "That names no time of day."),
        ("30 feb 8pm", "The calendar has no such day."),
    ],
)
async def test_a_refusal_says_what_is_wrong(club: Club, typed: str, why: str) -> None:
    asked = await ask(club, showtime=typed)
    assert why in said(asked)
    assert f"You wrote: {typed}" in said(asked)


async def test_an_unknown_runtime_is_asked(club: Club) -> None:
    asked = await ask(club, film=UNKNOWN.id)
    assert "I don't know how long this film is." in said(asked)
    form = await press(club.alice, asked, "Enter the runtime")
    refused = await club.alice.submit_modal(form, {"runtime": "long"})
    assert said(refused).startswith("Write the runtime")
    form = await press(club.alice, refused, "Correct it")
    told = await club.alice.submit_modal(form, {"runtime": "2h 11"})
    assert "plus 2 h 11 runtime" in said(told)
    assert "Not known yet whether a scene follows." in said(told)
    saved = await press(club.alice, told, "Ping me at the credits anyway")
    assert said(saved).startswith("Saved")
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[1] == (
        "Credits are about to start · Paper Lantern (2021). Whether a scene follows is not known "
        "yet; film over about 04:01"
    )


async def test_a_film_without_scenes_asks_whether_to_remind_anyway(club: Club) -> None:
    asked = await ask(club, film=NO_SCENE.id)
    assert "No scenes known. Remind anyway?" in said(asked)
    await press(club.alice, asked, "Remind anyway")
    await later(club, 4 * HOUR)
    assert heard(club.lobby)[1:] == [
        "Free to go: no scenes known. Credits are about to start · Quiet Meadow (2023)"
    ]


async def test_preshow_and_ping_can_be_changed_before_saving(club: Club) -> None:
    asked = await ask(club)
    form = await press(club.alice, asked, "Pre-show…")
    asked = await club.alice.submit_modal(form, {"preshow": "20", "own": "12"})
    assert "plus 12 min of trailers" in said(asked)
    form = await press(club.alice, asked, "Ping…")
    asked = await club.alice.submit_modal(form, {"lead": "5", "ping": "silent"})
    assert "5 min before" in said(asked)
    assert "Silently." in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, 3 * HOUR)
    assert f"{club.lobby.history()[1].created_at:%H:%M}" == "02:40"
    assert pinged(club, club.lobby.id) == [([club.alice.id], False)] * 2 + [
        ([club.alice.id], False)
    ] * (len(heard(club.lobby)) - 2)


async def test_cancelling_a_draft_saves_nothing(club: Club) -> None:
    asked = await ask(club)
    dropped = await press(club.alice, asked, "Cancel")
    assert said(dropped) == "Cancelled, nothing was saved."
    await later(club, 6 * HOUR)
    assert heard(club.lobby) == []


async def test_the_card_opens_the_form_with_the_film_filled_in(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    await club.bot.preferences.change_member(club.bob.id, time_zone="Europe/Berlin")
    form = await press(club.bob, card, "Remind me")
    answers = {"showtime": "01:30", "preshow": "20", "where": "dm", "ping": "normal"}
    asked = await club.bob.submit_modal(form, answers)
    assert asked.ephemeral
    assert "**Night Harbour (2024)**" in said(asked)
    assert "By DM" in said(asked)


async def test_which_film_keeps_what_was_typed(club: Club) -> None:
    asked = await ask(club, film="the twin 1999", showtime="fri 21:00", preshow=5)
    assert asked.response is not None
    form = await club.alice.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="select/film:choose:remind"
    )
    answers = {"showtime": "fri 21:00", "preshow": "5", "where": "here", "ping": "normal"}
    assert "The Twin (1999, 104 min)" in said(await club.alice.submit_modal(form, answers))
