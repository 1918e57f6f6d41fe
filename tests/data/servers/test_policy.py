"""Which place decides, and how long a new film is treated with care."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.film import Film
from data.servers.policy import EMBARGO_DAYS, Policy, policy_at, stricter, under_embargo


def film(released: date | None, year: int = 2026) -> Film:
    return Film("f", f"F ({year})", "F", year, 1, release_date=released)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


RELEASE = date(2026, 1, 2)


@pytest.mark.parametrize(
    ("day", "days", "embargo"),
    [
        (RELEASE - timedelta(days=100), EMBARGO_DAYS, True),
        (RELEASE, EMBARGO_DAYS, True),
        (RELEASE + timedelta(days=13), EMBARGO_DAYS, True),
        (RELEASE + timedelta(days=14), EMBARGO_DAYS, False),
        (RELEASE - timedelta(days=1), 0, True),
        (RELEASE, 0, False),
        (RELEASE + timedelta(days=364), 365, True),
    ],
)
def test_embargo_from_release(day: date, days: int, embargo: bool) -> None:
    assert under_embargo(film(RELEASE), at(day), days) is embargo


def test_a_year_alone_counts_as_its_last_day() -> None:
    assert under_embargo(film(None, 2025), at(date(2026, 1, 13)))
    assert not under_embargo(film(None, 2025), at(date(2026, 1, 14)))
    assert under_embargo(film(None, 2026), at(date(2026, 6, 1)))


def test_the_day_ends_at_midnight_in_utc() -> None:
    last = RELEASE + timedelta(days=EMBARGO_DAYS - 1)
    assert under_embargo(film(RELEASE), at(last, 23))
    assert not under_embargo(film(RELEASE), at(last + timedelta(days=1), 0))


@given(
    st.lists(st.integers(1, 6), unique=True),
    st.dictionaries(st.integers(1, 6), st.sampled_from(Policy)),
)
def test_the_innermost_place_with_a_policy_decides(
    places: list[int], policies: dict[int, Policy]
) -> None:
    decided = policy_at(places, policies)
    having = [place for place in places if place in policies]
    assert decided is (policies[having[-1]] if having else Policy.STANDARD)


def test_which_policies_keep_answers_private() -> None:
    assert {policy for policy in Policy if policy.private_only} == {Policy.PRIVATE, Policy.OFF}


@given(st.sampled_from(Policy), st.sampled_from(Policy))
def test_the_stricter_policy_shows_no_more_than_either(one: Policy, other: Policy) -> None:
    both = stricter(one, other)
    assert both is stricter(other, one) and both in (one, other)
    assert both.private_only == (one.private_only or other.private_only)
    assert (both is Policy.STANDARD) == (one is other is Policy.STANDARD)
