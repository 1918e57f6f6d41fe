"""The check of an installation says of each part how it fares, and changes nothing."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import text

from data import migrations
from data.database import Database
from data.process.selfcheck import CheckResult, self_check

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"


FEW_FILMS = {
    "films.csv": (
        "id,title,original_title,year,release_date,runtime_min,imdb_id,tmdb_id,language,franchise\n"
        "quay-2020,Quay,,2020,,,,,,\n"
    ),
    "aliases.csv": "film_id,alias,kind,lang\n",
    "claims.csv": "film_id,source,url,as_of,mid,post,total,extras,kind_unstated,note\n",
}


@pytest.fixture
def few_films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue of one film, which is loaded at once; the shipped one takes seconds."""
    folder = tmp_path / "films"
    (folder / "scenes").mkdir(parents=True)
    for name, content in FEW_FILMS.items():
        (folder / name).write_text(content, encoding="utf-8")
    monkeypatch.setattr("data.process.selfcheck.FILMS_FOLDER", folder)


async def checked(address: str, **variables: str) -> dict[str, CheckResult]:
    variables = {"DISCORD_TOKEN": TOKEN, "DATABASE_URL": address, **variables}
    return {result.part: result for result in await self_check(variables)}


async def test_a_sound_installation(database_address: str) -> None:
    results = await checked(database_address)
    *parts, discord = results.values()
    assert list(results) == [
        "token",
        "settings",
        "shards",
        "database",
        "migrations",
        "catalogue",
        "Discord",
    ]
    assert all(result.passed for result in parts)
    assert str(discord).startswith("skip Discord: not asked")
    assert f"schema {migrations.head()}" in results["migrations"].said
    assert "secret" not in "".join(map(str, results.values()))
    assert str(results["settings"]) == "ok   settings: complete"


@pytest.mark.usefixtures("few_films")
async def test_an_empty_database_is_not_migrated(empty_address: str) -> None:
    for _ in range(2):
        result = (await checked(empty_address))["migrations"]
        assert result.passed
        assert "empty, to be migrated" in result.said


@pytest.mark.usefixtures("few_films")
def test_where_no_database_is_the_check_makes_none(tmp_path: Path) -> None:
    address = f"sqlite+aiosqlite:///{tmp_path / 'var' / 'stinger.sqlite3'}"
    assert asyncio.run(checked(address))["database"].passed
    assert [path.name for path in tmp_path.iterdir()] == ["films"]


@pytest.mark.usefixtures("few_films")
async def test_a_newer_database_fails_with_its_sentence(
    database: Database, database_address: str
) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    results = await checked(database_address)
    assert results["database"].passed
    result = results["migrations"]
    assert not result.passed
    assert str(result).startswith("FAIL migrations: The database is at schema 9999")


async def test_a_broken_catalogue_fails_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "films.csv").write_text("id,title\n", encoding="utf-8")
    monkeypatch.setattr("data.process.selfcheck.FILMS_FOLDER", tmp_path)
    results = await checked(f"sqlite+aiosqlite:///{tmp_path / 'stinger.sqlite3'}")
    assert not results["catalogue"].passed
    assert "films.csv" in results["catalogue"].said
    assert results["database"].passed


@pytest.mark.usefixtures("few_films")
async def test_one_round_tells_every_fault_and_checks_the_rest(database_address: str) -> None:
    results = await checked(database_address, DISCORD_TOKEN="", LOG_LEVEL="LOUD")
    failed = {part: result.said for part, result in results.items() if result.passed is False}
    assert list(failed) == ["token", "settings"]
    assert "DISCORD_TOKEN=" in failed["token"]
    assert "LOG_LEVEL=" in failed["settings"]
    assert results["migrations"].passed
    assert results["catalogue"].passed


@pytest.mark.usefixtures("few_films")
async def test_an_address_that_is_none_leaves_the_database_out() -> None:
    results = await checked("oracle://x")
    assert list(results) == ["token", "settings", "shards", "catalogue", "Discord"]
    assert "DATABASE_URL=" in results["settings"].said
