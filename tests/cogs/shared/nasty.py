"""Texts that try to get out of a spoiler, and what a reader should read of them."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import strategies as st

from cogs.shared.cards.spoilers import LOOK_ALIKE_BAR, WORD_JOINER
from tests.cogs.shared.readers import ID

regex = pytest.importorskip("regex", reason="knows Unicode's properties; comes with SimCord")

PIECES = [
    *("|", "||", "|||", "||||", r"\|", r"\||", r"\|\|", "&#124;&#124;", "｜｜"),
    *("\\", "\\\\", "\\\\\\", "a\\", "\\\n"),
    *("`", "``", "```", "````", "`|", "`||`", "```py\n", "\n```", "~~~", "\u1fef\u1fef\u1fef"),
    *("*", "**", "***", "_", "__", "~~", "*a*", "__b__", "~~c~~", "***d***", "¯\\_(ツ)_/¯"),
    *("> ", ">>> ", "\n> q", "\n>>> q", "# ", "\n## h", "\n### h ###", "-# ", "\n-# sub", "==="),
    *("- ", "\n* i", "\n  - i", "+ ", "1. ", "\n99) ", "---", "\n    code", "| a | b |\n|---|---|"),
    *("https://e.com/x|| text", "http://e.com", "<https://e.com/||>", "steam://run/1", "www.e.com"),
    *("discord.gg/abc", "a@e.com", "<a@e.com>", "<+123456789>", "mailto:a@e.com", "<a:/b>"),
    *("[a](https://e.com)", "[||](http://e.com '||')", "![i](http://e.com)", "[r]: http://e.com"),
    *(f"<@{ID}>", f"<@!{ID}>", f"<@&{ID}>", f"<#{ID}>", f"@{ID}", f"</stinger:{ID}>"),
    *(f"<:egg:{ID}>", f"<a:egg:{ID}>", f"<{ID}:customize>", "<id:guide>", ":egg:", ":+1:"),
    *("@everyone", "@here", "@\u200beveryone", "<\u2060@1>", "<t:1700000000>", "<t:1:R>"),
    *("\u200b", "\u200d", "\u200e", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u034f"),
    *("\u3164", "\u2800", "\ufe0f", "❤\ufe0f", "👩\u200d🚀", "🇩🇪", "👍🏽", "*\ufe0f\u20e3"),
    *("\r\n", "\r", "\n", "\n\n", "\v", "\f", "\x85", "\u2028", "\u2029", "\t", " ", "   "),
    *("\x00", "\x1b[0m", "\x1c", "\x1f", "\x7f", "\ud800", "\udc00", "\ud83d\ude00"),
    *("&amp;", "&lt;b&gt;", "<b>", "<!-- ", "<script>", "שלום", "e\u0301", "a\u0338", "<\u0338"),
    *("word", "a", "1", "0", "x.y", "!", "(", ")", '"', "'", ":", "::", "/", "//", "://"),
]

nasty_texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=14).map("".join)
any_texts = st.text(max_size=80) | nasty_texts


def words_of(text: str) -> list[str]:
    """What is left of an input by the rules of the house: by categories, apart from the code."""
    text = re.sub(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029\u2800]", " ", text)
    text = regex.sub(r"[\p{Cc}\p{Cf}\p{Cs}]|(?![\ufe0e\ufe0f])\p{DI}", "", text)
    text = regex.sub(r"(?<!\S)[\ufe0e\ufe0f]+", "", unicodedata.normalize("NFC", text))
    text = regex.sub(r"([\p{Mn}\p{Me}]{5})[\p{Mn}\p{Me}]+", r"\1", text)
    return str(text).replace("|", LOOK_ALIKE_BAR).split()


def words_read(seen: str) -> list[str]:
    """The words on the screen; the joiner inside a ping has no width."""
    return seen.replace(WORD_JOINER, "").split()
