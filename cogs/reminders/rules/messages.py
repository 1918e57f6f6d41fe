"""What the messages of an evening say: plain words, safe for a lock screen, complete offline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cogs.reminders.rules.schedule import NO_ZONE, NOT_LATE, Phase, Showing, useless_from
from cogs.reminders.rules.screenings import Screening
from cogs.shared.cards.wording import findings_lines, tally_words
from data.catalogue.verdict import Judgement, Tally, Verdict
from data.contributions.rules.contribution import is_added
from data.contributions.store.server_films import ServerFilms
from data.text import SafeText

LIMIT = 2_000
"""Characters that Discord allows in a message."""

TITLE_LIMIT = 90
"""Characters of a film's name in a message."""

CREDITS_ONLY = "Credits are about to start"
TIP = "Screen dark, sound off. Keep this message: it needs no network."


@dataclass(frozen=True, slots=True)
class Telling:
    """What a message is about.

    ``title`` is the film's name made harmless. ``strict`` leaves out everything that tells what
    follows. ``own_clocks`` writes times for each reader's own zone, for people who sit apart.
    ``until`` is how long the place of somebody who is asked is kept.
    """

    title: SafeText
    showing: Showing
    judgement: Judgement | None
    strict: bool
    own_clocks: bool = False
    until: datetime | None = None

    def at(self, moment: datetime) -> str:
        """A time of day: as the clock in the cinema shows it, which a lock screen can show too."""
        if self.own_clocks or self.showing.zone == NO_ZONE:
            return f"<t:{int(moment.timestamp())}:t>"
        return f"{moment.astimezone(ZoneInfo(self.showing.zone)):%H:%M}"


def film_name(screening: Screening, films: ServerFilms) -> str:
    """What a screening's film is called now.

    A screening keeps the name that its film had, which counts if the film is not known any more.
    """
    film = films.get(screening.film_id)
    return film.label if film else screening.film_label


def announced_name(screening: Screening, films: ServerFilms) -> str | None:
    """What a screening's film is called in what all of a server sees or is pinged by.

    ``None`` for a title that a member typed and nobody has approved.
    """
    film = films.get(screening.film_id)
    vouched = not is_added(screening.film_id) if film is None else film.vouched
    return film_name(screening, films) if vouched else None


def words_for(phase: Phase, telling: Telling, nominal: datetime, now: datetime) -> SafeText:
    """The text of a message that was due at ``nominal`` and is sent ``now``, without mentions."""
    if phase in _MISSED and now >= useless_from(telling.showing, phase):
        return SafeText(_MISSED[phase].format(title=telling.title, time=telling.at(nominal)))
    late = now - nominal
    suffix = f" (late by {_duration(late)})" if late > NOT_LATE else ""
    return SafeText(_WORDS[phase](telling) + suffix)


def is_missed(phase: Phase, showing: Showing, now: datetime) -> bool:
    """Whether a message is of no use any more, so that a missed note takes its place."""
    return phase in _MISSED and now >= useless_from(showing, phase)


def verdict_words(judgement: Judgement | None) -> str:
    """The verdict in one line, with the count where there is one."""
    if judgement is None:
        return Verdict.UNKNOWN.value
    if judgement.verdict is Verdict.SCENES:
        return f"{Verdict.SCENES.value} · {findings_lines(judgement)[0]}"
    return str(judgement.verdict.value)


def with_mentions(text: str, mentions: list[int]) -> str:
    """The text first, then whom it is for; raises ``ValueError`` where that is too long."""
    people = " ".join(f"<@{user_id}>" for user_id in mentions)
    whole = f"{text}\n{people}" if people else text
    if len(whole) > LIMIT:
        raise ValueError(f"A message of {len(whole)} characters is too long.")
    return whole


def _card(telling: Telling) -> str:
    show = telling.showing
    lines = [f"{telling.title} · {telling.at(show.showtime)}"]
    if not telling.strict:
        lines.append(verdict_words(telling.judgement))
    lines += [
        f"Film from about {telling.at(show.film_starts)}, "
        f"credits about {telling.at(show.credits_start)}{_band(show)}, "
        f"over about {telling.at(show.film_ends)}",
        TIP,
    ]
    return "\n".join(lines)


