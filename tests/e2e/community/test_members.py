"""``/film``, ``/timestamp``, ``/scene`` and ``/eggs`` as members use them."""

from __future__ import annotations

import json

import pytest

from cogs.shared.cards.leak_check import shows
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import (
    SECRET,
    add_film,
    add_scene,
    more_members,
    report,
    said,
    scene_form,
    settle_in,
    tap,
)
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, button_ids, option_labels
from tests.films import MARK, NO_SCENE, TWO_SCENES, UNKNOWN

pytestmark = ON_SQLITE


async def test_not_found_offers_to_add_the_film(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="Zyqwx Hjkvb")
    text = said(asked)
    assert "I know no film called" in text
    assert "Add this film" in button_ids(answer(asked).components)


async def test_a_film_that_is_there_is_not_added_again(club: Club) -> None:
    told = await add_film(club, club.alice, title="quiet meadow", year=2023)
    assert told.startswith("That film is here already: Quiet Meadow (2023)")
    linked = await add_film(
        club, club.alice, title="Whatever", year=2024, link="https://www.imdb.com/title/tt9000001/"
    )
    assert "Night Harbour (2024)" in linked
    assert "not a film's page" in await add_film(
        club, club.alice, title="New One", year=2026, link="https://example.org"
    )


async def test_a_film_for_adults_only_cannot_be_added(club: Club) -> None:
    refused = await add_film(club, club.alice, title="Velvet Evening", year=1988)
    assert refused.startswith("Films made for adults only cannot be added")


async def test_times_of_a_told_scene_carry_their_margin(club: Club) -> None:
    dora, _ = more_members(club, "dora", "emil")
    await settle_in(club)
    for member, offset in ((club.alice, "2:10"), (club.bob, "2:11"), (dora, "2:12")):
        await report(club, member, TWO_SCENES.id, f"mid {offset}")
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert "≈ 2:11 (± 5 s, 3 members)" in said(card)


async def test_impossible_times_are_refused_and_given_back(club: Club) -> None:
    form = await club.alice.slash(club.lobby, "timestamp add", film=TWO_SCENES.id)
    filled = {"version": "theatrical", "runtime": "2:11", "credits": "0:30:00"}
    filled |= {"scenes": "mid 2:05", "method": "stopwatch"}
    refused = await club.alice.submit_modal(form, filled)
    assert "longer than any film's" in said(refused)
    again = await club.alice.click(answer(refused).message, custom_id="form:correct:1")
    assert "0:30:00" in json.dumps(again.modal)


async def test_the_live_form_keeps_every_tap(club: Club) -> None:
    card = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    offer = await tap(club.alice, card, "Add a timestamp")
    live = await tap(club.alice, offer, "Live form")
    for label, seconds in (
        ("Credits now", 125),
        ("Scene now", 65),
        ("Scene over", 10),
        ("Scene now", 5),
        ("Undo", 200),
        ("Scene now", 30),
        ("Scene over", 1),
    ):
        live = await tap(club.alice, live, label)
        await club.env.advance_time(seconds)
    form = await tap(club.alice, live, "Save")
    assert "mid 2:05-3:10" in json.dumps(form.modal)


async def test_what_waits_is_not_told_to_other_members_and_can_be_confirmed(club: Club) -> None:
    await add_scene(club, club.alice)
    shelf = await club.bob.slash(club.lobby, "scene history", film=UNKNOWN.id)
    opened = await tap(club.bob, shelf, "Open")
    text = said(opened)
    assert "KINGFISHER" not in text
    assert "Approve" not in button_ids(answer(opened).components)
    await tap(club.bob, opened, "Same for me")
    again = await tap(club.bob, shelf, "Open")
    assert f"confirmed by <@{club.bob.id}>" in said(again)


