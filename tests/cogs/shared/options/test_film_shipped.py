"""What members call the films of the catalogue as it is shipped, and what is then answered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cogs.shared.options.film import Found, NotAFilmLinkError, Several, find_film
from data.catalogue.catalogue import Catalogue
from data.contributions.store.server_films import ServerFilms
from data.lookup import Lookup

SUMMER = date(2026, 7, 15)
"""A day on which some of the films of its year have come and others have not."""

ADVENT = date(2026, 11, 30)
"""The day on which the catalogue was collected."""


def found_at_once(films: ServerFilms, text: str, day: date) -> str:
    found = find_film(films, text, day)
    assert isinstance(found, Found), found
    return found.film.label


def found_or_offered(films: ServerFilms, text: str) -> set[str]:
    found = find_film(films, text, ADVENT)
    return {film.label for film in ([found.film] if isinstance(found, Found) else found.candidates)}


@pytest.fixture
def all_films(catalogue: Catalogue, lookup: Lookup) -> ServerFilms:
    return ServerFilms(catalogue, lookup, ())


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("iron man", "Iron Man (2008)"),
        ("ballerina", "Ballerina (2025)"),
        ("from the world of john wick: ballerina", "Ballerina (2025)"),
        ("the batman", "The Batman (2022)"),
        ("dune", "Dune: Part One (2021)"),
        ("dune 84", "Dune (1984)"),
        ("it", "It (2017)"),
        ("spiderman 3", "Spider-Man 3 (2007)"),
        ("amélie", "Amélie (2001)"),
        ("amelie", "Amélie (2001)"),
        ("robin hood 2018", "Robin Hood (2018)"),
        ("halloween 1978", "Halloween (1978)"),
        ("the thing", "The Thing (1982)"),
        ("avengers", "The Avengers (2012)"),
        ("Aladdin (1992, 90 min)", "Aladdin (1992, 90 min)"),
    ],
)
def test_a_film_that_stands_out_comes_at_once(
    all_films: ServerFilms, text: str, label: str
) -> None:
    assert found_at_once(all_films, text, SUMMER) == label


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("robin hood", {"Robin Hood (2010)", "Robin Hood (1973)"}),
        ("halloween", {"Halloween (1978)", "Halloween (2018)", "Halloween (2007)"}),
        ("supergirl", {"Supergirl (1984)", "Supergirl (2026)"}),
        ("aladdin 1992", {"Aladdin (1992, 90 min)", "Aladdin (1992, tt0827990)"}),
    ],
)
def test_comparable_namesakes_are_asked_about(
    all_films: ServerFilms, text: str, labels: set[str]
) -> None:
    found = find_film(all_films, text, SUMMER)
    assert isinstance(found, Several), found
    assert found.close
    assert {film.label for film in found.candidates} == labels


def test_of_the_best_known_films_nearly_all_come_at_once(
    all_films: ServerFilms, catalogue: Catalogue
) -> None:
    sample = catalogue.films[:1_000:4]
    found = [(film, find_film(all_films, film.title, SUMMER)) for film in sample]
    at_once = [film for film, answer in found if answer == Found(film)]
    another = [film for film, answer in found if isinstance(answer, Found) and answer.film != film]
    assert len(at_once) / len(sample) > 0.85
    assert len(another) / len(sample) < 0.02


@pytest.mark.parametrize("text", ["moana", "resident evil", "supergirl", "michael"])
def test_a_new_film_of_an_old_name_is_a_rival(all_films: ServerFilms, text: str) -> None:
    found = find_film(all_films, text, ADVENT)
    assert isinstance(found, Several), found
    assert found.close
    assert 2026 in {film.year for film in found.candidates}


@pytest.mark.parametrize("text", ["Harbin 2024", "The Door (2009)", "The Door 2009"])
def test_a_typed_year_is_never_answered_with_another(all_films: ServerFilms, text: str) -> None:
    found = find_film(all_films, text, ADVENT)
    typed = int("".join(char for char in text if char.isdigit()))
    assert isinstance(found, Several) or abs(found.film.year - typed) <= 1
    assert isinstance(found, Several) or found.film.title in text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Joker (2019 film)", "Joker (2019)"),
        ("Joker [2019]", "Joker (2019)"),
        ("Joker.2019.1080p.BluRay.x264", "Joker (2019)"),
        ("imdb tt0371746", "Iron Man (2008)"),
        ("[tmdbid-1726]", "Iron Man (2008)"),
        ("{imdb-tt0371746}", "Iron Man (2008)"),
        ("https://letterboxd.com/film/iron-man-2008/", "Iron Man (2008)"),
        ("https://letterboxd.com/tmdb/1726/", "Iron Man (2008)"),
        ("https://letterboxd.com/imdb/tt0371746/", "Iron Man (2008)"),
        ("https://trakt.tv/movies/iron-man-2008", "Iron Man (2008)"),
        ("https://www.justwatch.com/us/movie/iron-man", "Iron Man (2008)"),
        ("https://en.wikipedia.org/wiki/Iron_Man_(2008_film)", "Iron Man (2008)"),
        ("https://de.wikipedia.org/wiki/Der_Pate", "The Godfather (1972)"),
    ],
)
def test_years_file_names_and_links(all_films: ServerFilms, text: str, label: str) -> None:
    assert found_at_once(all_films, text, ADVENT) == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("rocky 3", "Rocky III (1982)"),
        ("m3gan 2", "M3GAN 2.0 (2025)"),
        ("megan 2", "M3GAN 2.0 (2025)"),
        ("intensamente 2", "Inside Out 2 (2024)"),
        ("duna parte 2", "Dune: Part Two (2024)"),
        ("deadpool y wolverine", "Deadpool & Wolverine (2024)"),
        ("romeo and juliet 1996", "Romeo + Juliet (1996)"),
        ("310 to yuma", "3:10 to Yuma (2007)"),
        ("ET", "E.T. the Extra-Terrestrial (1982)"),
        ("π", "Pi (1998)"),
        ("httyd 2025", "How to Train Your Dragon (2025)"),
        ("how to train your dragon live action", "How to Train Your Dragon (2025)"),
        ("the original lion king", "The Lion King (1994)"),
        ("inception by christopher nolan", "Inception (2010)"),
        ("new superman", "Superman (2025)"),
        ("the new moana", "Moana (2026)"),
        ("the last samurai", "The Last Samurai (2003)"),
        ("beverly hills cop", "Beverly Hills Cop (1984)"),
        ("deadpool n wolverine", "Deadpool & Wolverine (2024)"),
        ("Дюна: Частина друга", "Dune: Part Two (2024)"),
        ("ojciec chrzestny", "The Godfather (1972)"),
        ("Başlangıç", "Inception (2010)"),
        ("התחלה", "Inception (2010)"),
        ("the new superman movie", "Superman (2025)"),
        ("superman latest", "Superman (2025)"),
        ("new fantastic four", "The Fantastic Four: First Steps (2025)"),
        ("la la land film", "La La Land (2016)"),
        ("le roi lion film", "The Lion King (1994)"),
        ("robocop '87", "RoboCop (1987)"),
        ("fnaf 2", "Five Nights at Freddy's 2 (2025)"),
        ("wild speed 8", "The Fate of the Furious (2017)"),
        ("rapidos y furiosos 9", "F9: The Fast Saga (2021)"),
        ("the mummy 2026", "Lee Cronin's The Mummy (2026)"),
        ("dofp", "X-Men: Days of Future Past (2014)"),
        ("범죄도시4", "범죄도시 4 (2024)"),
        ("겨울왕국2", "Frozen II (2019)"),
    ],
)
def test_names_with_more_around_them(all_films: ServerFilms, text: str, label: str) -> None:
    assert found_at_once(all_films, text, ADVENT) == label


@pytest.fixture
def films_today(catalogue: Catalogue, lookup: Lookup) -> ServerFilms:
    """All films on the first Sunday of Advent."""
    return ServerFilms(catalogue, lookup, (), lambda: datetime(2026, 11, 30, tzinfo=UTC))


LATEST = [
    ("marvel latest", "Spider-Man: Brand New Day (2026)"),
    ("mcu latest", "Spider-Man: Brand New Day (2026)"),
    ("mcu newest", "Spider-Man: Brand New Day (2026)"),
    ("latest marvel movie", "Spider-Man: Brand New Day (2026)"),
    ("newest pixar film", "Toy Story 5 (2026)"),
    ("the new pixar movie", "Toy Story 5 (2026)"),
    ("newest disney", "Hexed (2026)"),
    ("last pixar movie", "Toy Story 5 (2026)"),
    ("dc", "Clayface (2026)"),
]
MAKERS = [
    ("marvel", "Spider-Man: Brand New Day (2026)"),
    ("the new marvel movie", "Spider-Man: Brand New Day (2026)"),
    ("pixar", "Toy Story 5 (2026)"),
    ("disney", "Hexed (2026)"),
]


@pytest.mark.parametrize(("text", "label"), LATEST)
def test_the_newest_film_of_a_maker_comes_at_once_and_names_others(
    films_today: ServerFilms, text: str, label: str
) -> None:
    found = find_film(films_today, text, ADVENT)
    assert isinstance(found, Found), found
    assert found.film.label == label
    assert len(found.others) == 2
    assert found.film not in found.others


@pytest.mark.parametrize(("text", "label"), MAKERS)
def test_a_maker_whose_newest_film_is_no_longer_new_is_asked_about(
    films_today: ServerFilms, text: str, label: str
) -> None:
    found = find_film(films_today, text, ADVENT)
    assert isinstance(found, Several)
    assert found.close
    assert found.candidates[0].label == label
    assert found.newest_first


@pytest.mark.parametrize("text", ["moana", "studio ghibli", "super mario", "dernier astérix"])
def test_namesakes_and_a_single_film_are_not_said_to_stand_newest_first(
    films_today: ServerFilms, text: str
) -> None:
    found = find_film(films_today, text, ADVENT)
    assert isinstance(found, Several)
    assert not found.newest_first


@pytest.mark.parametrize(
    ("text", "day", "label"),
    [
        ("marvel", datetime(2026, 8, 5, tzinfo=UTC), "Spider-Man: Brand New Day (2026)"),
        ("marvel", datetime(2026, 12, 20, tzinfo=UTC), "Avengers: Doomsday (2026)"),
        ("pixar", datetime(2026, 7, 1, tzinfo=UTC), "Toy Story 5 (2026)"),
    ],
)
def test_a_maker_means_its_film_in_cinemas(
    catalogue: Catalogue, lookup: Lookup, text: str, day: datetime, label: str
) -> None:
    films = ServerFilms(catalogue, lookup, (), lambda: day)
    assert found_at_once(films, text, day.date()) == label


@pytest.mark.parametrize(("text", "label"), [*LATEST, *MAKERS])
def test_a_maker_is_completed_to_its_newest_film(
    films_today: ServerFilms, text: str, label: str
) -> None:
    assert films_today.complete(text)[0].film.label == label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("new star wars movie", "The Mandalorian and Grogu (2026)"),
        ("new mario movie", "The Super Mario Galaxy Movie (2026)"),
        ("new godzilla", "Godzilla Minus Zero (2026)"),
        ("new insidious movie", "Insidious: Out of the Further (2026)"),
        ("the new spider-man", "Spider-Man: Brand New Day (2026)"),
        ("newest dune", "Dune: Part Three (2026)"),
        ("the new avengers", "Avengers: Doomsday (2026)"),
        ("dernier astérix", "Asterix & Obelix: The Middle Kingdom (2023)"),
    ],
)
def test_the_new_film_of_a_series_is_found(films_today: ServerFilms, text: str, label: str) -> None:
    assert label in found_or_offered(films_today, text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("mario movie", "The Super Mario Bros. Movie (2023)"),
        ("super mario", "The Super Mario Bros. Movie (2023)"),
        ("avp", "Alien vs. Predator (2004)"),
        ("vaiana", "Moana (2026)"),
        ("michael jackson movie", "Michael (2026)"),
        ("titanic 2", "Titanic (1997)"),
        ("borat two", "Borat (2006)"),
        ("ww84", "Wonder Woman 1984 (2020)"),
        ("scary movie 6", "Scary Movie (2026)"),
        ("fantastic four", "The Fantastic Four: First Steps (2025)"),
        ("Los 4 Fantásticos", "The Fantastic Four: First Steps (2025)"),
        ("super mario movie", "The Super Mario Bros. Movie (2023)"),
        ("minecraft", "A Minecraft Movie (2025)"),
        ("marvel 2026", "Avengers: Doomsday (2026)"),
    ],
)
def test_a_better_known_film_is_offered(all_films: ServerFilms, text: str, label: str) -> None:
    found = find_film(all_films, text, ADVENT)
    assert isinstance(found, Several)
    assert label in {film.label for film in found.candidates}


@pytest.mark.parametrize(
    "text",
    [
        "lol",
        "wtf",
        "what",
        "dahmer",
        "first movie",
        "nice",
        "i don't know",
        "peaky blinders",
        "this movie",
        "the sequel",
        "the movie",
        "end",
        "no idea",
        "who knows",
        "father of the pride",
        "eden of the east",
        "uncharted: golden abyss",
    ],
)
def test_what_is_hardly_a_title_is_no_film_at_once(all_films: ServerFilms, text: str) -> None:
    assert isinstance(find_film(all_films, text, ADVENT), Several)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("inglorious bastards", "Inglourious Basterds (2009)"),
        ("the odyssey nolan", "The Odyssey (2026)"),
        ("james gunn's superman", "Superman (2025)"),
        ("lilo and stitch stitch", "Lilo & Stitch (2025)"),
    ],
)
def test_what_may_be_meant_is_offered(all_films: ServerFilms, text: str, label: str) -> None:
    assert label in found_or_offered(all_films, text)


@pytest.mark.parametrize(
    "text",
    [
        "mario 2",
        "Pacifiction",
        "Inception 2",
        "Coco 2",
        "twilight 7",
        "الفارس الأسود",
        "大奥",
        "龙鸣",
    ],
)
def test_a_film_that_is_hardly_like_it_is_not_taken(all_films: ServerFilms, text: str) -> None:
    assert isinstance(find_film(all_films, text, ADVENT), Several)


@pytest.mark.parametrize("text", ["https://example.org/iron-man", "see example.com/iron-man"])
def test_a_link_that_cannot_be_read_suggests_nothing(all_films: ServerFilms, text: str) -> None:
    with pytest.raises(NotAFilmLinkError):
        find_film(all_films, text, ADVENT)


@pytest.mark.parametrize("text", ["bro", "dude", "chat", "stream", "nobody knows"])
def test_an_everyday_word_is_no_film_at_once(all_films: ServerFilms, text: str) -> None:
    found = find_film(all_films, text, ADVENT)
    assert isinstance(found, Several) or found.film.rank <= 8_000


@pytest.mark.parametrize("text", ["nolan latest", "latest comedy", "der neue tarantino"])
def test_the_newest_of_what_no_film_is_called_suggests_none(
    films_today: ServerFilms, text: str
) -> None:
    assert find_film(films_today, text, ADVENT) == Several((), close=False)


def test_what_hardly_sounds_like_a_title_is_not_suggested(all_films: ServerFilms) -> None:
    found = find_film(all_films, "เธอกับฉัน", ADVENT)
    assert isinstance(found, Several)
    assert "Jackie Chan (1997)" not in {film.label for film in found.candidates}
