"""Each member is answered in their own language, and a channel in its server's."""

from __future__ import annotations

import pytest

from cogs.answers.store.awaited import AwaitedFilms
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.languages.speakers import discord_in
from tests.e2e.reminders.evenings import HOUR, dms, heard, later, save
from tests.e2e.replies import answer, button_ids, full_text, option_labels, sees
from tests.films import MARK, TWINS, TWO_SCENES, UNKNOWN


@ON_SQLITE
async def test_a_german_member_is_answered_in_german(club: Club) -> None:
    with discord_in(alice="de"):
        card = answer(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
        assert sees(card).startswith(
            "Sitzen bleiben · Night Harbour (2024) · 2 Quellen2 Szenen: 1 Mid"
        )
        assert "2 Szenen: 1 Mid-Credits, 1 Post-Credits" in sees(card)
        assert "Laufzeit 2 Std. 11 Min." in sees(card)
        assert MARK not in sees(card)
        ids = button_ids(card.components)
        assert {"Nur mir zeigen", "Warum?"} <= ids.keys()
        reasons = answer(await club.alice.click(card.message, custom_id=ids["Warum?"]))
        assert "recht sicher" in sees(reasons)


@pytest.mark.simcord(check_errors=False)  # it counts refusals as errors
@ON_SQLITE
async def test_a_refusal_is_in_the_members_language(club: Club) -> None:
    with discord_in(alice="de"):
        result = await club.alice.slash(club.lobby, "stingers", franchise="Nothing")
        assert full_text(result).startswith("Ich kenne keine Filmreihe mit diesem Namen.")
        which = answer(await club.alice.slash(club.lobby, "stinger", film="the twin"))
        assert "Welchen Film meinst du mit „the twin“?" in which.content
        assert option_labels(which.components)[-1] == "Keiner davon"
    assert len(TWINS) == len(option_labels(which.components)) - 1


@ON_SQLITE
async def test_everybody_presses_the_same_button_in_their_own_language(club: Club) -> None:
    card = answer(await club.bob.slash(club.lobby, "stinger", film=UNKNOWN.id))
    ids = button_ids(card.components)
    with discord_in(alice="de", bob="ja"):
        german = await club.alice.click(card.message, custom_id=ids["Why?"])
        japanese = await club.bob.click(card.message, custom_id=ids["Why?"])
    assert "Noch unbekannt" in full_text(german)
    assert "Not known yet" in full_text(japanese)


@pytest.mark.parametrize(
    ("server", "expected"),
    [("de", "Noch unbekannt"), ("ja", "Not known yet"), ("en-US", "Not known yet")],
)
@ON_SQLITE
async def test_what_all_read_is_in_the_servers_language(
    club: Club, server: str, expected: str
) -> None:
    with discord_in(server, alice="en-GB"):
        public = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id)
        private = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id, share="only me")
    assert expected in full_text(public)
    assert "Not known yet" in full_text(private)


@ON_SQLITE
async def test_american_english_is_no_choice_of_a_server_that_is_no_community(club: Club) -> None:
    with discord_in("en-US", alice="de"):
        public = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert "Noch unbekannt" in full_text(public)


async def test_a_server_can_choose_its_language(club: Club) -> None:
    screen = answer(await club.admin.slash(club.lobby, "config setup"))
    await club.admin.select(screen.message, ["de"], custom_id="select/config:language")
    public = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert "Noch unbekannt" in full_text(public)
    private = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id, share="only me")
    assert "Not known yet" in full_text(private)
    await club.admin.select(screen.message, ["discord"], custom_id="select/config:language")
    public = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert "Not known yet" in full_text(public)


async def test_a_member_can_choose_another_language_than_their_discords(club: Club) -> None:
    with discord_in(alice="fr"):
        told = await club.alice.slash(club.lobby, "me language", language="de")
        assert full_text(told).endswith("Deutsch.")
        private = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id, share="only me")
        assert "Noch unbekannt" in full_text(private)
        told = await club.alice.slash(club.lobby, "me language", language="discord")
        assert full_text(told).endswith("Français.")


async def test_word_of_a_film_comes_in_the_language_that_was_asked_in(club: Club) -> None:
    with discord_in(alice="de"):
        card = answer(await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id))
        wait = next(i for i in button_ids(card.components).values() if i.startswith("known"))
        await club.alice.click(card.message, custom_id=wait)
    (awaited,) = await AwaitedFilms(club.resources.database).of_member(club.alice.id)
    assert awaited.language == "de"


@ON_SQLITE
async def test_a_reminder_comes_in_the_language_that_was_asked_in(club: Club) -> None:
    with discord_in(alice="de", bob="fr"):
        await save(club, where="dm")
        await save(club, who=club.bob)
    saved = len(heard(club.lobby))
    await later(club, 4 * HOUR)
    german, french = dms(club.alice)[1:], heard(club.lobby)[saved:]
    for told, stay, go in ((german, "Sitzen bleiben", "Du kannst"), (french, "Reste", "Tu peux")):
        pocket, ping, over = told
        assert stay in pocket
        assert ping.startswith(stay)
        assert over.startswith(go)
