"""The card of *Why?*: every claim, with who says so and where."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.cards.film import film_card, reasons_card
from cogs.shared.cards.wording import confirmation_title
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import FilmFacts, facts_about
from data.catalogue.film import StatedCredits
from data.catalogue.verdict import MEMBERS, Claim, judge
from data.contributions.rules.claims import APPROVED
from data.locales import speaking
from tests.cogs.shared.cards.film_cards import STRICTLY_HIDDEN, facts, in_clear, raw, revealed
from tests.e2e.replies import components, components_of
from tests.films import (
    CLAIMS,
    DISPUTED,
    MARK,
    NO_SCENE,
    SCENES,
    TWO_SCENES,
    UNKNOWN,
    UPCOMING,
)


def test_reasons_list_every_claim() -> None:
    claims = [
        *CLAIMS[TWO_SCENES.id],
        Claim("TMDB", post="some", superseded="The keyword stands for a sound."),
        Claim("studio", mid=1, official=True, note="said so"),
    ]
    told = replace(facts(TWO_SCENES), judgement=judge(claims))
    text = raw(reasons_card(told, claims, strict=False))
    assert "Stay seated · confidence high" in text
    screens = "**screens.example** (4 May 2024): 1 mid-credits scene; 1 post-credits scene"
    assert f"{screens} · ||[page](<" in text
    assert "||[page](<https://screens.example/nh>)||" in text
    assert "**TMDB** (undated): at least 1 post-credits scene" in text
    assert "||[page](<https://www.themoviedb.org/movie/9001>)||" in text
    assert "does not count: The keyword stands for a sound." in text
    assert "**studio** (undated) · official: 1 mid-credits scene (said so)" in text


def test_what_members_claim_rests_on_is_said_in_the_readers_language() -> None:
    told = facts(TWO_SCENES)
    claims = [
        Claim(MEMBERS, mid=1, members=5),
        Claim(MEMBERS, post="some", note=APPROVED),
        Claim("a.example", post=1, note="Said by its editors."),
        Claim("aftercredits.com", post=1, note="After Credits;Audio"),
        Claim("aftercredits.com", post=1, note="Listed by its id", curated=True),
    ]
    with speaking("de"):
        text = raw(reasons_card(told, claims, strict=False))
    assert "(5 unabhängige Mitglieder)" in text
    assert "(von einem Kurator freigegeben)" in text
    assert "(auf Englisch: Said by its editors.)" in text
    assert "(auf Englisch: Listed by its id)" in text
    assert "(dort unter „After Credits, Audio“)" in text


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
