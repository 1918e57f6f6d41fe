"""The film card and its reasons: what shows, what is hidden, and that it all fits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.cards.film import COLOURS, MOST_SCENES, SEEN, film_card, reasons_card
from cogs.shared.cards.wording import confirmation_title
from cogs.shared.items import ActionButton
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import PURPOSES, Film, Scene, SceneText, StatedCredits
from data.catalogue.verdict import MEMBERS, Claim, Position, Verdict, judge
from data.contributions.rules.claims import APPROVED
from data.locales import speaking
from data.text import HiddenText, SafeText
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import any_texts
from tests.e2e.reading import components, components_of, shown_text
from tests.films import (
    CLAIMS,
    DISPUTED,
    HOSTILE,
    MARK,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UNKNOWN,
    UPCOMING,
    small_catalogue,
)

STRICTLY_HIDDEN = [
    *(verdict.value for verdict in Verdict),
    *PURPOSES,
    *("1 mid-credits", "1 post-credits", "2 scenes", "Somebody comes home", "2:05", "dedication"),
    *("No mid-credits", "That doesn't mean", "a scene, says", "mid-credits none", "at least 1"),
]


def facts(film: Film) -> FilmFacts:
    return facts_about(small_catalogue(), film)


def raw(view: ui.LayoutView) -> str:
    return shown_text(components(view))


def in_clear(view: ui.LayoutView) -> str:
    """What a reader sees before the first click, each text component read on its own."""
    texts = [c["content"] for c in components_of(components(view)) if "content" in c]
    return "\n".join(readers.preview(text).shown for text in texts)


def revealed(view: ui.LayoutView) -> str:
    texts = [c["content"] for c in components_of(components(view)) if "content" in c]
    return "\n".join(readers.preview(text).revealed for text in texts)


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


def test_reasons_list_every_claim() -> None:
    claims = [
        *CLAIMS[TWO_SCENES.id],
        Claim("TMDB", post="some", superseded="The keyword stands for a sound."),
        Claim("studio", mid=1, official=True, note="said so"),
    ]
    told = replace(facts(TWO_SCENES), judgement=judge(claims))
    text = raw(reasons_card(told, claims, strict=False))
    assert "Stay seated · confidence high" in text
    assert "**screens.example** (2024-05-04): mid-credits 1; post-credits 1 · ||[page](<" in text
    assert "||[page](<https://screens.example/nh>)||" in text
    assert "**TMDB** (undated): post-credits at least 1" in text
    assert "||[page](<https://www.themoviedb.org/movie/9001>)||" in text
    assert "does not count: The keyword stands for a sound." in text
    assert "**studio** (undated) · official: mid-credits 1 (said so)" in text


def test_what_members_claim_rests_on_is_said_in_the_readers_language() -> None:
    told = facts(TWO_SCENES)
    claims = [
        Claim(MEMBERS, mid=1, members=5),
        Claim(MEMBERS, post="some", note=APPROVED),
        Claim("a.example", post=1, note="said by its editors"),
    ]
    with speaking("de"):
        text = raw(reasons_card(told, claims, strict=False))
    assert "(5 unabhängige Mitglieder)" in text
    assert "(von einem Kurator freigegeben)" in text
    assert "(said by its editors)" in text


@pytest.mark.parametrize("strict", [False, True])
def test_what_makers_said_stands_behind_spoilers(strict: bool) -> None:
    card = reasons_card(facts(TWO_SCENES), CLAIMS[TWO_SCENES.id], strict=strict)
    title = "Scene 1 · the director, on record (Aug 2024)"
    assert (title in in_clear(card)) is not strict
    assert f"{title}: The {MARK} ferryman is the brother. · talks.example" in revealed(card)
    assert MARK not in in_clear(card)
    assert ("What the makers said" in in_clear(card)) is not strict


@pytest.mark.parametrize(("published", "when"), [("2024", "2024"), (None, "seen Jan 2026")])
def test_a_statement_is_dated_by_its_page_or_by_when_it_was_seen(
    published: str | None, when: str
) -> None:
    (said,) = SCENES[TWO_SCENES.id][0].confirmations
    said = replace(said, published=published)
    assert confirmation_title(2, said) == f"Scene 2 · the director, on record ({when})"


def test_no_address_of_a_page_shows(catalogue: Catalogue) -> None:
    """An address often tells in its last words what happens, and shows when a mouse is on it."""
    for film in catalogue.films:
        if claims := catalogue.claims(film.id):
            view = reasons_card(facts_about(catalogue, film), claims, strict=False)
            for component in components_of(components(view)):
                unspoilered = re.sub(r"\|\|[^|]+\|\|", "", component.get("content", ""))
                assert "https:" not in unspoilered, film.id


@pytest.mark.parametrize(("seconds", "words"), [(720, "12 min"), (573, "9:33 min")])
def test_the_length_of_credits_is_told_with_who_says_so(seconds: int, words: str) -> None:
    said = StatedCredits(seconds, "pages.example", "https://pages.example/long", "2026-11-21")
    told = replace(facts(NO_SCENE), stated_credits=said)
    assert f"runtime 1 h 38 · credits {words}\n" in in_clear(film_card(told, (), strict=True))
    text = revealed(reasons_card(told, CLAIMS[NO_SCENE.id], strict=False))
    assert f"Credits: {words}, says pages.example page" in text


def test_what_to_see_first_is_named_with_who_says_so() -> None:
    text = revealed(reasons_card(facts(UPCOMING), CLAIMS[UPCOMING.id], strict=True))
    assert "See first: Night Harbour (2024) · says order.example page" in text


def test_reasons_are_hidden_in_a_strict_place() -> None:
    for film in (TWO_SCENES, NO_SCENE, DISPUTED):
        text = in_clear(reasons_card(facts(film), CLAIMS[film.id], strict=True))
        for words in STRICTLY_HIDDEN:
            assert words.casefold() not in text.casefold()
        assert "screens.example" in text


def test_no_claims_are_said_to_be_none() -> None:
    assert "No source yet" in in_clear(reasons_card(facts(UNKNOWN), (), strict=False))


@pytest.mark.parametrize("strict", [False, True])
def test_what_does_not_fit_of_many_reasons_is_counted(strict: bool) -> None:
    claims = [
        Claim(f"source-{number}.example", mid=1, note="*" * 200, url=f"https://e.example/{number}")
        for number in range(60)
    ]
    told = FilmFacts(TWO_SCENES, judge(claims), ())
    text = raw(reasons_card(told, claims, strict=strict))
    assert len(text) <= TEXT_LIMIT
    shown = text.count("https://e.example/")
    assert 0 < shown < 60
    assert text.endswith(f"… and {60 - shown} more lines")


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
