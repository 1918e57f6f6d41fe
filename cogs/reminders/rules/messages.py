"""What the messages of an evening say: plain words, safe for a lock screen, complete offline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cogs.reminders.rules.schedule import NOT_LATE, Phase, Showing, useless_from
from cogs.reminders.rules.screenings import Screening, stamp
from cogs.reminders.rules.timeline import about
from cogs.shared.cards.verdict_words import findings_lines, tally_words
from cogs.shared.cards.wording import film_name as named_film
from cogs.shared.cards.wording import runtime_words
from data.catalogue.verdict import Judgement, Tally, Verdict
from data.contributions.rules.contribution import is_added
from data.contributions.store.server_films import ServerFilms
from data.locales import N_, _, _n
from data.locales.formats import TimeOfDay, clock
from data.text import SafeText

LIMIT = 2_000
"""Characters that Discord allows in a message."""

TITLE_LIMIT = 90
"""Characters of a film's name in a message."""

CREDITS_ONLY = N_("Credits are about to start")
TIP = N_("Screen dark, sound off. Keep this message: it needs no network.")


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

    def at(self, moment: datetime) -> TimeOfDay:
        """A time of day: as the clock in the cinema shows it, which a lock screen can show too."""
        zone = self.showing.named_zone
        if self.own_clocks or zone is None:
            return stamp(moment, zone=zone)
        return clock(moment.astimezone(ZoneInfo(zone)))


def film_name(screening: Screening, films: ServerFilms) -> str:
    """What a screening's film is called now.

    A screening keeps the name that its film had, which counts if the film is not known any more.
    """
    film = films.get(screening.film_id)
    return named_film(film) if film else screening.film_label


def announced_name(screening: Screening, films: ServerFilms) -> str | None:
    """What a screening's film is called in what all of a server sees or is pinged by.

    ``None`` for a title that a member typed and nobody has approved.
    """
    film = films.get(screening.film_id)
    vouched = not is_added(screening.film_id) if film is None else film.vouched
    return film_name(screening, films) if vouched else None


def words_for(phase: Phase, telling: Telling, nominal: datetime, now: datetime) -> SafeText:
    """The text of a message that was due at ``nominal`` and is sent ``now``, without mentions."""
    if is_missed(phase, telling.showing, now):
        return SafeText(_(_MISSED[phase], title=telling.title, time=telling.at(nominal)))
    late = now - nominal
    suffix = ""
    if late > NOT_LATE:
        minutes = max(1, round(late.total_seconds() / 60))
        suffix = " " + _("(late by {length})", length=runtime_words(minutes))
    return SafeText(_WORDS[phase](telling) + suffix)


def is_missed(phase: Phase, showing: Showing, now: datetime) -> bool:
    """Whether a message is of no use any more, so that a missed note takes its place."""
    return phase in _MISSED and now >= useless_from(showing, phase)


def verdict_words(judgement: Judgement | None) -> str:
    """The verdict in one line, with the count where there is one."""
    if judgement is None:
        return _(Verdict.UNKNOWN.value)
    if judgement.verdict is Verdict.SCENES:
        return f"{_(Verdict.SCENES.value)} · {findings_lines(judgement)[0]}"
    return _(judgement.words)


def place_words(venue: str) -> str:
    """Where a party of that venue meets."""
    return _("at home") if venue == "home" else _("in the cinema")


def places_words(most: int) -> str:
    """How many can come to a party."""
    return _n("{count} place", "{count} places", most)


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
        _(
            "Film from about {starts}, credits about {credits}, over about {ends}",
            starts=telling.at(show.film_starts),
            credits=about(telling.at(show.credits_start), show.band),
            ends=telling.at(show.film_ends),
        ),
        _(TIP),
    ]
    return "\n".join(lines)


