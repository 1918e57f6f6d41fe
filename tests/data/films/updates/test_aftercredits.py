"""The public list of tags: what is refused, and what the rest does to the catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import Claim, Position, set_aside
from data.films.builder.tag_meanings import Combination, Meanings
from data.films.updates.aftercredits import (
    LIST_PAGE,
    kept_list,
    newer_claims,
    read_list,
    take_list,
)
from data.films.updates.web import Document, OutageError, Validators
from tests.data.films.updates.stub import LIST
from tests.films import NO_SCENE, TWO_SCENES

SCENE_AFTER = "After Credits;Bonus Scene"
TWICE = "Bonus Scene;Both During & After Credits"
MEANINGS: Meanings = frozenset(
    {
        (Combination.of(SCENE_AFTER), "post"),
        (Combination.of(TWICE), "mid"),
        (Combination.of(TWICE), "post"),
    }
)


def claims_of(*claims: Claim, tags: str = SCENE_AFTER) -> tuple[Claim, ...]:
    """What is claimed of a film after the list came with these tags."""
    catalogue = Catalogue([TWO_SCENES], {}, {TWO_SCENES.id: claims}, {})
    assert TWO_SCENES.imdb_id is not None
    newer = dict(newer_claims(catalogue, {TWO_SCENES.imdb_id: tags}, MEANINGS, "2026-11-20"))
    return newer.get(TWO_SCENES.id, claims)


def test_each_line_is_a_film_with_its_tags() -> None:
    films = read_list(b"# a comment\n\n" + LIST.encode())
    assert films[str(TWO_SCENES.imdb_id)] == SCENE_AFTER
    assert films["tt0000099"] == "Dedications/In Memoriam"


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("tt7713068: {rating: 0, votes: 0, tags: []}", ""),
        (
            "tt7713068: {rating: -1, votes: 3, tags: [3D/4D/IMAX Quality Poll, After Credits]}",
            "3D/4D/IMAX Quality Poll;After Credits",
        ),
    ],
)
def test_odd_lines_of_the_real_list_are_read(line: str, tags: str) -> None:
    assert read_list(line.encode()) == {"tt7713068": tags}


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode("utf-16"),
        "tt0000099: {tags: [Après]}\n".encode("latin-1"),
        LIST.encode()[: len(LIST) - 9],
        LIST.encode() + b"tt1: {tags: [Audio]}\n",
        b"tt0000099: {tags: [||hidden||]}\n",
        b"tt0000099: {tags: [@everyone]}\n",
        b"<!DOCTYPE html>\n<html></html>\n",
        LIST.encode() + b"\x00",
    ],
)
def test_a_list_with_one_fault_is_refused_whole(content: bytes, tmp_path: Path) -> None:
    kept = tmp_path / "list"
    take_list(Document(LIST.encode(), Validators()), kept, 3)
    with pytest.raises(OutageError):
        take_list(Document(content, Validators()), kept, 1)
    assert kept.read_text() == LIST


@given(st.binary())
def test_no_bytes_do_anything_but_be_read_or_refused(content: bytes) -> None:
    try:
        films = read_list(content)
    except OutageError:
        return
    assert all(film.startswith("tt") for film in films)


def test_half_a_list_is_refused_though_its_lines_are_whole(tmp_path: Path) -> None:
    half = "".join(LIST.splitlines(keepends=True)[:2]).encode()
    with pytest.raises(OutageError, match="has 2 films, and had 3"):
        take_list(Document(half, Validators()), tmp_path / "list", 3)
    assert kept_list(tmp_path / "list") == {}


def test_new_tags_replace_what_the_site_said_before() -> None:
    earlier = Claim("aftercredits.com", mid=0, post=0, note="Non-Stinger")
    page = Claim("example.com", post=1, curated=True)
    new, kept = claims_of(earlier, page)
    assert (new.source, new.mid, new.post) == ("aftercredits.com", 0, "some")
    assert (new.url, new.as_of, new.note) == (LIST_PAGE, "2026-11-20", SCENE_AFTER)
    assert kept == page


def test_the_same_tags_in_another_order_are_nothing_new() -> None:
    earlier = Claim("aftercredits.com", post=0, note="Bonus Scene;After Credits")
    assert claims_of(earlier) == (earlier,)


def test_what_a_person_set_aside_stays_so() -> None:
    earlier = Claim("aftercredits.com", note="Audio", superseded="a song, no scene")
    (new,) = claims_of(earlier)
    assert new.superseded == "a song, no scene"


def test_what_a_person_set_aside_at_one_position_stays_so_there_alone() -> None:
    page = Claim("example.com", mid=0, curated=True)
    earlier = Claim("aftercredits.com", mid="some", post=0, note="Bonus Scene;During Credits")
    marked = set_aside(earlier, "out-takes", Position.MID)
    new, left, kept = claims_of(*marked, page, tags=TWICE)
    assert (new.mid, new.post, new.superseded) == ("some", None, "out-takes")
    assert (left.mid, left.post, left.superseded) == (None, "some", None)
    assert (new.note, left.note, kept) == (TWICE, TWICE, page)


def test_what_a_person_looked_up_on_the_site_stays() -> None:
    looked_up = Claim("aftercredits.com", mid=0, post=0, curated=True)
    assert looked_up in claims_of(looked_up)


def test_a_keyword_makes_no_scene_of_a_sound() -> None:
    keyword = Claim("TMDB", post="some", note="aftercreditsstinger")
    new, beside = claims_of(keyword, tags="After Credits;Audio")
    assert new.extras == ("audio",)
    assert (beside.post, beside.kind_unstated) == (None, True)


def test_a_keyword_is_read_anew_beside_new_tags() -> None:
    left_open = Claim("TMDB", kind_unstated=True, note="aftercreditsstinger")
    _, beside = claims_of(left_open, tags=SCENE_AFTER)
    assert (beside.post, beside.kind_unstated) == ("some", False)


def test_films_that_the_catalogue_lacks_are_left_out() -> None:
    catalogue = Catalogue([NO_SCENE], {}, {}, {})
    assert dict(newer_claims(catalogue, {"tt0000099": SCENE_AFTER}, MEANINGS, "2026")) == {}
