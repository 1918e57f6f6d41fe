"""The stage's page offers commands to try; each must be one that the bot has."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from tests.e2e.conftest import Club

PAGE = Path(__file__).parents[2] / "stage" / "page.html"
OFFERED = re.compile(r'data-command="([^"]+)" data-options="([^"]+)"')

pytestmark = pytest.mark.parametrize("database_address", ["sqlite"], indirect=True)


async def test_commands_to_try_exist_with_their_options(club: Club) -> None:
    options = {
        command.qualified_name: {parameter.name for parameter in command.parameters}
        for command in club.bot.tree.walk_commands()
        if hasattr(command, "parameters")
    }
    offered = OFFERED.findall(PAGE.read_text(encoding="utf-8"))
    assert offered
    for name, given in offered:
        assert json.loads(html.unescape(given)).keys() <= options[name]
