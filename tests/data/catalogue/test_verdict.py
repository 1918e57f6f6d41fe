"""From claims to a verdict: every rule by example, and what must hold for any claims."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.verdict import (
    EXTRAS,
    MEMBERS,
    Claim,
    Confidence,
    Count,
    Finding,
    Judgement,
    Position,
    Tally,
    Verdict,
    denies,
    judge,
    names_scene,
    set_aside,
)

MID, POST = Position.MID, Position.POST


def said(source: str = "a", mid: Count | None = None, post: Count | None = None) -> Claim:
    return Claim(source, mid=mid, post=post)


def in_passing(source: str, mid: Count | None = None, post: Count | None = None) -> Claim:
    return Claim(source, mid=mid, post=post, series_wide=True)


def findings(judgement: Judgement) -> tuple[Finding, Finding]:
    return judgement.positions[MID].finding, judgement.positions[POST].finding


@pytest.mark.parametrize(
    ("claims", "verdict"),
    [
        ([], Verdict.UNKNOWN),
        ([said()], Verdict.UNKNOWN),
        ([said(mid=1)], Verdict.SCENES),
        ([said(post="some")], Verdict.SCENES),
        ([said(mid=0, post=1)], Verdict.SCENES),
        ([said(mid=0, post=0)], Verdict.NONE),
        ([said("a", mid=0), said("b", post=0)], Verdict.NONE),
        ([said(post=0)], Verdict.UNKNOWN),
        ([said(mid=0)], Verdict.UNKNOWN),
        ([said("a", post=0), said("b", post=1)], Verdict.DISPUTED),
        ([said("a", mid=0, post=0), said("b", mid=1)], Verdict.DISPUTED),
        ([said("a", mid=1, post=0), said("b", post=1)], Verdict.SCENES),
        ([said("a", mid=0, post=0), said("b", mid=1, post=1)], Verdict.DISPUTED),
        ([Claim("a", total=2)], Verdict.SCENES),
        ([Claim("a", total="some"), said("b", mid=0)], Verdict.SCENES),
        ([Claim("a", total="some"), said("b", mid=0, post=0)], Verdict.DISPUTED),
        ([Claim("a", total="some"), said("b", mid=0), said("c", mid=1)], Verdict.SCENES),
        ([Claim("a", total=1), said("b", mid=0, post=0), said("c", mid=1)], Verdict.DISPUTED),
        ([Claim("a", total=0)], Verdict.NONE),
        ([Claim("a", total=0), said("b", post=1)], Verdict.DISPUTED),
        ([Claim("a", mid=0, total=1)], Verdict.SCENES),
        ([Claim("a", extras=EXTRAS, kind_unstated=True)], Verdict.UNKNOWN),
        ([in_passing("a", mid=0, post=0)], Verdict.NONE),
        ([in_passing("a", post=0), said("b", post=1)], Verdict.DISPUTED),
    ],
)
def test_verdict(claims: list[Claim], verdict: Verdict) -> None:
    assert judge(claims).verdict is verdict


def test_findings_are_told_position_by_position() -> None:
    judgement = judge([said("a", mid=0), said("b", mid=1, post="some")])
    assert findings(judgement) == (Finding.DISPUTED, Finding.SCENE)
    assert findings(judge([said(mid=0)])) == (Finding.NONE, Finding.UNKNOWN)
    assert judgement.positions[MID].count is None


@pytest.mark.parametrize(
    ("claims", "count"),
    [
        ([said(mid=1, post=1)], Tally(2, 2)),
        ([said(mid=1, post=0)], Tally(1, 1)),
        ([said("a", mid="some", post=0), said("b", mid=2)], Tally(2, 2)),
        ([said("a", mid=1, post=0), said("b", mid=2)], Tally(1, 2)),
        ([said(mid="some", post=0)], Tally(1, None)),
        ([said(mid=1)], Tally(1, None)),
        ([said("a", mid=1, post=1), said("b", post=0)], Tally(1, None)),
        ([said("a", mid="some", post="some")], Tally(2, None)),
        ([Claim("a", total="some")], Tally(1, None)),
        ([Claim("a", total=2)], Tally(2, 2)),
        ([Claim("a", total=2), Claim("b", total=3)], Tally(2, 3)),
        ([Claim("a", mid=1, total=3)], Tally(3, 3)),
        ([said("a", mid=1, post=1), Claim("b", total=3)], Tally(2, 3)),
        ([said("a", mid=1, post=1), Claim("b", total=1)], Tally(1, 2)),
        ([said("a", mid="some", post="some"), Claim("b", total=1)], Tally(1, 2)),
    ],
)
def test_count(claims: list[Claim], count: Tally) -> None:
    judgement = judge(claims)
    assert judgement.verdict is Verdict.SCENES
    assert judgement.count == count
    assert count.exact == (count.low == count.high)


@pytest.mark.parametrize(
    ("claims", "confidence"),
    [
        ([said("a", mid=1)], Confidence.LOW),
        ([said("a", mid=1), said("a", mid=1)], Confidence.LOW),
        ([said("a", mid=1), said("b", post=1)], Confidence.MEDIUM),
        ([said("a", mid=1), said("b", mid=1), said("c", mid=1)], Confidence.HIGH),
        ([replace(said("a", mid=1), official=True)], Confidence.HIGH),
        ([said("a", mid=1), Claim("b", total=1)], Confidence.MEDIUM),
        ([said("TMDB", mid=1), said("aftercredits.com", mid=1)], Confidence.LOW),
        (
            [said("TMDB", mid=1), said("aftercredits.com", mid=1), said("a", mid=1)],
            Confidence.MEDIUM,
        ),
        ([said("gamesradar.com", mid=1), said("12dove.com", mid=1)], Confidence.LOW),
        ([said("a", mid=1, post=1), said("b", post=0)], Confidence.LOW),
        ([said("a", mid=1), said("b")], Confidence.LOW),
        ([said(MEMBERS, mid=1), said(MEMBERS, mid=1), said(MEMBERS, post=1)], Confidence.LOW),
        ([said("a", mid=0, post=0)], Confidence.LOW),
        ([said("a", mid=0, post=0), said("b", mid=0)], Confidence.LOW),
        ([said("a", mid=0, post=0), said("b", mid=0, post=0)], Confidence.MEDIUM),
        ([replace(said("a", mid=0), official=True), said("b", post=0)], Confidence.LOW),
        ([said("a", mid=0, post=0), in_passing("b", mid=0, post=0)], Confidence.LOW),
        ([in_passing("a", mid=0, post=0), in_passing("b", mid=0, post=0)], Confidence.LOW),
        ([said("a", mid=1), in_passing("a", mid=1), said("b", mid=1)], Confidence.MEDIUM),
        ([], None),
        ([said("a", mid=0, post=0), said("b", mid=1)], None),
    ],
)
def test_confidence(claims: list[Claim], confidence: Confidence | None) -> None:
    assert judge(claims).confidence is confidence


def test_a_superseded_claim_is_not_heard() -> None:
    old = replace(said("a", post=1), superseded="only a sound", extras=("audio",))
    judgement = judge([old, said("b", mid=0, post=0)])
    assert judgement.verdict is Verdict.NONE
    assert judgement.counting == (said("b", mid=0, post=0),)
    assert judgement.extras == ()


def test_what_a_claim_says_of_the_other_position_is_heard() -> None:
    listed = replace(said("a", mid="some", post=0), extras=("dedication",))
    judgement = judge([*set_aside(listed, "only out-takes", MID), said("b", mid=0)])
    assert (judgement.verdict, judgement.extras) == (Verdict.NONE, ("dedication",))
    judgement = judge([*set_aside(listed, "the list is old", POST), said("b", post=1)])
    assert findings(judgement) == (Finding.SCENE, Finding.SCENE)


def test_a_claim_is_not_set_aside_where_it_says_nothing() -> None:
    assert set_aside(said(mid=1), "no reason", POST) == (said(mid=1),)


def test_extras_are_listed_and_never_counted() -> None:
    claims = [
        Claim("a", mid=0, post=0, extras=("still", "audio")),
        Claim("b", extras=("audio",), kind_unstated=True),
    ]
    judgement = judge(claims)
    assert judgement.verdict is Verdict.NONE
    assert judgement.extras == ("audio", "still")
    assert judgement.kind_unstated


OFFICIAL_NONE = Claim("studio", mid=0, post=0, official=True)
OFFICIAL_SCENE = Claim("studio", post=1, official=True)
OFFICIAL_SOMEWHERE = Claim("studio", total="some", official=True)


@pytest.mark.parametrize(
    "claims",
    [
        [OFFICIAL_NONE, said(MEMBERS, post=1)],
        [OFFICIAL_NONE, Claim(MEMBERS, total="some")],
        [OFFICIAL_SCENE, said(MEMBERS, post=0)],
        [OFFICIAL_SCENE, said(MEMBERS, mid=0, post=0)],
        [OFFICIAL_SOMEWHERE, said(MEMBERS, mid=0, post=0)],
        [OFFICIAL_SOMEWHERE, said(MEMBERS, mid=0), said(MEMBERS, post=0)],
        [OFFICIAL_SOMEWHERE, said("a", mid=0), said(MEMBERS, post=0)],
    ],
)
def test_members_do_not_overturn_an_official_source(claims: list[Claim]) -> None:
    without = [claim for claim in claims if claim.source != MEMBERS]
    assert judge(claims).verdict is judge(without).verdict
    assert judge(claims).counting == tuple(claims)


def test_a_page_is_heard_against_an_official_source() -> None:
    assert judge([OFFICIAL_NONE, said("a", mid=1)]).verdict is Verdict.DISPUTED


def test_members_are_heard_where_no_official_source_speaks() -> None:
    assert judge([said("a", post=0), said(MEMBERS, post=1)]).verdict is Verdict.DISPUTED
    assert judge([OFFICIAL_SCENE, said(MEMBERS, mid=1)]).count == Tally(2, 2)
    partly = [Claim("studio", mid=0, official=True), said(MEMBERS, post=1)]
    assert judge(partly).verdict is Verdict.SCENES


counts: st.SearchStrategy[Count | None] = st.sampled_from([None, 0, 1, 2, "some"])
claims_made = st.builds(
    Claim,
    source=st.sampled_from(["a", "b", "c", "d", MEMBERS]),
    mid=counts,
    post=counts,
    total=st.none() | counts,
    extras=st.lists(st.sampled_from(EXTRAS), max_size=2).map(tuple),
    kind_unstated=st.booleans(),
    official=st.booleans(),
    series_wide=st.booleans(),
    superseded=st.none() | st.just("because"),
)
many_claims = st.lists(claims_made, max_size=6)


def judged(claims: list[Claim]) -> Judgement:
    """The judgement without the list that keeps the order given."""
    return replace(judge(claims), counting=())


@given(many_claims, st.randoms(use_true_random=False))
def test_order_does_not_matter(claims: list[Claim], random: Random) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert judged(shuffled) == judged(claims)


@given(many_claims, st.sampled_from(["a", "new", MEMBERS]), st.booleans())
def test_a_silent_claim_changes_nothing(claims: list[Claim], source: str, official: bool) -> None:
    silent = Claim(source, official=official)
    assert silent.silent
    assert judged([*claims, silent]) == judged(claims)


@given(many_claims)
def test_superseded_claims_never_count(claims: list[Claim]) -> None:
    counting = [claim for claim in claims if claim.superseded is None]
    assert judge(claims) == judge(counting)


@given(many_claims)
def test_missing_data_is_never_a_denial(claims: list[Claim]) -> None:
    judgement = judge(claims)
    if judgement.verdict is Verdict.NONE:
        for position in Position:
            assert any(denies(claim, position) for claim in judgement.counting)
    for position, result in judgement.positions.items():
        spoken = any(claim.says(position) is not None for claim in judgement.counting)
        assert spoken or result.finding is Finding.UNKNOWN


@given(many_claims)
def test_the_verdict_follows_from_the_positions(claims: list[Claim]) -> None:
    judgement = judge(claims)
    found = findings(judgement)
    unplaced = any(claim.unplaced for claim in judgement.counting)
    if Finding.SCENE in found:
        assert judgement.verdict is Verdict.SCENES
    elif not unplaced:
        expected = Verdict.UNKNOWN
        if Finding.DISPUTED in found:
            expected = Verdict.DISPUTED
        elif found == (Finding.NONE, Finding.NONE):
            expected = Verdict.NONE
        assert judgement.verdict is expected


@given(many_claims)
def test_members_never_overturn_official_sources(claims: list[Claim]) -> None:
    official = [claim for claim in claims if claim.official]
    outside = [claim for claim in claims if claim.official or claim.source != MEMBERS]
    alone, without, everyone = judge(official), judge(outside), judge(claims)
    if alone.verdict in (Verdict.SCENES, Verdict.NONE):
        assert everyone.verdict is without.verdict
    for position in Position:
        if alone.positions[position].finding is not Finding.UNKNOWN:
            assert everyone.positions[position].finding is without.positions[position].finding


@given(many_claims)
def test_the_total_fits_the_positions(claims: list[Claim]) -> None:
    judgement = judge(claims)
    assert (judgement.count is not None) == (judgement.verdict is Verdict.SCENES)
    placed = [r.count for r in judgement.positions.values() if r.count is not None]
    for tally in [*placed, *([judgement.count] if judgement.count else [])]:
        assert tally.low >= 1
        assert tally.high is None or tally.high >= tally.low
    if judgement.count is None:
        return
    least = max(1, sum(tally.low for tally in placed))
    assert judgement.count.high is None or judgement.count.high >= least
    if not any(claim.total for claim in judgement.counting):
        assert judgement.count.low == least
        if judgement.count.high is not None:
            assert judgement.count.high == sum(tally.high or 0 for tally in placed)


@given(many_claims)
def test_confidence_grows_with_another_voice_for_the_verdict(claims: list[Claim]) -> None:
    judgement = judge(claims)
    if judgement.confidence is None:
        assert judgement.verdict in (Verdict.UNKNOWN, Verdict.DISPUTED)
        return
    if judgement.verdict is Verdict.NONE:
        voice = said("another", mid=0, post=0)
    else:
        scenes = [p for p in Position if judgement.positions[p].finding is Finding.SCENE]
        voice = said(
            "another",
            mid="some" if MID in scenes else None,
            post="some" if POST in scenes else None,
        )
    levels = list(Confidence)
    louder = judge([*claims, voice]).confidence
    assert louder is not None
    assert levels.index(louder) >= levels.index(judgement.confidence)


@given(claims_made, st.sampled_from(Position))
def test_a_claim_cannot_name_and_deny_the_same(claim: Claim, position: Position) -> None:
    assert not (names_scene(claim, position) and denies(claim, position))
