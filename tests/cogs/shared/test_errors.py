from __future__ import annotations

import logging

import pytest

from cogs.shared.errors import UserFacingError, refusal, sentence_for
from data.contributions.rules.kinds import ImpossibleError


class ColdError(UserFacingError):
    sentence = "It is **cold**."


def test_a_refusal_is_told_as_it_stands() -> None:
    assert refusal(ColdError()) == sentence_for(ColdError()) == "It is **cold**."


@pytest.mark.parametrize("tell", [refusal, sentence_for])
def test_what_data_refuses_quotes_the_typed_words_harmlessly(tell: object) -> None:
    assert callable(tell)
    sentence = tell(ImpossibleError("I can't read “**mid** ||2||”."))
    assert "**" not in sentence and "||" not in sentence
    assert "mid" in sentence


def test_other_errors_are_no_refusals() -> None:
    assert refusal(ValueError("a plot")) is None
    assert "a plot" not in sentence_for(ValueError("a plot"))


def test_the_log_has_nothing_of_what_a_member_typed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    try:
        try:
            int("a plot")
        except ValueError as error:
            raise KeyError("a plot twist") from error
    except KeyError as error:
        assert "a plot" not in sentence_for(error)
    assert "a plot" not in caplog.text.replace('int("a plot")', "").replace(
        'KeyError("a plot twist")', ""
    )
    assert "ValueError\nwhich led to\n" in caplog.text
