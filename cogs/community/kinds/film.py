"""A film that the catalogue lacks."""

from __future__ import annotations

import unicodedata
from datetime import date

from cogs.community.kinds.kind import Fields, Kind, Summary
from cogs.community.rules.offsets import film_clock, film_time
from cogs.community.rules.text import one_line
from cogs.shared.cards.budget import Part
from cogs.shared.cards.wording import runtime_words
from cogs.shared.items import Answers, Filled, line
from data.catalogue.film import Film
from data.contributions.rules.kinds import LONGEST_TITLE, AddedFilm, ImpossibleError
from data.locales import N_, _
from data.locales.formats import full_date
from data.lookup.query.links import FilmLink, read_links

THANKS = N_("Thank you, the film is known in this server from now on.")

OutsideIds = tuple[str | None, int | None]
"""An IMDb id, or else a TMDB number."""


def fields(filled: Filled) -> Fields:
    """The form's fields."""
    return [
        line("title", _("Title"), filled, limit=LONGEST_TITLE),
        line("year", _("Year"), filled, limit=4),
        line("runtime", _("Runtime"), filled, limit=8, hint=_("2:11 or 131"), required=False),
        line("released", _("Release date"), filled, limit=10, hint="2026-12-18", required=False),
        line("link", _("IMDb or TMDB link"), filled, limit=200, required=False),
    ]


def read_film(answers: Answers, known: OutsideIds = (None, None)) -> AddedFilm:
    """The film that a form describes; ``known`` are its outside ids where no link is given.

    Raises :class:`data.contributions.rules.kinds.ImpossibleError`.
    """
    year = answers["year"]
    if not (year.isascii() and year.isdigit()):
        raise ImpossibleError(_("Write the year in four figures, for example 2026."))
    runtime = film_time(answers["runtime"])
    title = one_line(answers["title"])
    if not any(unicodedata.category(char)[0] in "LNPS" for char in title):
        raise ImpossibleError(_("The title has nothing that can be read."))
    imdb_id, tmdb_id = _ids_in(answers["link"]) if answers["link"] else known
    return AddedFilm(
        title=title,
        year=int(year),
        runtime=None if runtime is None else round(runtime / 60),
        release_date=_date(answers["released"]),
        imdb_id=imdb_id,
        tmdb_id=tmdb_id,
    )


def _ids_in(text: str) -> OutsideIds:
    link = next(read_links(text), None)
    if not isinstance(link, FilmLink) or link.title:
        raise ImpossibleError(_("The link is not a film's page at IMDb or TMDB."))
    return link.imdb_id, link.tmdb_id


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ImpossibleError(_("Write the release date as 2026-12-18.")) from error


def _filled(film: AddedFilm) -> dict[str, str]:
    """What stands in the form; the link is known by its ids only."""
    return {
        "title": film.title,
        "year": str(film.year),
        "runtime": film_clock(film.runtime * 60) if film.runtime else "",
        "released": film.release_date.isoformat() if film.release_date else "",
    }


def _read_edit(answers: Answers, before: AddedFilm, _film: Film | None) -> AddedFilm:
    return read_film(answers, (before.imdb_id, before.tmdb_id))


def _summary(film: AddedFilm) -> Summary:
    return Summary(_("Film: {film}", film=named(film)))


def named(film: AddedFilm) -> str:
    """Title and year."""
    return f"{film.title} ({film.year})"


def _details(film: AddedFilm) -> list[str | Part]:
    """What a curator needs to look the film up."""
    parts = [runtime_words(film.runtime)] if film.runtime else []
    if film.release_date:
        parts.append(_("released {day}", day=full_date(film.release_date)))
    if film.imdb_id:
        parts.append(f"<https://www.imdb.com/title/{film.imdb_id}/>")
    if film.tmdb_id:
        parts.append(f"<https://www.themoviedb.org/movie/{film.tmdb_id}>")
    return [" · ".join(parts)] if parts else []


FILM = Kind(fields, _filled, _read_edit, _summary, THANKS, confirm=None, details=_details)
