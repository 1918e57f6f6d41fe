"""``/stinger`` as members use it."""

from __future__ import annotations

from data.policy import Policy
from tests.e2e.conftest import Club
from tests.e2e.reading import button_ids, option_labels, shown_text
from tests.films import MARK, NO_SCENE, TWO_SCENES, UNKNOWN


async def test_a_film_with_scenes_says_stay_and_hides_what_happens(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film="nigth harbor")
    assert result.response is not None
    assert not result.ephemeral
    text = shown_text(result.response.components)
    verdict, counts, *_ = text.splitlines()
    assert verdict == "### Stay seated · Night Harbour (2024) · 2 sources"
    assert counts == "2 scenes: 1 mid-credits, 1 post-credits"
    assert "≈ 2:05 into the credits" in text
    assert f"||The {MARK} ferryman" in text


async def test_only_me_is_private_and_can_be_shared(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film=NO_SCENE.id, share="only me")
    assert result.ephemeral
    assert result.response is not None
    shared = await club.alice.click(
        result.response.message, custom_id=button_ids(result.response.components)["Share"]
    )
    assert not shared.ephemeral
    assert shared.response is not None
    assert "Free to go" in shown_text(shared.response.components)


async def test_missing_data_is_never_a_no(club: Club) -> None:
    result = await club.alice.slash(club.lobby, "stinger", film=UNKNOWN.id)
    assert result.response is not None
    text = shown_text(result.response.components)
    assert text.startswith("### Not known yet")
    assert "That is not a no." in text


async def test_two_films_of_one_name_and_year_are_asked_about(club: Club) -> None:
    asked = await club.alice.slash(club.lobby, "stinger", film="the twin 1999")
    assert asked.ephemeral
    assert asked.response is not None
    labels = option_labels(asked.response.components)
    assert labels[:2] == ["The Twin (1999, 90 min)", "The Twin (1999, 104 min)"]
    assert labels[-1] == "None of these"
    chosen = await club.alice.select(
        asked.response.message, ["the-twin-1999-104"], custom_id="choose:card"
    )
    assert chosen.response is not None
    assert "104 min" in shown_text(chosen.response.components)


async def test_a_strict_place_hides_the_verdict_too(club: Club) -> None:
    preferences = club.bot.preferences
    await preferences.set_policy(club.server.id, club.lobby.id, Policy.STRICT)
    result = await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    assert result.response is not None
    text = shown_text(result.response.components)
    assert "||Stay seated||" in text
    assert "||Somebody comes home.||" in text


async def test_buttons_live_after_a_restart(club: Club) -> None:
    await club.alice.slash(club.lobby, "stinger", film=TWO_SCENES.id)
    await club.restart()
    card = club.lobby.history()[-1]
    reasons = await club.bob.click(card, custom_id=f"why:film:{TWO_SCENES.id}")
    assert reasons.ephemeral
    assert reasons.response is not None
    assert "screens.example" in shown_text(reasons.response.components)
