"""One thing that a member added, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from data.catalogue.slugs import slug
from data.contributions.rules.kinds import AddedFilm, Content, kind_name
from data.contributions.rules.witnesses import Witness, independent

ADDED_MARK = "."
"""Stands in the id of every film that a member added, and in no id of the catalogue."""


class State(Enum):
    """Where a contribution stands; ``REPLACED`` ones gave way to a newer report of the same."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contribution with everybody who confirms it.

    ``held`` ones count nowhere until a curator has looked. ``content`` is what the newest
    ``revision`` says, and ``state`` where that one stands. ``approved_content`` is what a curator
    has approved last, ``promoted_content`` what the operator shares with all servers;
    :mod:`data.contributions.rules.revisions` says which of them is shown where.
    """

    id: int
    server_id: int
    film_id: str
    content: Content
    state: State
    held: bool
    reporter: Witness
    confirmed_by: tuple[Witness, ...]
    created_at: datetime
    revision: int = 1
    approved_content: Content | None = None
    promoted_content: Content | None = None

    @property
    def promoted(self) -> bool:
        """Whether the operator shares a revision of it with all servers."""
        return self.promoted_content is not None

    @property
    def kind(self) -> str:
        """The kind's name."""
        return kind_name(self.content)

    @property
    def stands(self) -> bool:
        """Whether it is neither held nor refused nor replaced."""
        return not self.held and self.state in (State.OPEN, State.APPROVED)

    @property
    def approved(self) -> bool:
        """Whether a curator has approved its newest revision, and nobody holds it."""
        return not self.held and self.state is State.APPROVED

    @property
    def witnesses(self) -> tuple[Witness, ...]:
        """The reporter and all who confirm."""
        return (self.reporter, *self.confirmed_by)

    def is_confirmed_by(self, user_id: int) -> bool:
        """Whether a member has confirmed it; to report it is not to confirm it."""
        return any(witness.user_id == user_id for witness in self.confirmed_by)

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
    approved_content: Content | None = None


def added_film_id(film: AddedFilm, contribution_id: int) -> str:
    """The id of an added film: a slug with the contribution's number behind it."""
    suffix = f"{ADDED_MARK}{contribution_id}"
    return slug(film.title, film.year, suffix) or f"film-{film.year}{suffix}"


def is_added(film_id: str) -> bool:
    """Whether an id was given to a film that a member added, and not by the catalogue."""
    return ADDED_MARK in film_id
