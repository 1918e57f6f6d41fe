"""What the log says where the database fails: a line for each command, with the member's id."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import text

from data.database import Database
from data.schema import member_setting
from tests.e2e.conftest import Club
from tests.e2e.replies import answer, sees


@pytest.mark.simcord(check_errors=False)  # it would report the errors that are provoked here
async def test_each_command_that_fails_is_one_line(
    club: Club, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with database.transaction() as connection:
        await connection.execute(text(f"DROP TABLE {member_setting.name}"))
    caplog.clear()
    with caplog.at_level(logging.INFO):
        refused = [
            sees(answer(await club.alice.slash(club.lobby, "me defaults", share="only me")))
            for _ in range(2)
        ]
    lines = [record for record in caplog.records if record.name.startswith(("cogs", "data"))]
    assert len(lines) == len(refused)
    for line, sentence in zip(lines, refused, strict=True):
        error_id = sentence.split()[-1]
        assert line.getMessage().startswith(f"Error {error_id}: ")
