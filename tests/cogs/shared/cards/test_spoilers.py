"""Hidden text stays hidden, in the parse of two parsers, and reads as it was written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import discord
import pytest
from hypothesis import example, given, settings

from cogs.shared.cards.spoilers import LOOK_ALIKE_BAR, WORD_JOINER, hide, hide_link, plain
from data.text import HiddenText
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import PIECES, any_texts, words_of, words_read
from tests.cogs.shared.readers import ID, Reader

thorough = settings(max_examples=300)


def hidden_and_same(text: str, read: Reader) -> None:
    view = read(hide(text))
    assert view.shown.strip() == ""
    assert words_read(view.revealed) == words_of(text)
    assert view.constructs == set()


@thorough
@given(any_texts)
@example("".join(PIECES))
@example("a\\")
@example("https://e.com/x|| text")
def test_preview_shows_nothing_and_reveals_the_words(text: str) -> None:
    hidden_and_same(text, readers.preview)


@thorough
@given(text=any_texts)
@example(text="".join(PIECES))
@example(text="a\\")
@example(text="https://e.com/x|| text")
def test_client_shows_nothing_and_reveals_the_words(client: Reader, text: str) -> None:
    hidden_and_same(text, client)


@pytest.mark.parametrize("piece", PIECES)
def test_every_piece_alone_and_among_words(piece: str) -> None:
    for text in (piece, f"{piece} b", f"a {piece}", f"a{piece}b", f"a\n{piece}\n\n{piece}b"):
        hidden_and_same(text, readers.preview)


def link_is_hidden(label: str, url: str, read: Reader) -> None:
    view = read(f"a · {hide_link(label, url)} z")
    assert view.shown.split() == ["a", "·", "z"]
    assert view.constructs <= {"link", "link_open", "link_close"}
    assert label in view.revealed


@thorough
@given(any_texts)
@example("".join(PIECES))
@example(">)||")
def test_preview_shows_nothing_of_a_link(end: str) -> None:
    link_is_hidden("page", f"https://e.example/{end}", readers.preview)


@thorough
@given(end=any_texts)
@example(end="".join(PIECES))
@example(end=">)||")
def test_client_shows_nothing_of_a_link(client: Reader, end: str) -> None:
    link_is_hidden("page", f"https://e.example/{end}", client)


def test_a_link_leads_where_it_should() -> None:
    address = "https://e.example/a_(b)?c=1&d=%20#e"
    assert hide_link("e.example", address) == (
        "||[e.example](<https://e.example/a_%28b%29?c=1&d=%20#e>)||"
    )


LEAKY = ["a||b", "|| out ||", "x\n\ny||z", "||https://e.com/x|| text"]


@pytest.mark.parametrize("text", LEAKY)
def test_preview_catches_a_naive_spoiler(text: str) -> None:
    assert readers.preview(f"||{text}||").shown.strip()


@pytest.mark.parametrize("text", LEAKY)
def test_client_catches_a_naive_spoiler(client: Reader, text: str) -> None:
    assert client(f"||{text}||").shown.strip()


def test_client_catches_what_escape_markdown_leaves(client: Reader) -> None:
    escaped = discord.utils.escape_markdown("https://e.com/x|| text")
    assert client(f"||{escaped}||").shown.strip()


@pytest.mark.parametrize(
    "markup", ["# h", "*a*", "`a`", "http://e.com", "- a", "> a", f"<@{ID}>", f"<:egg:{ID}>"]
)
def test_readers_see_constructs_in_unescaped_text(markup: str) -> None:
    assert readers.preview(markup).constructs


TOKENS_IN_RAW_TEXT = re.compile(
    r"<(@[!&]?|#|/[^:]+:|a?:\w+:|t:|id:)\w|@everyone|@here|://|\.gg/|\]\(|\*\*|__|~~|``"
)


@thorough
@given(any_texts)
@example("".join(PIECES))
def test_raw_text_holds_no_token(text: str) -> None:
    for markup in (hide(text), plain(text)):
        assert discord.utils.escape_mentions(markup) == markup
        assert not TOKENS_IN_RAW_TEXT.search(markup)


@thorough
@given(any_texts)
def test_every_span_is_one_line_with_something_in_it(text: str) -> None:
    markup = hide(text)
    assert bool(markup) == bool(words_of(text))
    for line in markup.splitlines():
        assert line == "" or re.fullmatch(r"\|\|[^|\s]([^|]*[^|\s])?\|\|", line)
    assert "\n\n\n" not in markup
    markup.encode("utf-8")


@thorough
@given(any_texts)
def test_hiding_what_was_revealed_changes_nothing(text: str) -> None:
    markup = hide(text)
    revealed = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markup.replace("||", ""))
    assert hide(revealed) == markup


@pytest.mark.parametrize(
    "blank", ["", " \n\t", "\u200b\ufeff", "\x00", "\u3164\u2800\ufe0f", "\ud800"]
)
def test_blank_in_empty_out(blank: str) -> None:
    assert hide(blank) == ""
    assert hide(HiddenText(blank)) == ""
    assert plain(blank) == ""


def test_hidden_text_is_hidden_as_its_words_are() -> None:
    assert (
        hide(HiddenText("Tony | dies")) == hide("Tony | dies") == f"||Tony {LOOK_ALIKE_BAR} dies||"
    )


def test_one_span_a_paragraph_and_gaps_stay() -> None:
    assert hide("\n\na\r\nb\n \n\u200b\n\nc\n") == "||a||\n||b||\n\n||c||"


def test_only_a_ping_is_given_a_joiner() -> None:
    assert hide("a@b @here") == f"||a\\@b \\@{WORD_JOINER}here||"


READ_ONLY = {"answers/rules/questions.py", "shared/cards/leak_check.py"}
"""Modules with bars in a pattern that reads other people's text, or in a sample of hostile text."""


def test_bars_are_written_in_one_place_only() -> None:
    cogs = Path(__file__).parents[4] / "cogs"
    writers = {
        path.relative_to(cogs).as_posix()
        for path in cogs.rglob("*.py")
        for text in _strings(path)
        if "||" in text
    }
    assert writers - READ_ONLY == {"shared/cards/spoilers.py"}


def _strings(path: Path) -> Iterator[str]:
    """All string constants of a module but its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    prose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node.value
