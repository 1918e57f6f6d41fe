"""``/remind`` as members use it, on virtual time.

The simulator knows no nonces, no closed DMs and no user-installed commands in foreign servers.
"""

from __future__ import annotations

import pytest

from cogs.reminders.bookkeeping import MOST_LIVE
from data.policy import Policy
from tests.e2e.conftest import Club
from tests.e2e.reading import button_ids, option_labels, shown_text
from tests.e2e.reminding import (
    HOUR,
    MINUTE,
    ask,
    form_values,
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
from tests.films import HOSTILE, NO_SCENE, TWO_SCENES, UNKNOWN, UPCOMING

SQLITE = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)


async def test_a_whole_evening(club: Club) -> None:
    asked = await ask(club)
    assert asked.ephemeral
    assert said(asked).splitlines() == [
        "**Night Harbour \\(2024)**".replace("\\", ""),
        "Stay seated · 2 scenes: 1 mid-credits, 1 post-credits",
        "Showtime <t:1767227400:F>",
        "plus 20 min of trailers and adverts → film starts <t:1767228600:t>",
        "plus 2 h 11 runtime → ends <t:1767236460:t>",
        "minus 8 min of credits (an estimate, ± 3 min)",
        "= **credits ≈ <t:1767235980:t> (± 3 min)**",
        "Scene 1, mid-credits: ≈ 2:05 into the credits, <t:1767236105:t>",
        "Pocket card at <t:1767226800:t> · ping at <t:1767235980:t>",
        f"In <#{club.lobby.id}>; if I cannot write there, by DM.",
        "-# Credits length after Mekado Murphy, The New York Times, May 2017; Janet Nguyen, "
        "Marketplace, 9 Dec 2022",
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
        "You can go: the film is over · Night Harbour (2024)",
        "Night Harbour (2024): was it right?",
    ]
    times = [f"{message.created_at:%d %H:%M:%S}" for message in club.lobby.history()]
    assert times == ["01 00:20:00", "01 02:53:00", "01 03:01:00", "02 11:00:00"]
    assert pinged(club, club.lobby.id) == [([club.alice.id], True)] * 3 + [([club.alice.id], False)]
    sends = sent_to(club, club.lobby.id)
    assert all(send["enforce_nonce"] and len(send["nonce"]) <= 25 for send in sends)


@SQLITE
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
    kept = await club.bot.registry.member_data["reminders"].export(club.alice.id)
    assert kept["reminders"][0]["outcome"] == "off"
    assert kept["reminders"][0]["minutes_off"] == -4


@SQLITE
async def test_a_restart_in_between_loses_nothing(club: Club) -> None:
    await save(club)
    await later(club, 10 * MINUTE)
    await club.restart()
    await later(club, 6 * HOUR)
    assert [text.split(" ")[0] for text in heard(club.lobby)] == ["Night", "Stay", "You"]


@SQLITE
async def test_no_zone_known_is_asked_and_remembered(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="20:30")
    assert "In which time zone is that?" in said(asked)
    assert asked.response is not None
    assert option_labels(asked.response.components)[:2] == ["America/New_York", "America/Chicago"]
    (select,) = [c for row in asked.response.components for c in row["components"]]
    chosen = await club.alice.select(
        asked.response.message, [select["options"][0]["value"]], custom_id=select["custom_id"]
    )
    assert "credits ≈" in said(chosen)
    assert (await club.bot.preferences.member(club.alice.id)).time_zone == "America/New_York"


@SQLITE
async def test_minutes_from_now_count_from_when_they_were_typed(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="in 20 minutes", film=UNKNOWN.id)
    await later(club, 10 * MINUTE)
    shown = await club.alice.slash(club.lobby, "remind timezone", zone="Europe/Berlin")
    await later(club, 10 * MINUTE)
    form = await press(club.alice, shown, "Enter the runtime")
    told = await club.alice.submit_modal(form, {"runtime": "100"})
    assert "In which time zone" in said(asked)
    assert "Showtime <t:1767226800:F>" in said(told)


@SQLITE
async def test_a_named_zone_is_asked_to_be_left_out(club: Club) -> None:
    asked = await ask(club, showtime="2026-01-18 20:00 EST")
    assert "leave the other one out" in said(asked)


@SQLITE
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
    assert said(again) == "I read your times in Europe/Berlin, where it is 01:00 now."


@SQLITE
async def test_discords_own_time_needs_no_zone(club: Club) -> None:
    asked = await ask(club, zone=None, showtime="<t:1767227400:F>")
    assert "credits ≈ <t:1767235980:t>" in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[1].startswith(
        "Stay seated: 2 scenes, film over about <t:1767236460:t>"
    )


