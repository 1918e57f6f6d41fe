"""``/stinger`` as members use it."""

from __future__ import annotations

from cogs.shared.cards.film import COLOURS
from data.catalogue.verdict import Verdict
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, button_ids, components_of, reads, sees, shown_text
from tests.films import (
    DISPUTED,
    HOSTILE,
    MARK,
    NO_SCENE,
    SOFTCORE,
    TWINS,
    TWO_SCENES,
    UNKNOWN,
)


async def test_a_film_with_scenes_says_stay_and_hides_what_happens(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film="nigth harbor")
    assert not result.ephemeral
    card = answer(result)
    assert sees(card).startswith("Stay seated · Night Harbour (2024) · 2 sources")
    assert "2 scenes: 1 mid-credits, 1 post-credits" in sees(card)
    assert "≈ 2:05 into the credits" in sees(card)
    assert MARK not in sees(card)
    assert f"The {MARK} ferryman returns ││ with `a` map." in reads(card)
    (colour,) = {c["accent_color"] for c in components_of(card.components) if c["type"] == 17}
    assert colour == COLOURS[Verdict.SCENES].value


@ON_SQLITE
async def test_only_me_is_private_and_can_be_shared(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film=NO_SCENE.id, share="only me")
    assert result.ephemeral
    card = answer(result)
    shared = await club.alice.click(card.message, custom_id=button_ids(card.components)["Share"])
    assert not shared.ephemeral
    assert "Free to go" in sees(answer(shared))


@ON_SQLITE
async def test_a_public_card_can_be_had_privately_by_anybody(club: Club) -> None:
    card = answer(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
    ids = button_ids(card.components)
    assert "Share" not in ids
    private = await club.bob.click(card.message, custom_id=ids["Show privately"])
    assert private.ephemeral
    assert MARK in reads(answer(private))


@ON_SQLITE
async def test_a_film_without_scenes_is_free_to_go(club: Club) -> None:
    card = answer(await club.alice.slash(club.lobby, "stinger", film="quiet meadow"))
    assert sees(card).startswith("Free to go · Quiet Meadow (2023) · 2 sources")
    assert "No mid-credits scene and no post-credits scene." in sees(card)


@ON_SQLITE
async def test_a_softcore_film_is_answered_privately_and_by_its_exact_title_alone(
    club: Club,
) -> None:
    exact = await club.alice.slash(club.lobby, "stinger", film="velvet evening", share="everyone")
    assert exact.ephemeral
    assert "Velvet Evening (1988)" in sees(answer(exact))
    assert not button_ids(answer(exact).components)
    near = await club.alice.slash(club.lobby, "stinger", film="velvet evenin")
    assert "Velvet" not in sees(answer(near)).replace("velvet evenin", "")
    by_id = await club.alice.slash(club.lobby, "stinger", film=SOFTCORE.id)
    assert "1988" not in sees(answer(by_id)).replace(SOFTCORE.id, "")


@ON_SQLITE
async def test_missing_data_is_never_a_no(club: Club) -> None:
    card = answer(await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id))
    assert sees(card).startswith("Not known yet")
    assert "That doesn't mean there is no" in sees(card)


@ON_SQLITE
async def test_a_dispute_tells_both_sides_with_their_dates(club: Club) -> None:
    card = answer(await club.alice.slash(club.lobby, "stinger", film=DISPUTED.id))
    assert sees(card).startswith("Sources disagree")
    assert "a scene, says lists.example (Jan 2023); none, says screens.example (2022)" in sees(card)


@ON_SQLITE
async def test_why_lists_every_claim_to_the_asker_alone(club: Club) -> None:
    card = answer(await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id))
    reasons = await club.bob.click(card.message, custom_id=button_ids(card.components)["Why?"])
    assert reasons.ephemeral
    text = shown_text(answer(reasons).components)
    assert "**screens.example** (4 May 2024): 1 mid-credits scene" in text
    assert "||[page](<https://screens.example/nh>)||" in text
    assert "lists.example" in text
    assert "does not count: It counted a song." in text


@ON_SQLITE
async def test_a_title_made_of_markup_shows_as_it_is(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film=HOSTILE.id)
    assert "││@\u2060everyone││ `*Film*` (2020)" in sees(answer(result))
    assert answer(result).message.mentions == []
    assert not answer(result).message.mention_everyone


@ON_SQLITE
async def test_buttons_live_after_a_restart(club: Club) -> None:
    await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    await club.restart()
    card = club.lobby.history()[-1]
    reasons = await club.bob.click(card, custom_id=f"why:film:{TWO_SCENES.id}")
    assert reasons.ephemeral
    assert "screens.example" in sees(answer(reasons))
    private = await club.bob.click(card, custom_id=f"private:film:{TWO_SCENES.id}")
    assert MARK in reads(answer(private))


async def test_the_question_lives_after_a_restart(club: Club) -> None:
    asked = answer(await club.alice.slash(club.lobby, "stinger", film="the twin 1999"))
    await club.restart()
    chosen = await club.alice.select(
        asked.message, [TWINS[1].id], custom_id="select/film:choose:card"
    )
    assert "The Twin (1999, 104 min)" in sees(answer(chosen))
