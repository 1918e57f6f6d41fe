"""``/remind`` as members use it, on virtual time.

The simulator knows no nonces, no closed DMs and no user-installed commands in foreign servers.
"""

from __future__ import annotations

from cogs.reminders.rules.screenings import MOST_LIVE
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
    press_on,
    refusal,
    said,
    save,
    sent_to,
)
from tests.e2e.replies import filled_in, shown_text
from tests.films import HOSTILE, TWO_SCENES, UNKNOWN


async def test_a_whole_evening(club: Club) -> None:
    asked = await ask(club)
    assert asked.ephemeral
    assert said(asked).splitlines() == [
        "**Night Harbour \\(2024)**".replace("\\", ""),
        "Stay seated · 2 scenes: 1 mid-credits, 1 post-credits",
        "Showtime <t:1767227400:F>",
        "plus 20 min of trailers and adverts → film starts <t:1767228600:t>",
        "plus 2 h 11 runtime → ends <t:1767236460:t>",
        "minus 8 min of credits (± 3 min)",
        "= **credits ≈ <t:1767235980:t> (± 3 min)**",
        "Scene 1, mid-credits: ≈ 2:05 into the credits, <t:1767236105:t>",
        "Pocket card at <t:1767226800:t> · ping at <t:1767235980:t>",
        f"In <#{club.lobby.id}>; if I can't write there, by DM.",
    ]
    why = await press(club.alice, asked, "Why?")
    assert said(why).splitlines() == [
        "**Night Harbour (2024)**: 8 min of credits, an estimate, right to about ± 3 min.",
        "After Mekado Murphy, The New York Times, May 2017; Janet Nguyen, Marketplace, 9 Dec 2022.",
        "No page that I know states this film's, and too few members measured them.",
    ]
    saved = await press(club.alice, asked, "Save")
    assert said(saved).startswith("Saved: Night Harbour (2024), <t:1767227400:F>.")
    await later(club, 36 * HOUR)
    card, *rest = heard(club.lobby)
    assert card.splitlines() == [
        "Night Harbour (2024) · 01:30",
        "Stay seated · 2 scenes: 1 mid-credits, 1 post-credits",
        "Film from about 01:50, credits about 03:53 (± 3 min), over about 04:01",
        "Screen dark, sound off. Keep this message: it needs no network.",
    ]
    assert rest == [
        "Stay seated: 2 scenes, film over about 04:01 · Night Harbour (2024)",
        "You can go: the film is over · Night Harbour (2024)\nWas there a scene?\n"
        "-# By answering you give the fact, without your name, to everybody (CC0).",
        "Night Harbour (2024): was it right?",
    ]
    times = [f"{message.created_at:%d %H:%M:%S}" for message in club.lobby.history()]
    assert times == ["01 00:20:00", "01 02:53:00", "01 03:01:00", "02 11:00:00"]
    assert pinged(club, club.lobby.id) == [([club.alice.id], True)] * 3 + [([club.alice.id], False)]
    sends = sent_to(club, club.lobby.id)
    assert all(send["enforce_nonce"] and len(send["nonce"]) <= 25 for send in sends)


@ON_SQLITE
async def test_the_answer_of_the_next_day_is_kept(club: Club) -> None:
    await save(club)
    await later(club, 36 * HOUR)
    question = club.lobby.history()[-1]
    other = await press_on(club.bob, question, "Right")
    assert said(other).startswith("That message was for others.")
    form = await press_on(club.alice, question, "Off by…")
    refused = await club.alice.submit_modal(form, {"minutes": "many"})
    assert said(refused).startswith("Write whole minutes")
    form = await press(club.alice, refused, "Correct it")
    assert said(await club.alice.submit_modal(form, {"minutes": "−4"})) == "Thank you, noted."
    kept = await club.bot.records.of_member(club.alice.id)
    assert kept["reminders"][0]["outcome"] == "off"
    assert kept["reminders"][0]["off_by"] == -4


