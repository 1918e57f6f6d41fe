"""Showtimes in six languages, each with what is expected of it: ``own_showtimes.csv``.

They were written before the grammar was tried on them, to tell a rule from a row that was learnt.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.showtimes import Row, answer, measure, verdict

TEXT = (Path(__file__).parent / "own_showtimes.csv").read_text(encoding="utf-8")
ROWS = list(csv.DictReader(TEXT.splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['id']} {row['text']}" for row in ROWS])
def test_every_row_is_read_asked_back_or_refused_as_expected(row: Row) -> None:
    given = answer(row)
    assert verdict(row, given) == "ok", given


def test_the_benchmark_counts_what_it_judges() -> None:
    figures = measure(ROWS)
    assert figures["n"] == figures["ok"] == len(ROWS)
    assert set(figures["per_lang"]) == {"en", "de", "fr", "es", "it", "pt"}


@pytest.mark.parametrize(
    ("text", "outcome", "expected", "fault"),
    [
        ("20:00", "time", "2027-02-11T20:00", "ok"),
        ("20:00", "time", "2027-02-11T21:00", "wrong"),
        ("20:00", "choose", "2027-02-11T20:00", "wrong"),
        ("20:00", "refuse", "", "wrong"),
        ("20:00", "not", "2027-02-11T20:00", "wrong"),
        ("20:00", "not", "2027-02-12T20:00", "ok"),
        ("8", "time", "2027-02-11T20:00", "asked_needlessly"),
        ("8", "choose", "2027-02-11T20:00;2027-02-12T08:00", "ok"),
        ("8", "choose", "2027-02-11T21:00", "choice_lacks"),
        ("8", "time_or_choose", "2027-02-11T20:00", "ok"),
        ("what", "time", "2027-02-11T20:00", "refused"),
        ("what", "refuse", "", "ok"),
    ],
)
def test_the_benchmark_tells_faults_apart(
    text: str, outcome: str, expected: str, fault: str
) -> None:
    row = {
        "locale": "en-GB",
        "zone": "Europe/London",
        "now": "2027-02-11T16:00+00:00",
        "text": text,
        "outcome": outcome,
        "expected": expected,
    }
    assert verdict(row, answer(row)) == fault
