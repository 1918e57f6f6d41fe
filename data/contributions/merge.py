"""What the contributions of a server add to the catalogue: films, claims, scenes, times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.catalogue.catalogue import Catalogue
from data.catalogue.consensus import CONFIRMING, is_same_cut
from data.catalogue.film import Film, Scene
from data.catalogue.labels import label
from data.catalogue.timings import CutTimings, Measured, timings_of
from data.catalogue.verdict import MEMBERS, Claim, Count, Position
from data.contributions.contribution import Contribution
from data.contributions.kinds import AddedFilm, Timestamp, ToldScene
from data.contributions.witnesses import Witness, independent

SHARING_SERVERS = 2
"""Servers from which reports must come before their times are shared by themselves."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What is added to the catalogue, by film id.

    ``films`` are those that the catalogue lacks; ``merged`` leads from the id of an added film to
    the catalogue's film, once that has it.
    """

    films: tuple[Film, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    scenes: Mapping[str, tuple[Scene, ...]] = field(default_factory=dict)
    timings: Mapping[str, tuple[CutTimings, ...]] = field(default_factory=dict)


def additions(catalogue: Catalogue, contributions: Sequence[Contribution]) -> Additions:
    """What the contributions of one server add to it."""
    standing = [one for one in contributions if one.stands]
    merged = merged_films(catalogue, contributions)
    films = _films(catalogue, standing, merged)
    by_film = _by_film(standing, merged)
    found = {film_id: members_claims(group) for film_id, group in by_film.items()}
    told = {film_id: told_scenes(group) for film_id, group in by_film.items()}
    timed = {film_id: timings_of(_measured(group)) for film_id, group in by_film.items()}
    return Additions(
        films,
        merged,
        {film_id: claims for film_id, claims in found.items() if claims},
        {film_id: scenes for film_id, scenes in told.items() if scenes},
        {film_id: cuts for film_id, cuts in timed.items() if cuts},
    )


def shared_additions(
    catalogue: Catalogue,
    promoted: Sequence[Contribution],
    timestamps: Sequence[Contribution],
    merged: Mapping[str, str],
) -> Additions:
    """What all servers see: what the operator has promoted, and times that share themselves.

    ``timestamps`` are of several servers; ``merged`` leads from the ids of films that they added
    to the catalogue's. Of a cut whose times share themselves all reports count, else the promoted.
    """
    shared = additions(catalogue, promoted)
    timings = dict(shared.timings)
    for film_id, group in _by_film([t for t in timestamps if t.stands], merged).items():
        cuts = tuple(filter(_shares_itself, timings_of(_measured(group))))
        others = (
            cut
            for cut in timings.get(film_id, ())
            if not any(is_same_cut(cut, found) for found in cuts)
        )
        if cuts:
            timings[film_id] = (*cuts, *others)
    return Additions(shared.films, shared.merged, shared.claims, shared.scenes, timings)


def _shares_itself(cut: CutTimings) -> bool:
    return cut.confirmed and cut.servers >= SHARING_SERVERS


def _films(
    catalogue: Catalogue, standing: Iterable[Contribution], merged: Mapping[str, str]
) -> tuple[Film, ...]:
    films = (
        as_film(one.film_id, one.content, len(catalogue.films) + one.id)
        for one in standing
        if isinstance(one.content, AddedFilm) and one.film_id not in merged
    )
    return tuple(_told_apart(films))


def merged_films(catalogue: Catalogue, contributions: Iterable[Contribution]) -> dict[str, str]:
    """The ids of added films that the catalogue has by now, and the ids that they have there.

    Whatever became of the contribution: what was kept under its film's id leads on.
    """
    found = (
        (one.film_id, _known(catalogue, one.content))
        for one in contributions
        if isinstance(one.content, AddedFilm)
    )
    return {film_id: film.id for film_id, film in found if film is not None}


def _known(catalogue: Catalogue, film: AddedFilm) -> Film | None:
    """The same film: by its ids; one that came without is the catalogue's of that name and year.

    A namesake has to be added with a link, and whoever adds one is told so.
    """
    if film.imdb_id is None and film.tmdb_id is None:
        return catalogue.by_label(label(film.title, film.year))
    by_imdb = catalogue.by_imdb(film.imdb_id) if film.imdb_id else None
    return by_imdb or (catalogue.by_tmdb(film.tmdb_id) if film.tmdb_id else None)


def as_film(film_id: str, added: AddedFilm, rank: int) -> Film:
    """An added film in the shape of the catalogue's; no label of the catalogue says "added"."""
    return Film(
        id=film_id,
        label=label(added.title, added.year, "added"),
        title=added.title,
        year=added.year,
        rank=rank,
        release_date=added.release_date,
        runtime=added.runtime,
        imdb_id=added.imdb_id,
        tmdb_id=added.tmdb_id,
    )


