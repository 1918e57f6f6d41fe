"""Titles that are spelt as they sound in another script, for films without a name in it."""

from __future__ import annotations

import pytest

from data.catalogue.film import Film
from data.lookup import CONFIDENT, Lookup
from data.lookup.index.sounds import sound
from data.lookup.query.text import fold, romanized

TITLES = (
    *("Cloud Atlas", "Once Upon a Time in America", "Ghostbusters", "Pleasantville", "Superman"),
    *("Spider-Man", "Madras Cafe", "Mission: Impossible", "Green Lantern", "Compliance"),
)


@pytest.fixture(scope="module")
def lookup() -> Lookup:
    films = [
        Film(title, f"{title} (2000)", title, 2000, rank) for rank, title in enumerate(TITLES, 1)
    ]
    return Lookup(films, {})


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("グリーン・ランタン", "Green Lantern"),
        ("원스 어폰 어 타임 인 아메리카", "Once Upon a Time in America"),
        ("고스트버스터즈", "Ghostbusters"),
        ("미션 임파서블", "Mission: Impossible"),
        ("Плезантвилль", "Pleasantville"),
        ("मद्रास कैफ़े", "Madras Cafe"),
    ],
)
def test_a_title_by_its_consonants(lookup: Lookup, text: str, title: str) -> None:
    best = lookup.search(text)[0]
    assert best.film.title == title
    assert best.confidence >= CONFIDENT


@pytest.mark.parametrize("text", ["슈퍼맨 2", "കുമ്പളങ്ങി നൈറ്റ്സ്", "蜘蛛人", "סופרמן"])
def test_another_number_or_script_is_not_enough(lookup: Lookup, text: str) -> None:
    matches = lookup.search(text)
    assert not [match for match in matches if match.confidence >= CONFIDENT]


def test_a_voiced_kana_is_another_letter() -> None:
    assert romanized(fold("スーパーマン")) == ["supaman"]
    assert fold("パパ") != fold("ハハ")


def test_the_sound_of_a_title() -> None:
    assert sound(["superman"]) == sound(["supaman"])
    assert sound(["phantom", "two"]) == sound(["fantom"])


def test_few_consonants_are_offered(lookup: Lookup) -> None:
    best = lookup.search("クラウド アトラス")[0]
    assert best.film.title == "Cloud Atlas"
    assert best.confidence < CONFIDENT
