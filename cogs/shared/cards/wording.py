"""What facts are called in an answer: pure functions from values to safe sentences.

Names of sources stand in them as they are; whoever shows a sentence escapes or hides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from data.catalogue.consensus import Consensus
from data.catalogue.film import Confirmation, Scene
from data.catalogue.timings import ConfirmedTime
from data.catalogue.verdict import (
    Claim,
    Count,
    Finding,
    Judgement,
    Position,
    Tally,
    Verdict,
    denies,
    names_scene,
)

EXTRA_WORDS = {
    "audio": "a sound",
    "blooper": "bloopers",
    "dedication": "a dedication",
    "still": "still images",
    "music": "music",
    "art": "artwork",
}
KIND_UNSTATED = "something unspecified in the credits"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

MOST_SOURCES_NAMED = 4


def number_of(count: int, thing: str) -> str:
    """A number with its noun: ``1 scene``, ``2 scenes``, ``51,000 films``."""
    return f"{count} {thing}" if count == 1 else f"{count:,} {thing}s"


def month_of(as_of: str | None) -> str | None:
    """An ISO date, which may stop at year or month, as people say it: ``Aug 2026``."""
    if not as_of:
        return None
    year, _, rest = as_of.partition("-")
    return f"{MONTHS[int(rest[:2]) - 1]} {year}" if rest else year


def clock_offset(seconds: int) -> str:
    """An offset from credits start as minutes and seconds: ``2:05``."""
    return f"{seconds // 60}:{seconds % 60:02}"


def runtime_words(minutes: int) -> str:
    """A runtime: ``2 h 11``, ``47 min``."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if hours else f"{minutes} min"


