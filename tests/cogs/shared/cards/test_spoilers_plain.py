"""Text in the clear reads as it was written and formats, links and pings nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from cogs.shared.cards.spoilers import plain
from data.text import HiddenText
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import PIECES, any_texts, words_of, words_read
from tests.cogs.shared.readers import Reader

thorough = settings(max_examples=300)

TITLES = [
    *("*batteries not included", "$", "__init__", "M*A*S*H", "1. April 2000", "# Alive", "-30-"),
    *("[REC]", "(500) Days of Summer", "...And Justice for All", "Face/Off", "Se7en", "#horror"),
    *("2:22", "Tron: Legacy", "AT&T", "A&amp;B", "http://www.film.com", "@everyone", "||hid||"),
    *(
        "+1",
        "> The",
        "~~Gone~~",
        "`code`",
        "¯\\_(ツ)_/¯",
        "C:\\",
        "Amélie",
        "千と千尋の神隠し",
        "***",
    ),
]


def reads_literally(text: str, read: Reader) -> None:
    inside = read(f"Stay seated · {plain(text)} (2026)")
    assert words_read(inside.shown) == [*"Stay seated ·".split(), *words_of(text), "(2026)"]
    assert inside.constructs == set()
    if read is readers.preview and words_of(text)[:1] == ["-#"]:
        return  # the preview looks for subtext after it has dropped the escapes; clients before
    alone = read(plain(text))
    assert words_read(alone.shown) == words_of(text)
    assert alone.constructs == set()


@thorough
@given(any_texts)
@example("".join(PIECES))
def test_preview_shows_the_words(text: str) -> None:
    reads_literally(text, readers.preview)


@thorough
@given(text=any_texts)
@example(text="".join(PIECES))
def test_client_shows_the_words(client: Reader, text: str) -> None:
    reads_literally(text, client)


@pytest.mark.parametrize("title", TITLES)
def test_titles_render_literally(title: str) -> None:
    reads_literally(title, readers.preview)


@thorough
@given(any_texts)
def test_one_line_without_bars(text: str) -> None:
    markup = plain(text)
    assert len(markup.splitlines()) <= 1
    assert "|" not in markup
    assert markup == markup.strip()


def test_common_titles_are_left_alone() -> None:
    for title in (
        "Avengers: Endgame",
        "Spider-Man: No Way Home",
        "The Batman",
        "It's a Wonderful Life",
    ):
        assert plain(title) == title


def test_white_space_becomes_single_spaces() -> None:
    assert plain(" a\r\n\tb\u2028 \u00a0c ") == "a b c"


def test_hidden_text_is_refused() -> None:
    with pytest.raises(AttributeError):
        plain(HiddenText("Tony dies"))  # type: ignore[arg-type]  # is what is refused
