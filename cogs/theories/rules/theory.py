"""What a theory is: its kind, its evidence, its objections, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from data.text import HiddenText

CLAIM_LIMIT = 300
"""Characters of a claim: one sentence that can turn out true or false."""

EVIDENCE_LIMIT = 2_000
"""Characters of evidence in one form."""

OBJECTION_LIMIT = 500
"""Characters of an objection."""


class Kind(Enum):
    """What a theory is about; the value is what people read, behind a spoiler."""

    SEQUEL = "sequel speculation"
    CROSSOVER = "character crossover"
    ECHO = "thematic echo"

    @property
    def key(self) -> str:
        """The kind's name in tables and forms."""
        return self.name.lower()


class SourceClass(Enum):
    """How good a source is, best first; the value is what people read."""

    OFFICIAL = "official"
    ON_RECORD = "on record"
    PRESS = "press material"
    REPUTABLE = "reputable outlet"
    INSIDER = "verified insider"
    ANONYMOUS = "anonymous"

    @property
    def key(self) -> str:
        """The class's name in tables and forms."""
        return self.name.lower()


class Status(Enum):
    """Where a theory stands.

    ``DRAFT`` has not been posted. ``OPEN`` takes ballots, evidence and objections. ``FROZEN``
    takes none for now. ``LOCKED`` was closed by moderators, thread and all. ``WITHDRAWN`` was
    taken back by its author. ``RESOLVED`` has an outcome.
    """

    DRAFT = "draft"
    OPEN = "open"
    FROZEN = "frozen"
    LOCKED = "locked"
    WITHDRAWN = "withdrawn"
    RESOLVED = "resolved"


class Outcome(Enum):
    """What an official or on-record source has settled."""

    CONFIRMED = "confirmed"
    DEBUNKED = "debunked"
    PARTLY = "partly"
    UNKNOWABLE = "unknowable"


STANDINGS = (
    *(status.value for status in (Status.OPEN, Status.FROZEN, Status.LOCKED, Status.WITHDRAWN)),
    *(outcome.value for outcome in Outcome),
)
"""Every word that can stand for a posted theory's status."""


@dataclass(frozen=True, slots=True)
class Theory:
    """One theory. ``number`` counts within the server and is ``None`` for a draft.

    ``author_id`` is ``None`` once the author had their data deleted, ``film_id`` while a draft
    does not know its film, ``thread_id`` and ``message_id`` until the theory is posted. Instants
    are epoch seconds.
    """

    id: int
    server_id: int
    number: int | None
    author_id: int | None
    film_id: str | None
    film_name: str
    kind: Kind
    claim: HiddenText
    source_class: SourceClass
    status: Status
    outcome: Outcome | None
    thread_id: int | None
    message_id: int | None
    created_at: int

    @property
    def standing(self) -> str:
        """Its outcome if it has one, else its status: a word of :data:`STANDINGS`."""
        return self.outcome.value if self.outcome else self.status.value

    @property
    def name(self) -> str:
        """What it is called in the clear; holds no member's text."""
        return f"Theory {self.number} · {self.film_name}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of evidence."""

    source_class: SourceClass
    words: HiddenText


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection and how many members hold it to be the strongest."""

    id: int
    words: HiddenText
    backers: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided about a theory, by whom and on which source.

    ``effective_at`` is ``None`` while a second curator has not agreed. ``score`` and ``margin``
    are the credibility it had then, ``None`` below the ballots needed to show one.
    """

    id: int
    theory_id: int
    outcome: Outcome
    source: HiddenText
    source_class: SourceClass
    proposer_id: int | None
    seconder_id: int | None
    effective_at: int | None
    score: float | None
    margin: float | None
    ballots: int | None
