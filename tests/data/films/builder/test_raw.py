"""Titles and words as they come out of the lists."""

from __future__ import annotations

from data.films.builder.raw import clean, clean_title


def test_titles_lose_what_a_wiki_page_leaves() -> None:
    styles = ".mw-parser-output .frac{white-space:nowrap}.mw-parser-output .frac .num{top:0}"
    assert clean_title(f"Naked Gun {styles}33+1⁄3") == "Naked Gun 33+1⁄3"
    assert clean_title("The Curtain Pole[1]") == "The Curtain Pole"
    assert clean_title("Fly by Night\u00a0[fr]") == "Fly by Night"
    assert clean_title("The Perils (1933 serial)") == "The Perils"
    assert clean_title("Peepli [Live]") == "Peepli [Live]"
    assert clean_title("Quiet Papers,The") == "The Quiet Papers"
    assert clean_title("Run, Hide, Die") == "Run, Hide, Die"


def test_cleaning_keeps_words_and_drops_what_cannot_be_seen() -> None:
    assert clean("  e\u0301tude\u200b \t no.\u00a01 ") == "étude no. 1"
