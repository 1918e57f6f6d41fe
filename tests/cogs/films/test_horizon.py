"""A member's own list of a franchise, and that no scene's words have a part in it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from cogs.films.browse import Browser, franchise_key
from cogs.films.browse_card import browse_card
from cogs.films.browse_filter import Filter
from cogs.shared.cards.film import film_card
from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import facts_about
from data.catalogue.film import Confirmation, Film, Scene
from data.catalogue.supplements import Supplements
from data.catalogue.verdict import Position
from data.contributions.rules.additions import Additions
from data.contributions.store.server_films import Layer, ServerFilms
from data.lookup import Lookup
from data.members.horizon import to_see_first, within_horizon
from data.text import HiddenText, SafeText
from tests.cogs.shared.nasty import any_texts
from tests.cogs.shared.readers import preview
from tests.e2e.replies import components, components_of
from tests.films import CLAIMS, NEEDED, TWO_SCENES, UPCOMING, WITH_SERIES

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SERIES = Filter(franchise=franchise_key("Harbour"))
FILMS = (TWO_SCENES, UPCOMING)

hidden_texts = any_texts.map(HiddenText).filter(bool)


def scene(hint: str, hidden: HiddenText) -> Scene:
    said = Confirmation(
        *("on record", SafeText("the director"), hidden),
        *("a.example", "https://a.example/words", "2026-01-05"),
    )
    return Scene(Position.POST, 1, "sequel tease", SafeText(hint), hidden, confirmations=(said,))


def catalogue(told: dict[str, Scene]) -> Catalogue:
    scenes = {film_id: (one,) for film_id, one in told.items()}
    return Catalogue(WITH_SERIES, {}, CLAIMS, scenes, Supplements(needed=NEEDED))


def listed(told: dict[str, Scene], seen: Collection[str]) -> list[dict[str, Any]]:
    """The list as Discord gets it."""
    known = catalogue(told)
    films = ServerFilms(known, Lookup(known.films, known.aliases), [Layer.of(Additions())])
    browser = Browser(known)
    page = browser.page(SERIES, films, NOW.date(), lambda _film: False, seen)
    return components(browse_card(page, SERIES, browser.franchises, strict=False))


def in_clear(view: ui.LayoutView) -> str:
    texts = [c["content"] for c in components_of(components(view)) if "content" in c]
    return "\n".join(preview(text).shown for text in texts)


@given(
    st.sets(st.sampled_from([film.id for film in FILMS])),
    st.lists(st.tuples(any_texts, hidden_texts), min_size=4, max_size=4),
)
def test_the_list_is_the_same_whatever_is_told(
    seen: set[str], words: list[tuple[str, HiddenText]]
) -> None:
    one, other = (
        {film.id: scene(*told) for film, told in zip(FILMS, half, strict=True)}
        for half in (words[:2], words[2:])
    )
    assert listed(one, seen) == listed(other, seen)


@given(
    st.sampled_from(FILMS),
    st.sets(st.sampled_from([film.id for film in FILMS])),
    hidden_texts,
    hidden_texts,
    hidden_texts,
)
def test_before_a_click_a_card_is_the_same_whatever_is_hidden(
    film: Film, seen: set[str], mine: HiddenText, other: HiddenText, elsewhere: HiddenText
) -> None:
    """And it is the same to the last letter whatever is told of the other film.

    The bar itself is as long, and has as many lines, as what it hides.
    """

    def card(own: HiddenText, others: HiddenText) -> ui.LayoutView:
        told = {one.id: scene("A short visit.", own if one is film else others) for one in FILMS}
        facts = facts_about(catalogue(told), film)
        first = to_see_first(facts, seen)
        return film_card(
            *(within_horizon(facts, seen), ()), strict=False, seen=film.id in seen, first=first
        )

    assert in_clear(card(mine, mine)).split() == in_clear(card(other, mine)).split()
    assert components(card(mine, mine)) == components(card(mine, elsewhere))
    if film is UPCOMING and not seen:
        assert components(card(mine, mine)) == components(card(other, mine))


def test_what_is_left_to_see_stands_above_the_scenes() -> None:
    told = {UPCOMING.id: scene("A short visit.", HiddenText("A gull."))}
    facts = facts_about(catalogue(told), UPCOMING)
    first = to_see_first(facts, ())
    text = in_clear(film_card(within_horizon(facts, ()), (), strict=False, first=first))
    assert text.index("See first: Night Harbour (2024)") < text.index("1 · post-credits")
    assert "A short visit." not in text
    seen = {TWO_SCENES.id}
    assert "See first" not in in_clear(
        film_card(facts, (), strict=False, first=to_see_first(facts, seen))
    )


def test_scenes_to_open_are_not_counted_under_embargo_or_where_verdicts_are_hidden() -> None:
    known = catalogue({TWO_SCENES.id: scene("A short visit.", HiddenText("A gull."))})
    films = ServerFilms(known, Lookup(known.films, known.aliases), [Layer.of(Additions())])
    browser = Browser(known)
    open_page = browser.page(SERIES, films, NOW.date(), lambda _film: False, ())
    held_page = browser.page(SERIES, films, NOW.date(), lambda _film: True, ())
    shown = in_clear(browse_card(open_page, SERIES, browser.franchises, strict=False))
    assert "after it, 1 scene to open" in shown
    for page, strict in ((open_page, True), (held_page, False)):
        card = browse_card(page, SERIES, browser.franchises, strict=strict)
        assert "to open" not in in_clear(card)
