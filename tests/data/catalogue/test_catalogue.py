"""What is read from the files of a catalogue, field by field."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.verdict import Position
from data.text import HiddenText
from tests.data.catalogue.harbours import BY_HAND, CURATED, TABLES, write


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue.load(write(tmp_path, TABLES | BY_HAND))


def test_films_are_found_by_each_id(catalogue: Catalogue) -> None:
    film = catalogue.get("night-harbour-2019")
    assert film is not None
    assert film is catalogue.by_imdb("tt0000001") is catalogue.by_tmdb(11) is catalogue.films[1]
    assert (film.label, film.title, film.original_title) == (
        *("Night Harbour (2019)", "Night Harbour", "Der Hafen"),
    )
    assert (film.year, film.rank, film.runtime, film.language) == (2019, 2, 101, "de")
    assert film.release_date == date(2019, 3, 1)
    assert (film.imdb_id, film.tmdb_id, film.franchise) == ("tt0000001", 11, "Harbour")


def test_added_films_rank_after_the_film_they_name(catalogue: Catalogue) -> None:
    ranks = {film.id: film.rank for film in catalogue.films}
    assert list(ranks.values()) == [1, 2, 3, 4, 5, 6]
    assert (ranks["harbour-3-2026"], ranks["harbour-4-2027"], ranks["harbour-1999"]) == (3, 4, 5)
    assert catalogue.by_imdb("tt0000003") is catalogue.by_tmdb(33) is catalogue.films[2]


def test_what_is_unknown_is_none(catalogue: Catalogue) -> None:
    film = catalogue.get("quay-2020")
    assert film is not None
    assert {film.release_date, film.runtime, film.imdb_id, film.tmdb_id} == {None}
    assert {film.original_title, film.language} == {None}
    assert catalogue.get("") is catalogue.by_imdb("") is catalogue.by_tmdb(0) is None


def test_other_titles_come_from_lists_and_from_hand(catalogue: Catalogue) -> None:
    assert catalogue.aliases == {
        "night-harbour-2019": ("Nachthafen", "Harbour by Night"),
    }


def test_a_films_own_title_is_one_whose_language_is_named(tmp_path: Path) -> None:
    rows = (
        "night-harbour-2019,Nachthafen,translated_title,de",
        "night-harbour-2019,Port de nuit,translated_title,fr?",
        "night-harbour-2019,Puerto,translated_title,es",
        "night-harbour-2019,El puerto,translated_title,es",
        "night-harbour-2019,Porto,alt_or_original_title,it",
        "night-harbour-2019,Porto Noturno,translated_title,pt",
    )
    table = "\n".join(("film_id,alias,kind,lang", *rows, ""))
    of_a_country = "film_id,alias,kind,lang\nnight-harbour-2019,O Porto,translated_title,pt-BR\n"
    tables = TABLES | {"aliases.csv": table, "release_titles.csv": of_a_country}
    film = Catalogue.load(write(tmp_path, tables)).films[1]
    assert film.own_titles == (("de", "Nachthafen"), ("pt-BR", "O Porto"))


def test_nicknames_stand_apart_from_titles(catalogue: Catalogue) -> None:
    nicknames = {"night-harbour-2019": ("NH",), "quay-2020": ("The Quay", "NH")}
    assert (
        catalogue.supplements.nicknames
        == catalogue.extended([], {}).supplements.nicknames
        == nicknames
    )


def test_a_franchise_stands_in_order_of_release(catalogue: Catalogue) -> None:
    assert {name: [film.id for film in films] for name, films in catalogue.franchises.items()} == {
        "Harbour": [
            "night-harbour-2019",
            "harbour-1999",
            "harbour-2-2021",
            "harbour-3-2026",
            "harbour-4-2027",
        ],
        "Quays": ["quay-2020"],
    }


def test_what_is_needed_before_a_film_stands_in_order_of_release(catalogue: Catalogue) -> None:
    for known in (catalogue, catalogue.extended([], {})):
        needed = known.needed_before("harbour-2-2021")
        assert [one.film.id for one in needed] == ["night-harbour-2019", "harbour-1999"]
        assert known.needed_before("harbour-1999") == ()
    page = ("example.org", "https://example.org/first", "2026-11-21")
    assert {(one.source, one.url, one.as_of) for one in needed} == {page}


def test_the_length_of_credits_is_read(catalogue: Catalogue) -> None:
    for known in (catalogue, catalogue.extended([], {})):
        said = known.stated_credits("night-harbour-2019")
        assert said is not None
        assert (said.seconds, said.source, said.as_of) == (573, "example.org", "2026-11-21")
        assert known.stated_credits("harbour-1999") is None


def test_who_speaks_for_a_scene_is_read(catalogue: Catalogue) -> None:
    plain, argued = catalogue.scenes("harbour-2-2021")
    assert plain.confirmations == ()
    (said,) = argued.confirmations
    assert (said.source_class, said.by) == ("on record", "the director")
    assert (said.looked_up, said.published) == ("2026-11-21", "2022-03")
    assert said.says.unwrap_for_spoiler() == "The captain comes back."
    assert (said.source, said.url) == ("example.com", "https://example.com/interview")


def test_counts_are_read_as_denial_number_or_some(catalogue: Catalogue) -> None:
    claim, _ = catalogue.claims("quay-2020")
    assert (claim.mid, claim.post, claim.total, claim.kind_unstated) == (None, None, "some", True)
    listed = catalogue.claims("night-harbour-2019")[1]
    assert (listed.mid, listed.post, listed.extras) == (0, 2, ("audio", "still"))
    assert (listed.url, listed.as_of, listed.note) == ("https://example.org", "2026-08-22", "tags")
    assert catalogue.claims("harbour-1999") == catalogue.claims("no-such-film") == ()


def test_claims_kept_by_hand_follow_those_of_the_builder(catalogue: Catalogue) -> None:
    built, kept = catalogue.claims("quay-2020")
    assert (built.source, kept.source, kept.post) == ("example.org", "example.net", 0)
    assert (kept.mid, kept.as_of, kept.curated) == (None, "2026-10-02", False)


def test_what_is_said_of_a_whole_series_is_marked(tmp_path: Path) -> None:
    marked = CURATED.replace("official = true", "series_wide = true")
    catalogue = Catalogue.load(write(tmp_path, TABLES | BY_HAND | {"curated.toml": marked}))
    built, kept = catalogue.claims("quay-2020")
    assert kept.series_wide and not built.series_wide
    assert [claim.series_wide for claim in catalogue.claims("night-harbour-2019")] == [
        *(False, False, True),
    ]


def test_a_curated_claim_supersedes_another_which_stays_listed(catalogue: Catalogue) -> None:
    tmdb, listed, curated = catalogue.claims("night-harbour-2019")
    assert tmdb.superseded == "It means a sound."
    assert listed.superseded is curated.superseded is None
    assert curated.curated and curated.official and not listed.curated
    assert (curated.source, curated.mid, curated.post) == ("example.com", 0, "some")
    assert (curated.as_of, curated.note, curated.extras) == ("2019-04", "Only a sound.", ("audio",))


def test_a_claim_is_superseded_at_one_position_and_counts_at_the_other(tmp_path: Path) -> None:
    there = CURATED.replace(
        "[[claim.supersedes]]", "[[claim.supersedes]]\nposition = 'mid-credits'"
    )
    listed = there.replace('source = "TMDB"', 'source = "aftercredits.com"')
    catalogue = Catalogue.load(write(tmp_path, TABLES | {"curated.toml": listed}))
    _, marked, left, _ = catalogue.claims("night-harbour-2019")
    assert (marked.mid, marked.post, marked.superseded) == (0, None, "It means a sound.")
    assert (left.mid, left.post, left.superseded) == (None, 2, None)
    assert (marked.extras, left.extras) == ((), ("audio", "still"))


def test_a_curated_claim_does_not_supersede_itself(tmp_path: Path) -> None:
    same = CURATED.replace('source = "example.com"', 'source = "TMDB"')
    files = TABLES | {"curated.toml": same}
    tmdb, _, curated = Catalogue.load(write(tmp_path, files)).claims("night-harbour-2019")
    assert tmdb.superseded and not curated.superseded
    alone = same.replace("night-harbour-2019", "harbour-1999")
    with pytest.raises(CatalogueError, match=r"claim 1 .*no claim of 'TMDB' to supersede"):
        Catalogue.load(write(tmp_path, TABLES | {"curated.toml": alone}))


def test_told_scenes_are_claims_of_the_pages_that_they_come_from(catalogue: Catalogue) -> None:
    _, counted, stated = catalogue.claims("harbour-2-2021")
    assert (counted.source, counted.mid, counted.post) == ("example.com", 1, 1)
    assert (stated.source, stated.mid, stated.post) == ("example.org", None, 1)
    assert (counted.as_of, counted.curated) == ("2026-11-20", True)


def test_scenes_are_told_in_order_and_hidden(catalogue: Catalogue) -> None:
    first, second = catalogue.scenes("harbour-2-2021")
    assert (first.position, first.order, first.purpose) == (Position.MID, 1, "sequel tease")
    assert (first.hint, first.starts, first.ends) == ("Short, and soon.", 125, 190)
    assert first.clues == ("mid-credits tease",)
    assert first.hidden == HiddenText("A boat comes home.")
    assert (second.position, second.order, second.starts) == (Position.POST, 2, None)
    assert catalogue.scenes("quay-2020") == ()


def test_easter_eggs_are_told_with_their_page(catalogue: Catalogue) -> None:
    (egg,) = catalogue.extended([]).eggs("harbour-2-2021")
    assert (egg.group, egg.hint, egg.source) == ("cast cameo", "Behind the bar.", "example.com")
    assert egg.hidden == HiddenText("The cook of the first film.")
    assert (egg.url, egg.looked_up) == ("https://example.com/eggs", "2026-11-22")
    assert egg.published is None
    assert catalogue.eggs("quay-2020") == ()


def test_files_kept_by_hand_may_be_missing(tmp_path: Path) -> None:
    catalogue = Catalogue.load(write(tmp_path, TABLES))
    assert len(catalogue.films) == 4
    assert catalogue.scenes("harbour-2-2021") == ()
    assert catalogue.supplements.nicknames == {}
    assert list(catalogue.franchises) == ["Harbour"]
