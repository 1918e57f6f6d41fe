"""Browsing the catalogue: which films a filter leaves, page by page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256

from cogs.films.browse_filter import Filter, News
from data.catalogue.catalogue import Catalogue
from data.catalogue.film import IN_CINEMAS, Film, NeededFilm
from data.catalogue.verdict import MEMBERS, Finding, Judgement, Tally, Verdict, judge
from data.contributions.store.server_films import ServerFilms
from data.members.horizon import Standing, steps
from data.paging import Page, page_of

PAGE_SIZE = 10
"""Films on a page: what a phone shows without much scrolling."""

RECENT = timedelta(days=90)
"""How old a person's newest claim about a film may be for it to be recently confirmed."""

NOTHING_SAID = judge(())


@dataclass(frozen=True, slots=True)
class Row:
    """One film of a page; the verdict is ``None`` where the film is under embargo.

    ``count`` is the number of its scenes, where the verdict is that it has some. In the list of a
    franchise ``place`` is its place in the order of release, from 1, and ``needed`` are the films
    to see first. Where the list is one member's, ``standing`` is what the film is to them,
    ``needed`` leaves out what they have seen, and ``told`` is how many scenes of their next film
    are told.
    """

    film: Film
    verdict: Verdict | None
    count: Tally | None = None
    place: int | None = None
    needed: tuple[NeededFilm, ...] = ()
    standing: Standing | None = None
    told: int = 0


def franchise_key(name: str) -> str:
    """Eight hexadecimal digits that stand for a franchise's name."""
    return sha256(name.encode()).hexdigest()[:8]


