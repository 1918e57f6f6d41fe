"""Evidence as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.evidence import is_web_address, read_evidence, read_item


def test_one_item_for_each_line_that_holds_something() -> None:
    items = read_evidence("https://a.example/x a\n\n  1:52:10 the map  \nonly words\n \n")
    assert [item.words for item in items] == [
        "https://a.example/x a",
        "1:52:10 the map",
        "only words",
    ]
    assert [item.host for item in items] == ["a.example", None, None]


@pytest.mark.parametrize(
    "same",
    [
        "http://a.example/x",
        "https://www.a.example/x/",
        "HTTPS://A.EXAMPLE/x?utm_source=feed",
        "look: https://a.example/x, there",
        "https://m.a.example/x#part",
    ],
)
def test_the_same_page_is_the_same_link(same: str) -> None:
    assert read_item(same).link_hash == read_item("https://a.example/x").link_hash


@pytest.mark.parametrize(
    "other", ["https://a.example/y", "https://a.example/x?v=2", "https://b.example/x"]
)
def test_another_page_is_another_link(other: str) -> None:
    assert read_item(other).link_hash != read_item("https://a.example/x").link_hash


def test_a_link_twice_in_one_text_is_one_item() -> None:
    assert len(read_evidence("https://a.example/x\nhttp://a.example/x again")) == 1


@pytest.mark.parametrize(
    "text",
    ["", "no link", "ftp://a.example/x", "https://localhost/x", "https://1.2.3.4/", "https://a b",
     "https://[::1/x", "javascript:alert(1)", "https://a.example/x and words", "https://x",
     "https://a.example:99999/x", "https://a.example:0/x", "https://a.example:y/x"],
)  # fmt: skip
def test_what_is_no_web_address(text: str) -> None:
    assert not is_web_address(text)


def test_discord_is_no_web_site_of_its_own() -> None:
    item = read_item("https://discord.com/channels/1/2/3 this message")
    assert item.host is None
    assert item.link_hash is not None


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for item in read_evidence(text):
        assert item.words.strip()
        assert (item.host is None) or item.host == item.host.lower()
        assert item.link_hash is None or len(item.link_hash) == 64
