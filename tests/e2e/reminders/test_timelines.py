"""The picture of an evening, as members get it: from a confirmation, a pocket card, a party."""

from __future__ import annotations

import io

import simcord
from discord import ui
from PIL import Image

from cogs.reminders.cards.timeline import HERE
from cogs.shared.items import ActionButton
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import invite, post_of, thread_of
from tests.e2e.reminders.evenings import HOUR, MINUTE, later, press_on, said, save
from tests.e2e.replies import answer
from tests.films import UPCOMING

pytestmark = ON_SQLITE

SCENE = "Scene 1, mid-credits: about 03:55"


async def picture(result: simcord.InteractionResult) -> tuple[str, Image.Image]:
    """What the picture that answers says in words, and the picture; nobody else sees it."""
    assert answer(result).ephemeral
    (file,) = answer(result).message.attachments
    assert file.filename == "timeline.png"
    content = await file.read()
    assert len(content) <= 40_000
    return file.description or "", Image.open(io.BytesIO(content)).convert("RGB")


def points(shown: Image.Image) -> bool:
    """Whether the picture says where one is."""
    return HERE in {colour for _, colour in shown.getcolors(1 << 20) or ()}


async def test_a_confirmation_shows_the_evening(club: Club) -> None:
    words, shown = await picture(await save(club))
    assert words == (
        "Timeline of the evening. Adverts from 01:30; Film from 01:50; "
        f"Credits from 03:53 (± 3 min); over about 04:01; {SCENE}. "
        "Times: Berlin · Central European Time"
    )
    assert not points(shown)


async def test_the_pocket_card_says_where_one_is(club: Club) -> None:
    await save(club)
    await later(club, 25 * MINUTE)
    (card,) = club.lobby.history()
    early = await press_on(club.alice, card, "Timeline")
    assert said(early) == (
        "**Night Harbour (2024)** · you are before the showtime. It begins <t:1767227400:R>."
    )
    await later(club, HOUR)
    result = await press_on(club.alice, card, "Timeline")
    assert said(result) == (
        "**Night Harbour (2024)** · you are in the film. Credits <t:1767235980:R>."
    )
    words, shown = await picture(result)
    assert points(shown)
    assert words.endswith(
        f"{SCENE}; you are in the film: 02:25. Times: Berlin · Central European Time"
    )
    other = await press_on(club.bob, card, "Timeline")
    assert said(other).startswith("That message was for others.")


async def test_where_the_verdict_is_hidden_no_scene_is_marked(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    words, shown = await picture(await save(club))
    assert "Scene" not in words
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STANDARD)
    told, marked = await picture(await save(club, who=club.bob))
    assert SCENE in told
    assert marked.tobytes() != shown.tobytes()


async def test_a_pocket_card_in_a_channel_that_became_strict_marks_no_scene(club: Club) -> None:
    await save(club)
    await later(club, 25 * MINUTE)
    (card,) = club.lobby.history()
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    words, _ = await picture(await press_on(club.alice, card, "Timeline"))
    assert "Scene" not in words


async def test_under_embargo_no_scene_is_marked(club: Club) -> None:
    words, _ = await picture(await save(club, film=UPCOMING.id))
    assert "Scene" not in words


async def test_everybody_at_a_party_reads_it_by_their_own_clock(club: Club) -> None:
    await invite(club)
    await club.bot.preferences.change_member(club.bob.id, time_zone="America/New_York")
    await later(club, HOUR)
    words, shown = await picture(await press_on(club.bob, post_of(club), "Timeline"))
    assert words.startswith("Timeline of the evening. Adverts from 19:30;")
    assert words.endswith("you are in the film: 20:00. Times: New York · Eastern Time")
    assert points(shown)
    (card,) = thread_of(club).history()
    words, _ = await picture(await press_on(club.alice, card, "Timeline"))
    assert words.endswith("you are in the film: 02:00. Times: Berlin · Central European Time")


async def test_where_no_zone_is_known_times_count_from_the_showtime(club: Club) -> None:
    words, _ = await picture(await save(club, zone=None, showtime="in 30 minutes"))
    assert "Credits from +2:23" in words
    assert words.endswith("Times: hours after the showtime")


async def test_while_a_party_stands_still_so_does_its_picture(club: Club) -> None:
    await invite(club, place="home")
    await later(club, HOUR)
    await press_on(club.alice, post_of(club), "Pause")
    await later(club, HOUR)
    words, _ = await picture(await press_on(club.bob, post_of(club), "Timeline"))
    assert "you are in the film: 02:00" in words


async def test_a_party_that_is_over_has_no_picture(club: Club) -> None:
    await invite(club)
    view = ui.View(timeout=None)
    view.add_item(ActionButton("party:timeline", "1", "old"))
    old = await club.bot.get_partial_messageable(club.lobby.id).send(view=view)
    await press_on(club.alice, post_of(club), "Ended")
    assert said(await press_on(club.bob, old, "old")).startswith("That party is over.")
