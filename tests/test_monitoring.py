"""The dashboard, the alert rules and the docs speak of metrics that the bot has, and of all."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ruamel.yaml import YAML

from data.installation import ROOT

MONITORING = ROOT / "container" / "monitoring"
NAME = re.compile(r"stinger_[a-z_]+[a-z]")
SUFFIX = re.compile(r"_(bucket|count|sum|total)$")


def named(text: str) -> set[str]:
    return {SUFFIX.sub("", name) for name in NAME.findall(text)}


def made() -> set[str]:
    source = (ROOT / "cogs" / "shared" / "process" / "metrics.py").read_text(encoding="utf-8")
    gauges = re.findall(r'(?:_gauge\(|^\s+\()"([a-z_]+)", "[A-Z]', source, re.MULTILINE)
    return named(source) | {f"stinger_{gauge}" for gauge in gauges}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_docs_explain_every_metric() -> None:
    assert named(text_of(ROOT / "docs" / "operating.md")) == made()


def test_the_dashboard_shows_what_there_is() -> None:
    board = json.loads(text_of(MONITORING / "dashboard.json"))
    shown = {t["expr"] for panel in board["panels"] for t in panel["targets"]}
    assert named(" ".join(shown)) <= made()
    assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])


def test_the_alerts_ask_for_what_there_is() -> None:
    rules = YAML(typ="safe").load(MONITORING / "alerts.yaml")["groups"][0]["rules"]
    assert named(" ".join(rule["expr"] for rule in rules)) <= made()
    assert all(rule["annotations"]["summary"] for rule in rules)
