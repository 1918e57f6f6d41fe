"""Which film a film night shows: when a vote begins and ends, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cogs.reminders.rules.screenings import instant

MOST_SUGGESTIONS = 10
"""As many as are read on a phone; a select of Discord's has room for more."""

BEFORE_SHOWTIME = timedelta(hours=3)
"""A vote ends so long before the showtime, where there is room."""

SHORTEST_VOTE = timedelta(minutes=10)


class Stage(Enum):
    """Where a vote stands; the value is what the table holds."""

    DRAFT = "draft"
    OPEN = "open"
    """Films are suggested."""
    VOTING = "voting"
    TIED = "tied"
    WON = "won"
    HELD = "held"
    """The winner's party is posted."""
    CANCELLED = "cancelled"


RUNNING = (Stage.OPEN, Stage.VOTING)
DECIDED = (Stage.TIED, Stage.WON)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A film that a member suggested, and how many would watch it."""

    id: int
    film_id: str
    film_label: str
    votes: int = 0


@dataclass(frozen=True, slots=True)
class Night:
    """What a vote is about, besides its films; see :data:`data.schema.film_vote`."""

    server_id: int
    host_id: int | None
    channel_id: int
    venue: str
    role_id: int | None
    most: int | None
    preshow: int
    showtime: int
    zone: str
    starts_at: int
    ends_at: int


@dataclass(frozen=True, slots=True)
class FilmVote:
    """A vote with its suggestions in their order; ``voters`` counts who has voted.

    ``winner_id`` is the suggestion that won.
    """

    id: int
    night: Night
    stage: Stage
    message_id: int | None
    result_id: int | None
    winner_id: int | None
    planned_at: int | None
    suggestions: tuple[Suggestion, ...] = ()
    voters: int = 0
    language: str = "en"

    @property
    def winner(self) -> Suggestion | None:
        """The film that won."""
        return next((one for one in self.suggestions if one.id == self.winner_id), None)

    @property
    def leaders(self) -> tuple[Suggestion, ...]:
        """The films with the most votes."""
        ids = leaders({one.id: one.votes for one in self.suggestions})
        return tuple(one for one in self.suggestions if one.id in ids)

    @property
    def next_at(self) -> int | None:
        """When it goes on by itself."""
        due = {Stage.OPEN: self.night.starts_at, Stage.VOTING: self.night.ends_at}
        return due.get(self.stage)


def vote_times(
    now: datetime, showtime: datetime, ends: datetime | None
) -> tuple[datetime, datetime]:
    """When the vote begins and when it ends; half of the time is for suggestions.

    It ends three hours before the showtime, or halfway there where that is later.
    """
    if ends is None:
        ends = max(showtime - BEFORE_SHOWTIME, now + (showtime - now) / 2)
    return now + (ends - now) / 2, ends


def leaders(votes: Mapping[int, int]) -> Sequence[int]:
    """The suggestions with the most votes: several in a tie, all where nobody has voted."""
    most = max(votes.values(), default=0)
    return [one for one, count in votes.items() if count == most]


def stage_at(vote: FilmVote, now: datetime) -> tuple[Stage, int | None]:
    """Where a vote stands at an instant, with its winner.

    Voting needs two films; with one there is nothing to vote on, and it wins at the end.
    """
    if vote.stage not in RUNNING:
        return vote.stage, vote.winner_id
    if now >= instant(vote.night.ends_at):
        ahead = vote.leaders
        if not ahead:
            return Stage.CANCELLED, None
        return (Stage.WON, ahead[0].id) if len(ahead) == 1 else (Stage.TIED, None)
    begun = now >= instant(vote.night.starts_at) and len(vote.suggestions) > 1
    return (Stage.VOTING, None) if begun else (vote.stage, None)


def due_at(vote: FilmVote, now: datetime) -> int | None:
    """When it is to be looked at again; a vote that waits for a second film waits for its end."""
    if vote.stage is Stage.OPEN and now >= instant(vote.night.starts_at):
        return vote.night.ends_at
    return vote.next_at
