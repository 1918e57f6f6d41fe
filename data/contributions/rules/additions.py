"""What the contributions of a server add to the catalogue: films, claims, scenes, times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from data.catalogue.catalogue import Catalogue
from data.catalogue.consensus import is_same_cut
from data.catalogue.film import Film, Scene
from data.catalogue.labels import label
from data.catalogue.timings import CutTimings, Measured, timings_of
from data.catalogue.verdict import Claim
from data.contributions.rules.agreement import Agreement
from data.contributions.rules.claims import members_claims
from data.contributions.rules.contribution import Contribution
from data.contributions.rules.kinds import AddedFilm, Timestamp, ToldScene
from data.contributions.rules.revisions import everywhere, in_own_server

SHARING_SERVERS = 2
"""Servers from which reports must come before their times are shared by themselves."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What is added to the catalogue, by film id.

    ``films`` are those that the catalogue lacks; ``merged`` leads from the id of an added film to
    the catalogue's film, once that has it. ``seen`` is what those who saw a film agree on.
    """

    films: tuple[Film, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, tuple[Claim, ...]] = field(default_factory=dict)
    scenes: Mapping[str, tuple[Scene, ...]] = field(default_factory=dict)
    timings: Mapping[str, tuple[CutTimings, ...]] = field(default_factory=dict)
    seen: Mapping[str, Agreement] = field(default_factory=dict)


def additions(catalogue: Catalogue, contributions: Sequence[Contribution]) -> Additions:
    """What the contributions of one server add to it."""
    public = [in_own_server(contribution) for contribution in contributions]
    standing = [contribution for contribution in public if contribution.stands]
    merged = merged_films(catalogue, public)
    films = _films(catalogue, standing, merged)
    by_film = _by_film(standing, merged)
    return Additions(
        films,
        merged,
        {id_: claims for id_, group in by_film.items() if (claims := members_claims(group))},
        {id_: scenes for id_, group in by_film.items() if (scenes := told_scenes(group))},
        {id_: cuts for id_, group in by_film.items() if (cuts := timings_of(_measured(group)))},
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
    shared = additions(catalogue, [everywhere(contribution) for contribution in promoted])
    timings = dict(shared.timings)
    standing = [in_own_server(timestamp) for timestamp in timestamps if timestamp.stands]
    for film_id, group in _by_film(standing, merged).items():
        cuts = tuple(filter(_shares_itself, timings_of(_measured(group))))
        others = (
            cut
            for cut in timings.get(film_id, ())
            if not any(is_same_cut(cut, shared_cut) for shared_cut in cuts)
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
        replace(
            as_film(
                contribution.film_id,
                contribution.content,
                len(catalogue.films) + contribution.id,
            ),
            vouched=contribution.approved or contribution.promoted,
        )
        for contribution in standing
        if isinstance(contribution.content, AddedFilm) and contribution.film_id not in merged
    )
    return tuple(_told_apart(films))


def merged_films(catalogue: Catalogue, contributions: Iterable[Contribution]) -> dict[str, str]:
    """The ids of added films that the catalogue has by now, and the ids that they have there.

    Whatever became of the contribution: what was kept under its film's id leads on.
    """
    films = (
        (contribution.film_id, _known(catalogue, contribution.content))
        for contribution in map(in_own_server, contributions)
        if isinstance(contribution.content, AddedFilm)
    )
    return {film_id: film.id for film_id, film in films if film is not None}


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
    for contribution in standing:
        groups[merged.get(contribution.film_id, contribution.film_id)].append(contribution)
    return groups


def told_scenes(group: Iterable[Contribution]) -> tuple[Scene, ...]:
    """The scenes as they were approved; of two in one slot the later one."""
    scenes = {}
    for contribution in sorted(group, key=lambda contribution: contribution.id):
        scene = contribution.approved_content
        if isinstance(scene, ToldScene) and contribution.approved:
            scenes[scene.position, scene.order] = Scene(
                scene.position, scene.order, scene.purpose, scene.hint, scene.hidden, scene.clues
            )
    return tuple(scenes.values())


def _measured(group: Iterable[Contribution]) -> list[Measured]:
    """The timestamps as every independent witness vouches for them."""
    return [
        Measured(
            witness.key,
            contribution.server_id,
            contribution.content.version,
            contribution.content.runtime,
            contribution.content.credits_length,
            tuple((s.position, s.starts, s.ends) for s in contribution.content.scenes),
        )
        for contribution in group
        if isinstance(contribution.content, Timestamp)
        for witness in contribution.witnesses
        if witness.established
    ]
