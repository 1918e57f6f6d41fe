"""What is packed holds the same as what it was packed of."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.film import Film
from data.prepared import file
from data.prepared.file import loaded, save
from data.prepared.packed import Packed, PackedMapping, PackedSet, Rows
from tests.films import CLAIMS, FILMS

texts = st.lists(st.text(st.characters(), max_size=8), max_size=20)


def again(whole: object) -> Any:
    """The same, saved with every container packed that has four items, and loaded."""
    saved = BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file, "MANY", 4)
        save(whole, saved)
    return loaded(saved.getbuffer().toreadonly())


@given(texts=texts, other=texts, place=st.integers(-25, 25), step=st.sampled_from((1, 2, -1)))
def test_a_sequence_of_texts(texts: list[str], other: list[str], place: int, step: int) -> None:
    packed = Packed.texts(texts)
    assert list(packed) == texts
    assert packed == texts
    assert packed[place::step] == texts[place::step]
    assert (packed == other) is (texts == other)
    if -len(texts) <= place < len(texts):
        assert packed[place] == texts[place]
    else:
        with pytest.raises(IndexError):
            packed[place]


@given(texts=texts, other=st.text(max_size=8))
def test_values_by_text(texts: list[str], other: str) -> None:
    values = {text: (text, place) for place, text in enumerate(texts)}
    packed = again([values, 1])[0]
    assert isinstance(packed, PackedMapping) is (len(values) >= 4)
    assert packed == values
    assert len(values) < 4 or list(packed) == sorted(values)
    for text in (*texts, other):
        assert packed.get(text) == values.get(text)
        assert (text in packed) is (text in values)
    if other not in values:
        with pytest.raises(KeyError):
            packed[other]


@given(numbers=st.dictionaries(st.integers(-(2**63), 2**63 - 1), st.integers(0, 9)))
def test_numbers_by_number(numbers: dict[int, int]) -> None:
    packed = again([numbers, 1])[0]
    assert packed == numbers
    assert "1" not in packed


@given(texts=st.frozensets(st.text(max_size=8)), other=st.text(max_size=8))
def test_a_set_of_texts(texts: frozenset[str], other: str) -> None:
    packed = again([texts, 1])[0]
    assert isinstance(packed, PackedSet) is (len(texts) >= 4)
    assert packed == texts
    assert (other in packed) is (other in texts)


def test_films_are_kept_once_and_named_by_their_rows() -> None:
    known: dict[str, Film] = {film.id: film for film in FILMS}
    films, by_id, some = again((FILMS, known, list(FILMS[2:6])))
    assert isinstance(films, Packed)
    assert films == FILMS
    assert by_id == known
    assert isinstance(some, Rows)
    assert some == FILMS[2:6]
    assert some[1:] == list(FILMS[3:6])


def test_claims_come_back_as_they_were() -> None:
    (claims,) = again([CLAIMS])
    assert claims == CLAIMS