def _stay(telling: Telling) -> str:
    verdict = telling.judgement.verdict if telling.judgement else Verdict.UNKNOWN
    over = telling.at(telling.showing.last_scene_ends)
    if telling.strict:
        return _(CREDITS_ONLY)
    match verdict:
        case Verdict.SCENES:
            known = telling.showing.last_scene is not None
            return _(
                N_("{verdict}: {scenes}, last one ends about {time} · {film}")
                if known
                else N_("{verdict}: {scenes}, film over about {time} · {film}"),
                verdict=_(verdict.value),
                scenes=_count(telling.judgement),
                time=over,
                film=telling.title,
            )
        case Verdict.NONE:
            return _(
                "{verdict}: no scenes known. Credits are about to start · {film}",
                verdict=_(verdict.value),
                film=telling.title,
            )
        case Verdict.DISPUTED:
            doubt = N_(
                "Credits are about to start · {film}. Sources disagree whether a scene follows; "
                "film over about {time}"
            )
            if telling.judgement is not None and telling.judgement.by_members_alone:
                doubt = N_(
                    "Credits are about to start · {film}. Members disagree whether a scene "
                    "follows; film over about {time}"
                )
        case Verdict.UNKNOWN:
            doubt = N_(
                "Credits are about to start · {film}. Whether a scene follows is not known yet; "
                "film over about {time}"
            )
    return _(doubt, film=telling.title, time=over)


def _go(telling: Telling) -> str:
    if telling.showing.last_scene is not None and not telling.strict:
        return _("You can go: the last scene is over · {film}", film=telling.title)
    return _("You can go: the film is over · {film}", film=telling.title)


def _ask(telling: Telling) -> str:
    # Translators: the time at which the credits were expected
    return _("{film}: was it right?", film=telling.title)


def _moved(telling: Telling) -> str:
    show = telling.showing
    return _(
        "New time for {film}: {showtime}, credits about {credits}",
        film=telling.title,
        showtime=_showtime(telling),
        credits=about(telling.at(show.credits_start), show.band),
    )


def _cancelled(telling: Telling) -> str:
    return _(
        "The party for {film} on {showtime} is cancelled",
        film=telling.title,
        showtime=_showtime(telling),
    )


def _offer(telling: Telling) -> str:
    told = [
        _(
            "A place is free for {film}, {showtime}.",
            film=telling.title,
            showtime=_showtime(telling),
        )
    ]
    if telling.until is not None:
        told.append(
            _(
                "It is yours until {time} ({when}); then the next one is asked.",
                time=stamp(telling.until, zone=telling.showing.named_zone),
                when=stamp(telling.until, "R"),
            )
        )
    return " ".join([*told, _("Are you coming?")])


def _seat(telling: Telling) -> str:
    return _(
        "You have a place for {film}, {showtime}. It is too soon before the film to ask first: say "
        "so if you can't come, and the next one gets it",
        film=telling.title,
        showtime=_showtime(telling),
    )


def _host(telling: Telling) -> str:
    return _(
        "You host the party for {film} now, {showtime}: /party edit, /party host and /party cancel "
        "are yours",
        film=telling.title,
        showtime=_showtime(telling),
    )


def _count(judgement: Judgement | None) -> str:
    tally = judgement.count if judgement else None
    return tally_words(tally or Tally(1, None))


def _showtime(telling: Telling) -> str:
    return stamp(telling.showing.showtime, "F")


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
    Phase.CARD: N_("Missed: the pocket card for {title} was due at {time}. I was away, sorry."),
    Phase.STAY: N_("Missed: the credits of {title} began about {time}. I was away, sorry."),
    Phase.DETAIL: N_("Missed: the credits of {title} began about {time}. I was away, sorry."),
    Phase.GO: N_("Missed: {title} was over about {time}. I was away, sorry."),
    Phase.ASK: N_("Missed: I meant to ask how {title} went. I was away, sorry."),
    Phase.MOVED: N_("Missed: {title} got a new time at {time}. I was away, sorry."),
    Phase.CANCELLED: N_(
        "Missed: the party for {title} was cancelled at {time}. I was away, sorry."
    ),
    Phase.OFFER: N_("Missed: a place was free for {title} at {time}. I was away, sorry."),
    Phase.SEAT: N_("Missed: you had a place for {title} from {time} on. I was away, sorry."),
    Phase.HOST: N_("Missed: you host the party for {title} since {time}. I was away, sorry."),
}
