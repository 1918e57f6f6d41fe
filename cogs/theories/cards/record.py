"""Records in words: of a member's theories, of a member's ballots, of web sites."""

from __future__ import annotations

from collections.abc import Mapping

from cogs.shared.cards.spoilers import hide
from cogs.theories.rules.credibility import wilson
from cogs.theories.rules.theory import TheoryRecord
from data.locales import _, _n
from data.locales.formats import decimal, number, percent
from data.trust.weight import LEAST_SCORED, TrackRecord


def theories_line(posted: int, record: TheoryRecord, *, own: bool) -> str:
    """How many theories a member has posted, and how many of the settled ones were right."""
    if own:
        many = _n(
            "You've posted {count} theory here.", "You've posted {count} theories here.", posted
        )
    else:
        many = _n(
            "They've posted {count} theory here.", "They've posted {count} theories here.", posted
        )
    if not record.resolved:
        settled = _("None is settled yet.")
    else:
        settled = _("Right: {share} settled.", share=_share(record))
    return f"{many} {settled}"


def own_ballots_line(record: TrackRecord) -> str:
    """What a member may know of their own ballots; nobody else is told."""
    if record.brier is None or record.scored < LEAST_SCORED:
        return _(
            "You'll see your Brier score once {least} theories that you rated are settled "
            "({count} so far). Only you see this line.",
            least=LEAST_SCORED,
            count=record.scored,
        )
    return _n(
        "Your ballots: Brier score {score} over {count} settled theory (0 is perfect, 0.25 is a "
        "coin toss). Only you see this line.",
        "Your ballots: Brier score {score} over {count} settled theories (0 is perfect, 0.25 is a "
        "coin toss). Only you see this line.",
        record.scored,
        score=decimal(record.brier, "0.00"),
    )


def host_lines(hosts: Mapping[str, TheoryRecord]) -> list[str]:
    """How often web sites that were cited here were right, with a cautious range.

    Their names are hidden: that a site was cited can tell how a film goes on.
    """
    if not hosts:
        return []
    title = _("Websites cited as evidence here")
    lines = [f"**{title}**"]
    for host, record in hosts.items():
        low, high = wilson(record.right, record.resolved)
        line = _(
            "{site}: {share} right, plausibly {low} to {high}",
            site=hide(host, limit=80),
            share=_share(record),
            low=percent(low),
            high=percent(high),
        )
        lines.append(f"- {line}")
    return lines


def _share(record: TheoryRecord) -> str:
    # Translators: 3 of 5 theories that are settled
    return _("{right} of {many}", right=decimal(record.right), many=number(record.resolved))
