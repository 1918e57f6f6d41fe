"""A limit is kept without opening a span, and nothing a reader sees as one is cut in two."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cogs.shared.cards.spoilers import MARKS_IN_A_ROW, hide, plain
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import any_texts, regex, words_of, words_read

thorough = settings(max_examples=300)


def visible(words: list[str]) -> str:
    return "".join(words)


@thorough
@given(any_texts, st.integers(min_value=-3, max_value=120))
def test_a_cut_span_stays_closed_and_shows_a_beginning(text: str, limit: int) -> None:
    markup = hide(text, limit=limit)
    assert len(markup) <= max(limit, 0)
    view = readers.preview(markup)
    assert view.shown.strip() == ""
    assert view.constructs == set()
    if markup != hide(text):
        assert markup == "" or markup.endswith("…||")
        beginning = visible(words_read(view.revealed)).removesuffix("…")
        assert visible(words_of(text)).startswith(beginning)


@thorough
@given(any_texts, st.integers(min_value=5, max_value=120))
def test_whatever_has_words_shows_something(text: str, limit: int) -> None:
    assert bool(hide(text, limit=limit)) == bool(words_of(text))


@thorough
@given(any_texts)
def test_a_limit_that_fits_changes_nothing(text: str) -> None:
    assert hide(text, limit=len(hide(text))) == hide(text)
    assert plain(text, limit=len(plain(text))) == plain(text)


@thorough
@given(any_texts, st.integers(min_value=-3, max_value=60))
def test_a_cut_plain_text_is_a_beginning(text: str, limit: int) -> None:
    markup = plain(text, limit=limit)
    assert len(markup) <= max(limit, 0)
    if markup != plain(text):
        assert limit < 1 or markup.endswith("…")
        _, *seen = words_read(readers.preview(f"Film: {markup}").shown)
        assert visible(words_of(text)).startswith(visible(seen).removesuffix("…"))


@pytest.mark.parametrize("limit", range(5, 30))
def test_no_room_is_wasted(limit: int) -> None:
    assert len(hide("a" * 40, limit=limit)) == limit
    assert len(hide("a\nb\n\n" * 20, limit=limit)) > limit - 10


def test_the_cut_says_so_at_the_end_of_a_paragraph_too() -> None:
    assert hide("first\nsecond", limit=len("||first…||")) == "||first…||"
    assert hide("first\nsecond", limit=len("||first||")) == "||firs…||"
    assert hide("first second", limit=len("||first …||")) == "||first…||"


def test_escapes_and_pings_are_not_cut() -> None:
    for limit in range(5, 40):
        body = hide("@everyone \\ * @here [a](b)", limit=limit)[2:-2].removesuffix("…")
        assert re.fullmatch(r"(?s:\\[^0-9A-Za-z\s]|[^\\])*", body)
        assert not body.endswith("@")


GRAPHEMES = "🇩🇪🇫🇷🇮🇹👍🏽👋🏿e\u0323\u0302\u0331x\u0331\u0332☺\ufe0fक\u093eกำ"


@pytest.mark.parametrize("limit", range(1, 50))
def test_flags_skin_tones_and_marks_are_not_cut(limit: int) -> None:
    clusters = regex.findall(r"\X", unicodedata.normalize("NFC", GRAPHEMES))
    shown = regex.findall(r"\X", plain(GRAPHEMES, limit=limit).removesuffix("…"))
    assert shown == clusters[: len(shown)]


def test_a_tower_of_marks_is_lowered() -> None:
    tower = "Z" + "\u0301\u0323\u0489" * 1_500 + "algo"
    body = hide(tower)[2:-2]
    marks = sum(unicodedata.category(char) in {"Mn", "Me"} for char in body)
    assert marks <= MARKS_IN_A_ROW
    assert body.endswith("algo")


def test_pointed_hebrew_keeps_every_point() -> None:
    word = unicodedata.normalize("NFC", "בְּרֵאשִׁ֖ית שָּׁ֔֗")
    assert hide(word) == f"||{word}||"


@pytest.mark.parametrize(
    "piece",
    ["\u0301\u0323", "a\u0301\u0323", "|", "\\", "*", ":a", "@", "\n", "[(", "1", "\u200b", "🏽"],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.process_time()
    for limit in (None, 2_000):
        hide(text, limit=limit)
        plain(text, limit=limit)
    assert time.process_time() - start < 5
