"""What a verdict and the claims that it rests on are called: pure functions to safe sentences.

Names of sources stand in them as they are; whoever shows a sentence escapes or hides it. All is in
the language spoken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cogs.shared.cards.wording import capitalised, month_of
from data.catalogue.verdict import (
    MEMBERS,
    Claim,
    Count,
    Finding,
    Judgement,
    Position,
    Reports,
    Tally,
    Verdict,
    denies,
    names_scene,
)
from data.locales import N_, _, _n
from data.locales.formats import number, set_apart

EXTRA_WORDS = {
    "audio": N_("a sound"),
    "blooper": N_("bloopers"),
    "dedication": N_("a dedication"),
    "still": N_("still images"),
    "music": N_("music"),
    "art": N_("artwork"),
}
KIND_UNSTATED = N_("something unspecified in the credits")

MOST_SOURCES_NAMED = 4


def findings_lines(judgement: Judgement) -> list[str]:
    """What the verdict means for somebody in the seat, in one line or two."""
    match judgement.verdict:
        case Verdict.SCENES:
            return [_scenes_line(judgement)]
        case Verdict.NONE:
            return [_("No mid-credits scene and no post-credits scene.")]
        case Verdict.DISPUTED:
            return _dispute_lines(judgement)
        case Verdict.UNKNOWN:
            return [_known_so_far(judgement)]


def _scenes_line(judgement: Judgement) -> str:
    if judgement.count is None:
        raise ValueError("A verdict with scenes has a count.")
    places = judgement.positions.items()
    counted = {position: result.count for position, result in places if result.count is not None}
    scenes = capitalised(tally_words(judgement.count))
    if not counted:
        return _("{scenes}, but nobody says where in the credits", scenes=scenes)
    match list(counted.items()):
        case [(position, tally)] if tally.low == judgement.count.low:
            line = capitalised(tally_words(tally, position))
        case several:
            parts = [f"{_many(tally)} {_(position.value)}" for position, tally in several]
            line = _("{scenes}: {positions}", scenes=scenes, positions=", ".join(parts))
    return set_apart((line, *_open_positions(judgement)))


def tally_words(tally: Tally, position: Position | None = None) -> str:
    """A number of scenes, maybe open, within a sentence: ``2 scenes``, ``at least 1 scene``."""
    if tally.high is None:
        return _("at least {many}", many=_scenes(tally.low, position))
    if tally.exact:
        return _scenes(tally.low, position)
    return _("{low} to {many}", low=number(tally.low), many=_scenes(tally.high, position))


def _scenes(count: int, position: Position | None) -> str:
    match position:
        case None:
            return _n("{count} scene", "{count} scenes", count)
        case Position.MID:
            return _n("{count} mid-credits scene", "{count} mid-credits scenes", count)
        case Position.POST:
            return _n("{count} post-credits scene", "{count} post-credits scenes", count)


def _many(tally: Tally) -> str:
    if tally.high is None:
        return _("at least {many}", many=number(tally.low))
    if tally.exact:
        return number(tally.low)
    return _("{low} to {many}", low=number(tally.low), many=number(tally.high))


def _open_positions(judgement: Judgement) -> list[str]:
    said = {
        Finding.DISPUTED: N_("{position} disputed"),
        Finding.UNKNOWN: N_("{position} not known"),
    }
    return [
        _(said[result.finding], position=_(position.value))
        for position, result in judgement.positions.items()
        if result.finding in said
    ]


def _dispute_lines(judgement: Judgement) -> list[str]:
    claims = judgement.counting
    unplaced = [claim for claim in claims if claim.unplaced]
    lines = [_("Somewhere in the credits: {sides}", sides=_naming(unplaced))] if unplaced else []
    return lines + [_sides_line(position, claims) for position in Position]


def _sides_line(position: Position, claims: Sequence[Claim]) -> str:
    naming = [claim for claim in claims if names_scene(claim, position)]
    denying = [claim for claim in claims if denies(claim, position)]
    sides = [_naming(naming)] if naming else []
    if denying:
        many = len({claim.source for claim in denying})
        named = sources_named(denying)
        sides.append(_n("none, says {sources}", "none, say {sources}", many, sources=named))
    told = "; ".join(sides) or _("not known")
    return _("{position}: {sides}", position=capitalised(_(position.value)), sides=told)


def _naming(claims: Sequence[Claim]) -> str:
    many = len({claim.source for claim in claims})
    named = sources_named(claims)
    return _n("a scene, says {sources}", "a scene, say {sources}", many, sources=named)


def _known_so_far(judgement: Judgement) -> str:
    denied = [p for p, result in judgement.positions.items() if result.finding is Finding.NONE]
    if denied == [Position.MID]:
        return _("No mid-credits scene; post-credits not known.")
    if denied == [Position.POST]:
        return _("No post-credits scene; mid-credits not known.")
    held = len({claim.source for claim in judgement.counting})
    if held == 0:
        return _("No source yet. That doesn't mean there is no scene.")
    return _n(
        "The only source so far names no scene. That doesn't mean there is none.",
        "None of {count} sources so far names a scene. That doesn't mean there is none.",
        held,
    )


def source_name(claim: Claim) -> str:
    """A claim's source by its name, which is a site's but for what members say."""
    if claim.source != MEMBERS:
        return claim.source
    return _(MEMBERS) if claim.reports is None else _reports_words(claim.reports)


def _reports_words(reports: Reports) -> str:
    """Whose word it is: ``members, 5 reports in 3 servers, tonight``."""
    who = _in_servers(reports) if reports.servers else _in_this_server(reports)
    # Translators: who says it, and that they have said it in the last hours
    return _("{who}, tonight", who=who) if reports.tonight else who


def _in_this_server(reports: Reports) -> str:
    if reports.saying == reports.count:
        return _n("{count} member of this server", "{count} members of this server", reports.count)
    # Translators: of so many members who say something, this many say this
    return _n(
        "{saying} of {count} member of this server",
        "{saying} of {count} members of this server",
        reports.count,
        saying=number(reports.saying),
    )


def _in_servers(reports: Reports) -> str:
    servers = _n("{count} server", "{count} servers", reports.servers)
    if reports.saying == reports.count:
        # Translators: {servers} is "3 servers"
        return _n(
            "members, {count} report in {servers}",
            "members, {count} reports in {servers}",
            reports.count,
            servers=servers,
        )
    # Translators: of so many reports this many say this; {servers} is "3 servers"
    return _n(
        "members, {saying} of {count} report in {servers}",
        "members, {saying} of {count} reports in {servers}",
        reports.count,
        saying=number(reports.saying),
        servers=servers,
    )


def sources_named(claims: Iterable[Claim]) -> str:
    """The distinct sources of claims with the month of each, at most a handful by name."""
    dates: dict[str, str | None] = {}
    for claim in claims:
        source, tonight = source_name(claim), claim.reports is not None and claim.reports.tonight
        dates[source] = dates.get(source) or (None if tonight else month_of(claim.as_of))
    named = [f"{name} ({date})" if date else name for name, date in dates.items()]
    more = len(named) - MOST_SOURCES_NAMED
    # Translators: more sources than those named before
    tail = [_n("{count} more", "{count} more", more)] if more > 0 else []
    return ", ".join(named[:MOST_SOURCES_NAMED] + tail)


def also_line(judgement: Judgement) -> str | None:
    """The extras, which are no scenes; ``None`` if there are none."""
    words = [_(EXTRA_WORDS[extra]) for extra in judgement.extras]
    if judgement.kind_unstated and judgement.verdict is not Verdict.SCENES:
        words.append(_(KIND_UNSTATED))
    return _("Also: {extras}", extras=", ".join(words)) if words else None


def claim_words(claim: Claim) -> str:
    """What one claim says, position by position."""
    counts = {position: claim.says(position) for position in Position}
    if all(count == 0 for count in counts.values()):
        parts = [_("no mid-credits scene and no post-credits scene")]
    else:
        parts = [_said_of(place, count) for place, count in counts.items() if count is not None]
    if claim.total:
        parts.append(_("{many} in all", many=tally_words(_tally(claim.total))))
    if claim.extras:
        extras = ", ".join(_(EXTRA_WORDS[extra]) for extra in claim.extras)
        parts.append(_("also {extras}", extras=extras))
    if claim.kind_unstated:
        parts.append(_(KIND_UNSTATED))
    return "; ".join(parts) or _("says nothing of scenes")


def _said_of(position: Position, count: Count) -> str:
    if count == 0 and position is Position.MID:
        return _("no mid-credits scene")
    if count == 0:
        return _("no post-credits scene")
    return tally_words(_tally(count), position)


def _tally(count: Count) -> Tally:
    return Tally(1, None) if count == "some" else Tally(count, count)
