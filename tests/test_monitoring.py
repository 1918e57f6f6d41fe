"""The dashboard, the alert rules and the docs speak of metrics that the bot has, and of all."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.process.metrics import Metrics
from data.database import Database
from data.installation import ROOT
from data.lookup import Lookup
from tests.films import small_catalogue

MONITORING = ROOT / "container" / "monitoring"
NAME = re.compile(r"stinger_[a-z_]+[a-z]")
SUFFIX = re.compile(r"_(bucket|count|sum|total)$")


def named(text: str) -> set[str]:
    return {SUFFIX.sub("", name) for name in NAME.findall(text)}


@pytest.fixture(scope="module")
def made() -> set[str]:
    """The names of all metrics, as the bot's registry has them."""
    catalogue = small_catalogue()
    database = Database("sqlite+aiosqlite://")
    lookup = Lookup(catalogue.films, catalogue.aliases)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    bot = StingerBot(Resources(database, catalogue, lookup, lambda: now), ())
    return {family.name for family in Metrics(bot).registry.collect()}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_docs_explain_every_metric(made: set[str]) -> None:
    assert named(text_of(ROOT / "docs" / "operating.md")) == made


def test_the_dashboard_shows_every_metric(made: set[str]) -> None:
    board = json.loads(text_of(MONITORING / "dashboard.json"))
    shown = {t["expr"] for panel in board["panels"] for t in panel["targets"]}
    assert named(" ".join(shown)) == made
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_the_alerts_ask_for_what_there_is(made: set[str]) -> None:
    rules = YAML(typ="safe").load(MONITORING / "alerts.yaml")["groups"][0]["rules"]
    assert named(" ".join(rule["expr"] for rule in rules)) <= made
    assert all(rule["annotations"]["summary"] for rule in rules)
