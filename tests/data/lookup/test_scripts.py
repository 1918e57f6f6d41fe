"""Titles in every script: found by their letters, by their sound, and never by noise."""

from __future__ import annotations

import pytest

from data.catalogue.film import Film
from data.lookup import CONFIDENT, Lookup
from data.lookup.query.text import fold, romanized

TITLES = {
    "Interstellar": (),
    "Leviathan": (),
    "Vikram": (),
    "Ararat": (),
    "Spirited Away": ("千と千尋の神隠し",),
    "The Wailing": ("곡성",),
    "Dangal": ("दंगल",),
    "Night Watch": ("Ночной дозор",),
    "Shin Godzilla": ("シン・ゴジラ",),
}


@pytest.fixture(scope="module")
def few() -> Lookup:
    films = [
        Film(f"film-{rank}", f"{title} (2010)", title, 2010, rank)
        for rank, title in enumerate(TITLES, 1)
    ]
    return Lookup(films, {film.id: TITLES[film.title] for film in films})


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("千と千尋の神隠し", "Spirited Away"),
        ("千と千尋の神隠", "Spirited Away"),
        ("곡성", "The Wailing"),
        ("दंगल", "Dangal"),
        ("Ночной дазор", "Night Watch"),
        ("しん・ごじら", "Shin Godzilla"),
        ("Интерстеллар", "Interstellar"),
        ("विक्रम", "Vikram"),
    ],
)
def test_a_title_in_its_script_or_by_its_sound(few: Lookup, typed: str, title: str) -> None:
    best = few.search(typed)[0]
    assert best.film.title == title
    assert best.confidence >= CONFIDENT


def test_what_only_sounds_alike_in_its_vowels_is_no_match(few: Lookup) -> None:
    assert all(match.confidence < CONFIDENT for match in few.search("ఆర్ఆర్ఆర్"))


@pytest.mark.parametrize("typed", ["ψψψψ", "中国", "ฉลาด"])
def test_a_suggestion_shares_a_letter_with_what_was_typed(few: Lookup, typed: str) -> None:
    letters = set("".join((*fold(typed), *romanized(fold(typed)))))
    for match in few.search(typed):
        names = (match.film.title, *TITLES[match.film.title])
        assert letters & set("".join(word for name in names for word in fold(name)))


def test_signs_are_not_read_as_words(few: Lookup) -> None:
    assert few.search("🦈") == []


def test_vowel_signs_stay_where_words_need_them() -> None:
    assert fold("दंगल") != fold("दगल")
    assert fold("Ёлки") == ["елки"]
