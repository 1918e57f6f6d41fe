from __future__ import annotations

from dataclasses import replace

import pytest

from data.films.builder.claim_rules import (
    MIRRORS,
    PAGE_NOTES,
    Statement,
    beside_tags,
    read_claim,
    site,
)
from data.films.builder.raw import RawClaim
from data.films.builder.tag_meanings import (
    ANYWHERE,
    KEYWORD,
    MID,
    ONLY_EXTRAS,
    POST,
    Combination,
    is_statement,
)

NOTHING = RawClaim("", "", "", "", "", "", "", False, False, "", "", "", "", "")

NO_TAGS: frozenset[tuple[Combination, str]] = frozenset()
MEANINGS = frozenset(
    {
        (Combination("Bonus Scene", (), "mid"), "mid"),
        (Combination("Bonus Scene", (), "both"), "mid"),
        (Combination("Bonus Scene", (), "both"), "post"),
        (Combination("Bonus Scene", (), "unplaced"), "unplaced"),
        (Combination("Bonus Scene", ("music",), "both"), "mid"),
    }
)


def tagged(tags: str) -> tuple[str, str, str, tuple[str, ...], bool]:
    claim = read_claim(replace(NOTHING, source="aftercredits.com", note=tags), MEANINGS)
    assert (claim.source, claim.note) == ("aftercredits.com", tags)
    return claim.mid, claim.post, claim.total, claim.extras, claim.kind_unstated


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("Bonus Scene;During Credits", ("+", "0", "", (), False)),
        ("Bonus Scene;Both During & After Credits", ("+", "+", "", (), False)),
        ("After Credits;Bonus Scene;During Credits", ("+", "+", "", (), False)),
        ("Bonus Scene", ("", "", "+", (), False)),
        ("After Credits;Bonus Scene", ("0", "", "", (), True)),
        ("After Credits;Sequel Setup", ("0", "", "", (), True)),
        ("Bonus Scene;Both During & After Credits;Musical", ("+", "", "", ("music",), True)),
        ("Bonus Scene;During Credits;Musical", ("", "0", "", ("music",), True)),
        ("Audio;Bonus Scene", ("", "", "", ("audio",), True)),
        ("After Credits;Audio", ("0", "", "", ("audio",), False)),
        ("Audio;Both During & After Credits", ("", "", "", ("audio",), False)),
        ("Blooper;During Credits;Outtake", ("", "0", "", ("blooper",), False)),
        ("Dedications/In Memoriam;Still Images", ("", "", "", ("dedication", "still"), False)),
        ("Art;Musical", ("", "", "", ("art", "music"), False)),
        ("During Credits", ("", "0", "", (), True)),
        ("Both During & After Credits", ("", "", "", (), True)),
        ("After Credits;Games;Stingers", ("0", "", "", (), True)),
        ("", ("", "", "", (), True)),
    ],
)
def test_tags_decide(tags: str, expected: tuple[str, str, str, tuple[str, ...], bool]) -> None:
    assert tagged(tags) == expected


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("After Credits;Audio", ("0", "0", ("audio",))),
        ("Audio;Both During & After Credits", ("0", "0", ("audio",))),
        ("Dedications/In Memoriam;Still Images", ("0", "0", ("dedication", "still"))),
        ("After Credits;Dedications/In Memoriam", ("0", "", ("dedication",))),
        ("After Credits;Audio;Bonus Scene", ("0", "", ("audio",))),
        ("After Credits", ("0", "", ())),
    ],
)
def test_extras_alone_deny_a_scene_where_that_was_measured(
    tags: str, said: tuple[str, str, tuple[str, ...]]
) -> None:
    row = replace(NOTHING, source="aftercredits.com", note=tags)
    claim = read_claim(row, MEANINGS | {(ONLY_EXTRAS, ANYWHERE)})
    assert (claim.mid, claim.post, claim.extras) == said
    beside = beside_tags(KEYWORDS, claim, MEANINGS)
    assert "+" not in (beside.post if "After" in tags and "audio" in claim.extras else "")


@pytest.mark.parametrize(
    ("confirmed", "denied", "states"),
    [(10, 0, True), (9, 0, False), (17, 3, True), (16, 4, False), (0, 0, False), (40, 1, True)],
)
def test_a_combination_states_what_pages_confirm(confirmed: int, denied: int, states: bool) -> None:
    assert is_statement(confirmed, denied) is states


KEYWORDS = Statement("TMDB", mid="+", post="+")


@pytest.mark.parametrize(
    ("tags", "mid", "post"),
    [
        ("After Credits;Audio", "+", ""),
        ("Audio;Both During & After Credits", "", ""),
        ("During Credits;Still Images", "", "+"),
        ("Blooper;Outtake", "", ""),
        ("After Credits;Sequel Setup", "+", ""),
        ("Bonus Scene;Both During & After Credits;Musical", "+", ""),
        ("After Credits", "+", "+"),
        ("After Credits;Bonus Scene;Dedications/In Memoriam", "+", "+"),
    ],
)
def test_a_keyword_alone_makes_no_scene_of_a_sound_a_song_or_a_still(
    tags: str, mid: str, post: str
) -> None:
    listed = read_claim(replace(NOTHING, source="aftercredits.com", note=tags), MEANINGS)
    said = beside_tags(KEYWORDS, listed, MEANINGS | {(KEYWORD, POST)})
    assert (said.mid, said.post, said.kind_unstated) == (mid, post, said != KEYWORDS)