def _stay(telling: Telling) -> str:
    verdict = telling.judgement.verdict if telling.judgement else Verdict.UNKNOWN
    over = telling.at(telling.showing.last_scene_ends)
    if telling.strict:
        return CREDITS_ONLY
    match verdict:
        case Verdict.SCENES:
            known = telling.showing.last_scene is not None
            until = f"last one ends about {over}" if known else f"film over about {over}"
            return f"{verdict.value}: {_count(telling.judgement)}, {until} · {telling.title}"
        case Verdict.NONE:
            return f"{verdict.value}: no scenes known. {CREDITS_ONLY} · {telling.title}"
        case Verdict.DISPUTED:
            doubt = "Sources disagree whether a scene follows"
        case Verdict.UNKNOWN:
            doubt = "Whether a scene follows is not known yet"
    return f"{CREDITS_ONLY} · {telling.title}. {doubt}; film over about {over}"


def _go(telling: Telling) -> str:
    if telling.showing.last_scene is not None and not telling.strict:
        return f"You can go: the last scene is over · {telling.title}"
    return f"You can go: the film is over · {telling.title}"


def _ask(telling: Telling) -> str:
    return f"{telling.title}: was it right?"


def _moved(telling: Telling) -> str:
    show = telling.showing
    stamp = int(show.showtime.timestamp())
    return (
        f"New time for {telling.title}: <t:{stamp}:F>, "
        f"credits about {telling.at(show.credits_start)}{_band(show)}"
    )


def _cancelled(telling: Telling) -> str:
    stamp = int(telling.showing.showtime.timestamp())
    return f"The party for {telling.title} on <t:{stamp}:F> is cancelled"


def _offer(telling: Telling) -> str:
    show, until = int(telling.showing.showtime.timestamp()), telling.until
    kept = ""
    if until is not None:
        end = int(until.timestamp())
        kept = f" It is yours until <t:{end}:t> (<t:{end}:R>); then the next one is asked."
    return f"A place is free for {telling.title}, <t:{show}:F>.{kept} Are you coming?"


def _seat(telling: Telling) -> str:
    show = int(telling.showing.showtime.timestamp())
    return (
        f"You have a place for {telling.title}, <t:{show}:F>. It is too soon before the film to "
        "ask first: say so if you cannot come, and the next one gets it"
    )


def _host(telling: Telling) -> str:
    show = int(telling.showing.showtime.timestamp())
    return (
        f"You host the party for {telling.title} now, <t:{show}:F>: /party edit, /party host and "
        "/party cancel are yours"
    )


def _count(judgement: Judgement | None) -> str:
    tally = judgement.count if judgement else None
    return tally_words(tally or Tally(1, None))


def _band(show: Showing) -> str:
    return f" (± {show.band} min)" if show.band else ""


def _duration(late: timedelta) -> str:
    minutes = max(1, round(late.total_seconds() / 60))
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"


_WORDS = {
    Phase.CARD: _card,
    Phase.STAY: _stay,
    Phase.DETAIL: _stay,
    Phase.GO: _go,
    Phase.ASK: _ask,
    Phase.MOVED: _moved,
    Phase.CANCELLED: _cancelled,
    Phase.OFFER: _offer,
    Phase.SEAT: _seat,
    Phase.HOST: _host,
}

_MISSED = {
    Phase.CARD: "Missed: the pocket card for {title} was due at {time}. I was away, sorry.",
    Phase.STAY: "Missed: the credits of {title} began about {time}. I was away, sorry.",
    Phase.DETAIL: "Missed: the credits of {title} began about {time}. I was away, sorry.",
    Phase.GO: "Missed: {title} was over about {time}. I was away, sorry.",
    Phase.ASK: "Missed: I meant to ask how {title} went. I was away, sorry.",
    Phase.MOVED: "Missed: {title} got a new time at {time}. I was away, sorry.",
    Phase.CANCELLED: "Missed: the party for {title} was cancelled at {time}. I was away, sorry.",
    Phase.OFFER: "Missed: a place was free for {title} at {time}. I was away, sorry.",
    Phase.SEAT: "Missed: you had a place for {title} from {time} on. I was away, sorry.",
    Phase.HOST: "Missed: you host the party for {title} since {time}. I was away, sorry.",
}
