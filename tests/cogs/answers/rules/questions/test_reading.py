"""What is read out of a message: the sentence that asks, and the titles in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.answers.rules.languages.language import folded
from cogs.answers.rules.questions import MOST_READ, MOST_SENTENCES, read_question
from tests.cogs.answers.rules.questions.sentences import PLAIN


def test_a_line_after_a_quote_is_read() -> None:
    question = read_question("> I loved it\nis there anything after the credits of Night Harbour?")
    assert question is not None
    assert "Night Harbour" in question.sentence


def test_the_titles_are_what_remains_without_the_question() -> None:
    question = read_question("¿tiene Night Harbour escena poscréditos?")
    assert question is not None
    assert "night harbour" in question.titles


ASKED = st.lists(
    st.text(max_size=60)
    | st.sampled_from([*PLAIN, "post credits scene", "stay", "?", "||", "```", "> "]),
    max_size=6,
)


@given(st.text(max_size=600) | st.builds(str.join, st.sampled_from(["", " ", "\n"]), ASKED))
def test_a_question_is_found_in_the_text_and_titles_in_the_question(text: str) -> None:
    question = read_question(text)
    if question is None:
        return
    assert question.sentence.strip()
    assert question.sentence in question.text
    assert len(question.text) <= MOST_READ
    words = f" {folded(question.sentence)} "
    assert all(f" {folded(title)} " in words for title in question.titles)
    longest_first = sorted({*question.titles}, key=lambda title: (-len(title), title))
    assert [*question.titles] == longest_first


def test_so_many_sentences_are_read_and_no_more() -> None:
    asked = "does x have a stinger?"
    assert read_question("a! " * (MOST_SENTENCES - 1) + asked) is not None
    assert read_question("a! " * MOST_SENTENCES + asked) is None
    assert read_question("! " * 200 + asked) is not None  # which say nothing


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("does Saw have a stinger?", "Saw"),
        ("does IT have an after credits scene", "IT"),
        ("does us even have a post credits scene", "us"),
        ("does Airplane! have a post credits scene?", "Airplane!"),
        ("so, does SINNERS!!! have anything after the credits", "SINNERS!!!"),
        (
            "does are you there god? it's me, margaret. have a post credits scene",
            "are you there god? it's me, margaret.",
        ),
        ("does anyone know if night harbour has a post credits scene", "night harbour"),
        ("does the movie night harbour have a scene after the credits lol", "night harbour"),
    ],
)
def test_a_title_stands_where_grammar_wants_it(text: str, title: str) -> None:
    question = read_question(text)
    assert question is not None
    assert question.title == title
    assert question.titles == (title,)


@pytest.mark.parametrize(
    "text",
    [
        "does it have a post credits scene?",
        "does the movie have anything after the credits?",
        "does the sequel have a post credits scene?",
        "does this one even have a scene after the credits?",
        "night harbour 2: does the horror flick have a post credit scene",
    ],
)
def test_no_title_stands_there(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert not question.title
