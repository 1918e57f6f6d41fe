"""Each kind's form, filled in with a contribution and sent unchanged, says the same again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.community.kinds.table import kind_of
from cogs.community.rules.refusals import RuntimeNeededError
from cogs.shared.entries import FilmGoneError
from cogs.shared.items import Answers, Form
from data.contributions.rules.kinds import (
    Content,
    Timestamp,
)
from tests.cogs.community.cards.test_cards import FILM
from tests.data.contributions.contents import contents
from tests.e2e.replies import components_of
from tests.films import TWO_SCENES

WORDS = st.from_regex(r"[a-z]([a-z0-9*|_<ß ]{0,60}[a-z0-9*|_<ß])?", fullmatch=True).map(
    lambda text: " ".join(text.split())
)

CONTENTS = contents(WORDS)


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
