"""The table of series and games: what the builder makes of a list, and what is catalogue."""

from __future__ import annotations

import pytest

from data.catalogue.catalogue import Catalogue
from data.films.other_works import key_of, other_works
from data.lookup import Lookup

KNOWN = "OpenSubtitles index in a repository"


def row(
    name: str, *others: str, rank: str = "5", kind: str = "series", source: str = KNOWN
) -> dict[str, str]:
    return {
        "name": name,
        "kind": kind,
        "year": "2010",
        "rank_or_votes": rank,
        "other_names": "|".join(others),
        "source": source,
    }


def test_each_name_has_one_row_and_the_best_known_work_has_it() -> None:
    listed = [row("Quay", rank="9", kind="game"), row("Quay", "Der Kai", "K"), row("Pier", rank="")]
    assert list(other_works(listed, (), frozenset())) == [
        ("derkai", "Quay", "series", "2010", "5", "OpenSubtitles"),
        ("pier", "Pier", "series", "2010", "99999", "OpenSubtitles"),
        ("quay", "Quay", "series", "2010", "5", "OpenSubtitles"),
    ]


def test_a_second_name_that_is_a_films_is_left_out() -> None:
    assert [key for key, *_ in other_works([row("Quay", "Harbour")], {"harbour"}, frozenset())] == [
        "quay"
    ]


@pytest.mark.parametrize(
    ("name", "of_film"),
    [
        ("Night Harbour", True),
        ("Night Harbour: The Game", True),
        ("Disney's Night Harbour (DS Version)", True),
        ("Night Harbour 3", True),
        ("Night Harbour: Rise of the Tide", False),
        ("LEGO Night Harbour", False),
    ],
)
def test_a_game_to_a_film_is_left_out(name: str, of_film: bool) -> None:
    works = list(other_works([row(name, kind="game")], (), frozenset(["nightharbour"])))
    assert works == [] if of_film else [work[1] for work in works] == [name]


def test_keys_are_as_the_lookup_makes_them_today(catalogue: Catalogue) -> None:
    names = {key_of(work.name): work for work in catalogue.supplements.other_works.values()}
    assert names.keys() <= catalogue.supplements.other_works.keys()


def test_general_knowledge_is_never_shown(lookup: Lookup) -> None:
    unseen, seen = lookup.other_work("severance"), lookup.other_work("Breaking Bad")
    assert unseen is not None
    assert not unseen.is_shown
    assert seen is not None
    assert seen.is_shown
    assert lookup.other_work("night harbour") is None
