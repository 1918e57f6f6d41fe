"""Pages of a list, to both ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.paging import Page, page_of


def test_pages() -> None:
    rows = "abcde"
    assert page_of(rows, 0, 2) == Page(("a", "b"), 0, 3, 5)
    assert page_of(rows, 2, 2) == Page(("e",), 2, 3, 5)
    assert page_of((), 0, 2) == Page((), 0, 1, 0)


@given(st.lists(st.integers(), max_size=60), st.integers(-5, 60), st.integers(1, 12))
def test_any_number_gives_a_page(rows: list[int], number: int, size: int) -> None:
    page = page_of(rows, number, size)
    assert 0 <= page.number < page.count
    assert page.total == len(rows)
    assert len(page.rows) <= size
    assert bool(page.rows) == bool(rows)
    if 0 <= number < page.count:
        assert page.number == number


@given(st.lists(st.integers(), max_size=60), st.integers(1, 12))
def test_all_pages_together_are_the_list(rows: list[int], size: int) -> None:
    count = page_of(rows, 0, size).count
    assert [row for number in range(count) for row in page_of(rows, number, size).rows] == rows
