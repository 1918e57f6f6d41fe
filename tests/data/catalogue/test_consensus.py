from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from hypothesis import assume, given
from hypothesis import strategies as st

from data.catalogue.consensus import Reading, by_cut, consensus, is_speed_up


@dataclass(frozen=True)
class Report:
    version: str
    runtime: float


def readings(*seconds: float) -> list[Reading]:
    return [Reading(f"u{number}", value) for number, value in enumerate(seconds)]


def test_nothing_measured_is_no_consensus() -> None:
    assert consensus([]) is None


def test_three_that_agree_are_confirmed_with_the_least_margin() -> None:
    agreed = consensus(readings(124, 125, 126))
    assert agreed is not None
    assert (agreed.seconds, agreed.members, agreed.confirmed) == (125, 3, True)
    # The scale is at least 3 s: 1.645 · 1.2533 · 3 / √3 = 3.6 s, and no margin is below 5 s.
    assert agreed.margin == 5


def test_the_margin_follows_the_spread() -> None:
    # Median 125, deviations 20, 10, 0, 10, 20: MAD 10, scale 14.826, n 5.
    found = consensus(readings(105, 115, 125, 135, 145))
    assert found is not None
    assert found.margin == 14  # 1.645 · 1.2533 · 14.826 / √5 = 13.67


def test_two_are_not_confirmed_and_one_witness_counts_once() -> None:
    found = consensus([Reading("p1", 100), Reading("p1", 104), Reading("u2", 102)])
    assert found is not None
    assert (found.members, found.confirmed) == (2, False)


@given(
    truth=st.integers(0, 1800),
    errors=st.lists(st.floats(-4, 4), min_size=5, max_size=15),
    outliers=st.lists(st.integers(2_000, 9_000), max_size=2),
)
def test_a_minority_of_outliers_is_dropped(
    truth: int, errors: list[float], outliers: list[int]
) -> None:
    found = consensus(readings(*(truth + error for error in errors), *outliers))
    assert found is not None
    assert abs(found.seconds - truth) <= 5
    assert found.members <= len(errors)


@given(st.lists(st.floats(0, 3600), min_size=1, max_size=30))
def test_the_value_lies_within_what_was_measured(values: list[float]) -> None:
    found = consensus(readings(*values))
    assert found is not None
    assert round(min(values)) <= found.seconds <= round(max(values))
    assert found.margin >= 5
    assert found.members <= len(values)
    assert abs(found.seconds - median(values)) <= 3600


@given(
    shorter=st.integers(60 * 60, 200 * 60),
    difference=st.integers(181, 3600),
    noise=st.lists(st.integers(-45, 45), min_size=2, max_size=12),
)
def test_two_cuts_are_never_mixed(shorter: int, difference: int, noise: list[int]) -> None:
    cuts = (shorter, shorter + difference + 90)
    reports = [Report("theatrical", cut + off) for cut in cuts for off in noise]
    for group in by_cut(reports):
        assert len({min(cuts, key=lambda cut: abs(cut - r.runtime)) for r in group}) == 1


@given(st.lists(st.builds(Report, st.sampled_from("ab"), st.integers(60, 50_000)), max_size=20))
def test_groups_hold_every_report_once_and_one_version(reports: list[Report]) -> None:
    groups = by_cut(reports)
    assert sorted(map(id, (r for group in groups for r in group))) == sorted(map(id, reports))
    for group in groups:
        assert len({report.version for report in group}) == 1
        runtimes = [report.runtime for report in group]
        assert max(runtimes) - min(runtimes) <= 180


@given(runtime=st.integers(20 * 60, 240 * 60), count=st.integers(1, 5))
def test_a_speed_up_is_a_group_of_its_own(runtime: int, count: int) -> None:
    assume(runtime > 0)
    reports = [Report("theatrical", runtime)] * count
    fast = [Report("theatrical", runtime * 24 / 25) for _ in range(count)]
    groups = by_cut([Report(r.version, r.runtime) for r in reports] + fast)
    assert len(groups) == 2
    assert all(len({r.runtime for r in group}) == 1 for group in groups)
    assert is_speed_up(runtime * 24 / 25, runtime)
    assert not is_speed_up(runtime, runtime)
