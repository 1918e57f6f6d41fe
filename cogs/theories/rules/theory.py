"""What a theory is: its kind, its evidence, its objections, its resolution, and its standing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from cogs.shared.cards.wording import jump_address
from data.locales import N_, _
from data.text import HiddenText

CLAIM_LIMIT = 300
"""Characters of a claim: one sentence that can turn out true or false."""

EVIDENCE_LIMIT = 2_000
"""Characters of evidence in one form."""

OBJECTION_LIMIT = 500
"""Characters of an objection."""


class Kind(Enum):
    """What a theory is about; the value is what people read in English, behind a spoiler."""

    SEQUEL = N_("sequel speculation")
    CROSSOVER = N_("character crossover")
    ECHO = N_("thematic echo")

    @property
    def key(self) -> str:
        """The kind's name in tables and forms."""
        return self.name.lower()


class SourceClass(Enum):
    """How good a source is, best first; the value is what people read in English."""

    OFFICIAL = N_("official")
    ON_RECORD = N_("on record")
    PRESS = N_("press material")
    REPUTABLE = N_("reputable outlet")
    INSIDER = N_("verified insider")
    ANONYMOUS = N_("anonymous")

    @property
    def key(self) -> str:
        """The class's name in tables and forms."""
        return self.name.lower()


MOST_OWN_OBJECTIONS = 5
"""Objections of one member to a theory."""


class Status(Enum):
    """What is open to members at present.

    ``DRAFT`` has not been posted. ``OPEN`` takes ballots, evidence and objections. ``FROZEN``
    takes none for now. ``LOCKED`` was closed by moderators together with its thread. ``WITHDRAWN``
    was taken back by its author. ``RESOLVED`` has an outcome.
    """

    DRAFT = "draft"
    OPEN = N_("open")
    FROZEN = N_("frozen")
    LOCKED = N_("locked")
    WITHDRAWN = N_("withdrawn")
    RESOLVED = "resolved"


RESOLVABLE = (Status.OPEN, Status.FROZEN, Status.LOCKED)
"""What a theory may be for curators to resolve it."""


class Outcome(Enum):
    """How a theory came out, by an official or on-record source."""

    CONFIRMED = N_("confirmed")
    DEBUNKED = N_("debunked")
    PARTLY = N_("partly")
    UNKNOWABLE = N_("unknowable")


OUTCOME_VALUES = {Outcome.CONFIRMED: 1.0, Outcome.PARTLY: 0.5, Outcome.DEBUNKED: 0.0}
"""How right a theory was, from 0 to 1; an *unknowable* one counts for and against nobody."""

STANDINGS = (
    *(status.value for status in (Status.OPEN, Status.FROZEN, Status.LOCKED, Status.WITHDRAWN)),
    *(outcome.value for outcome in Outcome),
)
"""Every word for the standing of a posted theory, in English."""


@dataclass(frozen=True, slots=True)
class Theory:
    """One theory. ``number`` counts within the server and is ``None`` for a draft.

    ``author_id`` is ``None`` once the author had their data deleted, ``film_id`` while a draft
    does not know its film, ``thread_id`` and ``message_id`` until the theory is posted.
    ``channel_id`` is the forum or channel whose thread it is. Instants are epoch seconds.
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
    channel_id: int | None = None
    language: str = "en"

    @property
    def standing(self) -> str:
        """Its outcome if it has one, else its status: a word of :data:`STANDINGS`."""
        return self.outcome.value if self.outcome else self.status.value

    @property
    def name(self) -> str:
        """What it is called in a message, in the language spoken."""
        return f"{self.bare_name} · {self.film_name}"

    @property
    def bare_name(self) -> str:
        """What it is called where nothing may stand that a member typed, such as a film's name."""
        return _("Theory {number}", number=self.number)

    @property
    def thread_link(self) -> str:
        """The address of its thread, once it is posted."""
        return jump_address(self.server_id, self.thread_id)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One item of evidence as a member wrote it, and what identifies its link if it has one.

    ``host`` is the link's web site in lower case without ``www.``; ``link_hash`` is equal for all
    addresses of one page. A film time is part of the words.
    """

    words: str
    link_hash: str | None
    host: str | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A theory as its author wrote it, before it is posted.

    ``film_name`` is the film's title, or what was typed for it; ``film_id`` is ``None`` while it
    is not clear which film is meant.
    """

    server_id: int
    author_id: int
    film_id: str | None
    film_name: str
    kind: Kind
    claim: str
    source_class: SourceClass
    items: tuple[EvidenceItem, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One item of evidence as readers see it."""

    source_class: SourceClass
    words: HiddenText


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection, and how many members consider it the strongest."""

    id: int
    words: HiddenText
    backers: int


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was decided about a theory, by whom and on which source.

    ``effective_at`` is ``None`` until a second curator has agreed. ``score`` and ``margin`` are
    the credibility that the theory had at that moment, ``None`` below the ballots needed to show
    one.
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


ASKED_TO_DELETE, PROPOSED, AGREED = "delete asked", "proposed", "agreed"
"""Deeds that are none of the actions of ``/theory moderate``."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a moderator or curator did with the theory of that number, and why.

    ``moderator_id`` is ``None`` once the moderator had their data deleted. ``outcome`` is what was
    proposed or agreed to.
    """

    number: int
    moderator_id: int | None
    action: str
    reason: str
    done_at: int
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class TheoryRecord:
    """Of ``resolved`` theories, how many were right; a *partly* counts half."""

    right: float
    resolved: int