def _told_apart(films: Iterable[Film]) -> Iterator[Film]:
    taken: set[str] = set()
    for film in films:
        shown = film.label
        if shown.casefold() in taken:
            shown = label(film.title, film.year, f"added {film.id.rpartition('.')[2]}")
        taken.add(shown.casefold())
        yield replace(film, label=shown)


def _by_film(
    standing: Iterable[Contribution], merged: Mapping[str, str]
) -> dict[str, list[Contribution]]:
    groups: dict[str, list[Contribution]] = defaultdict(list)
    for one in standing:
        groups[merged.get(one.film_id, one.film_id)].append(one)
    return groups


def members_claims(group: Sequence[Contribution]) -> tuple[Claim, ...]:
    """What the members of a server claim about one film: what enough independent ones say.

    A scene that a curator has approved is claimed too. Where enough say yes and enough say no,
    both are claimed, and the verdict shows the dispute; fewer never outweigh a confirmed scene.
    """
    as_of = max(one.created_at for one in group).date().isoformat()
    named: dict[Position, Count] = {}
    denied: dict[Position, Count] = {}
    for position in Position:
        if independent(_naming(group, position)) >= CONFIRMING:
            named[position] = _count(group, position)
        elif _approved(group, position):
            named[position] = "some"
        if independent(_denying(group, position)) >= CONFIRMING:
            denied[position] = 0
    sides = (named, denied) if named.keys() & denied.keys() else (named | denied,)
    return tuple(_claim(group, counts, as_of) for counts in sides if counts)


def _approved(group: Iterable[Contribution], position: Position) -> bool:
    return any(
        isinstance(one.content, ToldScene) and one.content.position is position and one.approved
        for one in group
    )


def _claim(group: Sequence[Contribution], counts: Mapping[Position, Count], as_of: str) -> Claim:
    said = [
        witness
        for position, count in counts.items()
        for witness in (_naming(group, position) if count else _denying(group, position))
    ]
    members = independent(said)
    by_many = f"{members} independent members"
    return Claim(
        MEMBERS,
        mid=counts.get(Position.MID),
        post=counts.get(Position.POST),
        as_of=as_of,
        note=by_many if members >= CONFIRMING else "approved by a curator",
    )


def _naming(group: Iterable[Contribution], position: Position) -> list[Witness]:
    return [
        witness
        for one in group
        if (isinstance(one.content, ToldScene) and one.content.position is position)
        or (isinstance(one.content, Timestamp) and _scenes_at(one.content, position))
        for witness in one.witnesses
    ]


def _denying(group: Iterable[Contribution], position: Position) -> list[Witness]:
    return [
        witness
        for one in group
        if isinstance(one.content, Timestamp) and position in one.content.denied
        for witness in one.witnesses
    ]


def _count(group: Iterable[Contribution], position: Position) -> Count:
    """The number of scenes at a position, if enough timestamps say the same and none another."""
    said: dict[int, list[Witness]] = defaultdict(list)
    for one in group:
        if isinstance(one.content, Timestamp) and (number := _scenes_at(one.content, position)):
            said[number] += one.witnesses
    numbers = [n for n, witnesses in said.items() if independent(witnesses)]
    sure = len(numbers) == 1 and independent(said[numbers[0]]) >= CONFIRMING
    return numbers[0] if sure else "some"


def _scenes_at(timestamp: Timestamp, position: Position) -> int:
    return sum(scene.position is position for scene in timestamp.scenes)


def told_scenes(group: Iterable[Contribution]) -> tuple[Scene, ...]:
    """The scenes that a curator has approved; a later one replaces another of its place."""
    scenes = {}
    for one in sorted(group, key=lambda one: one.id):
        told = one.content
        if isinstance(told, ToldScene) and one.approved:
            scenes[told.position, told.order] = Scene(
                told.position, told.order, told.purpose, told.hint, told.hidden, told.clues
            )
    return tuple(scenes.values())


def _measured(group: Iterable[Contribution]) -> list[Measured]:
    """The timestamps as every independent witness vouches for them."""
    return [
        Measured(
            witness.key,
            one.server_id,
            one.content.version,
            one.content.runtime,
            one.content.credits_length,
            tuple((s.position, s.starts, s.ends) for s in one.content.scenes),
        )
        for one in group
        if isinstance(one.content, Timestamp)
        for witness in one.witnesses
        if witness.established
    ]
