"""Every kind of reply of this slice, for the leak sweep. None of them tells what a scene shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cogs.reminders.cards.film_vote import Shown, result_text, result_view, vote_text, vote_view
from cogs.reminders.cards.party import neutral_name, party_text
from cogs.reminders.cards.reminders import (
    Sum,
    list_card,
    page_of_list,
    sum_text,
    sum_view,
    why_text,
)
from cogs.reminders.cards.timeline import here_text, timeline_words
from cogs.reminders.rules.credits_length import estimated_credits
from cogs.reminders.rules.messages import Telling, verdict_words, words_for
from cogs.reminders.rules.parties.film_votes import FilmVote, Night, Stage, Suggestion
from cogs.reminders.rules.parties.parties import Party
from cogs.reminders.rules.schedule import Phase, Showing, due_at
from cogs.reminders.rules.screenings import Booking, Ping, Place, Reminder, Screening, epoch
from cogs.reminders.rules.timeline import Timeline, marks_of
from cogs.shared.cards.spoilers import plain
from cogs.shared.registry import SampleReply
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, Scene
from data.catalogue.verdict import Claim, Position, judge
from data.text import HiddenText, SafeText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)
SHOWTIME = datetime(2026, 12, 18, 19, 30, tzinfo=UTC)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """The sum, the list, a party's post and every message, in an open and in a strict place."""
    scene = Scene(
        Position.POST, 1, "sequel tease", SafeText("A visit."), hidden, starts=60, ends=90
    )
    facts = FilmFacts(FILM, judge([Claim("a.example", mid=0, post=1)]), (scene,))
    screening = Screening(
        id=1,
        server_id=1,
        state="live",
        film_id=FILM.id,
        film_label=FILM.label,
        typed=None,
        zone="UTC",
        showtime=epoch(SHOWTIME),
        preshow=20,
        runtime=131,
        credits=8,
        spread=3,
        last_scene=90,
        held=0,
        began_at=None,
        paused_at=None,
    )
    reminder = Reminder(1, 1, 1, 1, "live", None, Place.HERE, 1, None, Ping.NORMAL, 0, False)
    party = Party(screening, 1, 1, 1, None, None, None, "cinema", None, None, 30, None)
    booking = Booking(reminder, screening)
    samples = [
        SampleReply("list", view=list_card(page_of_list([booking], 0))),
        SampleReply("thread", names=(neutral_name(FILM.label),)),
    ]
    for strict in (False, True):
        samples += _in_place(booking, party, facts, strict=strict)
    return samples


def _in_place(
    booking: Booking, party: Party, facts: FilmFacts, *, strict: bool
) -> list[SampleReply]:
    """What is said in an open or in a strict place."""
    show = _showing(None if strict else 90)
    summary = Sum(booking.reminder, show, facts, strict)
    telling = Telling(plain(FILM.label), show, facts.judgement, strict)
    place = "strict" if strict else "open"
    marks = () if strict else marks_of(facts.scenes, show)
    timeline = Timeline(show, "UTC", marks, SHOWTIME + timedelta(hours=1))
    return [
        SampleReply(f"why, {place}", content=why_text(summary)),
        SampleReply(
            f"timeline, {place}",
            content=here_text(telling.title, timeline),
            names=(timeline_words(timeline),),
        ),
        SampleReply(f"sum, {place}", content=sum_text(summary), view=sum_view(summary)),
        SampleReply(f"party, {place}", content=party_text(party, telling)),
        *_votes(place, None if strict else verdict_words(facts.judgement)),
        *(
            SampleReply(f"{phase.value}, {place}", content=words_for(phase, telling, due, due))
            for phase, due in _dues(show).items()
        ),
    ]


def _votes(place: str, verdict: str | None) -> list[SampleReply]:
    """A vote on a film night at each of its stages, with its result."""
    at = epoch(SHOWTIME)
    night = Night(1, 1, 1, "home", None, None, 0, at, "UTC", at - 7200, at - 3600)
    films = (Suggestion(1, FILM.id, FILM.label, 2), Suggestion(2, "x", "Paper Lantern", 2))
    shown = [Shown(film, film.film_label, 131, verdict) for film in films]
    samples = []
    for stage in Stage:
        vote = FilmVote(1, night, stage, 1, None, 1, at, films)
        text, view = vote_text(vote, shown), vote_view(vote, shown)
        samples.append(SampleReply(f"vote {stage.value}, {place}", content=text, view=view))
        text, view = result_text(vote, shown), result_view(vote, shown)
        samples.append(SampleReply(f"result {stage.value}, {place}", content=text, view=view))
    return samples


def _showing(last_scene: int | None) -> Showing:
    return Showing(SHOWTIME, "UTC", 20, 131, estimated_credits(2026, 131), last_scene)


def _dues(show: Showing) -> dict[Phase, datetime]:
    news = (Phase.MOVED, Phase.CANCELLED, Phase.OFFER, Phase.SEAT, Phase.HOST)
    before = SHOWTIME - timedelta(hours=1)
    return {phase: before if phase in news else due_at(show, phase, 0) for phase in Phase}
