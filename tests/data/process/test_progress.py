"""A bar for those who watch, lines for those who read it later."""

from __future__ import annotations

import io

import pytest

from data.process.progress import PLAIN_LINES, progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(out: io.StringIO, total: int, *steps: int) -> str:
    with progress("Rows", total, out) as advance:
        for step in steps:
            advance(step)
    return out.getvalue()


def test_a_file_gets_plain_lines() -> None:
    assert shown(io.StringIO(), 2_000, 100, 100, 800, 1_000).splitlines() == [
        "Rows: 200 of 2,000",
        "Rows: 1,000 of 2,000",
        "Rows: 2,000 of 2,000",
    ]


@pytest.mark.parametrize("total", [1, 3, 9, 10, 11, 12_345])
def test_it_gets_few_lines_and_the_last_one_is_the_end(total: int) -> None:
    lines = shown(io.StringIO(), total, *[1] * total).splitlines()
    assert len(lines) == min(total, PLAIN_LINES)
    assert lines[-1] == f"Rows: {total:,} of {total:,}"


def test_nothing_to_do_is_no_line() -> None:
    assert shown(io.StringIO(), 0) == ""


def test_a_terminal_gets_a_bar() -> None:
    text = shown(Terminal(), 4, 1, 3)
    assert "\r" in text
    assert "4/4" in text


def test_without_a_place_of_its_own_it_is_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress("Rows", 1) as advance:
        advance(1)
    assert capsys.readouterr().err == "Rows: 1 of 1\n"
