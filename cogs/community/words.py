"""What contributions are called in lists: safe words, and how well each is supported."""

from __future__ import annotations

from cogs.community.offsets import film_clock, scenes_text
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import measured_words, number_of, runtime_words
from data.catalogue.consensus import CONFIRMING
from data.catalogue.film import Film
from data.catalogue.timings import CutTimings
from data.contributions.contribution import Contribution, Event, State
from data.contributions.kinds import AddedFilm, Egg, Timestamp, ToldScene
from data.contributions.witnesses import BURST_WINDOW
from data.text import SafeText

STATES = {
    State.OPEN: "waits for a curator",
    State.APPROVED: "approved",
    State.REJECTED: "rejected",
    State.REPLACED: "replaced by a newer report",
}
DEEDS = {
    "added": "added it",
    "edited": "edited it",
    "approved": "approved it",
    "rejected": "rejected it",
    "reverted": "took the last change back",
    "reopened": "put it before a curator again",
    "replaced": "sent a newer report",
    "promoted": "shared it with all servers, or took that back",
}


def summary(one: Contribution, *, strict: bool) -> str:
    """What it is about, in a line; a hint that no curator has approved is hidden."""
    hint = SafeText("")
    match one.content:
        case AddedFilm():
            return plain(f"Film: {one.content.title} ({one.content.year})")
        case ToldScene(position, order, purpose, hint):
            words = f"Scene {order}, {position.value}, {purpose}"
        case Timestamp():
            words = timestamp_words(one.content)
        case Egg():
            words, hint = one.content.group, one.content.hint
    careful = strict or not one.approved
    shown = hide(words) if strict else plain(words)
    return f"{shown}: {hide(hint) if careful else plain(hint)}" if hint else shown


def added_lines(film: AddedFilm) -> list[str]:
    """What is told of an added film besides its name, so that a curator can look it up."""
    parts = [runtime_words(film.runtime)] if film.runtime else []
    if film.release_date:
        parts.append(f"released {film.release_date.isoformat()}")
    if film.imdb_id:
        parts.append(f"<https://www.imdb.com/title/{film.imdb_id}/>")
    if film.tmdb_id:
        parts.append(f"<https://www.themoviedb.org/movie/{film.tmdb_id}>")
    return [" · ".join(parts)] if parts else []


def film_words(one: Contribution, film: Film | None) -> str:
    """A contribution's film by name, not made safe; one that is held is not known by its id."""
    if film is not None:
        return film.label
    if isinstance(one.content, AddedFilm):
        return f"{one.content.title} ({one.content.year})"
    return "A film that is not listed any more"


def timestamp_words(timestamp: Timestamp) -> str:
    """A timestamp in a line."""
    parts = [f"{timestamp.version}, {film_clock(timestamp.runtime)} long"]
    if timestamp.credits_start is not None:
        parts.append(f"credits from {film_clock(timestamp.credits_start)}")
    if timestamp.scenes or timestamp.denied:
        parts.append(scenes_text(timestamp.scenes, timestamp.denied))
    return f"{' · '.join(parts)} ({timestamp.method})"


def standing(one: Contribution) -> str:
    """Where it stands and who stands behind it, in numbers."""
    undecided = one.state is State.OPEN and not one.held
    parts = [f"#{one.id}"]
    if not (undecided and one.kind == "timestamp"):  # which count without a curator
        parts.append("held until a curator has looked" if one.held else STATES[one.state])
    if one.kind in ("scene", "timestamp"):
        count = number_of(one.independent, "independent member")
        parts.append(count if one.independent else "no independent member yet")
    if one.promoted:
        parts.append("shared with all servers")
    return " · ".join(parts)


def event_line(event: Event) -> str:
    """A step of the history."""
    who = f"<@{event.actor_id}>" if event.actor_id is not None else "Somebody"
    when = f"<t:{int(event.done_at.timestamp())}:d>"
    return f"{when} {who} {DEEDS.get(event.action, event.action)}"


def people(one: Contribution) -> str:
    """Who reported and who confirms, as mentions that ping nobody."""
    names = [_name(witness.user_id) for witness in one.witnesses]
    said = f"Reported by {names[0]}"
    if names[1:]:
        said += f"; confirmed by {', '.join(names[1:11])}"
    if names[11:]:
        said += f" and {len(names) - 11} more"
    return said


def _name(user_id: int) -> str:
    return f"<@{user_id}>" if user_id > 0 else "somebody who has left"


def cut_lines(cut: CutTimings) -> list[str]:
    """What is known of a cut."""
    kind = "at 25/24 speed, " if cut.speed_up else ""
    lines = [f"**{cut.version}**, {kind}{film_clock(cut.runtime)} long"]
    if cut.credits is not None:
        lines.append(f"- credits last {measured_words(cut.credits)}{_sure(cut.credits.confirmed)}")
    for scene in cut.scenes:
        line = f"- {scene.position.value} {scene.number}: {measured_words(scene.starts)}"
        if scene.ends is not None:
            line += f", over {measured_words(scene.ends)}"
        lines.append(line + _sure(scene.starts.confirmed))
    return lines


def _sure(confirmed: bool) -> str:
    return "" if confirmed else f" · not confirmed, that takes {CONFIRMING}"


def promotion_words(one: Contribution, film: str) -> str:
    """What the operator reads once a contribution was promoted, or that was taken back."""
    said = f"#{one.id} ({one.kind}, {plain(film)}) now counts in"
    if not one.promoted:
        return f"{said} its own server only."
    if one.held or one.state in (State.REJECTED, State.REPLACED):
        why = "held" if one.held else STATES[one.state]
        return f"{said} all servers, but it counts nowhere while it is {why}."
    if isinstance(one.content, Timestamp):
        return (
            f"{said} all servers. Times are shown once {CONFIRMING} independent members agree, "
            f"and {one.independent} of them {'stands' if one.independent == 1 else 'stand'} behind "
            "this report."
        )
    if one.kind != "film" and not one.approved:
        return f"{said} all servers, as soon as a curator of its own server approves it."
    return f"{said} all servers."


def burst_words(size: int, film: Film | None) -> str:
    """What moderators are told of held reports; nothing of what new accounts wrote is in it."""
    about = plain(film.label) if film else "A film that members add"
    minutes = int(BURST_WINDOW.total_seconds()) // 60
    return (
        f"**{about}**: {number_of(size, 'report')} by new accounts that say the same came within "
        f"{minutes} minutes and {'is' if size == 1 else 'are'} held uncounted, as are further "
        "ones. Look at who joined lately; a curator approves or rejects them in /catalogue queue."
    )
