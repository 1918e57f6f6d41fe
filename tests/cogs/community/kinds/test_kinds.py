"""Each kind's form, filled in with a contribution and sent unchanged, says the same again."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.community.kinds.table import kind_of
from cogs.community.rules.refusals import RuntimeNeededError
from cogs.shared.entries import FilmGoneError
from cogs.shared.items import Answers, Form
from data.catalogue.film import CLUES, EGG_GROUPS, PURPOSES
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import (
    METHODS,
    VERSIONS,
    AddedFilm,
    Content,
    Egg,
    Timed,
    Timestamp,
    ToldScene,
)
from data.text import HiddenText, SafeText
from tests.cogs.community.cards.test_cards import FILM
from tests.e2e.replies import components_of
from tests.films import TWO_SCENES

WORDS = st.from_regex(r"[a-z]([a-z0-9*|_<ß ]{0,60}[a-z0-9*|_<ß])?", fullmatch=True).map(
    lambda text: " ".join(text.split())
)

CONTENTS = st.one_of(
    st.builds(
        AddedFilm,
        WORDS,
        st.just(2026),
        st.none() | st.integers(1, 900),
        st.none() | st.just(date(2026, 12, 18)),
        st.none() | st.just("tt9912345"),
        st.none() | st.integers(1, 10**6),
    ),
    st.builds(
        ToldScene,
        st.sampled_from(Position),
        st.integers(1, 10),
        st.sampled_from(PURPOSES),
        WORDS.map(SafeText),
        WORDS.map(HiddenText),
        st.lists(st.sampled_from(CLUES), unique=True).map(tuple),
        WORDS,
    ),
    st.builds(
        Timestamp,
        st.sampled_from(VERSIONS),
        st.just(7_860),
        st.integers(7_260, 7_600),
        st.just((Timed(Position.MID, 5, 60), Timed(Position.MID, 70))),
        st.sampled_from(((), (Position.POST,))),
        st.sampled_from(METHODS),
    ),
    st.builds(Egg, st.sampled_from(EGG_GROUPS), WORDS.map(SafeText), WORDS.map(HiddenText)),
)


@given(CONTENTS)
def test_a_form_sent_unchanged_says_the_same_again(content: Content) -> None:
    kind = kind_of(content)
    answers = Answers(kind.filled(content))
    assert kind.read_edit(answers, content, TWO_SCENES) == content


@given(CONTENTS)
def test_every_field_that_is_filled_in_is_in_the_form(content: Content) -> None:
    kind = kind_of(content)
    modal = Form("Edit", kind.fields(kind.filled(content))).modal("community:edit", "1")
    fields = {part["custom_id"] for part in components_of(modal.to_dict()) if "custom_id" in part}
    assert kind.filled(content).keys() <= fields


MEASURED = Timestamp("theatrical", 7_860, 7_400)


def test_a_timestamp_needs_its_film_and_a_runtime() -> None:
    kind = kind_of(MEASURED)
    filled = {**kind.filled(MEASURED), "runtime": ""}
    assert kind.read_edit(Answers(filled), MEASURED, TWO_SCENES) == MEASURED
    with pytest.raises(RuntimeNeededError):
        kind.read_edit(Answers(filled), MEASURED, FILM)
    with pytest.raises(FilmGoneError):
        kind.read_edit(Answers(filled), MEASURED, None)