async def test_an_easter_egg_is_suggested_approved_and_ticked(club: Club) -> None:
    listed = await club.alice.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    form = await tap(club.alice, listed, "Suggest")
    await club.alice.submit_modal(
        form, {"group": "cast cameo", "hint": "Look at the ferry.", "answer": SECRET}
    )
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    await tap(club.admin, opened, "Approve")
    listed = await club.bob.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    assert option_labels(answer(listed).components) == ["Look at the ferry."]
    text = said(listed)
    assert "Look at the ferry." in text
    assert f"||{SECRET}||" in text
    await club.bob.select(answer(listed).message, ["1"], custom_id="select/eggs:tick")
    again = await club.bob.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    text = said(again)
    assert "✓ Look at the ferry." in text
    assert "1 member saw it" in text
    assert str(club.bob.id) not in text


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
    assert "││" in said(card)


async def test_a_strict_place_hides_what_was_measured(club: Club) -> None:
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    await report(club, club.alice, TWO_SCENES.id, "mid 2:05, post 7:00")
    shelf = await club.bob.slash(club.lobby, "timestamp history", film=TWO_SCENES.id)
    assert shelf.ephemeral
    assert not shows("mid 2:05", said(shelf).replace("\\:", ":"))


async def test_two_who_fill_in_the_same_form_at_once_write_of_their_own_film(club: Club) -> None:
    forms = [
        (who, await who.slash(club.lobby, "timestamp add", film=film.id))
        for who, film in ((club.alice, TWO_SCENES), (club.bob, NO_SCENE))
    ]
    filled = {"version": "theatrical", "runtime": "", "credits": "", "scenes": "mid 2:05"}
    for who, form in forms:
        await who.submit_modal(form, filled | {"method": "stopwatch"})
    for film in (TWO_SCENES, NO_SCENE):
        shelf = await club.alice.slash(club.lobby, "timestamp history", film=film.id)
        assert "mid 2\\:05" in said(shelf)


async def test_a_refused_form_can_be_had_back(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="Qwfp Zxcv")
    form = await tap(club.alice, asked, "Add this film")
    filled = {"title": "Quiet Meadow", "year": "2023", "runtime": "", "released": "", "link": ""}
    refused = await club.alice.submit_modal(form, filled)
    assert "is here already: Quiet Meadow (2023)" in said(refused)
    again = await tap(club.alice, refused, "Correct it")
    assert "Quiet Meadow" in json.dumps(again.modal)


async def test_a_refused_command_can_be_had_back_as_a_form(club: Club) -> None:
    refused = await club.alice.slash(
        club.lobby, "film add", title="Copper Comet", year=2026, link="https://e.example/x"
    )
    assert said(refused) == "The link is not a film's page at IMDb or TMDB. Nothing was saved."
    again = await tap(club.alice, refused, "Correct it")
    assert "Copper Comet" in json.dumps(again.modal)
    filled = {"title": "Copper Comet", "year": "2026", "runtime": "", "released": "", "link": ""}
    assert "is known in this server" in said(await club.alice.submit_modal(again, filled))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"hint": "   "}, "A scene needs a hint: a few words that everybody may read."),
        ({"hidden": " \u200b "}, "Tell what happens in the scene; it stays behind a spoiler."),
        ({"hidden": "||||"}, "Tell what happens in the scene; it stays behind a spoiler."),
        ({"source": "  "}, "Tell the source: a page's address, or: seen myself."),
    ],
    ids=["hint", "invisible", "bars", "source"],
)
async def test_a_scene_that_says_nothing_is_refused(
    club: Club, answers: dict[str, str], sentence: str
) -> None:
    asked = {"film": UNKNOWN.id, "position": "post-credits", "order": 1}
    form = await club.alice.slash(club.lobby, "scene add", **asked, purpose="tone change")
    sent = await club.alice.submit_modal(form, scene_form(**answers))
    assert said(sent) == f"{sentence} Nothing was saved."


async def test_a_source_that_tells_is_hidden(club: Club) -> None:
    asked = {"film": UNKNOWN.id, "position": "post-credits", "order": 1}
    form = await club.alice.slash(club.lobby, "scene add", **asked, purpose="tone change")
    page = "https://pages.example/the-KINGFISHER-returns"
    await club.alice.submit_modal(form, scene_form(source=page))
    shelf = await club.bob.slash(club.lobby, "scene history", film=UNKNOWN.id)
    assert "pages.example" not in said(await tap(club.bob, shelf, "Open"))
    for member in (club.admin, club.bob):
        shelf = await member.slash(club.lobby, "scene history", film=UNKNOWN.id)
        opened = await tap(member, shelf, "Open")
        assert f"Source: ||[pages.example](<{page}>)||" in said(opened)
        assert not shows("KINGFISHER", said(opened))
        if member is club.admin:
            await tap(member, opened, "Approve")


