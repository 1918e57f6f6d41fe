"""``/party`` as a server uses it, on virtual time."""

from __future__ import annotations

import discord

from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import PACE, change, events_of, invite, post_of, show, thread_of
from tests.e2e.reminders.evenings import (
    HOUR,
    MINUTE,
    heard,
    later,
    pinged,
    press,
    press_on,
    refusal,
    said,
    sent_to,
)
from tests.e2e.replies import answer, button_ids, filled_in
from tests.e2e.rights import permit
from tests.films import NO_SCENE, UNKNOWN

pytestmark = ON_SQLITE


async def test_a_party_of_three_with_credits_started(club: Club) -> None:
    permit(club, create_events=True)
    posted = await invite(club)
    assert said(posted).startswith("Posted: https://discord.com/")
    assert post_of(club).content.splitlines() == [
        "**Watch party** · Night Harbour (2024)",
        f"Hosted by <@{club.alice.id}> · in the cinema",
        "Showtime <t:1767227400:F> (<t:1767227400:R>)",
        "Film from about <t:1767228600:t>, credits ≈ <t:1767235980:t> (± 3 min), "
        "over about <t:1767236460:t>",
        "Stay seated · 2 scenes: 1 mid-credits, 1 post-credits",
        "Going 1 · Maybe 0 · No 0",
    ]
    await press_on(club.bob, post_of(club), "Going")
    await press_on(club.moderator, post_of(club), "Going")
    await press_on(club.admin, post_of(club), "Maybe")
    await later(club, PACE)
    assert post_of(club).content.endswith("Going 3 · Maybe 1 · No 0")
    (event,) = await events_of(club)
    assert event.name == "Watch party · Night Harbour (2024)"
    thread = thread_of(club)
    await later(club, 2 * HOUR + 40 * MINUTE - PACE)
    assert len(heard(thread)) == 1
    told = await press_on(club.alice, post_of(club), "Credits started")
    assert said(told) == "The clock runs: everybody's messages follow it."
    await later(club, MINUTE)
    assert (
        heard(thread)[1]
        == "Stay seated: 2 scenes, film over about <t:1767235680:t> · Night Harbour (2024)"
    )
    everybody = [club.alice.id, club.bob.id, club.moderator.id]
    assert pinged(club, thread.id) == [(everybody, True)] * 2
    await later(club, 8 * MINUTE)
    assert (
        heard(thread)[2]
        == "You can go: the film is over · Night Harbour (2024)\nWas there a scene?\n"
        "-# By answering you give the fact, without your name, to everybody (CC0)."
    )
    await later(club, 36 * HOUR)
    assert len(heard(thread)) == 4
    assert "Credits started <t:1767235200:t>" in post_of(club).content


async def test_two_attendees_within_three_minutes_are_believed(club: Club) -> None:
    await invite(club)
    for attendee in (club.bob, club.moderator):
        await press_on(attendee, post_of(club), "Going")
    await later(club, 2 * HOUR)
    stranger = await press_on(club.admin, post_of(club), "Credits started")
    assert said(stranger).startswith("Only people going to the party")
    first = await press_on(club.bob, post_of(club), "Credits started")
    assert said(first).startswith("Noted.")
    await later(club, 4 * MINUTE)
    late = await press_on(club.moderator, post_of(club), "Credits started")
    assert said(late).startswith("Noted.")
    await later(club, 2 * MINUTE)
    second = await press_on(club.bob, post_of(club), "Credits started")
    assert said(second).startswith("The clock runs:")
    again = await press_on(club.alice, post_of(club), "Credits started")
    assert said(again) == "The clock runs already."


async def test_a_pause_at_home_shifts_what_follows(club: Club) -> None:
    await invite(club, place="home")
    thread = thread_of(club)
    assert "Pause" in button_ids([row.to_dict() for row in post_of(club).components])
    await later(club, HOUR)
    refused = await press_on(club.bob, post_of(club), "Pause")
    assert said(refused) == "Only the host, a co-host or a moderator can do that."
    await press_on(club.alice, post_of(club), "Pause")
    assert "Paused since" in post_of(club).content
    await later(club, 3 * HOUR)
    assert len(heard(thread)) == 1
    await press_on(club.alice, post_of(club), "Resume")
    await later(club, 3 * HOUR)
    sent = {m.content.split(" ")[0]: f"{m.created_at:%H:%M}" for m in thread.history()}
    assert sent == {"Night": "00:20", "Stay": "05:33", "You": "05:41"}


