"""The bot does for a member only what the member may do there by hand."""

from __future__ import annotations

from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import add_film, tap
from tests.e2e.conftest import Club
from tests.e2e.parties.invitations import events_of, invite, post_of, thread_of
from tests.e2e.reminders.evenings import ask, heard, refusal, said
from tests.e2e.replies import answer, button_ids, filled_in, sees
from tests.e2e.rights import overwrite, permit
from tests.films import TWO_SCENES

pytestmark = ON_SQLITE

NITRO = "FREE NITRO discord.gg/x @everyone"


async def test_who_may_not_write_is_reminded_by_dm(club: Club) -> None:
    await overwrite(club, club.lobby, send_messages=False)
    await ask(club, where="here")
    assert refusal(club).startswith("You may not write in this channel yourself")
    asked = await ask(club)
    assert "By DM." in said(asked)
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    form = await club.alice.click(answer(card).message, label="Remind me")
    assert filled_in(form)["where"] == "dm"
    here = await club.alice.submit_modal(
        form, filled_in(form) | {"showtime": "01:30", "where": "here"}
    )
    assert sees(answer(here)).startswith("You may not write in this channel yourself")
    again = await club.alice.click(answer(here).message, label="Correct it")
    assert filled_in(again)["showtime"] == "01:30"
    assert heard(club.lobby) == []


async def test_a_channel_that_was_closed_meanwhile_is_no_way_out_of_a_closed_dm(
    club: Club,
) -> None:
    asked = await ask(club, where="dm")
    club.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    saved = await club.alice.click(answer(asked).message, label="Save")
    club.env.errors.clear()
    await overwrite(club, club.lobby, send_messages=False)
    shown = saved.response
    assert shown is not None
    refused = await club.alice.click(shown.message, label="That channel is fine")
    assert said(refused).startswith("You may not write in this channel yourself")


async def test_answers_are_private_where_the_asker_may_not_write(club: Club) -> None:
    await overwrite(club, club.lobby, send_messages=False)
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert card.ephemeral
    assert "Share" not in button_ids(answer(card).components)
    assert (await club.alice.slash(club.lobby, "stingers")).ephemeral
    assert (await club.alice.slash(club.lobby, "guide", share="everyone")).ephemeral
    assert not (await club.admin.slash(club.lobby, "stinger", film=TWO_SCENES.id)).ephemeral


async def test_a_card_is_not_shared_by_who_may_not_write_any_more(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id, share="only me")
    await overwrite(club, club.lobby, send_messages=False)
    refused = await club.alice.click(answer(card).message, label="Share")
    assert said(refused).startswith("You may not write in this channel yourself")
    assert heard(club.lobby) == []


async def test_who_may_not_write_posts_no_party(club: Club) -> None:
    await overwrite(club, club.lobby, send_messages=False)
    await invite(club)
    assert refusal(club).startswith("You may not write in this channel yourself")
    assert heard(club.lobby) == []


async def test_a_draft_of_a_party_is_not_posted_where_its_host_may_no_longer_write(
    club: Club,
) -> None:
    await club.alice.slash(club.lobby, "party new", film=TWO_SCENES.id, when="01:30")
    await overwrite(club, club.lobby, send_messages=False)
    other = club.server.create_text_channel("other")
    await club.alice.slash(other, "remind timezone", zone="Europe/Berlin")
    assert refusal(club).startswith("You may not write in this channel yourself")
    assert heard(club.lobby) == []


async def test_only_who_may_make_events_and_threads_gets_them(club: Club) -> None:
    permit(club, create_public_threads=False)
    await invite(club)
    assert await events_of(club) == []
    assert post_of(club).thread is None
    permit(club, create_events=True, create_public_threads=True)
    await invite(club, when="02:30")
    (event,) = await events_of(club)
    assert event.name == thread_of(club).name == "Watch party · Night Harbour (2024)"


async def test_a_party_in_a_closed_channel_is_not_announced_to_the_server(club: Club) -> None:
    permit(club, create_events=True)
    await overwrite(club, club.lobby, view_channel=False)
    await invite(club, who=club.admin)
    assert thread_of(club).name == "Watch party · Night Harbour (2024)"
    assert await events_of(club) == []


async def test_a_title_that_a_member_typed_names_nothing_until_it_is_approved(club: Club) -> None:
    permit(club, create_events=True)
    await add_film(club, club.alice, title=NITRO, year=2026, runtime="100")
    choice, *_ = await club.alice.autocomplete(club.lobby, "party new", "film", NITRO)
    fans = club.server.create_role("Fans")
    await invite(club, who=club.admin, film=choice["value"], pingrole=fans)
    (event,) = await events_of(club)
    assert event.name == thread_of(club).name == "Watch party"
    assert "NITRO" not in post_of(club).content
    assert post_of(club).content.startswith("**Watch party** · a film that members added")


async def test_an_approved_title_may_be_announced(club: Club) -> None:
    permit(club, create_events=True)
    await add_film(club, club.alice, title="Copper Comet", year=2026, runtime="100")
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    await tap(club.admin, opened, "Approve")
    choice, *_ = await club.alice.autocomplete(club.lobby, "party new", "film", "Copper Comet")
    await invite(club, film=choice["value"])
    (event,) = await events_of(club)
    assert event.name == "Watch party · Copper Comet (2026, added)"
