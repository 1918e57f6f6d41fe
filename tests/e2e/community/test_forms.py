"""The slice's forms: answered after a restart, and given back with every word if refused."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest
import simcord

from tests.conftest import ON_SQLITE
from tests.e2e.community.contributors import SECRET, add_scene, make_bot, said, scene_form, tap
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, filled_in
from tests.films import TWO_SCENES, UNKNOWN

pytestmark = ON_SQLITE

Open = Callable[[Club], Awaitable[simcord.InteractionResult]]


async def film_form(club: Club) -> simcord.InteractionResult:
    asked = await club.alice.slash(club.lobby, "stinger", film="Qwfp Zxcv")
    return await tap(club.alice, asked, "Add this film")


async def new_scene_form(club: Club) -> simcord.InteractionResult:
    slot = {"film": UNKNOWN.id, "position": "mid-credits", "order": 10}
    return await club.alice.slash(club.lobby, "scene add", **slot, purpose="tone change")


async def edit_form(club: Club) -> simcord.InteractionResult:
    await add_scene(club, club.alice)
    shelf = await club.alice.slash(club.lobby, "scene history", film=UNKNOWN.id)
    return await tap(club.alice, await tap(club.alice, shelf, "Open"), "Edit")


async def timestamp_form(club: Club) -> simcord.InteractionResult:
    return await club.alice.slash(club.lobby, "timestamp add", film=TWO_SCENES.id)


async def tapped_form(club: Club) -> simcord.InteractionResult:
    live = await club.alice.slash(club.lobby, "timestamp live", film=TWO_SCENES.id)
    live = await tap(club.alice, live, "Credits now")
    return await tap(club.alice, live, "Save")


async def egg_form(club: Club) -> simcord.InteractionResult:
    eggs = await club.alice.slash(club.lobby, "eggs", film=TWO_SCENES.id)
    return await tap(club.alice, eggs, "Suggest")


@dataclass(frozen=True)
class FormCase:
    """How a form is opened, answers that are taken, what refuses them, and what is replied."""

    open: Open
    answers: dict[str, object]
    refused: dict[str, object]
    reason: str
    taken: str


TIMES = {"version": "extended", "runtime": "2:11", "credits": "", "scenes": "mid 2:05"}
CASES = {
    "film": FormCase(
        film_form,
        {"title": "Copper Comet", "year": "2026", "runtime": "", "released": "", "link": ""},
        {"released": "soon"},
        "Write the release date as 2026-12-18.",
        "is known in this server",
    ),
    "scene": FormCase(
        new_scene_form,
        scene_form(clues=["sequel setup"]),
        {"hint": "||"},
        "A scene needs a hint: a few words that everybody may read.",
        "A curator of this server looks",
    ),
    "edit": FormCase(
        edit_form,
        scene_form(hint="Another one."),
        {"source": "ftp://pages.example/"},
        "A source's address begins with https:// or http://.",
        "Another one.",
    ),
    "timestamp": FormCase(
        timestamp_form,
        {**TIMES, "method": "from memory"},
        {"scenes": "mid *2:75*"},
        "I can't read “mid *2:75*”. Write scenes like this: "
        "mid 2:05-3:10, post 7:40, or: no post, or: none.",
        "Thank you, your timestamp is kept.",
    ),
    "taps": FormCase(
        tapped_form,
        {**TIMES, "method": "live form"},
        {"runtime": "0:30"},
        "That is not the runtime of Night Harbour (2024), which runs about 131 minutes.",
        "Thank you, your timestamp is kept.",
    ),
    "egg": FormCase(
        egg_form,
        {"group": "cast cameo", "hint": "Look at the ferry.", "answer": SECRET},
        {"answer": "||||"},
        "An Easter egg needs a hint where to look, and what it is.",
        "A curator of this server looks",
    ),
}


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> FormCase:
    return CASES[request.param]


def literally(text: str) -> str:
    """A reply's text without the backslashes that make it harmless."""
    return text.replace("\\", "")


async def test_a_form_that_was_open_while_the_bot_restarted_is_answered(
    club: Club, case: FormCase
) -> None:
    form = await case.open(club)
    await club.env.restart_bot(make_bot(club.resources))
    sent = await club.alice.submit_modal(form, case.answers)
    assert case.taken in literally(said(sent))


