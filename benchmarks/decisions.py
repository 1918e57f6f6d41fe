"""What a member gets for a query: the film at once, a question back, or another film.

Used by ``python -m benchmarks.lookup --set PATH --decisions``. Each query is asked three times: as
the film option of a command, in a question to the bot ("does … have a post credits scene?"), and
as the same question overheard where the bot only listens.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.rows import read_rows
from cogs.answers.rules.film_mentions import answer_unasked, films_asked
from cogs.answers.rules.questions import read_question
from cogs.shared.errors import UserFacingError
from cogs.shared.options.film import Found, find_film
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Film
from data.contributions.store.server_films import ServerFilms
from data.lookup import Lookup

QUESTION = "does {} have a post credits scene?"
OUTCOMES = ("right", "asked_with", "not_offered", "wrong", "false_answer")
"""The film meant at once; a question that offers it; anything else that is no answer; another film
at once; a film at once where none is meant, or one that the catalogue lacks. Where none is meant,
everything but an answer is right."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The film that is answered about at once, or those that are offered."""

    film: Film | None = None
    offered: tuple[Film, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What one row got in one way in."""

    group: str
    query: str
    meant: Film | None
    reply: Reply

    @property
    def outcome(self) -> str:
        """One of :data:`OUTCOMES`."""
        film = self.reply.film
        if self.meant is None:
            return "right" if film is None else "false_answer"
        if film is not None:
            return "right" if film == self.meant else "wrong"
        return "asked_with" if self.meant in self.reply.offered else "not_offered"


def server_films(catalogue: Catalogue) -> ServerFilms:
    """The catalogue as a server without additions knows it, today."""
    lookup = Lookup.of(catalogue)
    return ServerFilms(catalogue, lookup, (), now)


def now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)  # noqa: TID251 - a benchmark is its own composition root


def by_command(query: str, films: ServerFilms) -> Reply:
    """What the film option of a command makes of a query."""
    try:
        choice = find_film(films, query, now().date())
    except UserFacingError:
        return Reply()
    return Reply(choice.film) if isinstance(choice, Found) else Reply(offered=choice.candidates)


def in_chat(query: str, films: ServerFilms) -> Reply:
    """What a question to the bot gets."""
    question = read_question(QUESTION.format(query))
    if question is None:
        return Reply()
    meant = films_asked(question, films, now().date())
    return Reply(meant.clear) if meant.clear else Reply(offered=meant.films)


def unasked(query: str, films: ServerFilms) -> Reply:
    """What the same question gets where the bot only listens."""
    question = read_question(QUESTION.format(query))
    if question is None:
        return Reply()
    meant = films_asked(question, films, now().date())
    return Reply(meant.clear if answer_unasked(question, meant, films, now().date()) else None)


WAYS_IN = {"slash": by_command, "chat": in_chat, "unasked": unasked}


def decide(path: Path, catalogue: Catalogue) -> dict[str, list[Decision]]:
    """Every row of a set, by way in."""
    films = server_films(catalogue)
    rows = read_rows(path, catalogue)
    return {
        name: [Decision(row.group, row.query, row.film, ask(row.query, films)) for row in rows]
        for name, ask in WAYS_IN.items()
    }


def shares(decisions: Iterable[Decision]) -> dict[str, float]:
    """How many rows there are, and the share of each outcome."""
    counts = Counter(decision.outcome for decision in decisions)
    total = counts.total()
    return {"n": total} | {name: round(counts[name] / total, 4) for name in OUTCOMES if total}


def figures(decided: Mapping[str, list[Decision]]) -> dict[str, dict[str, dict[str, float]]]:
    """Way in → class → shares; ``films`` are all rows whose film is held, ``none`` the others."""
    return {name: dict(_classes(decisions)) for name, decisions in decided.items()}


def _classes(decisions: list[Decision]) -> Iterator[tuple[str, dict[str, float]]]:
    groups: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        groups[decision.group].append(decision)
    yield "films", shares(d for d in decisions if d.meant is not None)
    yield "none", shares(d for d in decisions if d.meant is None)
    for name in sorted(groups):
        yield name, shares(groups[name])


def table(decided: Mapping[str, list[Decision]]) -> Iterator[str]:
    """The figures as lines for people."""
    for name, classes in figures(decided).items():
        yield f"{name:20}{'n':>5}" + "".join(f"{outcome:>14}" for outcome in OUTCOMES)
        for group, parts in classes.items():
            cells = "".join(f"{parts.get(outcome, 0.0):14.3f}" for outcome in OUTCOMES)
            yield f"{group:20}{parts['n']:5.0f}{cells}"
        yield ""