@pytest.mark.parametrize(
    ("tags", "measured", "mid", "post"),
    [
        ("During Credits", {MID}, "+", "+"),
        ("During Credits", {POST}, "", "+"),
        ("Both During & After Credits", {POST}, "", "+"),
        ("Both During & After Credits", set(), "", ""),
        ("After Credits;Dedications/In Memoriam", {MID}, "+", ""),
        ("Dedications/In Memoriam", set(), "+", "+"),
        ("Bonus Scene;During Credits", set(), "+", "+"),
    ],
)
def test_beside_a_place_alone_a_keyword_is_a_scene_where_that_was_measured(
    tags: str, measured: set[str], mid: str, post: str
) -> None:
    listed = read_claim(replace(NOTHING, source="aftercredits.com", note=tags), MEANINGS)
    said = beside_tags(KEYWORDS, listed, MEANINGS | {(KEYWORD, place) for place in measured})
    assert (said.mid, said.post, said.kind_unstated) == (mid, post, said != KEYWORDS)


@pytest.mark.parametrize("mirror", sorted(MIRRORS))
def test_what_only_repeats_others_says_nothing(mirror: str) -> None:
    repeated = replace(NOTHING, source="web page", url=f"https://{mirror}/a", post="1")
    assert read_claim(repeated, NO_TAGS).says_nothing


@pytest.mark.parametrize(
    ("has_mid", "has_post", "mid", "post"),
    [(True, False, "+", ""), (False, True, "", "+"), (True, True, "+", "+")],
)
def test_a_keyword_is_a_scene_and_a_missing_one_is_nothing(
    has_mid: bool, has_post: bool, mid: str, post: str
) -> None:
    raw = replace(NOTHING, source="TMDB keywords", has_mid=has_mid, has_post=has_post)
    claim = read_claim(raw, NO_TAGS)
    assert (claim.source, claim.mid, claim.post, claim.total) == ("TMDB", mid, post, "")


def page(**stated: str) -> RawClaim:
    return replace(NOTHING, source="web page", url="https://www.example.org/a", **stated)  # type: ignore[arg-type]  # texts


def test_a_page_says_what_it_states() -> None:
    claim = read_claim(page(mid="1", post="0", as_of="2025-09-14"), NO_TAGS)
    assert (claim.source, claim.mid, claim.post) == ("example.org", "1", "0")
    assert (claim.url, claim.as_of) == ("https://www.example.org/a", "2025-09-14")


def test_a_page_that_denies_only_post_says_nothing_of_mid() -> None:
    claim = read_claim(page(post="0", note="franchise-wide statement"), NO_TAGS)
    assert (claim.mid, claim.post, claim.note) == ("", "0", "franchise-wide statement")


@pytest.mark.parametrize(
    ("stated", "total"),
    [
        ({"mid": "1", "post": "1", "total": "2"}, ""),
        ({"mid": "1", "post": "1", "total": "3"}, "3"),
        ({"mid": "1", "total": "1"}, "1"),
        ({"total": "5"}, "5"),
    ],
)
def test_a_sum_that_repeats_both_positions_is_left_out(stated: dict[str, str], total: str) -> None:
    assert read_claim(page(**stated), NO_TAGS).total == total
    assert read_claim(replace(page(**stated), source="mcuapi"), NO_TAGS).total == total


@pytest.mark.parametrize(
    ("note", "mid", "post", "total"),
    [
        ("source says it has one", "", "", "+"),
        ("at least one", "", "", "+"),
        ("source: gag scene in or after the credits", "", "", "+"),
        ("a scene after the credits", "", "+", ""),
        ("count not stated beyond one", "", "+", ""),
        ("scenes during and after the credits", "+", "+", ""),
    ],
)
def test_notes_that_name_scenes(note: str, mid: str, post: str, total: str) -> None:
    claim = read_claim(page(note=note), NO_TAGS)
    assert (claim.mid, claim.post, claim.total, claim.note) == (mid, post, total, note)
    assert not claim.extras and not claim.kind_unstated


@pytest.mark.parametrize(
    ("note", "extras", "kind_unstated"),
    [
        ("audio sound after the credits", ("audio",), False),
        ("animation during the credits", ("art",), False),
        ("bloopers during the credits", ("blooper",), False),
        ("footage during and after the credits", (), True),
        ("footage during the end credits and after the credits", (), True),
        ("clip from another film", (), True),
    ],
)
def test_notes_that_name_no_scene(note: str, extras: tuple[str, ...], kind_unstated: bool) -> None:
    claim = read_claim(page(note=note, post="0"), NO_TAGS)
    assert (claim.mid, claim.post, claim.total) == ("", "0", "")
    assert (claim.extras, claim.kind_unstated) == (extras, kind_unstated)


def test_a_written_tribute_is_a_dedication_and_no_scene() -> None:
    note = "the first is a written tribute"
    claim = read_claim(page(mid="1", post="1", total="2", note=note), NO_TAGS)
    assert (claim.mid, claim.post, claim.total) == ("", "1", "")
    assert claim.extras == ("dedication",)


def test_a_page_without_content_says_nothing() -> None:
    assert read_claim(page(), NO_TAGS).says_nothing
    assert not any(read_claim(page(note=note), NO_TAGS).says_nothing for note in PAGE_NOTES)


def test_a_source_without_rules_is_refused() -> None:
    with pytest.raises(ValueError, match="no rules for the source 'hearsay'"):
        read_claim(replace(NOTHING, source="hearsay"), NO_TAGS)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.cbr.com/x", "cbr.com"),
        ("http://Example.ORG:80/x", "example.org"),
        ("https://movieplayer.it./news", "movieplayer.it"),
        ("https://amp.milenio.com/x", "milenio.com"),
        ("https://news.fidelityhouse.eu/?p=1", "news.fidelityhouse.eu"),
    ],
)
def test_a_page_is_named_by_its_domain(url: str, expected: str) -> None:
    assert site(url) == expected