@ON_SQLITE
async def test_a_restart_in_between_loses_nothing(club: Club) -> None:
    await save(club)
    await later(club, 10 * MINUTE)
    await club.restart()
    await later(club, 6 * HOUR)
    assert [text.split(" ")[0] for text in heard(club.lobby)] == ["Night", "Stay", "You"]


@ON_SQLITE
async def test_discord_down_for_minutes_delays_but_loses_nothing(club: Club) -> None:
    await save(club)
    club.env.inject_error("POST", "/channels/*/messages", status=503, times=5)
    await later(club, HOUR)
    (card,) = heard(club.lobby)
    assert card.endswith("(late by 3 min)")


@ON_SQLITE
async def test_list_snooze_edit_cancel(club: Club) -> None:
    empty = await club.alice.slash(club.lobby, "remind list")
    assert empty.response is not None
    assert "You have no reminders" in shown_text(empty.response.components)
    await save(club)
    shown = await club.alice.slash(club.lobby, "remind list")
    assert shown.ephemeral
    snoozed = await press(club.alice, shown, "+10 min")
    assert [f.content for f in snoozed.followups] == [
        "10 minutes later. I'll ping you at <t:1767236580:t> (<t:1767236580:R>)."
    ]
    form = await press(club.alice, snoozed, "Edit…")
    edited = await club.alice.submit_modal(
        form, {"showtime": "2026-01-01 02:00", "preshow": "15", "where": "here", "ping": "normal"}
    )
    await press(club.alice, edited, "Save")
    await later(club, 2 * HOUR)
    assert len(heard(club.lobby)) == 1
    shown = await club.alice.slash(club.lobby, "remind list")
    assert shown.response is not None
    assert "(1 of at most 20)" in shown_text(shown.response.components)
    cancelled = await press(club.alice, shown, "Cancel")
    assert cancelled.response is not None
    assert "You have no reminders" in shown_text(cancelled.response.components)
    await later(club, 2 * HOUR)
    assert len(heard(club.lobby)) == 1


@ON_SQLITE
async def test_an_edit_elsewhere_leaves_a_reminder_where_it_comes(club: Club) -> None:
    await save(club, film=TWO_SCENES.id)
    other = club.server.create_text_channel("other")
    await club.bot.preferences.change_member(club.alice.id, time_zone="America/New_York")
    shown = await club.alice.slash(other, "remind list")
    form = await press(club.alice, shown, "Edit…")
    answers = filled_in(form)
    assert answers["showtime"] == "2025-12-31 19:30"
    edited = await club.alice.submit_modal(form, answers | {"preshow": "15"})
    assert "Showtime <t:1767227400:F>" in said(edited)
    assert f"In <#{club.lobby.id}>" in said(edited)
    form = await press(club.alice, shown, "Edit…")
    edited = await club.alice.submit_modal(form, answers | {"where": "dm"})
    assert f"By DM; if that is closed, in <#{other.id}>" in said(edited)


@ON_SQLITE
async def test_an_edit_keeps_the_runtime_that_was_entered(club: Club) -> None:
    asked = await ask(club, film=UNKNOWN.id)
    form = await press(club.alice, asked, "Enter the runtime")
    told = await club.alice.submit_modal(form, {"runtime": "100"})
    await press(club.alice, told, "Ping me at the credits anyway")
    form = await press(club.alice, await club.alice.slash(club.lobby, "remind list"), "Edit…")
    edited = await club.alice.submit_modal(form, filled_in(form))
    assert "plus 1 h 40 runtime" in said(edited)