async def test_an_edited_scene_keeps_its_text_and_takes_the_purpose(club: Club) -> None:
    await add_scene(club, club.alice)
    asked = {"film": UNKNOWN.id, "position": "post-credits", "order": 1}
    form = await club.alice.slash(club.lobby, "scene edit", **asked, purpose="sequel tease")
    shown = json.dumps(form.modal)
    assert SECRET in shown
    assert '"value": "sequel tease", "default": true' in shown
    sent = await club.alice.submit_modal(form, scene_form(purpose="sequel tease"))
    assert "Scene 1, post-credits, sequel tease: " in said(sent)


async def test_a_correction_of_a_listed_scene_begins_with_what_everybody_may_read(
    club: Club,
) -> None:
    asked = {"film": TWO_SCENES.id, "position": "mid-credits", "order": 1}
    form = await club.alice.slash(club.lobby, "scene edit", **asked, purpose="sequel tease")
    shown = json.dumps(form.modal)
    assert "Somebody comes home." in shown
    assert MARK not in shown
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    form = await club.alice.slash(club.lobby, "scene edit", **asked, purpose="sequel tease")
    assert "Somebody comes home." not in json.dumps(form.modal)


async def test_one_confirms_what_others_reported_and_takes_it_back(club: Club) -> None:
    await report(club, club.alice, TWO_SCENES.id, "mid 2:05")
    own = await club.alice.slash(club.lobby, "timestamp confirm", film=TWO_SCENES.id)
    assert "Nobody else here has reported times" in said(own)
    shelf = await club.bob.slash(club.lobby, "timestamp confirm", film=TWO_SCENES.id)
    confirmed = await tap(club.bob, await tap(club.bob, shelf, "Open"), "Same for me")
    assert f"confirmed by <@{club.bob.id}>" in said(confirmed)
    assert "Same for me" not in button_ids(answer(confirmed).components)
    taken_back = await tap(club.bob, confirmed, "Take my word back")
    assert "confirmed by" not in said(taken_back)


async def test_easter_eggs_told_from_pages_need_no_member(club: Club) -> None:
    text = said(await club.bob.slash(club.lobby, "eggs", film=NO_SCENE.id))
    assert "1 egg known here" in text
    assert "The sign at the gate." in text
    assert f"||The {MARK} ferry is on it.||" in text
    assert MARK not in "".join(text.split("||")[::2])
    listed = await club.alice.slash(club.lobby, "eggs", film=NO_SCENE.id)
    form = await tap(club.alice, listed, "Suggest")
    told = {"group": "cast cameo", "hint": "Look at the ferry.", "answer": SECRET}
    await club.alice.submit_modal(form, told)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    await tap(club.admin, await tap(club.admin, queue, "Open"), "Approve")
    listed = await club.bob.slash(club.lobby, "eggs", film=NO_SCENE.id)
    assert "2 eggs known here" in said(listed)
    assert option_labels(answer(listed).components) == ["Look at the ferry."]


async def test_empty_lists_say_what_to_do(club: Club) -> None:
    for command, hint in (("scene", "/scene add does"), ("timestamp", "/timestamp add does")):
        shelf = await club.bob.slash(club.lobby, f"{command} history", film=UNKNOWN.id)
        assert hint in said(shelf)
    eggs = await club.bob.slash(club.lobby, "eggs", film=UNKNOWN.id)
    assert "None is known here yet." in said(eggs)


async def test_marks_that_climb_do_not_reach_labels(club: Club) -> None:
    await add_film(club, club.alice, title=f"Comet{chr(0x301) * 50}", year=2026)
    choice, *_ = await club.bob.autocomplete(club.lobby, "stinger", "film", "comet")
    assert len(choice["name"]) < 30
    refused = await add_film(club, club.alice, title=chr(0x301) * 50, year=2026)
    assert "nothing that can be read" in refused