async def test_who_joins_during_a_pause_hears_nothing_before_it_goes_on(club: Club) -> None:
    await invite(club, place="home")
    await later(club, HOUR)
    await press_on(club.alice, post_of(club), "Pause")
    await press_on(club.bob, post_of(club), "Going")
    changed = await change(club, limit="5")
    assert [f.content for f in changed.followups] == ["Changed."]
    await later(club, 3 * HOUR)
    assert "2 going" in said(await club.bob.slash(club.lobby, "party list"))
    await press_on(club.moderator, post_of(club), "Going")
    assert len(heard(thread_of(club))) == 1
    await press_on(club.alice, post_of(club), "Resume")
    await later(club, 3 * HOUR)
    everybody = {club.alice.id, club.bob.id, club.moderator.id}
    stays = [m for m in thread_of(club).history() if m.content.startswith("Stay")]
    assert {f"{m.created_at:%H:%M}" for m in stays} == {"05:33"}
    assert {user.id for m in stays for user in m.mentions} == everybody


async def test_credits_cannot_start_before_the_film_nor_after_the_party(club: Club) -> None:
    await invite(club)
    early = await press_on(club.alice, post_of(club), "Credits started")
    assert said(early).startswith("The film has not begun yet.")
    await later(club, 30 * MINUTE)
    card = thread_of(club).history()[-1]
    await press_on(club.alice, post_of(club), "Ended")
    over = await press_on(club.alice, card, "Credits started")
    assert said(over).startswith("That party is over.")


async def test_credits_that_start_late_bring_the_end_again(club: Club) -> None:
    await invite(club)
    await later(club, 3 * HOUR + 5 * MINUTE)
    assert heard(thread_of(club))[-1].startswith("You can go")
    await press_on(club.alice, post_of(club), "Credits started")
    await later(club, HOUR)
    said_then = [
        f"{m.content.split(' ')[0]} {m.created_at:%H:%M}" for m in thread_of(club).history()
    ]
    assert said_then == ["Night 00:20", "Stay 02:53", "You 03:01", "You 03:13"]


async def test_a_party_that_is_put_off_begins_its_evening_anew(club: Club) -> None:
    await invite(club)
    await later(club, 2 * HOUR)
    await press_on(club.alice, post_of(club), "Credits started")
    await later(club, 2 * MINUTE)
    assert len(heard(thread_of(club))) == 2
    changed = await change(club, showtime="2026-01-02 01:30")
    assert [f.content for f in changed.followups] == ["Changed. Everybody going is told once."]
    assert "Credits started" not in post_of(club).content
    await later(club, 40 * HOUR)
    times = [
        f"{m.content.split(' ')[0]} {m.created_at:%d %H:%M}" for m in thread_of(club).history()
    ]
    assert times[2:] == ["New 01 02:02", "Night 02 00:20", "Stay 02 02:53", "You 02 03:01"]


async def test_who_says_no_again_hears_nothing(club: Club) -> None:
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    await press_on(club.bob, post_of(club), "Maybe")
    await later(club, HOUR)
    assert pinged(club, thread_of(club).id) == [([club.alice.id], True)]


async def test_thread_and_event_are_named_in_the_servers_language(club: Club) -> None:
    permit(club, create_events=True)
    await club.bot.preferences.change_server(club.server.id, language="de")
    await club.bot.preferences.change_member(club.alice.id, language="fr")
    shown = await show(club)
    assert said(shown).count("Filmabend · Night Harbour (2024)") == 2
    await club.alice.click(answer(shown).message, custom_id="party:post:1")
    (event,) = await events_of(club)
    named = thread_of(club).name, event.name, event.location
    assert named == (*["Filmabend · Night Harbour (2024)"] * 2, "Im Kino")


async def test_the_role_is_pinged_once_and_only_if_the_host_may(club: Club) -> None:
    fans = club.server.create_role("Fans", permissions=discord.Permissions.none())
    await invite(club, pingrole=fans)
    assert refusal(club).startswith("You may not mention that role here.")
    await invite(club, who=club.admin, pingrole=fans)
    (send, *_) = sent_to(club, club.lobby.id)
    assert send["allowed_mentions"] == {"parse": [], "roles": [fans.id]}
    await press_on(club.bob, post_of(club), "Going")
    edits = [r.json or {} for r in club.env.http_requests if r.method == "PATCH"]
    assert all(not (edit.get("allowed_mentions") or {}).get("roles") for edit in edits)


async def test_edit_and_cancel_tell_everybody_once(club: Club) -> None:
    permit(club, create_events=True)
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    (choice,) = await club.alice.autocomplete(club.lobby, "party edit", "party", "")
    assert choice["name"] == "1 Jan 00:30 UTC · Night Harbour (2024)"
    form = await club.alice.slash(club.lobby, "party edit", party=choice["value"])
    answers = {"showtime": "2026-01-01 03:00", "preshow": "10", "limit": "5", "answer": "30"}
    changed = await club.alice.submit_modal(form, answers)
    assert [f.content for f in changed.followups] == ["Changed. Everybody going is told once."]
    await later(club, MINUTE)
    thread = thread_of(club)
    assert heard(thread) == [
        "New time for Night Harbour (2024): <t:1767232800:F>, credits about <t:1767240780:t> "
        "(± 3 min)"
    ]
    assert "of at most 5" in post_of(club).content
    await later(club, HOUR)
    await club.moderator.slash(club.lobby, "party cancel", party=choice["value"])
    await later(club, 40 * HOUR)
    assert heard(thread)[1:] == [
        "The party for Night Harbour (2024) on <t:1767232800:F> is cancelled"
    ]
    assert post_of(club).content.endswith("This party is cancelled.")
    assert await events_of(club) == []


