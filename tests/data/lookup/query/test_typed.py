"""Titles as they are typed or copied: years, editions, names of files."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.lookup.query.typed import bare, read_typed


@pytest.mark.parametrize(
    ("text", "title", "year"),
    [
        ("Joker (2019 film)", "joker", 2019),
        ("Joker [2019]", "joker", 2019),
        ("Joker (2019)", "joker", 2019),
        ("Joker 2019 movie", "joker", 2019),
        ("Joker.2019.1080p.BluRay.x264-GROUP", "joker", 2019),
        ("1917.2019.2160p.WEB-DL", "1917", 2019),
        ("2001.A.Space.Odyssey.1968.4K.mkv", "2001 a space odyssey", 1968),
        ("[Group] Kimi no Na wa (1080p)", "kimi no na wa", None),
        ("Aliens.Special.Edition.1080p.mkv", "aliens", None),
        ("Alien (1979) - [Director's Cut].mkv", "alien", 1979),
        ("Joker 2019", "joker 2019", None),
        ("Blade Runner 2049", "blade runner 2049", None),
        ("(500) Days of Summer", "500 days of summer", None),
        ("1080p", "1080p", None),
        ("2012", "2012", None),
        ("(2012)", "2012", None),
    ],
)
def test_title_and_year(text: str, title: str, year: int | None) -> None:
    typed = read_typed(text)
    assert (" ".join(typed.words), typed.year) == (title, year)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("film dune 2", "dune 2"),
        ("inception movie", "inception"),
        ("aliens special edition", "aliens"),
        ("iron man post credits", "iron man"),
        ("film", "film"),
    ],
)
def test_a_bare_title(text: str, title: str) -> None:
    assert bare(text.split()) == title.split()


@given(st.text(max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    typed = read_typed(text)
    assert bare(typed.words) or not typed.words
