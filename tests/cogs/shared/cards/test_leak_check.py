"""The leak check against two independent parsers: what it calls hidden is hidden in both."""

from __future__ import annotations

import re

import pytest
from discord import ui
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cogs.shared.cards.leak_check import MARK, TRAP, Leak, leaking_parts, leaks_of, shows
from cogs.shared.cards.spoilers import hide, hide_link
from cogs.shared.registry import Registry, SampleReply
from data.text import HiddenText
from tests.cogs.shared import readers
from tests.cogs.shared.nasty import PIECES, any_texts
from tests.cogs.shared.readers import Reader

thorough = settings(max_examples=400)

hidden_marks = any_texts.map(lambda text: hide(f"{MARK}{text}{MARK}"))
careless_marks = st.sampled_from([MARK, f"||{MARK}||", f" ||{MARK}||", f"|| {MARK}\n||", "||"])
sendable = [piece for piece in PIECES if not re.search("[\ud800-\udfff]", piece)]
markups = st.lists(
    st.sampled_from(sendable)
    | careless_marks
    | hidden_marks
    | st.sampled_from(["\n", " ", "word"]),
    max_size=10,
).map("".join)


def sees(markup: str, read: Reader) -> bool:
    return MARK in read(markup).shown


@thorough
@given(markups)
@example(f"[a ||{MARK}](https://e.example/x||)")
@example(f"`||{MARK}||`")
@example(f"\\||{MARK}||")
@example(f"||a||{MARK}||b||")
@example(f"\t||{MARK}||")
@example(f"    a ||{MARK}||")
def test_what_counts_as_hidden_is_hidden_in_the_preview(markup: str) -> None:
    if sees(markup, readers.preview):
        assert shows(MARK, markup)


@thorough
@given(markups)
@example(f"||a||{MARK}||b||")
def test_what_counts_as_hidden_is_hidden_in_the_client(client: Reader, markup: str) -> None:
    if sees(markup, client):
        assert shows(MARK, markup)


@thorough
@given(before=st.sampled_from(["", "**A scene** · ", "### Title\n", "-# small\n"]), text=any_texts)
def test_what_hide_writes_counts_as_hidden(before: str, text: str) -> None:
    assert not shows(MARK, f"{before}{hide(f'{text}{MARK}{text}')}\n-# 2 sources")


@pytest.mark.parametrize(
    "text",
    [
        MARK,
        MARK.lower(),
        f"a||{MARK}||",
        f"||a|| {MARK} ||b||",
        f"||a\n{MARK}||",
        f"||{MARK}|| |",
        f"||{MARK}|| `a`",
        f"||*{MARK}*||",
        f"[page](<https://e.example/{MARK}>)",
        f"||[page](https://e.example/{MARK})||",
        f"||[page](<https://e.example/{MARK} x>)||",
        f"||[page](<https://e.example/a>) {MARK}||",
    ],
)
def test_in_doubt_it_shows(text: str) -> None:
    assert shows(MARK, text)


@thorough
@given(any_texts)
def test_a_hidden_link_counts_as_hidden(text: str) -> None:
    assert not shows(MARK, f"- **a** · {hide_link(f'a{text}', f'https://e.example/{MARK}{text}')}")


def test_text_without_the_mark_shows_nothing() -> None:
    assert not shows(MARK, "`a` || b | c ||")


def view_with(item: ui.Item[ui.LayoutView]) -> ui.LayoutView:
    view = ui.LayoutView()
    view.add_item(item)
    return view


def button(label: str, custom_id: str = "id") -> ui.ActionRow[ui.LayoutView]:
    return ui.ActionRow(ui.Button(label=label, custom_id=custom_id))


class Form(ui.Modal, title=f"About {MARK}"):
    """A form whose title tells."""


def test_every_part_of_a_reply_is_searched() -> None:
    hidden = hide(TRAP)
    select: ui.Select[ui.LayoutView] = ui.Select(placeholder=hidden)
    select.add_option(label="a", value="b", description=MARK)
    replies = {
        "text": SampleReply("r", content=MARK),
        "name": SampleReply("r", names=("fine", hidden)),
        "content": SampleReply("r", view=view_with(ui.Container(ui.TextDisplay(f"a {MARK}")))),
        "label": SampleReply("r", view=view_with(button(hidden[:80]))),
        "custom_id": SampleReply("r", view=view_with(button("a", MARK))),
        "description": SampleReply("r", view=view_with(ui.ActionRow(select))),
        "title": SampleReply("r", view=Form()),
    }
    for part, reply in replies.items():
        assert part in leaking_parts(reply)
    fine = view_with(ui.Container(ui.TextDisplay(f"### a\n{hidden}")))
    assert leaking_parts(SampleReply("r", content=hidden, view=fine)) == []


def test_a_leak_is_named_by_slice_reply_and_part() -> None:
    def careless(hidden: HiddenText) -> list[SampleReply]:
        words = hidden.unwrap_for_spoiler()
        return [SampleReply("note", content=f"||{words}||"), SampleReply("card", content="fine")]

    registry = Registry()
    registry.samplers["films"] = careless
    assert leaks_of(registry) == [Leak("films", "note", "text")]