async def test_a_party_without_a_zone_is_moved_by_its_hosts_clock(club: Club) -> None:
    begins = int(club.env.now().timestamp()) + HOUR
    shown = await club.alice.slash(club.lobby, "party new", film=NO_SCENE.id, when=f"<t:{begins}>")
    await press(club.alice, shown, "Post")
    refused = await change(club, showtime="21:00")
    assert said(refused).startswith("I don't know your time zone yet.")
    club.env.errors.clear()
    await club.alice.slash(club.lobby, "remind timezone", zone="Europe/Berlin")
    await change(club, showtime="21:00")
    await later(club, PACE)
    assert "Showtime <t:1767297600:F>" in post_of(club).content


async def test_a_wrong_limit_says_what_to_write(club: Club) -> None:
    await invite(club, limit=10_000)
    form = await club.alice.slash(club.lobby, "party edit", party=1)
    assert filled_in(form) == {
        "showtime": "2026-01-01 01:30",
        "preshow": "20",
        "limit": "10000",
        "answer": "30",
    }
    assert (await change(club)).followups[0].content == "Changed."
    refused = await change(club, limit="0")
    assert said(refused).startswith("Write how many can come as a number from 1 to 10000")
    brief = await change(club, answer="4")
    assert said(brief).startswith("Write how many minutes somebody on the waiting list has")
    far = await change(club, showtime="2028-01-01 20:00")
    assert said(far).startswith("That is more than a year ahead.")


async def test_the_list_shows_what_is_coming(club: Club) -> None:
    assert said(await club.bob.slash(club.lobby, "party list")).startswith("No party is coming.")
    await invite(club)
    shown = said(await club.bob.slash(club.lobby, "party list"))
    assert shown.startswith("- Night Harbour (2024) · <t:1767227400:F> · 1 going")
    await press_on(club.alice, post_of(club), "Ended")
    await later(club, PACE)
    assert post_of(club).content.endswith("This party is over. Thank you for coming.")
    assert said(await club.bob.slash(club.lobby, "party list")).startswith("No party is coming.")


async def test_what_is_missing_is_asked_before_posting(club: Club) -> None:
    asked = await invite(club, film=UNKNOWN.id)
    assert heard(club.lobby) == []
    assert asked.response is not None
    form = await club.alice.click(
        asked.response.message, custom_id=button_ids(asked.response.components)["Enter the runtime"]
    )
    shown = await club.alice.submit_modal(form, {"runtime": "100"})
    assert heard(club.lobby) == []
    await press(club.alice, shown, "Post")
    assert post_of(club).content.startswith("**Watch party** · Paper Lantern (2021)")


async def test_a_film_without_scenes_tells_nobody_to_go(club: Club) -> None:
    await invite(club, film=NO_SCENE.id)
    await later(club, 4 * HOUR)
    assert [text.split(":")[0] for text in heard(thread_of(club))][1:] == ["Free to go"]


async def test_a_host_who_leaves_leaves_the_party(club: Club) -> None:
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    said_so = await club.bot.records.erase_member(club.alice.id)
    assert said_so == ["Watch parties that others attend go on without your name as their host."]
    await later(club, HOUR)
    assert pinged(club, thread_of(club).id) == [([club.bob.id], True)]


async def test_which_film_goes_on_with_the_party(club: Club) -> None:
    asked = await invite(club, film="the twin 1999", when="tonight 1:30am")
    assert asked.response is not None
    shown = await club.alice.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="select/film:choose:party"
    )
    await press(club.alice, shown, "Post")
    assert "The Twin (1999, 104 min)" in post_of(club).content


async def test_going_once_more_asks_for_the_messages_again(club: Club) -> None:
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    await later(club, 30 * MINUTE)
    thread = thread_of(club)
    await press_on(club.bob, thread.history()[-1], "Stop pinging me")
    await press_on(club.bob, post_of(club), "Going")
    await club.alice.slash(club.lobby, "party cancel", party=1)
    await later(club, HOUR)
    assert pinged(club, thread.id)[1:] == [([club.alice.id, club.bob.id], True)]


async def test_no_more_of_these_means_news_too(club: Club) -> None:
    await invite(club)
    await press_on(club.bob, post_of(club), "Going")
    await later(club, 30 * MINUTE)
    thread = thread_of(club)
    stopped = await press_on(club.bob, thread.history()[-1], "Stop pinging me")
    assert said(stopped).startswith("You get no more messages about this party.")
    await club.alice.slash(club.lobby, "party cancel", party=1)
    await later(club, HOUR)
    assert pinged(club, thread.id)[1:] == [([club.alice.id], True)]
    assert post_of(club).content.endswith("This party is cancelled.")
