"""The stage's page offers commands to try; each must be one that the bot has."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from cogs.reminders.rules.showtimes.reader import counted_from
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club
from tests.films import NOW

PAGE = Path(__file__).parents[2] / "stage" / "page" / "page.html"
SENTENCE = re.compile(r'\{\{_\("(.*?)"\)\}\}')
OFFERED = re.compile(r'data-command="([^"]+)" data-options="([^"]+)"')


@ON_SQLITE
async def test_commands_to_try_exist_with_their_options(club: Club) -> None:
    options = {
        command.qualified_name: {parameter.name for parameter in command.parameters}
        for command in club.bot.tree.walk_commands()
        if hasattr(command, "parameters")
    }
    for name, given in offered():
        assert given.keys() <= options[name]


def test_times_to_try_need_neither_a_question_nor_a_zone() -> None:
    times = [
        given[option]
        for _, given in offered()
        for option in ("when", "showtime")
        if option in given
    ]
    assert times
    assert all(counted_from(text, NOW, "en-US") is not None for text in times)


def offered() -> list[tuple[str, dict[str, Any]]]:
    """The commands that the page offers, with their options."""
    in_english = SENTENCE.sub(r"\1", PAGE.read_text(encoding="utf-8"))
    found = OFFERED.findall(in_english)
    assert found
    return [(name, json.loads(html.unescape(given))) for name, given in found]
