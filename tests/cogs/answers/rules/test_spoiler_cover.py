"""How words, names and files are covered."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cogs.answers.rules.spoiler_cover import (
    MESSAGE_LIMIT,
    NAMELESS,
    covered_messages,
    file_name,
    webhook_name,
    without_spoilers,
)
from tests.cogs.shared.nasty import PIECES

HEAD = "-# Spoiler"


def words_shown(messages: list[str]) -> str:
    return (
        "".join(messages).removeprefix(HEAD).replace("||", "").replace("\n", "").replace("\\", "")
    )


@given(st.text(max_size=4000))
@example("*" * 4000)
@example("|" * 4000)
@example("\u0301" * 4000)
@example("a\n" * 2000)
def test_every_message_fits_and_holds_nothing_in_clear(words: str) -> None:
    messages = covered_messages(HEAD, words)
    assert messages[0].startswith(HEAD)
    for message in messages:
        assert len(message) <= MESSAGE_LIMIT
        lines = message.removeprefix(HEAD).splitlines()
        assert all(line.startswith("||") and line.endswith("||") for line in lines if line)


@given(st.lists(st.text("abc*_~", min_size=1, max_size=900), max_size=6))
def test_no_word_is_lost(lines: list[str]) -> None:
    messages = covered_messages(HEAD, "\n".join(lines))
    assert words_shown(messages) == "".join(lines)


def test_words_without_anything_visible_leave_the_head() -> None:
    assert covered_messages(HEAD, " \n\u200b") == [HEAD]


def test_bars_of_the_authors_own_are_taken_off() -> None:
    assert without_spoilers("a ||b|| c ||d\ne|| f||") == "a b c d\ne f||"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ada", "Ada"),
        ("  Ada \n Byron ", "Ada Byron"),
        ("Clyde", "Cly·de"),
        ("xX_DISCORD_Xx", "xX_DIS·CORD_Xx"),
        ("disdiscordcord", "disdis·cordcord"),
        ("\u202eadA", "adA"),
        ("everyone", NAMELESS),
        ("", NAMELESS),
        ("\u200b\u2066", NAMELESS),
        ("a" * 200, "a" * 80),
    ],
)
def test_a_name_is_one_that_discord_takes(name: str, shown: str) -> None:
    assert webhook_name(name) == shown


@given(st.text(max_size=100) | st.sampled_from(PIECES))
def test_any_name_becomes_one_that_discord_takes(name: str) -> None:
    shown = webhook_name(name)
    assert 1 <= len(shown) <= 80
    assert "clyde" not in shown.casefold()
    assert "discord" not in shown.casefold()
    assert "@" not in shown


@pytest.mark.parametrize(
    ("original", "shown"),
    [
        ("the_hero_dies.PNG", "attachment-1.png"),
        ("SPOILER_x.mp4", "attachment-1.mp4"),
        ("noextension", "attachment-1"),
        ("a.tar.gz", "attachment-1.gz"),
        ("it was.him all along", "attachment-1"),
    ],
)
def test_a_file_keeps_nothing_but_its_kind(original: str, shown: str) -> None:
    assert file_name(1, original) == shown
