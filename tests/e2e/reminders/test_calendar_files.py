"""Calendar files of reminders and parties, fetched as members do, read by another parser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import simcord
from discord import ui

from cogs.shared.items import ActionButton
from data.servers.policy import Policy
from tests.cogs.reminders.calendars import events_in
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import change, invite, post_of
from tests.e2e.reminders.evenings import press, press_on, said, save
from tests.e2e.replies import answer
from tests.e2e.rights import overwrite
from tests.films import NO_SCENE, TWO_SCENES, UPCOMING

pytestmark = ON_SQLITE

SHOWTIME = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)


async def events(result: simcord.InteractionResult) -> list[Any]:
    """The events of the file that answers an interaction; nobody else has it."""
    assert result.ephemeral
    (file,) = answer(result).message.attachments
    assert file.filename.endswith(".ics")
    content = await file.read()
    for told in (b"Stay seated", b"Free to go", b"mid-credits", b"post-credits", b"||"):
        assert told not in content
    return events_in(content)


async def event(result: simcord.InteractionResult) -> Any:
    (only,) = await events(result)
    return only


async def test_a_reminder_and_its_changes_are_one_entry_of_the_calendar(club: Club) -> None:
    saved = await save(club)
    first = await event(await press(club.alice, saved, "Calendar file"))
    assert first.summary.value == "Night Harbour (2024)"
    assert first.dtstart.value == SHOWTIME
    assert first.dtend.value == SHOWTIME + timedelta(minutes=20 + 131)
    assert "credits about 03:53 (± 3 min), over about 04:01." in first.description.value
    assert first.sequence.value == "0"

    shown = await club.alice.slash(club.lobby, "remind list")
    snoozed = await press(club.alice, shown, "+10 min")
    later = await event(await press(club.alice, snoozed, "Calendar file of all"))
    assert (later.uid.value, later.sequence.value) == (first.uid.value, "1")
    assert "credits about 04:03" in later.description.value

    for sequence, showtime in (("2", "02:00"), ("3", "03:00")):
        form = await press(club.alice, shown, "Edit…")
        edited = await club.alice.submit_modal(
            form,
            {"showtime": f"2026-01-01 {showtime}", "preshow": "20", "where": "dm", "ping": "none"},
        )
        saved = await press(club.alice, edited, "Save")
        moved = await event(await press(club.alice, saved, "Calendar file"))
        assert (moved.uid.value, moved.sequence.value) == (first.uid.value, sequence)
        assert f"{moved.dtstart.value:%H:%M}" == showtime
        shown = await club.alice.slash(club.lobby, "remind list")


async def test_all_reminders_come_in_one_file(club: Club) -> None:
    await save(club)
    await save(club, film=NO_SCENE.id, showtime="18:00")
    await save(club, who=club.bob, film=UPCOMING.id)
    shown = await club.alice.slash(club.lobby, "remind list")
    both = await events(await press(club.alice, shown, "Calendar file of all"))
    assert [entry.summary.value for entry in both] == [TWO_SCENES.label, NO_SCENE.label]
    assert len({entry.uid.value for entry in both}) == 2


async def test_a_reminder_that_was_taken_back_has_no_file(club: Club) -> None:
    saved = await save(club)
    shown = await club.alice.slash(club.lobby, "remind list")
    await press(club.alice, shown, "Cancel")
    pressed = await press(club.alice, saved, "Calendar file")
    assert said(pressed).startswith("That reminder is over or not yours.")


async def test_a_party_its_new_time_and_its_end(club: Club) -> None:
    await invite(club)
    post = post_of(club)
    first = await event(await press_on(club.bob, post, "Calendar file"))
    assert first.summary.value == "Watch party · Night Harbour (2024)"
    assert first.dtstart.value == SHOWTIME
    assert first.location.value == "In the cinema"
    assert first.url.value.endswith(f"/{club.server.id}/{club.lobby.id}/{post.id}")

    await change(club, showtime="2026-01-01 20:00")
    moved = await event(await press_on(club.bob, post_of(club), "Calendar file"))
    assert moved.uid.value == first.uid.value
    assert int(moved.sequence.value) > int(first.sequence.value)
    assert moved.dtstart.value == datetime(2026, 1, 1, 19, tzinfo=UTC)

    await club.alice.slash(club.lobby, "party cancel", party=1)
    off = await event(await press_on(club.bob, post_of(club), "Calendar file"))
    assert (off.uid.value, off.status.value) == (first.uid.value, "CANCELLED")
    assert int(off.sequence.value) > int(moved.sequence.value)


async def test_a_strict_channel_and_an_open_one_give_the_same_entry(club: Club) -> None:
    found = []
    for policy in (Policy.STANDARD, Policy.STRICT):
        await club.bot.preferences.set_policy(club.server.id, club.lobby.id, policy)
        saved = await save(club)
        found.append(await event(await press(club.alice, saved, "Calendar file")))
        shown = await club.alice.slash(club.lobby, "remind list")
        await press(club.alice, shown, "Cancel")
    open_one, strict_one = found
    for name in ("summary", "description", "dtstart", "dtend"):
        assert getattr(open_one, name).value == getattr(strict_one, name).value


async def test_a_closed_channels_party_is_not_told_of(club: Club) -> None:
    await invite(club)
    elsewhere = club.server.create_text_channel("elsewhere")
    await overwrite(club, club.lobby, view_channel=False)
    view = ui.View(timeout=None)
    view.add_item(ActionButton("party:calendar", "1", "forged"))
    forged = await club.bot.get_partial_messageable(elsewhere.id).send(view=view)
    assert said(await press_on(club.bob, forged, "forged")).startswith("That party is over.")