class Browser:
    """Lists films of a catalogue; a verdict is computed when it is first asked for.

    A page can take a tenth of a second: it is to be made in a thread of its own.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._judgements: dict[str, Judgement] = {}
        self.franchises = {franchise_key(name): name for name in sorted(catalogue.franchises)}
        """Names of all franchises by key, in the order of the alphabet."""

    @cached_property
    def _told(self) -> Mapping[str, Film]:
        return {film.id: film for film in self.catalogue.told_films}

    def page(
        self,
        wanted: Filter,
        films: ServerFilms,
        today: date,
        embargoed: Callable[[Film], bool],
        seen: Collection[str] | None = None,
    ) -> Page[Row]:
        """The films of a filter: a franchise by release, news by date, the rest best known first.

        A filter that tells leaves out films under embargo, because being listed would tell.
        Pages beyond the last show the last. With ``seen``, the ids of what a member has seen, a
        franchise is listed as it stands for them.
        """
        listing = _Listing(wanted, films, today, self._judgements)
        found = [
            film
            for film in self._candidates(wanted, films)
            if listing.fits(film) and not (wanted.tells and embargoed(film))
        ]
        page = page_of(listing.in_order(found), wanted.page, PAGE_SIZE)
        rows = [Row(film, None) if embargoed(film) else listing.row(film) for film in page.rows]
        if wanted.franchise is not None:
            rows = self._placed(rows, wanted.franchise, films)
            if seen is not None:
                rows = self._standing(rows, wanted.franchise, films, seen)
        return Page(tuple(rows), page.number, page.count, page.total)

    def franchise_named(self, name: str) -> str | None:
        """The key of a franchise by its name in any case."""
        folded = name.strip().casefold()
        return next((k for k, known in self.franchises.items() if known.casefold() == folded), None)

    def _candidates(self, wanted: Filter, films: ServerFilms) -> Sequence[Film]:
        if wanted.franchise is not None:
            return self._of_franchise(wanted.franchise)
        known: Iterable[Film] = self.catalogue.films
        if wanted.tells and wanted.verdict is not Verdict.UNKNOWN:
            # Of one film in thirteen something is said; no other fits.
            said_here = films.changed - self._told.keys()
            known = self._told.values()
            if said_here:
                ids = said_here | self._told.keys()
                known = (film for film in self.catalogue.films if film.id in ids)
        return (*known, *films.added)

    def _of_franchise(self, key: str) -> Sequence[Film]:
        return self.catalogue.franchises.get(self.franchises.get(key, ""), ())

    def _placed(self, rows: Sequence[Row], key: str, films: ServerFilms) -> list[Row]:
        places = {film.id: place for place, film in enumerate(self._of_franchise(key), 1)}
        return [
            replace(row, place=places[row.film.id], needed=films.needed_before(row.film.id))
            for row in rows
        ]

    def _standing(
        self, rows: Sequence[Row], key: str, films: ServerFilms, seen: Collection[str]
    ) -> list[Row]:
        taken = {s.film.id: s for s in steps(self._of_franchise(key), seen, films.about)}
        return [
            replace(
                row,
                needed=(step := taken[row.film.id]).first,
                standing=step.standing,
                told=0 if row.verdict is None else step.told,
            )
            for row in rows
        ]


class _Listing:
    """One filter over the films of one server."""

    def __init__(
        self, wanted: Filter, films: ServerFilms, today: date, judged: dict[str, Judgement]
    ) -> None:
        self._wanted = wanted
        self._films = films
        self._today = today
        self._judged = judged  # of the catalogue alone, kept over all listings
        self._changed = films.changed

    def fits(self, film: Film) -> bool:
        """Whether a film belongs to the list; the cheap criteria first."""
        wanted = self._wanted
        if wanted.year is not None and film.year != wanted.year:
            return False
        if wanted.news is News.IN_CINEMAS and not self._in_cinemas(film):
            return False
        if wanted.news is News.CONFIRMED and not self._confirmed(film):
            return False
        if wanted.verdict is not None and self._judge(film).verdict is not wanted.verdict:
            return False
        if wanted.position is not None:
            position = self._judge(film).positions[wanted.position]
            if position.finding is not Finding.SCENE:
                return False
        return self._tells_of(film)

    def in_order(self, films: Sequence[Film]) -> Sequence[Film]:
        """The newest first where the filter asks for news; else as they come."""
        if self._wanted.news is News.IN_CINEMAS:
            return sorted(films, key=lambda film: film.release_date or date.min, reverse=True)
        if self._wanted.news is News.CONFIRMED:
            return sorted(films, key=self._claimed_on, reverse=True)
        return films

    def row(self, film: Film) -> Row:
        """The film as it is listed."""
        judgement = self._judge(film)
        return Row(film, judgement.verdict, judgement.count)

    def _in_cinemas(self, film: Film) -> bool:
        released = film.release_date
        return released is not None and timedelta() <= self._today - released <= IN_CINEMAS

    def _confirmed(self, film: Film) -> bool:
        newest = self._claimed_on(film)
        if len(newest) < len("2026-01-02"):  # a month or a year is no news
            return False
        recent = self._today - date.fromisoformat(newest) <= RECENT
        return recent and self._judge(film).verdict in (Verdict.SCENES, Verdict.NONE)

    def _claimed_on(self, film: Film) -> str:
        """The newest date on which a person looked; what a list says is as old as the list."""
        return max(
            (
                claim.as_of or ""
                for claim in self._films.claims(film.id)
                if claim.curated or claim.source == MEMBERS
            ),
            default="",
        )

    def _tells_of(self, film: Film) -> bool:
        purpose, clue = self._wanted.purpose, self._wanted.clue
        if purpose is None and clue is None:
            return True
        if not self._films.scenes(film.id):
            return False
        return any(
            (purpose is None or scene.purpose == purpose) and (clue is None or clue in scene.clues)
            for scene in self._films.about(film).scenes
        )

    def _judge(self, film: Film) -> Judgement:
        claims = self._films.claims(film.id)
        if not claims:  # Most films; judging each of them would hold everybody up for a second.
            return NOTHING_SAID
        if film.id in self._changed:
            return judge(claims)
        if film.id not in self._judged:
            self._judged[film.id] = judge(claims)
        return self._judged[film.id]