@SQLITE
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


@SQLITE
async def test_an_unreadable_showtime_is_given_back_to_be_mended(club: Club) -> None:
    asked = await ask(club, showtime="when `it` ||starts|| @everyone")
    assert "I cannot read that" in said(asked)
    assert "@everyone" not in said(asked)
    assert "||" not in said(asked)
    form = await press(club.alice, asked, "Write the showtime again")
    mended = await club.alice.submit_modal(form, {"showtime": "tonight 1:30am"})
    assert "credits ≈" in said(mended)


@SQLITE
async def test_an_unknown_runtime_is_asked(club: Club) -> None:
    asked = await ask(club, film=UNKNOWN.id)
    assert "I do not know how long this film is." in said(asked)
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


@SQLITE
async def test_a_film_without_scenes_asks_whether_to_remind_anyway(club: Club) -> None:
    asked = await ask(club, film=NO_SCENE.id)
    assert "No scenes known. Remind anyway?" in said(asked)
    await press(club.alice, asked, "Remind anyway")
    await later(club, 4 * HOUR)
    assert heard(club.lobby)[1:] == [
        "Free to go: no scenes known. Credits are about to start · Quiet Meadow (2023)"
    ]


@SQLITE
async def test_preshow_and_ping_can_be_changed_before_saving(club: Club) -> None:
    asked = await ask(club)
    form = await press(club.alice, asked, "Pre-show…")
    asked = await club.alice.submit_modal(form, {"preshow": "20", "own": "12"})
    assert "plus 12 min of trailers" in said(asked)
    form = await press(club.alice, asked, "Ping…")
    asked = await club.alice.submit_modal(form, {"lead": "5", "ping": "silent"})
    assert "5 min before" in said(asked)
    assert "silently" in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, 3 * HOUR)
    assert f"{club.lobby.history()[1].created_at:%H:%M}" == "02:40"
    assert pinged(club, club.lobby.id) == [([club.alice.id], False)] * 2 + [
        ([club.alice.id], False)
    ] * (len(heard(club.lobby)) - 2)


@SQLITE
async def test_cancelling_a_draft_saves_nothing(club: Club) -> None:
    asked = await ask(club)
    dropped = await press(club.alice, asked, "Cancel")
    assert said(dropped) == "Cancelled, nothing was saved."
    await later(club, 6 * HOUR)
    assert heard(club.lobby) == []


@SQLITE
async def test_by_dm_it_is_confirmed_there_and_comes_there(club: Club) -> None:
    saved = await save(club, where="dm")
    assert "By DM; if that is closed, in <#" in said(saved)
    dm = club.alice.user.dm_channel
    assert heard(dm)[0].startswith("Saved: Night Harbour")
    await later(club, 6 * HOUR)
    assert heard(dm)[2].startswith("Stay seated: 2 scenes")
    assert heard(club.lobby) == []


