"""What the docs say is read is read, whatever language Discord speaks."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cogs.reminders.rules.showtimes.reader import Meant, read_showtime

DOCS = Path(__file__).parents[5] / "docs" / "reminders.md"
TABLE = DOCS.read_text(encoding="utf-8").partition("| English |")[2].partition("\n\n")[0]
EXAMPLES = re.findall(r"`(.+?)`", TABLE)


@pytest.mark.parametrize("locale", ["en-GB", "pt-BR", "ja"])
@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_is_read(text: str, locale: str) -> None:
    afternoon = datetime(2026, 11, 18, 14, tzinfo=UTC)
    read = read_showtime(text, afternoon, "Europe/Paris", timedelta(minutes=150), locale)
    assert isinstance(read, Meant), read


def test_the_docs_have_examples() -> None:
    assert len(EXAMPLES) > 40
