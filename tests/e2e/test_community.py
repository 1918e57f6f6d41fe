"""``/film``, ``/timestamp``, ``/scene``, ``/eggs`` and ``/catalogue`` as members use them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

import discord
import pytest
import simcord

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.errors import UserFacingError
from cogs.shared.leak_check import shows
from data.policy import Policy
from tests.e2e.conftest import Club
from tests.e2e.reading import button_ids, option_labels, shown_text
from tests.films import TWO_SCENES, UNKNOWN

SLICES = ("cogs.films", "cogs.community")

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)

SECRET = "The KINGFISHER carries the lantern off."


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    """A bot of the slice and the one whose card leads to it, so that a month passes in no time."""
    return StingerBot(resources, SLICES, shard_count=1, force_sync=True)


@pytest.fixture(autouse=True)
def _only_refusals(club: Club) -> Iterator[None]:
    """SimCord counts refusals as errors of the bot; anything else is one."""
    yield
    causes = [getattr(error, "original", error) for error in club.env.errors]
    assert all(isinstance(cause, UserFacingError) for cause in causes), causes
    club.env.errors.clear()


async def settle_in(club: Club) -> None:
    """Let everybody be long enough on Discord and in the server to count as independent."""
    await club.env.advance_time(timedelta(days=31).total_seconds())


def more_members(club: Club, *names: str) -> list[simcord.MemberActor]:
    return [club.server.add_member(club.env.create_user(name)) for name in names]


async def report(
    club: Club, member: simcord.MemberActor, film: str, scenes: str, **answers: str
) -> str:
    form = await member.slash(club.lobby, "timestamp add", film=film)
    filled = {"version": "theatrical", "runtime": "", "credits": "", "scenes": scenes}
    filled |= {"method": "stopwatch"} | answers
    sent = await member.submit_modal(form, filled)
    assert sent.response is not None
    assert sent.ephemeral
    return sent.response.content or shown_text(sent.response.components)


async def add_film(club: Club, member: simcord.MemberActor, **options: object) -> str:
    result = await member.slash(club.lobby, "film add", **options)
    assert result.ephemeral
    assert result.response is not None
    return result.response.content


async def test_an_added_film_is_usable_at_once_and_only_in_its_server(club: Club) -> None:
    said = await add_film(club, club.alice, title="Copper Comet", year=2026, runtime="1:52")
    assert "Copper Comet (2026, added)" in said
    choices = await club.bob.autocomplete(club.lobby, "stinger", "film", "copper")
    assert choices[0]["name"] == "Copper Comet (2026, added)"
    card = await club.bob.slash(club.lobby, "stinger", film="coper comet")
    assert card.response is not None
    text = shown_text(card.response.components)
    assert text.startswith("### ") and "Copper Comet" in text and "1 h 52" in text
    ids = button_ids(card.response.components)
    again = await club.bob.click(card.response.message, custom_id=ids["Why?"])
    assert again.response is not None and "Copper Comet" in shown_text(again.response.components)

    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol = other.add_member(club.env.create_user("carol"))
    assert not [
        choice
        for choice in await carol.autocomplete(hall, "stinger", "film", "copper")
        if "Copper" in choice["name"]
    ]
    forged = await carol.slash(hall, "stinger", film=choices[0]["value"])
    assert forged.response is not None
    assert "I know no film called" in forged.response.content


async def test_not_found_offers_to_add_the_film(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="Zyqwx Hjkvb")
    assert asked.response is not None
    text = asked.response.content
    assert "I know no film called" in text
    assert "Add this film" in button_ids(asked.response.components)


async def test_a_film_that_is_there_is_not_added_again(club: Club) -> None:
    said = await add_film(club, club.alice, title="quiet meadow", year=2023)
    assert said.startswith("That film is here already: Quiet Meadow (2023)")
    linked = await add_film(
        club, club.alice, title="Whatever", year=2024, link="https://www.imdb.com/title/tt9000001/"
    )
    assert "Night Harbour (2024)" in linked
    assert "no page of a film" in await add_film(
        club, club.alice, title="New One", year=2026, link="https://example.org"
    )


async def test_three_independent_members_confirm_times_and_a_claim(club: Club) -> None:
    dora, emil = more_members(club, "dora", "emil")
    await settle_in(club)
    for member, offset in ((club.alice, "2:03"), (club.bob, "2:05"), (dora, "2:07")):
        said = await report(
            club,
            member,
            UNKNOWN.id,
            f"mid {offset}-3:10, no post",
            runtime="2:00",
            credits="1:50:00",
        )
        assert "it is kept" in said or "is kept" in said
    card = await emil.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert card.response is not None
    text = shown_text(card.response.components)
    assert text.startswith("### Stay seated")
    assert "1 scene: 1 mid-credits, none post-credits" in text
    assert "mid-credits ≈ 2:05 (± 5 s, 3 members)" in text
    assert "Sources: members" in text


async def test_times_of_a_told_scene_carry_their_margin(club: Club) -> None:
    dora, _ = more_members(club, "dora", "emil")
    await settle_in(club)
    for member, offset in ((club.alice, "2:10"), (club.bob, "2:11"), (dora, "2:12")):
        await report(club, member, TWO_SCENES.id, f"mid {offset}")
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert card.response is not None
    assert "≈ 2:11 (± 5 s, 3 members)" in shown_text(card.response.components)


async def test_new_accounts_are_not_independent_and_a_burst_is_held(club: Club) -> None:
    dora, emil = more_members(club, "dora", "emil")
    for member in (club.alice, club.bob):
        assert "does not count as independent yet" in await report(
            club, member, UNKNOWN.id, "mid 2:05", runtime="2:00"
        )
    assert "A curator of this server looks" in await report(
        club, dora, UNKNOWN.id, "mid 2:05", runtime="2:00"
    )
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert queue.response is not None
    assert shown_text(queue.response.components).count("held until a curator has looked") == 3
    refused = await emil.slash(club.lobby, "catalogue queue")
    assert refused.response is not None
    assert "Only this server's curators" in refused.response.content


async def test_impossible_times_are_refused_and_given_back(club: Club) -> None:
    form = await club.alice.slash(club.lobby, "timestamp add", film=TWO_SCENES.id)
    filled = {"version": "theatrical", "runtime": "2:11", "credits": "0:30:00"}
    filled |= {"scenes": "mid 2:05", "method": "stopwatch"}
    refused = await club.alice.submit_modal(form, filled)
    assert refused.response is not None
    assert "longer than any film's" in refused.response.content
    again = await club.alice.click(refused.response.message, custom_id="correct")
    assert "0:30:00" in json.dumps(again.modal)


async def tap(
    club: Club, member: simcord.MemberActor, shown: simcord.InteractionResult, label: str
) -> simcord.InteractionResult:
    """Press a button of what was shown."""
    assert shown.response is not None
    ids = button_ids(shown.response.components)
    return await member.click(shown.response.message, custom_id=ids[label])


async def test_the_live_form_keeps_every_tap(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert card.response is not None
    offer = await tap(club, club.alice, card, "Add a timestamp")
    assert offer.response is not None
    live = await tap(club, club.alice, offer, "Live form")
    for label, seconds in (
        ("Credits now", 125),
        ("Scene now", 65),
        ("Scene over", 10),
        ("Scene now", 5),
        ("Undo", 200),
        ("Scene now", 30),
        ("Scene over", 1),
    ):
        live = await tap(club, club.alice, live, label)
        await club.env.advance_time(seconds)
    form = await tap(club, club.alice, live, "Save")
    assert "mid 2:05-3:10" in json.dumps(form.modal)


async def add_scene(club: Club, member: simcord.MemberActor) -> str:
    form = await member.slash(
        club.lobby,
        "scene add",
        film=UNKNOWN.id,
        position="post-credits",
        order=1,
        purpose="tone change",
    )
    sent = await member.submit_modal(
        form,
        {"hint": "A quiet ending.", "hidden": SECRET, "clues": [], "source": "seen myself"},
    )
    assert sent.response is not None
    return sent.response.content


async def test_a_scene_is_shown_once_a_curator_has_approved_it(club: Club) -> None:
    assert "A curator of this server looks" in await add_scene(club, club.alice)
    before = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert before.response is not None
    assert "KINGFISHER" not in shown_text(before.response.components)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert queue.response is not None
    opened = await tap(club, club.admin, queue, "Open")
    assert opened.response is not None
    assert f"||{SECRET}||" in shown_text(opened.response.components)
    await tap(club, club.admin, opened, "Approve")
    card = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert card.response is not None
    text = shown_text(card.response.components)
    assert text.startswith("### Stay seated")
    assert f"||{SECRET}||" in text
    await tap(club, club.admin, opened, "Revert")
    taken_back = await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert taken_back.response is not None
    assert "KINGFISHER" not in shown_text(taken_back.response.components)


async def test_what_waits_is_not_told_to_other_members_and_can_be_confirmed(club: Club) -> None:
    await add_scene(club, club.alice)
    shelf = await club.bob.slash(club.lobby, "scene history", film=UNKNOWN.id)
    assert shelf.response is not None
    opened = await tap(club, club.bob, shelf, "Open")
    assert opened.response is not None
    text = shown_text(opened.response.components)
    assert "KINGFISHER" not in text
    assert "Approve" not in button_ids(opened.response.components)
    await tap(club, club.bob, opened, "Same for me")
    again = await tap(club, club.bob, shelf, "Open")
    assert again.response is not None
    assert f"confirmed by <@{club.bob.id}>" in shown_text(again.response.components)


async def test_an_easter_egg_is_suggested_approved_and_ticked(club: Club) -> None:
    listed = await club.alice.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    assert listed.response is not None
    form = await tap(club, club.alice, listed, "Suggest")
    await club.alice.submit_modal(
        form, {"group": "cast cameo", "hint": "Look at the ferry.", "answer": SECRET}
    )
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    assert queue.response is not None
    opened = await tap(club, club.admin, queue, "Open")
    assert opened.response is not None
    await tap(club, club.admin, opened, "Approve")
    listed = await club.bob.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    assert listed.response is not None
    assert option_labels(listed.response.components) == ["Look at the ferry."]
    text = shown_text(listed.response.components)
    assert "Look at the ferry." in text
    assert f"||{SECRET}||" in text
    await club.bob.select(listed.response.message, ["1"], custom_id="select/eggs:tick")
    again = await club.bob.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    assert again.response is not None
    text = shown_text(again.response.components)
    assert "✓ Look at the ferry." in text
    assert "1 member saw it" in text
    assert str(club.bob.id) not in text


async def test_only_the_operator_exports(club: Club) -> None:
    refused = await club.admin.slash(club.lobby, "catalogue export")
    assert refused.response is not None
    assert "Only the operator" in refused.response.content


async def test_the_operator_exports_with_provenance_and_promotes(club: Club) -> None:
    await add_scene(club, club.alice)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club, club.admin, queue, "Open")
    await tap(club, club.admin, opened, "Approve")
    club.bot.owner_id = club.bob.id
    result = await club.bob.slash(club.lobby, "catalogue export")
    assert result.ephemeral
    history = await club.bot.known.contributions.everything()
    assert [one.kind for one in history] == ["scene"]
    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    carol = other.add_member(club.env.create_user("carol"))
    before = await carol.slash(hall, "stinger", film=UNKNOWN.id)
    assert before.response is not None
    assert "KINGFISHER" not in shown_text(before.response.components)
    await club.bob.slash(club.lobby, "catalogue promote", number=1)
    after = await carol.slash(hall, "stinger", film=UNKNOWN.id)
    assert after.response is not None
    assert f"||{SECRET}||" in shown_text(after.response.components)


async def test_forged_ids_of_another_server_find_nothing(club: Club) -> None:
    await add_scene(club, club.alice)
    shelf = await club.alice.slash(club.lobby, "scene history", film=UNKNOWN.id)
    assert shelf.response is not None
    other = club.env.create_guild("Other Club")
    hall = other.create_text_channel("hall")
    admins = other.create_role("Admins", permissions=discord.Permissions(administrator=True))
    carol = other.add_member(club.env.create_user("carol"), roles=[admins])
    for verb in ("open", "approve", "reject", "edit", "revert", "confirm"):
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="x", custom_id=f"community:{verb}:1"))
        channel = club.bot.get_channel(hall.id)
        assert isinstance(channel, discord.TextChannel)
        await channel.send("forged", view=view)
        pressed = await carol.click(hall.history()[-1], custom_id=f"community:{verb}:1")
        assert pressed.response is not None
        assert "not there any more" in pressed.response.content


@pytest.mark.parametrize(
    "title", ["\u200b\u202e", "   ", "\u2028"], ids=["invisible", "spaces", "separator"]
)
async def test_a_title_without_anything_to_read_is_refused(club: Club, title: str) -> None:
    assert "Nothing was saved" in await add_film(club, club.alice, title=title, year=2026)


async def test_invisible_characters_do_not_reach_labels(club: Club) -> None:
    await add_film(club, club.alice, title="\u202eEvil || @everyone", year=2026)
    choice, *_ = await club.bob.autocomplete(club.lobby, "stinger", "film", "evil")
    assert choice["name"] == "Evil || @everyone (2026, added)"
    card = await club.bob.slash(club.lobby, "stinger", film="evil everyone 2026", share="only me")
    assert card.response is not None
    assert "││" in shown_text(card.response.components)


async def test_a_strict_place_hides_what_was_measured(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    await report(club, club.alice, TWO_SCENES.id, "mid 2:05, post 7:00")
    shelf = await club.bob.slash(club.lobby, "timestamp history", film=TWO_SCENES.id)
    assert shelf.response is not None
    assert shelf.ephemeral
    assert not shows("mid 2:05", shown_text(shelf.response.components).replace("\\:", ":"))


async def test_lists_turn_their_pages(club: Club) -> None:
    for number in range(7):
        await add_film(club, club.alice, title=f"Comet {'I' * (number + 1)}", year=2026)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    turned = await tap(club, club.admin, queue, "Next (page 1 of 2)")
    assert turned.response is not None
    assert shown_text(turned.response.components).count("Film: ") == 2
    for number in range(6):
        form = await club.alice.slash(club.lobby, "timestamp add", film=TWO_SCENES.id)
        filled = {"version": "theatrical", "runtime": "", "credits": "", "method": "stopwatch"}
        await club.alice.submit_modal(form, filled | {"scenes": f"mid 2:0{number}"})
    shelf = await club.bob.slash(club.lobby, "timestamp history", film=TWO_SCENES.id)
    turned = await tap(club, club.bob, shelf, "Next (page 1 of 2)")
    assert turned.response is not None
    assert shown_text(turned.response.components).count("independent member") == 1


async def test_a_refused_form_can_be_had_back(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="Qwfp Zxcv")
    assert asked.response is not None
    form = await tap(club, club.alice, asked, "Add this film")
    filled = {"title": "Quiet Meadow", "year": "2023", "runtime": "", "released": "", "link": ""}
    refused = await club.alice.submit_modal(form, filled)
    assert refused.response is not None
    assert "is here already: Quiet Meadow (2023)" in refused.response.content
    again = await tap(club, club.alice, refused, "Correct it")
    assert "Quiet Meadow" in json.dumps(again.modal)
