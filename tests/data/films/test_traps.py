"""What easily goes wrong in the shipped catalogue, film by film."""

from __future__ import annotations

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.verdict import (
    Claim,
    Confidence,
    Finding,
    Judgement,
    Position,
    Verdict,
    denies,
    judge,
)


def judged(catalogue: Catalogue, film_id: str) -> Judgement:
    assert catalogue.get(film_id) is not None
    return judge(catalogue.claims(film_id))


def of(catalogue: Catalogue, film_id: str, source: str) -> list[Claim]:
    """This source's claims about the film, all of which must exist."""
    claims = [claim for claim in catalogue.claims(film_id) if claim.source == source]
    assert claims
    return claims


def test_a_sound_after_the_credits_is_no_scene(catalogue: Catalogue) -> None:
    judgement = judged(catalogue, "avengers-endgame-2019")
    assert judgement.verdict is Verdict.NONE
    assert "audio" in judgement.extras
    assert all(
        claim.superseded for claim in of(catalogue, "avengers-endgame-2019", "aftercredits.com")
    )


def test_a_word_on_the_screen_is_no_scene(catalogue: Catalogue) -> None:
    assert judged(catalogue, "the-batman-2022").verdict is Verdict.NONE
    for source in ("TMDB", "aftercredits.com"):
        assert all(claim.superseded for claim in of(catalogue, "the-batman-2022", source))


@pytest.mark.parametrize(
    ("film_id", "words"),
    [
        ("barbie-2023", "later IMAX release"),
        ("bad-boys-ride-or-die-2024", "True of the cinema release"),
    ],
)
def test_what_a_later_release_adds_does_not_count_for_the_film(
    catalogue: Catalogue, film_id: str, words: str
) -> None:
    judgement = judged(catalogue, film_id)
    assert judgement.verdict is Verdict.NONE
    assert any(words in claim.note for claim in judgement.counting)


@pytest.mark.parametrize("film_id", ["good-will-hunting-1997", "top-gun-maverick-2022"])
def test_a_dedication_is_no_scene(catalogue: Catalogue, film_id: str) -> None:
    judgement = judged(catalogue, film_id)
    assert "dedication" in judgement.extras
    assert Finding.SCENE not in {result.finding for result in judgement.positions.values()}


@pytest.mark.parametrize("film_id", ["scream-1996", "scream-2-1997", "batman-begins-2005"])
def test_a_statement_about_a_series_decides_but_carries_little(
    catalogue: Catalogue, film_id: str
) -> None:
    judgement = judged(catalogue, film_id)
    assert any(claim.series_wide for claim in judgement.counting)
    assert (judgement.verdict, judgement.confidence) == (Verdict.NONE, Confidence.LOW)


def test_statements_about_a_series_never_raise_the_confidence(catalogue: Catalogue) -> None:
    wide = [
        film.id for film in catalogue.films if any(c.series_wide for c in catalogue.claims(film.id))
    ]
    assert len(wide) > 20
    for film_id in wide:
        judgement = judged(catalogue, film_id)
        own = judge(claim for claim in judgement.counting if not claim.series_wide)
        if judgement.verdict is own.verdict:
            assert judgement.confidence is own.confidence, film_id
        elif judgement.verdict is Verdict.NONE:
            assert judgement.confidence is Confidence.LOW, film_id


def test_a_missing_keyword_says_nothing(catalogue: Catalogue) -> None:
    keywords = [
        claim
        for film in catalogue.films
        for claim in catalogue.claims(film.id)
        if claim.source == "TMDB"
    ]
    assert len(keywords) > 600
    assert not any(denies(claim, position) for claim in keywords for position in Position)
    only = [
        film.id
        for film in catalogue.films
        if {claim.source for claim in catalogue.claims(film.id)} == {"TMDB"}
    ]
    assert only
    for film_id in only:
        (claim,) = catalogue.claims(film_id)
        silent = {position for position in Position if claim.says(position) is None}
        findings = judged(catalogue, film_id).positions
        assert {p for p in Position if findings[p].finding is Finding.UNKNOWN} == silent, film_id


def test_a_film_of_which_nobody_speaks_is_not_known(catalogue: Catalogue) -> None:
    silent = [film.id for film in catalogue.films if not catalogue.claims(film.id)]
    assert silent
    assert {judged(catalogue, film_id).verdict for film_id in silent} == {Verdict.UNKNOWN}


def test_namesakes_have_verdicts_of_their_own(catalogue: Catalogue) -> None:
    film = catalogue.by_imdb("tt7181546")
    assert film is not None and film.id == "ballerina-2025"
    assert "From the World of John Wick: Ballerina" in catalogue.aliases[film.id]
    assert judged(catalogue, film.id).verdict is Verdict.NONE
    assert "Ballerina" in catalogue.aliases["leap-2016"]
    pages = {claim.url for claim in catalogue.claims(film.id)}
    for namesake in ("ballerina-2023", "leap-2016", "the-ballerina-2016"):
        assert catalogue.get(namesake) is not None
        assert not pages & {claim.url for claim in catalogue.claims(namesake)}
    assert judged(catalogue, "ballerina-2023").verdict is Verdict.UNKNOWN


def test_a_film_with_scenes_stays_one(catalogue: Catalogue) -> None:
    judgement = judged(catalogue, "iron-man-2008")
    assert judgement.verdict is Verdict.SCENES
    assert judgement.positions[Position.POST].finding is Finding.SCENE
