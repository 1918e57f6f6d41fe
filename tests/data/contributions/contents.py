"""Contributions of every kind, drawn by hypothesis."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

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


def contents(words: st.SearchStrategy[str]) -> st.SearchStrategy[Content]:
    """One of any kind, with such words in it."""
    return st.one_of(
        st.builds(
            AddedFilm,
            words,
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
            words.map(SafeText),
            words.map(HiddenText),
            st.lists(st.sampled_from(CLUES), unique=True).map(tuple),
            words,
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
        st.builds(Egg, st.sampled_from(EGG_GROUPS), words.map(SafeText), words.map(HiddenText)),
    )
