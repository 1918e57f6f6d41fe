"""One thing that a member added, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from data.contributions.kinds import Content, kind_of
from data.contributions.witnesses import Witness, independent


class State(Enum):
    """Where a contribution stands; ``REPLACED`` ones gave way to a newer report of the same."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution with everybody who confirms it.

    ``held`` ones count nowhere until a curator has looked. ``promoted`` ones count in all servers.
    """

    id: int
    server_id: int
    film_id: str
    content: Content
    state: State
    held: bool
    promoted: bool
    reporter: Witness
    confirmed_by: tuple[Witness, ...]
    created_at: datetime

    @property
    def kind(self) -> str:
        """The kind's name."""
        return kind_of(self.content)

    @property
    def stands(self) -> bool:
        """Whether it is neither held nor refused nor replaced."""
        return not self.held and self.state in (State.OPEN, State.APPROVED)

    @property
    def approved(self) -> bool:
        """Whether a curator has approved it, and nobody holds it."""
        return not self.held and self.state is State.APPROVED

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """The reporter and all who confirm."""
        return (self.reporter, *self.confirmed_by)

    @property
    def independent(self) -> int:
        """How many independent members say so."""
        return independent(self.witnesses)


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a contribution's history; ``actor_id`` is ``None`` where it was deleted."""

    action: str
    actor_id: int | None
    content: Content
    state: State
    done_at: datetime
