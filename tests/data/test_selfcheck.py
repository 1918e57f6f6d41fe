"""The check of an installation says of each part how it fares, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from data import migrations
from data.database import Database
from data.selfcheck import CheckResult, self_check
from data.settings import Settings


async def checked(address: str) -> dict[str, CheckResult]:
    return {result.part: result for result in await self_check(Settings("", address))}


async def test_a_sound_installation(database_address: str) -> None:
    results = await checked(database_address)
    assert list(results) == ["settings", "database", "catalogue"]
    assert all(result.passed for result in results.values())
    assert f"schema {migrations.head()}" in results["database"].said
    assert str(results["settings"]) == "ok   settings: complete"


async def test_an_empty_database_is_not_migrated(empty_address: str) -> None:
    for _ in range(2):
        result = (await checked(empty_address))["database"]
        assert result.passed
        assert "empty, to be migrated" in result.said


async def test_a_newer_database_fails_with_its_sentence(
    database: Database, database_address: str
) -> None:
    async with database.transaction() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    result = (await checked(database_address))["database"]
    assert not result.passed
    assert str(result).startswith("FAIL database: The database is at schema 9999")


async def test_a_broken_catalogue_fails_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "films.csv").write_text("id,title\n", encoding="utf-8")
    monkeypatch.setattr("data.selfcheck.FILMS_FOLDER", tmp_path)
    results = await checked(f"sqlite+aiosqlite:///{tmp_path / 'stinger.sqlite3'}")
    assert not results["catalogue"].passed
    assert "films.csv" in results["catalogue"].said
    assert results["database"].passed
