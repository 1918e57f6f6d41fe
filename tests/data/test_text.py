"""Hidden text gives its words to nobody who did not ask by name."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass

import pytest

from data.text import HiddenText

WORDS = "Tony dies"


@dataclass(frozen=True)
class Holder:
    scene: HiddenText


def test_only_the_named_method_gives_the_words() -> None:
    assert HiddenText(WORDS).unwrap_for_spoiler() == WORDS


@pytest.mark.parametrize("template", ["{}", "{!s}", "{!r}", "{!a}", "{:>20}", "{0}"])
def test_formatting_shows_the_placeholder(template: str) -> None:
    shown = template.format(HiddenText(WORDS))
    assert shown.strip() == HiddenText.PLACEHOLDER


def test_f_strings_percent_and_containers_show_the_placeholder() -> None:
    hidden = HiddenText(WORDS)
    shown = [f"{hidden}", f"{hidden!r:>30}", "%s %r" % (hidden, hidden), str([hidden])]  # noqa: UP031 - the old way is tried too
    shown += [repr({"scene": hidden}), repr(Holder(hidden)), ascii(hidden), f"{hidden:.3}"]
    assert not any(WORDS[:4] in text for text in shown)


def test_logs_and_exceptions_show_the_placeholder(caplog: pytest.LogCaptureFixture) -> None:
    hidden = HiddenText(WORDS)
    try:
        raise ValueError(hidden)
    except ValueError:
        logging.getLogger("scene").exception("Scene %s of %r", hidden, Holder(hidden))
    assert HiddenText.PLACEHOLDER in caplog.text
    assert WORDS not in caplog.text


def test_it_is_no_string() -> None:
    hidden = HiddenText(WORDS)
    with pytest.raises(TypeError):
        "".join([hidden])  # type: ignore[list-item]  # is what is refused
    with pytest.raises(TypeError):
        "A scene: " + hidden  # type: ignore[operator]  # is what is refused
    with pytest.raises(TypeError):
        json.dumps(hidden)
    with pytest.raises(TypeError):
        vars(hidden)


def test_equality_and_hash_go_by_the_words() -> None:
    assert HiddenText(WORDS) == HiddenText(WORDS)
    assert HiddenText(WORDS) != HiddenText("Steve stays")
    assert HiddenText(WORDS) != WORDS
    assert len({HiddenText(WORDS), HiddenText(WORDS)}) == 1


@pytest.mark.parametrize(("words", "truth"), [("", False), (" \n", False), ("a", True)])
def test_blank_hidden_text_is_false(words: str, truth: bool) -> None:
    assert bool(HiddenText(words)) is truth