async def test_a_refused_form_comes_back_with_every_word(
    club: Club, case: FormCase, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    form = await case.open(club)
    refused = await club.alice.submit_modal(form, case.answers | case.refused)
    assert answer(refused).ephemeral
    assert literally(said(refused)) == f"{case.reason} Nothing was saved."
    await club.env.restart_bot(make_bot(club.resources))
    again = await tap(club.alice, refused, "Correct it")
    shown = filled_in(again)
    for name, typed in (case.answers | case.refused).items():
        assert shown[name] == ("\n".join(typed) if isinstance(typed, list) else typed)
    sent = await club.alice.submit_modal(again, case.answers)
    assert case.taken in literally(said(sent))
    typed_words = [*case.answers.values(), *case.refused.values()]
    logged = [w for w in typed_words if isinstance(w, str) and len(w) > 9 and w in caplog.text]
    assert logged == []


async def test_taps_that_were_refused_are_still_there(club: Club) -> None:
    form = await tapped_form(club)
    await club.alice.submit_modal(form, CASES["taps"].answers | {"runtime": "0:30"})
    live = await club.alice.slash(club.lobby, "timestamp live", film=TWO_SCENES.id)
    assert "Credits started" in said(live)
    await club.alice.submit_modal(await tap(club.alice, live, "Save"), CASES["taps"].answers)
    live = await club.alice.slash(club.lobby, "timestamp live", film=TWO_SCENES.id)
    assert "Credits started" not in said(live)


async def test_an_old_form_of_what_a_curator_has_rejected_is_refused(club: Club) -> None:
    form = await edit_form(club)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    await tap(club.admin, opened, "Reject")
    sent = await club.alice.submit_modal(form, scene_form(hint="Another one."))
    assert said(sent).startswith("Only this server's curators can do this")
    assert "Another one." not in said(await tap(club.admin, queue, "Open"))


async def test_what_a_member_changes_after_the_approval_waits_again_in_one_step(
    club: Club,
) -> None:
    form = await edit_form(club)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    await tap(club.admin, opened, "Approve")
    sent = await club.alice.submit_modal(form, scene_form(hint="Another one."))
    assert "waits for a curator" in said(sent)
    newest = await tap(club.admin, queue, "Open")
    reverted = await tap(club.admin, newest, "Revert")
    assert "A quiet ending" in said(reverted)
    assert " · approved · " in said(reverted)


@pytest.mark.parametrize(
    "source",
    [
        *("https://[abc", "//[x", "https://x\N{ACCOUNT OF}.com/", "https://", "HTTPS://[abc"),
        *("https://pages.example:99999/", "https://pages.example:0/"),
    ],
)
async def test_a_malformed_address_is_refused_with_every_word_given_back(
    club: Club, source: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    typed = scene_form(source=source)
    refused = await club.alice.submit_modal(await new_scene_form(club), typed)
    assert said(refused).startswith("The source's address") or said(refused).startswith("A source")
    assert said(refused).endswith("Nothing was saved.")
    shown = filled_in(await tap(club.alice, refused, "Correct it"))
    assert shown["source"] == source
    assert shown["hidden"] == SECRET
    assert source not in caplog.text and "KINGFISHER" not in caplog.text


async def test_a_text_that_no_card_holds_whole_is_refused(club: Club) -> None:
    typed = scene_form(hidden="a\n" * 400)
    refused = await club.alice.submit_modal(await new_scene_form(club), typed)
    assert "What happens takes more room than a card has" in literally(said(refused))


async def test_the_longest_scene_can_be_decided_on(club: Club) -> None:
    address = "https://pages.example/" + "\N{GREEK SMALL LETTER ALPHA}" * 278
    typed = scene_form(hidden="a*" * 500, hint="a" + "*" * 119, source=address)
    await club.alice.submit_modal(await new_scene_form(club), typed)
    queue = await club.admin.slash(club.lobby, "catalogue queue")
    opened = await tap(club.admin, queue, "Open")
    assert "a\\*" * 500 in said(opened)
    assert address in said(opened).replace("\\", "")
    assert " · approved · " in said(await tap(club.admin, opened, "Approve"))
