"""The prepared catalogue answers as the one that is read and indexed; and whatever befalls it."""

from __future__ import annotations

import logging
import os
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import prepared
from data.catalogue.catalogue import Catalogue, CatalogueError
from data.films.updates.aftercredits import LIST_NAME
from data.lookup import Lookup
from data.prepared import FOLDER, Sources, prepare
from data.prepared.file import DamagedError, loaded, mapped, save, write
from data.prepared.packed import Packed
from tests.data.catalogue import harbours

NOW = datetime(2026, 11, 30, tzinfo=UTC)
Both = tuple[tuple[Catalogue, Lookup], tuple[Catalogue, Lookup]]


@pytest.fixture(scope="module")
def both(catalogue: Catalogue, lookup: Lookup, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The shipped catalogue and its look-up, as built and as mapped."""
    whole, file = BytesIO(), tmp_path_factory.mktemp("prepared") / "whole"
    save((catalogue, lookup), whole)
    write(whole.getbuffer(), file)
    return (catalogue, lookup), mapped(file)


def test_the_same_films_and_all_that_is_known_of_them(both: Both) -> None:
    (built, _), (mapped, _) = both
    assert isinstance(mapped.films, Packed)
    assert mapped.films == built.films
    assert mapped.told_films == built.told_films
    assert mapped.franchises == built.franchises
    assert mapped.as_of == built.as_of
    for film in built.films[::97]:
        assert mapped.get(film.id) == film
        assert mapped.by_label(film.label) == built.by_label(film.label)
        assert film.imdb_id is None or mapped.by_imdb(film.imdb_id) == film
        assert film.tmdb_id is None or mapped.by_tmdb(film.tmdb_id) == film
    for film in built.told_films:
        assert mapped.claims(film.id) == built.claims(film.id)
        assert mapped.scenes(film.id) == built.scenes(film.id)
        assert mapped.needed_before(film.id) == built.needed_before(film.id)
        assert mapped.stated_credits(film.id) == built.stated_credits(film.id)
    for year in range(1990, 2027):
        span = date(year, 1, 1), date(year, 2, 15)
        assert mapped.released_between(*span) == built.released_between(*span)


@settings(max_examples=150)
@given(data=st.data())
def test_the_same_answers(both: Both, data: st.DataObject) -> None:
    (catalogue, built), (_, mapped) = both
    film = st.integers(0, len(catalogue.films) - 1).map(lambda row: catalogue.films[row].title)
    cut = st.tuples(
        film, st.integers(1, 30), st.sampled_from(("", "x", " 2", " 2008", " part"))
    ).map(lambda drawn: drawn[0][: drawn[1]] + drawn[2])
    asked = st.one_of(
        film, cut, st.text(max_size=40), film.map("is there a scene after {}?".format)
    )
    text = data.draw(asked)
    assert mapped.complete(text) == built.complete(text)
    assert mapped.search(text) == built.search(text)
    assert mapped.find_in(text) == built.find_in(text)
    assert mapped.other_work(text) == built.other_work(text)
    assert mapped.is_everyday(text) == built.is_everyday(text)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """A few films, and a home in which nothing has been prepared."""
    films = tmp_path / "films"
    films.mkdir()
    harbours.write(films, harbours.TABLES | harbours.BY_HAND)
    return Sources(tmp_path / "home", NOW, films=films)


def kept(sources: Sources) -> list[Path]:
    return sorted((sources.home / FOLDER).iterdir())


def test_it_is_made_once_by_another_process(
    sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_sources: Sources) -> prepared.Prepared:
        raise AssertionError("made anew")

    monkeypatch.setattr(prepared, "made", never)
    first = prepare(sources)
    (file,) = kept(sources)
    as_written = file.stat().st_mtime_ns
    again = prepare(sources)
    assert (file.stat().st_mtime_ns, kept(sources)) == (as_written, [file])
    for known in (first, again):
        assert known.files is known.catalogue
        assert known.lookup.search("quay")[0].film == known.catalogue.get("quay-2020")


def test_a_change_of_what_it_is_made_of_makes_it_anew(sources: Sources) -> None:
    prepare(sources)
    (older,) = kept(sources)
    nicknames = sources.films / "nicknames.csv"
    told = nicknames.read_text(encoding="utf-8")
    nicknames.write_text(f"{told}quay-2020,Pier,nickname,example.org\n", encoding="utf-8")
    assert prepare(sources).lookup.search("pier")[0].film.id == "quay-2020"
    (newer,) = kept(sources)
    assert newer != older


def test_what_was_fetched_is_a_part_of_it_and_its_day_too(sources: Sources) -> None:
    without = sources.key
    sources.home.mkdir()
    (sources.home / LIST_NAME).write_text("Quay (2020): ['During Credits']\n", encoding="utf-8")
    later = Sources(sources.home, NOW + timedelta(days=1), films=sources.films)
    assert len({without, sources.key, later.key}) == 3
    known = prepare(sources)
    assert len(known.catalogue.claims("quay-2020")) >= len(known.files.claims("quay-2020"))


def damage(file: Path, place: int) -> None:
    whole = bytearray(file.read_bytes())
    whole[place % len(whole)] ^= 1
    file.write_bytes(whole)


@given(place=st.integers(0, 10_000))
def test_no_damage_goes_unseen(tmp_path_factory: pytest.TempPathFactory, place: int) -> None:
    whole, file = BytesIO(), tmp_path_factory.mktemp("damaged") / "whole"
    save(("something", {1: 2}), whole)
    write(whole.getbuffer(), file)
    damage(file, place)
    with pytest.raises(DamagedError):
        mapped(file)


@pytest.mark.parametrize("size", [0, 10, 64, 200])
def test_half_a_file_is_made_anew_and_said_once(
    sources: Sources, caplog: pytest.LogCaptureFixture, size: int
) -> None:
    prepare(sources)
    (file,) = kept(sources)
    whole = file.read_bytes()
    os.truncate(file, size)
    with caplog.at_level(logging.WARNING):
        assert prepare(sources).catalogue.get("quay-2020") is not None
    assert [record.message for record in caplog.records] == [
        f"{file} cannot be used and is made anew"
    ]
    assert len(file.read_bytes()) == len(whole)


def test_where_nothing_can_be_kept_it_is_made_in_memory_and_said(
    sources: Sources, caplog: pytest.LogCaptureFixture
) -> None:
    sources.home.write_text("no folder", encoding="utf-8")
    known = prepare(sources)
    assert known.lookup.search("quay")[0].film.id == "quay-2020"
    (said,) = caplog.messages
    assert "cannot be written" in said


def test_a_broken_table_is_named(sources: Sources) -> None:
    (sources.films / "claims.csv").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"claims\.csv:1"):
        prepare(sources)
    assert not (sources.home / FOLDER).exists() or kept(sources) == []


def test_several_may_start_at_once(sources: Sources) -> None:
    with ThreadPoolExecutor(3) as threads:
        made = list(threads.map(lambda _: prepare(sources), range(3)))
    assert len({known.catalogue.as_of for known in made}) == 1
    (file,) = kept(sources)
    assert file.suffix == ".bin"


class Stranger:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


def test_nothing_but_a_catalogue_is_made_of_a_file() -> None:
    whole = BytesIO()
    save(Stranger(), whole)
    with pytest.raises(UnpicklingError, match="system is no part of a catalogue"):
        loaded(whole.getbuffer())
