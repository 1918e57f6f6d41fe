"""Everything that is known about one film, put together for an answer."""

from __future__ import annotations

from dataclasses import dataclass

from data.catalogue import Catalogue
from data.film import Film, Scene
from data.verdict import Judgement, judge


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """A film with its verdict and its scenes, in the order in which they are shown."""

    film: Film
    judgement: Judgement
    scenes: tuple[Scene, ...]


def facts_about(catalogue: Catalogue, film: Film) -> FilmFacts:
    """Put together what the catalogue holds about a film."""
    return FilmFacts(film, judge(catalogue.claims(film.id)), catalogue.scenes(film.id))
