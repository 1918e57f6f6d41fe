"""Every row of the files that are shipped."""

from __future__ import annotations

import csv
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import films
from data.catalogue.catalogue import Catalogue, CatalogueError
from data.catalogue.files.scene_texts import SCENE_TEXT_COLUMNS, stamp
from data.catalogue.files.supplements import (
    CREDITS_COLUMNS,
    FRANCHISE_COLUMNS,
    MAKER_COLUMNS,
    NEEDED_COLUMNS,
)
from data.catalogue.files.tables import (
    ADDED_COLUMNS,
    ALIAS_COLUMNS,
    CLAIM_COLUMNS,
    FILM_COLUMNS,
    NICKNAME_COLUMNS,
    OTHER_ID_COLUMNS,
)
from data.catalogue.film import EGG_GROUPS, Confirmation, ToldEgg
from data.catalogue.labels import LONGEST as LONGEST_LABEL
from data.catalogue.publishers import SISTERS, publisher
from data.catalogue.verdict import EXTRAS, Claim
from data.films import tags
from data.films.builder.claim_rules import MIRRORS, site
from data.films.builder.tables import UNMATCHED_COLUMNS
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
from data.films.calibration import OUTCOME_COLUMNS
from data.locales import languages

FOLDER = Path(films.__file__).parent
TABLES = {
    "films.csv": FILM_COLUMNS,
    "scene_texts.csv": SCENE_TEXT_COLUMNS,
    "added_films.csv": ADDED_COLUMNS,
    "aliases.csv": ALIAS_COLUMNS,
    "unverified_titles.csv": ALIAS_COLUMNS,
    "claims.csv": CLAIM_COLUMNS,
    "kept_claims.csv": CLAIM_COLUMNS,
    "unmatched.csv": UNMATCHED_COLUMNS,
    "makers.csv": MAKER_COLUMNS,
    "nicknames.csv": NICKNAME_COLUMNS,
    "franchises.csv": FRANCHISE_COLUMNS,
    "needed_before.csv": NEEDED_COLUMNS,
    "credits.csv": CREDITS_COLUMNS,
    "same_films.csv": "film,same_as,why",
    "left_out.csv": "film,kind,why",
    "wrong_ids.csv": "film,field,ours,should_be,why",
    "release_dates.csv": "film_id,release_date,source,url,looked_up",
    "other_ids.csv": OTHER_ID_COLUMNS,
    "softcore.csv": FILM_COLUMNS,
    "tag_meanings.csv": MEANING_COLUMNS,
    "calibration.csv": OUTCOME_COLUMNS,
    "erotic_titles.csv": "row,level",
    "everyday.csv": "key",
    "other_works.csv": "key,name,kind,year,rank,source",
}
ALIAS_KINDS = {
    "alt_or_original_title",
    "original_title",
    "short_form",
    "spelling_variant",
    "title_in_other_source",
    "translated_title",
}
LISTS = {"aftercredits.com", "TMDB", "mcuapi"}


