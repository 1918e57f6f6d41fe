from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.film import Film
from data.catalogue.labels import LONGEST, label, with_unique_labels


def film(number: int, title: str, year: int = 2016, **known: object) -> Film:
    plain = Film(f"film-{number}", label(title, year), title, year, rank=number)
    return Film(**{field: getattr(plain, field) for field in Film.__slots__} | known)


def labels(*films: Film) -> list[str]:
    return [named.label for named in with_unique_labels(films)]


def test_a_label_that_nobody_shares_is_title_and_year() -> None:
    assert labels(film(1, "Split"), film(2, "Split", 1989)) == ["Split (2016)", "Split (1989)"]


def test_the_runtime_tells_films_of_one_label_apart() -> None:
    films = film(1, "Split", runtime=117), film(2, "SPLIT", runtime=90)
    assert labels(*films) == ["Split (2016, 117 min)", "SPLIT (2016, 90 min)"]


def test_a_film_of_unknown_runtime_shows_an_id_instead() -> None:
    films = (
        film(1, "Split", runtime=117),
        film(2, "Split", imdb_id="tt3604256"),
        film(3, "Split", tmdb_id=55),
        film(4, "Split"),
    )
    assert labels(*films) == [
        "Split (2016, 117 min)",
        "Split (2016, tt3604256)",
        "Split (2016, TMDB 55)",
        "Split (2016, film-4)",
    ]


def test_films_of_one_runtime_show_ids_too() -> None:
    films = film(1, "Split", runtime=90, imdb_id="tt0000001"), film(2, "Split", runtime=90)
    assert labels(*films) == ["Split (2016, tt0000001)", "Split (2016, film-2)"]


def test_a_long_title_is_cut_and_stays_unique() -> None:
    films = film(1, "No " * 80), film(2, "No " * 81, runtime=80)
    first, second = labels(*films)
    assert first.endswith("… (2016, film-1)") and second.endswith("… (2016, 80 min)")


@given(
    st.lists(
        st.builds(
            lambda title, year, runtime: (title, year, runtime),
            st.text("ab ()", min_size=1) | st.text(min_size=90, max_size=300),
            st.integers(1890, 1892),
            st.none() | st.integers(1, 2),
        ),
        max_size=12,
    )
)
def test_labels_are_unique_and_short_whatever_the_titles(
    kinds: list[tuple[str, int, int | None]],
) -> None:
    films = [
        film(i, title, year, runtime=runtime) for i, (title, year, runtime) in enumerate(kinds)
    ]
    named = with_unique_labels(films)
    assert [each.id for each in named] == [each.id for each in films]
    assert len({each.label.casefold() for each in named}) == len(films)
    assert all(len(each.label) <= LONGEST for each in named)
