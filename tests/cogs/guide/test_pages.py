"""The guide's pages: what they hold, and that each fits into a message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cogs.guide.cards import page
from cogs.guide.film_steps import film_steps
from cogs.guide.topics import READING, STEPS, TOPICS, Topic
from cogs.shared.cards.leak_check import MARK, TRAP, shows
from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import SceneText
from data.catalogue.verdict import judge
from data.locales import speaking
from data.text import HiddenText, SafeText
from tests.e2e.replies import components, components_of, shown_text
from tests.films import (
    CLAIMS,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UNKNOWN,
    UPCOMING,
    WITH_SERIES,
    small_catalogue,
)

ROOM = 4_000
"""Characters that Discord allows for all text of one message of components."""


@pytest.mark.parametrize("topic", TOPICS.values(), ids=lambda topic: topic.key)
def test_every_page_fits_and_offers_all_others(topic: Topic) -> None:
    sent = components(page(topic))
    assert len(shown_text(sent)) <= ROOM
    (select,) = (c for c in components_of(sent) if c["type"] == 3)
    assert [option["label"] for option in select["options"]] == [t.title for t in TOPICS.values()]
    assert [option["label"] for option in select["options"] if option["default"]] == [topic.title]
    assert "||" not in shown_text(sent)


def test_the_five_steps_the_clues_and_the_purposes_are_told() -> None:
    assert [step.title for step in STEPS] == [
        "Observe details",
        "Connect it to the main plot",
        "Look for direct links to other films",
        "Separate tease from payoff",
        "Compare official sources",
    ]
    for key, words in {
        "clues": ("easter egg placement", "credits sequence change", "sequel setup"),
        "why": ("sequel tease", "easter egg", "tone change", "universe link"),
        "eggs": ("visual callbacks", "sound cues", "cast cameos", "location hints", "dialogue"),
        "patterns": ("Marvel", "cameos", "Genre", "Universe"),
        "confirming": ("screenshot", "credits again", "timestamps", "Interviews", "disc"),
    }.items():
        assert all(word in TOPICS[key].text for word in words)


def test_a_film_adds_its_facts_to_steps_two_to_five() -> None:
    film = next(film for film in WITH_SERIES if film.id == TWO_SCENES.id)
    found = film_steps(facts_about(small_catalogue(), film), (film, UPCOMING), strict=False)
    assert found.keys() == {2, 3, 4, 5}
    assert "Somebody comes home" in found[2][0]
    assert found[2][1].startswith("||The")
    assert found[3] == ["Harbour: Night Harbour Returns (2026)"]
    assert "sequel tease, mid-credits tease" in found[4][0]
    assert found[5][0].startswith("Stay seated")
    assert "screens.example" in found[5][1]
    assert found[5][2].startswith("Scene 1 · the director, on record")
    assert found[5][3].startswith("||The")


def test_a_strict_place_hides_what_tells_and_others_see_nothing_of_it() -> None:
    facts = facts_about(small_catalogue(), TWO_SCENES)
    strict = film_steps(facts, (), strict=True)
    assert all(
        line.startswith("||") for line in [*strict[2], *strict[4], strict[5][0], *strict[5][2:]]
    )
    shared = [
        film_steps(facts_about(small_catalogue(), film), (), strict=True, tell=False).keys()
        for film in (TWO_SCENES, NO_SCENE, UNKNOWN)
    ]
    assert shared[0] == shared[1] == shared[2] == {3, 5}


def test_a_film_is_told_in_the_language_spoken() -> None:
    text = SceneText("de", SafeText("Kurz."), HiddenText("Ein Boot."))
    scene = replace(SCENES[TWO_SCENES.id][0], language="en", translations=(text,))
    facts = FilmFacts(TWO_SCENES, judge(CLAIMS[TWO_SCENES.id]), (scene,))
    with speaking("de"):
        title, hidden = film_steps(facts, (), strict=False)[2]
    assert title.endswith(". Kurz.") and hidden == "||Ein Boot.||"
    with speaking("it"):
        title, hidden = film_steps(facts, (), strict=False)[2]
    assert title.endswith("(in inglese). Somebody comes home.") and hidden.startswith("||The")


def test_the_fullest_film_still_fits_and_leaks_nothing() -> None:
    label = "*" * 93 + " (2024)"
    told = SCENES[TWO_SCENES.id][0]
    said = replace(told.confirmations[0], says=HiddenText(f"{TRAP.unwrap_for_spoiler()} " * 9))
    scene = replace(told, hidden=TRAP, confirmations=(said,))
    film = replace(TWO_SCENES, label=label)
    relatives = [replace(film, id=f"f-{number}") for number in range(30)]
    facts = FilmFacts(film, judge(CLAIMS[TWO_SCENES.id]), (scene,) * 10)
    for strict in (False, True):
        text = shown_text(
            components(page(TOPICS[READING], film, film_steps(facts, relatives, strict=strict)))
        )
        assert len(text) <= ROOM
        assert not shows(MARK, text)