def minutes_words(seconds: int) -> str:
    """A length as a page would say it: ``12 min``, ``9:33 min``."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02} min" if rest else f"{minutes} min"


def findings_lines(judgement: Judgement) -> list[str]:
    """What the verdict means for somebody in the seat, in one line or two."""
    match judgement.verdict:
        case Verdict.SCENES:
            return [_scenes_line(judgement)]
        case Verdict.NONE:
            return ["No mid-credits scene and no post-credits scene."]
        case Verdict.DISPUTED:
            return _dispute_lines(judgement)
        case Verdict.UNKNOWN:
            return [_known_so_far(judgement)]


def _scenes_line(judgement: Judgement) -> str:
    if judgement.count is None:
        raise ValueError("A verdict with scenes has a count.")
    places = judgement.positions.items()
    counted = {position: result.count for position, result in places if result.count is not None}
    if not counted:
        return f"{tally_words(judgement.count)}, but nobody says where in the credits"
    match list(counted.items()):
        case [(position, tally)] if tally.low == judgement.count.low:
            line = tally_words(tally, f"{position.value} scene")
        case several:
            parts = [_position_part(position, tally) for position, tally in several]
            line = f"{tally_words(judgement.count)}: {', '.join(parts)}"
    return "; ".join((line, *_open_positions(judgement)))


def tally_words(tally: Tally, thing: str = "scene") -> str:
    """A number of scenes, maybe open: ``2 scenes``, ``1 to 2 scenes``, ``At least 1 scene``."""
    if tally.high is None:
        return f"At least {number_of(tally.low, thing)}"
    if tally.exact:
        return number_of(tally.low, thing)
    return f"{tally.low} to {number_of(tally.high, thing)}"


def _position_part(position: Position, tally: Tally) -> str:
    if tally.high is None:
        return f"at least {tally.low} {position.value}"
    many = str(tally.low) if tally.exact else f"{tally.low} to {tally.high}"
    return f"{many} {position.value}"


def _open_positions(judgement: Judgement) -> list[str]:
    words = {Finding.DISPUTED: "disputed", Finding.UNKNOWN: "not known"}
    return [
        f"{position.value} {words[result.finding]}"
        for position, result in judgement.positions.items()
        if result.finding in words
    ]


def _dispute_lines(judgement: Judgement) -> list[str]:
    claims = judgement.counting
    unplaced = [claim for claim in claims if claim.unplaced]
    lines = [f"Somewhere in the credits: a scene, {_say(unplaced)}"] if unplaced else []
    return lines + [_sides_line(position, claims) for position in Position]


def _sides_line(position: Position, claims: Sequence[Claim]) -> str:
    naming = [claim for claim in claims if names_scene(claim, position)]
    denying = [claim for claim in claims if denies(claim, position)]
    sides = [f"a scene, {_say(naming)}"] if naming else []
    if denying:
        sides.append(f"none, {_say(denying)}")
    return f"{position.value.capitalize()}: {'; '.join(sides) or 'not known'}"


def _say(claims: Sequence[Claim]) -> str:
    sources = len({claim.source for claim in claims})
    return f"{'says' if sources == 1 else 'say'} {sources_named(claims)}"


def _known_so_far(judgement: Judgement) -> str:
    denied = [p.value for p, r in judgement.positions.items() if r.finding is Finding.NONE]
    unknown = [p.value for p, r in judgement.positions.items() if r.finding is Finding.UNKNOWN]
    if denied:
        return f"No {denied[0]} scene; {unknown[0]} not known."
    held = len({claim.source for claim in judgement.counting})
    if held == 0:
        return "No source yet. That doesn't mean there is no scene."
    so_far = (
        "The only source so far names no scene"
        if held == 1
        else f"None of {held} sources so far names a scene"
    )
    return f"{so_far}. That doesn't mean there is none."


def sources_named(claims: Iterable[Claim]) -> str:
    """The distinct sources of claims with the month of each, at most a handful by name."""
    dates: dict[str, str | None] = {}
    for claim in claims:
        dates[claim.source] = dates.get(claim.source) or month_of(claim.as_of)
    named = [f"{name} ({date})" if date else name for name, date in dates.items()]
    more = len(named) - MOST_SOURCES_NAMED
    tail = [f"{more} more"] if more > 0 else []
    return ", ".join(named[:MOST_SOURCES_NAMED] + tail)


def also_line(judgement: Judgement) -> str | None:
    """The extras, which are no scenes; ``None`` if there are none."""
    words = [EXTRA_WORDS[extra] for extra in judgement.extras]
    if judgement.kind_unstated and judgement.verdict is not Verdict.SCENES:
        words.append(KIND_UNSTATED)
    return f"Also: {', '.join(words)}" if words else None


def confirmation_title(number: int, confirmation: Confirmation) -> str:
    """Who speaks of which scene, and when: ``Scene 2 · the director, on record (May 2012)``.

    The day of a page that names none is the day on which it was seen.
    """
    when = month_of(confirmation.published) or f"seen {month_of(confirmation.looked_up)}"
    return f"Scene {number} · {confirmation.by}, {confirmation.source_class} ({when})"


def scene_title(number: int, scene: Scene) -> str:
    """One scene's place, wait where a source states it, and purpose."""
    return f"{number} · {scene.position.value}{_wait(scene)} · {scene.purpose}"


def _wait(scene: Scene) -> str:
    if scene.measured is not None:
        return f", {measured_words(scene.measured)}"
    return f", ≈ {clock_offset(scene.starts)} into the credits" if scene.starts is not None else ""


def measured_words(value: Consensus) -> str:
    """What members measured: ``≈ 2:05 (± 15 s, 6 members)``."""
    members = number_of(value.members, "member")
    return f"≈ {clock_offset(value.seconds)} (± {value.margin} s, {members})"


def times_line(times: Sequence[ConfirmedTime]) -> str:
    """When scenes come that nobody has told yet."""
    parts = [f"{time.position.value} {measured_words(time.starts)}" for time in times]
    return f"Into the credits: {', '.join(parts)}"


def claim_words(claim: Claim) -> str:
    """What one claim says, position by position."""
    parts = [
        f"{position.value} {_count_words(count)}"
        for position in Position
        if (count := claim.says(position)) is not None
    ]
    if claim.total is not None:
        parts.append(f"{_count_words(claim.total)} in all")
    if claim.extras:
        parts.append("also " + ", ".join(EXTRA_WORDS[extra] for extra in claim.extras))
    if claim.kind_unstated:
        parts.append(KIND_UNSTATED)
    return "; ".join(parts) or "says nothing of scenes"


def _count_words(count: Count) -> str:
    if count == "some":
        return "at least 1"
    return "none" if count == 0 else str(count)
