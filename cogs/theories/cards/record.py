"""Records in words: of a member's theories, of a member's ballots, of web sites."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.shared.cards.spoilers import hide
from cogs.theories.rules.credibility import wilson
from cogs.theories.rules.theory import TheoryRecord
from data.trust.weight import LEAST_SCORED, TrackRecord


def theories_line(posted: int, record: TheoryRecord, *, own: bool) -> str:
    """How many theories a member has posted, and how many of the settled ones were right."""
    whose = "You have" if own else "They have"
    theories = "1 theory" if posted == 1 else f"{posted} theories"
    if not record.resolved:
        return f"{whose} posted {theories} here; none is settled yet."
    return f"{whose} posted {theories} here; right: {_share(record)} settled."


def own_ballots_line(record: TrackRecord) -> str:
    """What a member may know of their own ballots; nobody else is told."""
    if record.brier is None or record.scored < LEAST_SCORED:
        return (
            f"Your Brier score is shown once {LEAST_SCORED} theories that you rated are settled "
            f"({record.scored} so far). Only you see this line."
        )
    return (
        f"Your ballots: Brier score {record.brier:.2f} over {record.scored} settled theories "
        "(0 is perfect, 0.25 is a coin). Only you see this line."
    )


def host_lines(hosts: Mapping[str, TheoryRecord]) -> list[str]:
    """How often web sites that were cited here were right, with a cautious range.

    Their names are hidden: that a site was cited can tell how a film goes on.
    """
    if not hosts:
        return []
    lines = ["**Web sites cited as evidence here**"]
    for host, record in hosts.items():
        low, high = wilson(record.right, record.resolved)
        lines.append(
            f"- {hide(host, limit=80)}: {_share(record)} right, plausibly {low:.0%} to {high:.0%}"
        )
    return lines


def _share(record: TheoryRecord) -> str:
    return f"{record.right:g} of {record.resolved}"