@ON_SQLITE
async def test_an_edit_asks_for_the_zone_that_was_not_needed_before(club: Club) -> None:
    showtime = f"<t:{int(club.env.now().timestamp()) + HOUR}:F>"
    await save(club, showtime=showtime, zone=None)
    listed = await club.alice.slash(club.lobby, "remind list")
    form = await press(club.alice, listed, "Edit…")
    assert filled_in(form)["showtime"] == showtime
    asked = await club.alice.submit_modal(form, filled_in(form) | {"showtime": "21:00"})
    assert said(asked).endswith("In which time zone is that? I'll remember it for next time.")


async def test_a_number_that_no_party_has_is_refused(club: Club) -> None:
    for number in (2**31, 2**53 - 1, -1):
        refused = await club.alice.slash(club.lobby, "party host", party=number, member=club.bob)
        assert said(refused) == "That party is over. /party list shows what is coming."
    club.env.errors.clear()


async def test_not_yet_brings_the_ping_again(club: Club) -> None:
    await save(club)
    await later(club, 2 * HOUR + 53 * MINUTE)
    ping = club.lobby.history()[-1]
    again = await press_on(club.alice, ping, "Snooze 5 min")
    assert said(again).startswith("I'll ping you at <t:1767236280:t>")
    await later(club, 6 * MINUTE)
    assert heard(club.lobby)[-1].startswith("Stay seated")
    stopped = await press_on(club.alice, club.lobby.history()[-1], "Stop this reminder")
    assert said(stopped).startswith("Cancelled")
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3


@ON_SQLITE
async def test_twenty_is_enough(club: Club) -> None:
    for number in range(MOST_LIVE):
        await save(club, showtime=f"2026-02-{number + 1:02} 20:00")
        await later(club, 1)  # nobody saves twenty at once
    await ask(club, showtime="2026-03-01 20:00")
    assert refusal(club).startswith("You have 20 reminders")
    shown = await club.alice.slash(club.lobby, "remind list")
    turned = await press(club.alice, shown, "Next (page 1 of 5)")
    assert turned.response is not None
    assert "(20 of at most 20)" in shown_text(turned.response.components)


@ON_SQLITE
async def test_members_of_one_screening_share_a_message(club: Club) -> None:
    await save(club)
    await save(club, who=club.bob)
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3
    assert pinged(club, club.lobby.id)[1] == ([club.alice.id, club.bob.id], True)


@ON_SQLITE
async def test_a_showtime_that_has_passed_is_fine_while_the_film_runs(club: Club) -> None:
    await later(club, 2 * HOUR)
    asked = await ask(club)
    assert "credits ≈ <t:1767235980:t>" in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, HOUR)
    assert heard(club.lobby)[0].startswith("Stay seated")


@ON_SQLITE
async def test_foreign_drafts_and_forged_buttons_do_nothing(club: Club) -> None:
    asked = await ask(club)
    assert asked.response is not None
    await save(club, who=club.bob)
    records = club.bot.records
    shown = await club.bob.slash(club.lobby, "remind list")
    await press(club.bob, shown, "Cancel")
    assert [r["state"] for r in (await records.of_member(club.alice.id))["reminders"]] == ["draft"]
    assert [r["state"] for r in (await records.of_member(club.bob.id))["reminders"]] == [
        "cancelled"
    ]


@ON_SQLITE
async def test_a_hostile_title_stays_text(club: Club) -> None:
    asked = await ask(club, film=HOSTILE.id)
    form = await press(club.alice, asked, "Enter the runtime")
    asked = await club.alice.submit_modal(form, {"runtime": "100"})
    await press(club.alice, asked, "Ping me at the credits anyway")
    await later(club, 6 * HOUR)
    for text in heard(club.lobby):
        assert "||" not in text
        assert "@everyone" not in text


@ON_SQLITE
async def test_deleting_a_members_data_stops_their_messages(club: Club) -> None:
    await save(club)
    assert await club.bot.records.erase_member(club.alice.id) == []
    assert not any((await club.bot.records.of_member(club.alice.id)).values())
    await later(club, 6 * HOUR)
    assert heard(club.lobby) == []
