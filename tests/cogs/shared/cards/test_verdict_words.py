"""What verdicts and claims are called: every kind of count, both sides of a dispute."""

from __future__ import annotations

import pytest

from cogs.shared.cards.verdict_words import also_line, claim_words, findings_lines, sources_named
from data.catalogue.verdict import EXTRAS, Claim, Count, judge


def said(source: str = "a", mid: Count | None = None, post: Count | None = None) -> Claim:
    return Claim(source, mid=mid, post=post)


@pytest.mark.parametrize(
    ("claims", "lines"),
    [
        ([said(mid=1, post=1)], ["2 scenes: 1 mid-credits, 1 post-credits"]),
        ([said(mid=0, post=2)], ["2 post-credits scenes"]),
        ([said(mid="some")], ["At least 1 mid-credits scene; post-credits not known"]),
        (
            [said("a", mid=1, post=0), said("b", mid=2)],
            ["1 to 2 mid-credits scenes"],
        ),
        (
            [said("a", mid=1, post=1), said("b", post=0)],
            ["1 mid-credits scene; post-credits disputed"],
        ),
        ([Claim("a", total=2)], ["2 scenes, but nobody says where in the credits"]),
        ([Claim("a", total="some")], ["At least 1 scene, but nobody says where in the credits"]),
        ([said(mid=0, post=0)], ["No mid-credits scene and no post-credits scene."]),
        ([said(post=0)], ["No post-credits scene; mid-credits not known."]),
        ([said(mid=0)], ["No mid-credits scene; post-credits not known."]),
        ([], ["No source yet. That doesn't mean there is no scene."]),
        ([said()], ["The only source so far names no scene. That doesn't mean there is none."]),
        (
            [said("a"), said("b"), said("b")],
            ["None of 2 sources so far names a scene. That doesn't mean there is none."],
        ),
        (
            [Claim("a", mid=0, post=0, as_of="2022"), Claim("b", post=1, as_of="2023-01-09")],
            [
                "Mid-credits: none, says a (2022)",
                "Post-credits: a scene, says b (Jan 2023); none, says a (2022)",
            ],
        ),
        (
            [said("a", post=0), said("b", post=1), said("c", post=1)],
            ["Mid-credits: not known", "Post-credits: a scene, say b, c; none, says a"],
        ),
        (
            [Claim("a", total="some"), said("b", mid=0, post=0)],
            [
                "Somewhere in the credits: a scene, says a",
                "Mid-credits: none, says b",
                "Post-credits: none, says b",
            ],
        ),
    ],
)
def test_findings(claims: list[Claim], lines: list[str]) -> None:
    assert findings_lines(judge(claims)) == lines


def test_extras_are_told_as_also() -> None:
    assert also_line(judge([])) is None
    every = also_line(judge([Claim("a", extras=EXTRAS)]))
    assert every == "Also: a sound, bloopers, a dedication, still images, music, artwork"


def test_an_unstated_kind_is_told_where_no_scene_is_known() -> None:
    unstated = Claim("a", kind_unstated=True)
    assert also_line(judge([unstated])) == "Also: something unspecified in the credits"
    assert also_line(judge([unstated, said("b", mid=1)])) is None


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (said(), "says nothing of scenes"),
        (said(mid=0, post="some"), "no mid-credits scene; at least 1 post-credits scene"),
        (Claim("a", mid=1, total=3), "1 mid-credits scene; 3 scenes in all"),
        (Claim("a", total=0), "no mid-credits scene and no post-credits scene"),
        (Claim("a", extras=("audio", "art")), "also a sound, artwork"),
        (Claim("a", kind_unstated=True), "something unspecified in the credits"),
    ],
)
def test_what_a_claim_says(claim: Claim, words: str) -> None:
    assert claim_words(claim) == words


def test_sources_are_named_once_with_a_date_where_one_is_known() -> None:
    claims = [Claim("a"), Claim("a", as_of="2024-02-30"), Claim("b"), Claim("c"), Claim("d")]
    assert sources_named(claims) == "a (Feb 2024), b, c, d"
    assert sources_named([*claims, Claim("e"), Claim("f")]) == "a (Feb 2024), b, c, d, 2 more"
    assert sources_named([]) == ""