@SQLITE
async def test_a_closed_dm_is_known_at_once_and_the_channel_offered(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    saved = await press(club.alice, asked, "Save")
    assert said(saved).startswith("Saved, but your DMs are closed to me")
    agreed = await press(club.alice, saved, "That channel is fine")
    assert said(agreed) == f"Good: I write in <#{club.lobby.id}>."
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3


@SQLITE
async def test_a_dm_that_discord_does_not_take_just_now_is_saved_all_the_same(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=500)
    assert said(await press(club.alice, asked, "Save")).startswith("Saved: Night Harbour")
    await later(club, 6 * HOUR)
    assert len(heard(club.alice.user.dm_channel)) == 3


@SQLITE
async def test_a_dm_that_could_not_be_opened_can_be_tried_again(club: Club) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/users/@me/channels", status=400, code=50007, times=2)
    saved = await press(club.alice, asked, "Save")
    assert said(saved).startswith("Saved, but your DMs are closed to me")
    again = await press(club.alice, saved, "Try the DM again")
    assert said(again).startswith("Saved: Night Harbour")


@SQLITE
async def test_a_dm_closed_later_falls_back_to_the_channel(club: Club) -> None:
    await save(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[0].startswith("Night Harbour (2024) · 01:30")
    assert len(heard(club.alice.user.dm_channel)) == 3


@SQLITE
async def test_what_reaches_nobody_is_told_at_the_next_command(club: Club) -> None:
    await save(club)
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50001, times=None)
    await later(club, 6 * HOUR)
    club.env.backend.faults.clear()
    result = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    (notice,) = [f.content for f in result.followups]
    assert notice.startswith("Night Harbour (2024): A reminder could not reach you")
    again = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert list(again.followups) == []


@SQLITE
async def test_discord_down_for_minutes_delays_but_loses_nothing(club: Club) -> None:
    await save(club)
    club.env.inject_error("POST", "/channels/*/messages", status=503, times=5)
    await later(club, HOUR)
    (card,) = heard(club.lobby)
    assert card.endswith("(late by 3 min)")


@SQLITE
async def test_a_strict_channel_learns_only_that_the_credits_start(club: Club) -> None:
    preferences = club.bot.preferences
    await preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    asked = await ask(club)
    assert "||Stay seated · 2 scenes: 1 mid-credits, 1 post-credits||" in said(asked)
    form = await press(club.alice, asked, "Ping…")
    asked = await club.alice.submit_modal(form, {"lead": "0", "ping": "normal", "details": "yes"})
    await press(club.alice, asked, "Save")
    await later(club, 6 * HOUR)
    card, stay, _ = heard(club.lobby)
    assert "seated" not in card
    assert stay == "Credits are about to start"
    assert heard(club.alice.user.dm_channel) == [
        "Stay seated: 2 scenes, film over about 04:01 · Night Harbour (2024)"
    ]


@SQLITE
async def test_under_embargo_too(club: Club) -> None:
    await save(club, film=UPCOMING.id)
    await later(club, 6 * HOUR)
    assert heard(club.lobby)[1] == "Credits are about to start"


@SQLITE
async def test_a_place_of_private_answers_is_reminded_by_dm(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.PRIVATE)
    asked = await ask(club, where="here")
    assert "By DM" in said(asked)


@SQLITE
async def test_list_snooze_edit_cancel(club: Club) -> None:
    empty = await club.alice.slash(club.lobby, "remind list")
    assert empty.response is not None
    assert "You have no reminders" in shown_text(empty.response.components)
    await save(club)
    shown = await club.alice.slash(club.lobby, "remind list")
    assert shown.ephemeral
    snoozed = await press(club.alice, shown, "+10 min")
    assert [f.content for f in snoozed.followups] == [
        "10 minutes later. I write at <t:1767236580:t> (<t:1767236580:R>)."
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


@SQLITE
async def test_an_edit_elsewhere_leaves_a_reminder_where_it_comes(club: Club) -> None:
    await save(club, film=TWO_SCENES.id)
    other = club.server.create_text_channel("other")
    await club.bot.preferences.change_member(club.alice.id, time_zone="America/New_York")
    shown = await club.alice.slash(other, "remind list")
    form = await press(club.alice, shown, "Edit…")
    answers = form_values(form)
    assert answers["showtime"] == "2025-12-31 19:30"
    edited = await club.alice.submit_modal(form, answers | {"preshow": "15"})
    assert "Showtime <t:1767227400:F>" in said(edited)
    assert f"In <#{club.lobby.id}>" in said(edited)
    form = await press(club.alice, shown, "Edit…")
    edited = await club.alice.submit_modal(form, answers | {"where": "dm"})
    assert f"By DM; if that is closed, in <#{other.id}>" in said(edited)


@SQLITE
async def test_an_edit_keeps_the_runtime_that_was_entered(club: Club) -> None:
    asked = await ask(club, film=UNKNOWN.id)
    form = await press(club.alice, asked, "Enter the runtime")
    told = await club.alice.submit_modal(form, {"runtime": "100"})
    await press(club.alice, told, "Ping me at the credits anyway")
    form = await press(club.alice, await club.alice.slash(club.lobby, "remind list"), "Edit…")
    edited = await club.alice.submit_modal(form, form_values(form))
    assert "plus 1 h 40 runtime" in said(edited)


@SQLITE
async def test_not_yet_brings_the_ping_again(club: Club) -> None:
    await save(club)
    await later(club, 2 * HOUR + 53 * MINUTE)
    ping = club.lobby.history()[-1]
    again = await press_on(club.alice, ping, "Not yet: 5 more minutes")
    assert said(again).startswith("I write at <t:1767236280:t>")
    await later(club, 6 * MINUTE)
    assert heard(club.lobby)[-1].startswith("Stay seated")
    stopped = await press_on(club.alice, club.lobby.history()[-1], "No more of these")
    assert said(stopped).startswith("Cancelled")
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3


@SQLITE
async def test_twenty_is_enough(club: Club) -> None:
    for number in range(MOST_LIVE):
        await save(club, showtime=f"2026-02-{number + 1:02} 20:00")
    await ask(club, showtime="2026-03-01 20:00")
    assert refusal(club).startswith("You have 20 reminders")
    shown = await club.alice.slash(club.lobby, "remind list")
    turned = await press(club.alice, shown, "Next (page 1 of 5)")
    assert turned.response is not None
    assert "(20 of at most 20)" in shown_text(turned.response.components)


@SQLITE
async def test_members_of_one_screening_share_a_message(club: Club) -> None:
    await save(club)
    await save(club, who=club.bob)
    await later(club, 6 * HOUR)
    assert len(heard(club.lobby)) == 3
    assert pinged(club, club.lobby.id)[1] == ([club.alice.id, club.bob.id], True)


@SQLITE
async def test_the_card_opens_the_form_with_the_film_filled_in(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    await club.bot.preferences.change_member(club.bob.id, time_zone="Europe/Berlin")
    form = await press(club.bob, card, "Remind me")
    answers = {"showtime": "01:30", "preshow": "20", "where": "dm", "ping": "normal"}
    asked = await club.bob.submit_modal(form, answers)
    assert asked.ephemeral
    assert "**Night Harbour (2024)**" in said(asked)
    assert "By DM" in said(asked)


@SQLITE
async def test_two_who_fill_in_the_same_form_at_once_each_get_their_own_film(club: Club) -> None:
    answers = {"showtime": "01:30", "preshow": "20", "where": "here", "ping": "normal"}
    forms = []
    for who, film in ((club.alice, TWO_SCENES), (club.bob, NO_SCENE)):
        await club.bot.preferences.change_member(who.id, time_zone="Europe/Berlin")
        card = await who.slash(club.lobby, "stinger", film=film.id)
        forms.append((who, film, await press(who, card, "Remind me")))
    for who, film, form in forms:
        assert f"**{film.label}**" in said(await who.submit_modal(form, answers))


@SQLITE
async def test_a_refused_form_is_given_back_as_it_was_filled_in(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    form = await press(club.alice, card, "Remind me")
    answers = {"showtime": "fri 21:00", "preshow": "20m", "where": "dm", "ping": "silent"}
    refused = await club.alice.submit_modal(form, answers)
    assert said(refused).startswith("Write whole minutes from 0 to 240, in figures.")
    again = await press(club.alice, refused, "Correct it")
    assert form_values(again) == answers


@SQLITE
async def test_which_film_keeps_what_was_typed(club: Club) -> None:
    asked = await ask(club, film="the twin 1999", showtime="fri 21:00", preshow=5)
    assert asked.response is not None
    form = await club.alice.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="choose:remind"
    )
    answers = {"showtime": "fri 21:00", "preshow": "5", "where": "here", "ping": "normal"}
    assert "The Twin (1999, 104 min)" in said(await club.alice.submit_modal(form, answers))


@SQLITE
async def test_a_showtime_that_has_passed_is_fine_while_the_film_runs(club: Club) -> None:
    await later(club, 2 * HOUR)
    asked = await ask(club)
    assert "credits ≈ <t:1767235980:t>" in said(asked)
    await press(club.alice, asked, "Save")
    await later(club, HOUR)
    assert heard(club.lobby)[0].startswith("Stay seated")


@SQLITE
async def test_foreign_drafts_and_forged_buttons_do_nothing(club: Club) -> None:
    asked = await ask(club)
    assert asked.response is not None
    await save(club, who=club.bob)
    store = club.bot.registry.member_data["reminders"]
    shown = await club.bob.slash(club.lobby, "remind list")
    await press(club.bob, shown, "Cancel")
    assert [r["state"] for r in (await store.export(club.alice.id))["reminders"]] == ["draft"]
    assert [r["state"] for r in (await store.export(club.bob.id))["reminders"]] == ["cancelled"]


@SQLITE
async def test_a_hostile_title_stays_text(club: Club) -> None:
    asked = await ask(club, film=HOSTILE.id)
    form = await press(club.alice, asked, "Enter the runtime")
    asked = await club.alice.submit_modal(form, {"runtime": "100"})
    await press(club.alice, asked, "Ping me at the credits anyway")
    await later(club, 6 * HOUR)
    for text in heard(club.lobby):
        assert "||" not in text
        assert "@everyone" not in text


@SQLITE
async def test_deleting_a_members_data_stops_their_messages(club: Club) -> None:
    await save(club)
    data = club.bot.registry.member_data["reminders"]
    assert await data.delete(club.alice.id) is None
    assert await data.export(club.alice.id) == {"reminders": [], "hosted parties": []}
    await later(club, 6 * HOUR)
    assert heard(club.lobby) == []