def rows(name: str) -> Iterator[tuple[int, dict[str, str]]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        for row in reader:
            yield reader.line_num, row


def broken(name: str, is_right: re.Pattern[str], *columns: str) -> list[str]:
    """The fields of these columns that do not match, with their lines."""
    return [
        f"{name}:{line}: {column} {row[column]!r}"
        for line, row in rows(name)
        for column in columns
        if not is_right.fullmatch(row[column])
    ]


@pytest.fixture(scope="module")
def curated(catalogue: Catalogue) -> list[tuple[str, Claim]]:
    return [
        (film.id, claim)
        for film in catalogue.films
        for claim in catalogue.claims(film.id)
        if claim.curated
    ]


def test_no_table_is_left_unread_here() -> None:
    assert {path.name for path in FOLDER.glob("*.csv")} == TABLES.keys()


@pytest.mark.parametrize("name", TABLES)
def test_each_table_has_its_columns_and_clean_text(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert text.splitlines()[0] == TABLES[name]
    assert "\r" not in text and text.endswith("\n")
    for line, row in rows(name):
        for column, value in row.items():
            where = f"{name}:{line}: {column}"
            assert isinstance(value, str), where
            assert value == " ".join(value.split()), where
            # A key is made for comparing, not for reading.
            assert column == "key" or value == unicodedata.normalize("NFC", value), where
            assert not any(unicodedata.category(char)[0] == "C" for char in value), where


@pytest.mark.parametrize("name", ["films.csv", "added_films.csv", "softcore.csv"])
def test_every_film_is_well_formed(name: str) -> None:
    assert not broken(name, re.compile(r"(?=.{6,80}$)[a-z0-9]+(-[a-z0-9]+)*-?\d{4}(-\w+)?"), "id")
    assert not broken(name, re.compile(r".+"), "title")
    assert not broken(name, re.compile(r"(18[89]|19\d|20[0-3])\d"), "year")
    assert not broken(name, re.compile(r"(\d{4}-\d\d-\d\d)?"), "release_date")
    assert not broken(name, re.compile(r"([1-9]\d{0,2})?"), "runtime_min")
    assert not broken(name, re.compile(r"(tt\d{7,8})?"), "imdb_id")
    assert not broken(name, re.compile(r"([1-9]\d{0,6})?"), "tmdb_id")
    assert not broken(name, re.compile(r"([a-z]{2})?"), "language")


def test_labels_are_unique_and_fit(catalogue: Catalogue) -> None:
    assert len({film.label.casefold() for film in catalogue.films}) == len(catalogue.films)
    assert max(len(film.label) for film in catalogue.films) <= LONGEST_LABEL
    assert [film.rank for film in catalogue.films] == list(range(1, len(catalogue.films) + 1))


def test_every_alias_is_well_formed(catalogue: Catalogue) -> None:
    assert not broken("aliases.csv", re.compile("|".join(ALIAS_KINDS)), "kind")
    assert not broken("aliases.csv", re.compile(r"([a-z]{2}\??)?"), "lang")
    kinds = re.compile("official_title|nickname|abbreviation")
    assert not broken("nicknames.csv", kinds, "kind")
    assert not broken("nicknames.csv", re.compile(".+"), "source")
    for film in catalogue.films:
        names = catalogue.aliases.get(film.id, ()) + catalogue.nicknames.get(film.id, ())
        assert film.title not in names
        assert len(set(names)) == len(names), film.id


@pytest.mark.parametrize(
    ("franchise", "first", "last"),
    [
        ("Star Wars", "star-wars-episode-iv-a-new-hope-1977", None),
        ("Mission Impossible", "mission-impossible-1996", "mission-impossible-the-final-reckoning"),
        ("Fast & Furious", "the-fast-and-the-furious-2001", "fast-x-2023"),
        ("Harry Potter", "harry-potter-and-the-sorcerers-stone-2001", None),
        ("Dune", "dune-part-one-2021", "dune-part-three-2026"),
        ("Top Gun", "top-gun-1986", "top-gun-maverick-2022"),
    ],
)
def test_a_franchise_is_whole(
    catalogue: Catalogue, franchise: str, first: str, last: str | None
) -> None:
    films = [film.id for film in catalogue.franchises[franchise]]
    assert films[0] == first
    assert len(films) > 1
    assert films[-1].startswith(last or "")


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


def test_softcore_and_erotic_rows_say_which() -> None:
    assert not broken("erotic_titles.csv", re.compile("explicit|softcore"), "level")
    assert not broken("erotic_titles.csv", re.compile(r".+ \(\d{4}\)"), "row")


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


def test_folded_films_are_named_by_keys_and_not_folded_again() -> None:
    key = re.compile(r"tt\d{7,8}|tmdb [1-9]\d*|.+ \(\d{4}\)")
    assert not broken("same_films.csv", key, "film", "same_as")
    assert not broken("same_films.csv", re.compile(".+"), "why")
    pairs = [(row["film"], row["same_as"]) for _, row in rows("same_films.csv")]
    assert not {film for film, _ in pairs} & {same for _, same in pairs}
    assert max(Counter(same for _, same in pairs).values()) == 1


def test_other_ids_lead_on_to_a_film(catalogue: Catalogue) -> None:
    other = re.compile(r"tt\d{7,8}|tmdb [1-9]\d*|[a-z0-9]+(-[a-z0-9]+)*")
    assert not broken("other_ids.csv", other, "other_id")
    for line, row in rows("other_ids.csv"):
        film = catalogue.get(row["other_id"])
        assert (film.id if film else "") == row["film_id"], f"other_ids.csv:{line}"


def test_corrections_are_named_by_keys_and_say_why() -> None:
    key = re.compile(r"tt\d{7,8}|tmdb [1-9]\d*|.+ \(\d{4}\)")
    assert not broken("left_out.csv", key, "film")
    kinds = "series|episode|making of|special|trailer or test"
    assert not broken("left_out.csv", re.compile(kinds), "kind")
    assert not broken("wrong_ids.csv", re.compile("imdb_id|tmdb_id"), "field")
    assert not broken("left_out.csv", re.compile(".+"), "why")
    assert not broken("wrong_ids.csv", re.compile(".+"), "why")


def test_release_dates_are_taken_and_have_a_page(catalogue: Catalogue) -> None:
    assert not broken("release_dates.csv", re.compile(r"https://\S+"), "url")
    for line, row in rows("release_dates.csv"):
        film = catalogue.get(row["film_id"])
        taken = film and film.release_date and film.release_date.isoformat()
        assert taken == row["release_date"], f"release_dates.csv:{line}"


def test_curated_claims_say_something_and_name_a_date(curated: list[tuple[str, Claim]]) -> None:
    for film_id, claim in curated:
        assert not claim.silent or claim.extras or claim.kind_unstated, film_id
        assert claim.as_of is not None
        assert date.fromisoformat((claim.as_of + "-01-01")[:10]), film_id
        assert claim.url is not None and re.fullmatch(r"https?://[^\s/]+/?\S*", claim.url), film_id


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


def test_every_claim_has_its_page_and_a_page_its_own_name(catalogue: Catalogue) -> None:
    for film in catalogue.films:
        for claim in catalogue.claims(film.id):
            assert claim.url, film.id
            host = f".{site(claim.url)}"
            sisters = {one for one in SISTERS if publisher(one) == publisher(claim.source)}
            own = sisters | {claim.source, publisher(claim.source)}
            named = claim.source in LISTS or any(host.endswith(f".{one}") for one in own)
            assert named, f"{film.id}: {claim.source} is not {claim.url}"


def test_the_best_known_told_films_have_easter_eggs(catalogue: Catalogue) -> None:
    told = [film.id for film in catalogue.films if catalogue.scenes(film.id)][:20]
    assert [film_id for film_id in told if not catalogue.eggs(film_id)] == []
    eggs = [egg for film_id in told for egg in catalogue.eggs(film_id)]
    assert {egg.group for egg in eggs} == set(EGG_GROUPS)


def test_who_confirms_a_scene_is_named_by_role_alone(catalogue: Catalogue) -> None:
    role = re.compile("(the|an?|one of the) [a-z -]+")
    odd = [
        (film.id, said.by)
        for film in catalogue.films
        for scene in catalogue.scenes(film.id)
        for said in scene.confirmations
        if not role.fullmatch(said.by)
    ]
    assert not odd


def test_credits_have_a_likely_length(catalogue: Catalogue) -> None:
    for film in catalogue.films:
        if said := catalogue.stated_credits(film.id):
            assert 30 <= said.seconds <= 20 * 60, film.id
            assert film.runtime is None or said.seconds < 20 * film.runtime, film.id


@pytest.mark.parametrize(("name", "line"), [("films.csv", 20000), ("claims.csv", 1500)])
def test_a_broken_row_is_named_by_file_and_line(tmp_path: Path, name: str, line: int) -> None:
    folder = shutil.copytree(FOLDER, tmp_path / "films", ignore=shutil.ignore_patterns("*.py"))
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    lines[line - 1] = lines[line - 1].replace(",", ",,", 1)
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=rf"^{name}:{line}: 11 fields instead of 10$"):
        Catalogue.load(folder)


def test_the_counts_in_the_list_of_sources_are_true() -> None:
    text = (FOLDER / "SOURCES.md").read_text(encoding="utf-8")
    claims = Counter(
        row["source"] if row["source"] in LISTS else "web pages" for _, row in rows("claims.csv")
    )
    counted = {
        "films": sum(1 for _ in rows("films.csv")),
        "folded films": sum(1 for _ in rows("same_films.csv")),
        "rows left out as no film": sum(1 for _ in rows("left_out.csv")),
        "softcore": sum(1 for _ in rows("softcore.csv")),
        "other ids": sum(1 for _ in rows("other_ids.csv")),
        "other names": sum(1 for _ in rows("aliases.csv")),
        "unverified titles": sum(1 for _ in rows("unverified_titles.csv")),
        "nicknames": sum(1 for _ in rows("nicknames.csv")),
        "added films": sum(1 for _ in rows("added_films.csv")),
        "added franchises": sum(1 for _ in rows("franchises.csv")),
        "claims": claims.total(),
        "kept claims": sum(1 for _ in rows("kept_claims.csv")),
        "names of series and games": sum(1 for _ in rows("other_works.csv")),
        "everyday words": sum(1 for _ in rows("everyday.csv")),
        "unmatched claims": sum(1 for _ in rows("unmatched.csv")),
        **{f"claims of {source}": number for source, number in claims.items()},
    }
    for what, number in counted.items():
        assert f"| {what} | {number:,} |" in text


def test_every_translated_scene_is_told_anew_when_its_english_changes(catalogue: Catalogue) -> None:
    outdated = [
        f"scene_texts.csv:{line}: {row['film_id']}, scene {row['scene']}, {row['language']}"
        for line, row in rows("scene_texts.csv")
        if row["english"] != stamp(catalogue.scenes(row["film_id"])[int(row["scene"]) - 1])
    ]
    assert not outdated, "translate them again, and put the new stamp beside each"


def test_a_translated_film_is_told_whole_and_in_every_language(catalogue: Catalogue) -> None:
    told = {(r["film_id"], r["scene"], r["language"]) for _line, r in rows("scene_texts.csv")}
    whole = {
        (film_id, str(scene.order), language)
        for film_id in {film_id for film_id, _scene, _language in told}
        for scene in catalogue.scenes(film_id)
        for language in languages()[1:]
    }
    assert told and told == whole


def test_translated_scenes_fit_on_their_card_uncut(catalogue: Catalogue) -> None:
    for film in catalogue.told_films:
        scenes = catalogue.scenes(film.id)
        for language in languages():
            texts = [scene.told_in(language) for scene in scenes]
            room = 3_200 // max(len(scenes), 1)
            for text in texts:
                assert len(text.hint) < room // 3, (film.id, language)
                assert len(text.hint) + len(text.hidden.unwrap_for_spoiler()) < room - 100, film.id
