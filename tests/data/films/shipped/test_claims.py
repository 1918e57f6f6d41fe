"""Every claim that is shipped, and the page that it rests on."""

from __future__ import annotations

import re
from datetime import date

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Confirmation, ToldEgg
from data.catalogue.publishers import SISTERS, publisher
from data.catalogue.verdict import EXTRAS, Claim
from data.films import tags
from data.films.builder.claim_rules import MIRRORS, site
from data.films.builder.tag_meanings import (
    ANYWHERE,
    EXTRA_TAGS,
    MEANING_COLUMNS,
    MID_TAGS,
    ONLY_EXTRAS,
    POST_TAGS,
    Combination,
    read_meanings,
)
from tests.data.films.shipped.rows import FOLDER, LISTS, broken, rows


@pytest.fixture(scope="module")
def curated(catalogue: Catalogue) -> list[tuple[str, Claim]]:
    return [
        (film.id, claim)
        for film in catalogue.films
        for claim in catalogue.claims(film.id)
        if claim.curated
    ]


@pytest.mark.parametrize("name", ["claims.csv", "kept_claims.csv", "unmatched.csv"])
def test_every_claim_is_well_formed(name: str) -> None:
    kinds = "|".join(EXTRAS)
    assert not broken(name, re.compile(r"(\+|\d)?"), "mid", "post", "total")
    assert not broken(name, re.compile(rf"(({kinds})(;({kinds}))*)?"), "extras")
    assert not broken(name, re.compile("1?"), "kind_unstated")
    assert not broken(name, re.compile(r"(20\d\d(-(0[1-9]|1[0-2])(-[0-3]\d)?)?)?"), "as_of")
    assert not broken(name, re.compile(r"(https?://\S+)?"), "url")
    for line, row in rows(name):
        said = [row[field] for field in ("mid", "post", "total", "extras", "kind_unstated")]
        assert any(said), f"{name}:{line} says nothing"
        assert row["source"] in LISTS or row["source"] == site(row["url"]), f"{name}:{line}"


def test_tags_and_their_meaning_agree() -> None:
    meanings = read_meanings(FOLDER / "tag_meanings.csv")
    for line, row in rows("claims.csv"):
        if row["source"] != "aftercredits.com":
            continue
        named, combination = set(row["note"].split(";")), Combination.of(row["note"])
        for position in ("mid", "post"):
            assert (row[position] == "+") == ((combination, position) in meanings), (
                f"claims.csv:{line}"
            )
        assert bool(row["extras"]) == bool(named & EXTRA_TAGS.keys()), f"claims.csv:{line}"
        denied = (ONLY_EXTRAS, ANYWHERE) in meanings and combination.only_extras
        no_mid = denied or (named & POST_TAGS and not named & MID_TAGS)
        no_post = denied or (named & MID_TAGS and not named & POST_TAGS)
        assert (row["mid"] == "0") == bool(no_mid), f"claims.csv:{line}"
        assert (row["post"] == "0") == bool(no_post), f"claims.csv:{line}"


def test_the_table_of_tags_is_measured_on_the_shipped_catalogue(catalogue: Catalogue) -> None:
    columns = MEANING_COLUMNS.split(",")
    shipped = [tuple(row[column] for column in columns) for _, row in rows("tag_meanings.csv")]
    assert shipped == tags.measured(catalogue), "run python -m data.films.tags, then the builder"


def test_a_keyword_has_the_address_of_its_page() -> None:
    for line, row in rows("claims.csv"):
        if row["source"] == "TMDB" and row["url"]:
            assert re.fullmatch(r"https://www\.themoviedb\.org/movie/\d+/keywords", row["url"]), (
                f"claims.csv:{line}"
            )


def test_kept_claims_deny_and_name_page_and_date_once_per_source() -> None:
    seen = [(row["film_id"], row["source"]) for _, row in rows("kept_claims.csv")]
    assert len(set(seen)) == len(seen)
    for line, row in rows("kept_claims.csv"):
        assert row["post"] == "0" and row["mid"] in ("0", ""), f"kept_claims.csv:{line}"
        assert row["url"] and row["as_of"] and row["note"], f"kept_claims.csv:{line}"


def test_unmatched_claims_have_no_film(catalogue: Catalogue) -> None:
    for line, row in rows("unmatched.csv"):
        assert catalogue.by_imdb(row["imdb_id"]) is None, f"unmatched.csv:{line}"
        assert not row["tmdb_id"] or catalogue.by_tmdb(int(row["tmdb_id"])) is None, (
            f"unmatched.csv:{line}"
        )


def test_curated_claims_say_something_and_name_a_date(curated: list[tuple[str, Claim]]) -> None:
    for film_id, claim in curated:
        assert not claim.silent or claim.extras or claim.kind_unstated, film_id
        assert claim.as_of is not None
        assert date.fromisoformat((claim.as_of + "-01-01")[:10]), film_id
        assert claim.url is not None and re.fullmatch(r"https?://[^\s/]+/?\S*", claim.url), film_id


def test_every_claim_has_its_page_and_a_page_its_own_name(catalogue: Catalogue) -> None:
    for film in catalogue.films:
        for claim in catalogue.claims(film.id):
            assert claim.url, film.id
            host = f".{site(claim.url)}"
            sisters = {one for one in SISTERS if publisher(one) == publisher(claim.source)}
            own = sisters | {claim.source, publisher(claim.source)}
            named = claim.source in LISTS or any(host.endswith(f".{one}") for one in own)
            assert named, f"{film.id}: {claim.source} is not {claim.url}"


def test_nothing_rests_on_a_mirror_or_on_a_site_under_construction(catalogue: Catalogue) -> None:
    """Pages that repeat others, and addresses at which a publisher tries its pages out."""
    trial = re.compile(
        r"(.*\.)?(stag(e|ing)|preview|deploy-preview|dev|test|cdn|maint)\b.*|.*\.netlify\.app"
    )
    odd = []
    for film in catalogue.films:
        told: list[Confirmation | ToldEgg] = list(catalogue.eggs(film.id))
        told += [said for scene in catalogue.scenes(film.id) for said in scene.confirmations]
        pages = [claim.url for claim in catalogue.claims(film.id)] + [said.url for said in told]
        sites = {site(page) for page in pages if page}
        odd += [(film.id, one) for one in sites if one in MIRRORS or trial.fullmatch(one)]
    assert not odd
