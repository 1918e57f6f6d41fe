"""Links and outside ids: what they say of a film, and what they do not."""

from __future__ import annotations

import pytest

from data.lookup.query.links import FilmLink, Link, UnreadableLink, read_links, without_links


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://www.imdb.com/title/tt0371746/", FilmLink(imdb_id="tt0371746")),
        ("https://m.imdb.com/de/title/TT0371746?ref_=x", FilmLink(imdb_id="tt0371746")),
        ("imdb tt0371746", FilmLink(imdb_id="tt0371746")),
        ("Iron Man {imdb-tt0371746}", FilmLink(imdb_id="tt0371746")),
        ("Iron Man (2008) [imdbid-tt0371746].mkv", FilmLink(imdb_id="tt0371746")),
        ("https://www.themoviedb.org/movie/1726-iron-man", FilmLink(tmdb_id=1726)),
        ("Iron Man (2008) [tmdbid-1726]", FilmLink(tmdb_id=1726)),
        ("{tmdb-1726}", FilmLink(tmdb_id=1726)),
        ("tmdb:1726", FilmLink(tmdb_id=1726)),
        ("TMDB 1726", FilmLink(tmdb_id=1726)),
        ("https://letterboxd.com/film/iron-man-2008/", FilmLink(title="iron man", year=2008)),
        ("https://letterboxd.com/film/get-out/", FilmLink(title="get out")),
        ("letterboxd.com/anna/film/get-out/1/", FilmLink(title="get out")),
        ("https://letterboxd.com/tmdb/1726/", FilmLink(tmdb_id=1726)),
        ("https://letterboxd.com/imdb/tt0371746/", FilmLink(imdb_id="tt0371746")),
        ("https://trakt.tv/movies/dune-2021", FilmLink(title="dune", year=2021)),
        (
            "https://en.wikipedia.org/wiki/Joker_(2019_film)",
            FilmLink(title="Joker", year=2019),
        ),
        ("https://de.wikipedia.org/wiki/Der_Pate", FilmLink(title="Der Pate")),
        ("https://en.m.wikipedia.org/wiki/Face/Off", FilmLink(title="Face/Off")),
        (
            "https://ja.wikipedia.org/wiki/%E4%B8%83%E4%BA%BA%E3%81%AE%E4%BE%8D",
            FilmLink(title="七人の侍"),
        ),
        ("https://www.justwatch.com/us/movie/inside-out-2", FilmLink(title="inside out 2")),
        ("https://www.justwatch.com/de/Film/Dune-2021", FilmLink(title="Dune", year=2021)),
        ("https://boxd.it/2aBc", UnreadableLink(short=True)),
        ("https://www.imdb.com/name/nm0000375/", UnreadableLink()),
        ("https://www.themoviedb.org/tv/1399", UnreadableLink()),
        ("https://trakt.tv/shows/severance", UnreadableLink()),
        ("https://en.wikipedia.org/wiki/Severance_(TV_series)", UnreadableLink()),
        ("https://www.justwatch.com/us/tv-show/severance", UnreadableLink()),
        ("https://example.org/iron-man", UnreadableLink()),
        ("https://example.dev", UnreadableLink()),
    ],
)
def test_what_a_link_says(text: str, link: Link) -> None:
    assert next(read_links(text)) == link


@pytest.mark.parametrize("text", ["", "iron man", "att0371746", "mad max: fury road", "tmdb"])
def test_what_is_no_link(text: str) -> None:
    assert list(read_links(text)) == []


def test_of_several_links_one_that_names_a_film_comes_first() -> None:
    text = "https://example.org/x and https://letterboxd.com/film/get-out/"
    assert next(read_links(text)) == FilmLink(title="get out")


def test_a_text_without_its_links() -> None:
    assert without_links("see https://letterboxd.com/film/get-out/ now").split() == ["see", "now"]
