"""The film card and its reasons: what shows, what is hidden, and that it all fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.cards.film import COLOURS, MOST_SCENES, SEEN, film_card, reasons_card
from cogs.shared.items import ActionButton
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import Film, Scene, SceneText
from data.catalogue.verdict import Claim, Position, judge
from data.locales import speaking
from data.text import HiddenText, SafeText
from tests.cogs.shared import readers
from tests.cogs.shared.cards.film_cards import STRICTLY_HIDDEN, facts, in_clear, raw, revealed
from tests.cogs.shared.nasty import any_texts
from tests.e2e.replies import components, components_of
from tests.films import (
    DISPUTED,
    HOSTILE,
    MARK,
    NO_SCENE,
    TWO_SCENES,
    UNKNOWN,
)


@pytest.mark.parametrize(
    ("film", "head", "line"),
    [
        (TWO_SCENES, "Stay seated · Night Harbour (2024) · 2 sources", "2 scenes: 1 mid-credits"),
        (NO_SCENE, "Free to go · Quiet Meadow (2023) · 2 sources", "No mid-credits scene and no"),
        (
            UNKNOWN,
            "Not known yet · Paper Lantern (2021) · 0 sources",
            "That doesn't mean there is no scene.",
        ),
        (
            DISPUTED,
            "Sources disagree · Glass Orchard (2022) · 2 sources",
            "says lists.example (Jan",
        ),
    ],
)
def test_an_open_card_begins_with_the_verdict(film: Film, head: str, line: str) -> None:
    card = film_card(facts(film), (), strict=False)
    text = in_clear(card)
    assert text.startswith(head)
    assert line in text
    (container,) = components(card)
    assert container["accent_color"] == COLOURS[facts(film).judgement.verdict].value


def test_an_open_card_shows_all_but_what_happens() -> None:
    text = in_clear(film_card(facts(TWO_SCENES), (), strict=False))
    for shown in (
        "1 · mid-credits, ≈ 2:05 into the credits · sequel tease",
        "Somebody comes home.",
        "2 · post-credits · tone change",
        "Also: a dedication",
        "runtime 2 h 11",
    ):
        assert shown in text
    assert MARK not in text
    assert revealed(film_card(facts(TWO_SCENES), (), strict=False)).count(MARK) == 2


@pytest.mark.parametrize("film", [TWO_SCENES, NO_SCENE, UNKNOWN, DISPUTED, HOSTILE])
@pytest.mark.parametrize("tell", [True, False])
def test_a_strict_card_shows_name_and_sources_only(film: Film, tell: bool) -> None:
    card = film_card(facts(film), (), strict=True, tell=tell)
    text = in_clear(card)
    assert film.label in text.replace("│", "|").replace("\u2060", "")
    for words in STRICTLY_HIDDEN:
        assert words.casefold() not in text.casefold()
    (container,) = components(card)
    assert container["accent_color"] is None
    assert facts(film).judgement.verdict.value in revealed(card)


def test_the_shape_of_a_strict_card_does_not_tell_the_verdict() -> None:
    """Without extras, four verdicts give the same components and as many lines and spoilers."""
    shapes = set()
    for film in (TWO_SCENES, NO_SCENE, UNKNOWN, DISPUTED):
        plain_facts = facts(film)
        judgement = replace(plain_facts.judgement, extras=())
        card = film_card(replace(plain_facts, judgement=judgement), (), strict=True, tell=False)
        kinds = [component["type"] for component in components_of(components(card))]
        shapes.add((tuple(kinds), raw(card).count("\n"), raw(card).count("||")))
        assert MARK not in raw(card)
    assert len(shapes) == 1


def test_a_private_strict_card_tells_the_scenes_behind_spoilers() -> None:
    card = film_card(facts(TWO_SCENES), (), strict=True)
    assert revealed(card).count(MARK) == 2
    assert "Somebody comes home." in revealed(card)


def test_scenes_that_nobody_has_told_are_said_to_be_missing() -> None:
    untold = replace(facts(TWO_SCENES), scenes=())
    assert "not been written down yet" in in_clear(film_card(untold, (), strict=False))
    hidden = film_card(untold, (), strict=True)
    assert "written" not in in_clear(hidden)
    assert "written" not in raw(film_card(untold, (), strict=True, tell=False))


def test_a_seen_film_is_ticked() -> None:
    assert SEEN in in_clear(film_card(facts(NO_SCENE), (), strict=False, seen=True))
    assert SEEN not in in_clear(film_card(facts(NO_SCENE), (), strict=False))


def test_buttons_stand_outside_the_container() -> None:
    button = ActionButton("why:film", TWO_SCENES.id, "Why?")
    container, row = components(film_card(facts(TWO_SCENES), [button], strict=False))
    assert (container["type"], row["type"]) == (17, 1)
    assert [child["label"] for child in row["components"]] == ["Why?"]


def test_a_title_made_of_markup_reads_literally() -> None:
    text = in_clear(film_card(facts(HOSTILE), (), strict=False))
    assert text.startswith("Not known yet · ││@\u2060everyone││ `*Film*` (2020)")


def scene(number: int, hidden: str, hint: str = "A joke to end on.") -> Scene:
    return Scene(Position.POST, number, "sequel tease", SafeText(hint), HiddenText(hidden))


def length(view: ui.LayoutView) -> int:
    return sum(len(c["content"]) for c in components_of(components(view)) if "content" in c)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("count", [1, 6, MOST_SCENES, 40])
def test_long_scenes_full_of_escapes_fit(strict: bool, count: int) -> None:
    long = replace(TWO_SCENES, label="*" * 93 + " (2024)")
    claims = [
        Claim(f"{'_' * 60}{number}.example", mid=int(number % 2), post=0, extras=("audio",))
        for number in range(8)
    ]
    scenes = [scene(number, "*_~`|" * 120) for number in range(1, count + 1)]
    card = film_card(FilmFacts(long, judge(claims), tuple(scenes)), (), strict=strict)
    assert length(card) <= TEXT_LIMIT
    assert card.total_children_count <= 40
    assert revealed(card).count("post-credits · sequel tease") == min(count, MOST_SCENES)
    assert revealed(card).count("A joke to end on.") == min(count, MOST_SCENES)
    assert revealed(card).count("*_~") >= min(count, MOST_SCENES)


texts = any_texts.map(lambda text: f"{MARK} {text} {MARK}")


@settings(max_examples=150)
@given(st.lists(texts, min_size=1, max_size=6), st.lists(any_texts, max_size=3), st.booleans())
def test_no_hidden_word_stands_outside_a_spoiler(
    hidden: Sequence[str], words: Sequence[str], strict: bool
) -> None:
    claims = [Claim(text or "a", mid=1, note=text, superseded=text or None) for text in words]
    scenes = tuple(scene(number, text) for number, text in enumerate(hidden, 1))
    told = FilmFacts(TWO_SCENES, judge([*claims, Claim("b", post=1)]), scenes)
    for view in (
        film_card(told, (), strict=strict),
        reasons_card(told, claims, strict=strict),
    ):
        assert MARK not in in_clear(view)
        assert length(view) <= TEXT_LIMIT


ALLOWED = {"bullet_list", "list_item", "strong_open", "strong_close", "subtext"}


@settings(max_examples=100)
@given(any_texts)
def test_what_sources_write_formats_nothing(text: str) -> None:
    claim = Claim("a.example", mid=1, note=f"x{text}", superseded=f"x{text}")
    card = reasons_card(FilmFacts(TWO_SCENES, judge([]), ()), [claim], strict=False)
    *_, body = (c["content"] for c in components_of(components(card)) if "content" in c)
    view = readers.preview(body)
    assert view.constructs <= ALLOWED
    assert view.shown == view.revealed


def test_every_card_of_the_catalogue_fits(catalogue: Catalogue) -> None:
    for film in catalogue.films:
        if not catalogue.claims(film.id):
            continue
        known = facts_about(catalogue, film)
        for strict in (False, True):
            assert length(film_card(known, (), strict=strict)) <= TEXT_LIMIT
        assert length(reasons_card(known, catalogue.claims(film.id), strict=False)) <= TEXT_LIMIT


def test_a_card_is_in_the_language_of_whoever_asks_after_another() -> None:
    known = facts(TWO_SCENES)
    english = raw(film_card(known, (), strict=False))
    with speaking("de"):
        assert "Sitzen bleiben" in raw(film_card(known, (), strict=False))
    assert raw(film_card(known, (), strict=False)) == english
    assert raw(film_card(known, (), strict=True)) != english


def told_abroad(number: int, *languages: str) -> Scene:
    """A scene of the files, with translations that name their language."""
    texts = [
        SceneText(tag, SafeText(f"Hint {tag}."), HiddenText(f"{MARK} {tag}")) for tag in languages
    ]
    told = scene(number, f"{MARK} en", "Hint en.")
    return replace(told, language="en", translations=tuple(texts))


def card_in(language: str, *scenes: Scene, strict: bool = False) -> ui.LayoutView:
    told = FilmFacts(TWO_SCENES, judge([Claim("a", post=2)]), scenes)
    with speaking(language):
        return film_card(told, (), strict=strict)


@pytest.mark.parametrize("strict", [False, True])
def test_a_scene_is_told_in_the_language_spoken(strict: bool) -> None:
    for language in ("en", "de", "pt-BR"):
        view = card_in(language, told_abroad(1, "de", "pt-BR"), strict=strict)
        text = revealed(view)
        assert f"Hint {language}." in text and f"{MARK} {language}" in text
        assert text.count("Hint ") == 1 and MARK not in in_clear(view)
        assert "nglisch" not in text and "(" not in text.partition("Hint")[0].partition("1 ·")[2]


@pytest.mark.parametrize("strict", [False, True])
def test_english_is_named_once_to_readers_of_another_language(strict: bool) -> None:
    scenes = told_abroad(1, "fr"), told_abroad(2), told_abroad(3)
    for language, words in (("fr", "(en anglais)"), ("de", "(auf Englisch)"), ("en", "(in")):
        view = card_in(language, *scenes, strict=strict)
        assert revealed(view).count(words) == (language != "en")
        assert MARK not in in_clear(view)
    assert "(en anglais)" in revealed(card_in("fr", *scenes)).partition("Hint fr.")[2]


def test_words_of_members_are_in_no_language_that_could_be_named() -> None:
    assert "(" not in revealed(card_in("de", scene(1, "A gull."))).partition("1 ·")[2][:60]
