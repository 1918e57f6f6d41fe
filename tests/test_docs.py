"""What the documents promise, as far as it can be compared with the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.installation import ROOT
from data.members.records import member_columns
from tests.stage import take_screenshots
from tests.stage.record_tour import MOST_BYTES

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "benchmarks" / "README.md"])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")
MODULE = re.compile(r"`((?!cogs/snacks/|tests/e2e/test_snacks)[\w/]+\.py)`")
"""A module that a document names; CONTRIBUTING.md has those of a slice that is not there."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files_that_are_there(document: Path) -> None:
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_named_modules_are_there() -> None:
    folders = ("benchmarks", "cogs", "data", "stage", "tests")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    there = {f"/{path.relative_to(ROOT).as_posix()}" for path in (*modules, *ROOT.glob("*.py"))}
    named = {
        (document.name, name)
        for document in (*DOCUMENTS, ROOT / "data" / "films" / "SOURCES.md")
        for name in MODULE.findall(document.read_text(encoding="utf-8"))
    }
    gone = [(page, name) for page, name in named if not any(p.endswith(f"/{name}") for p in there)]
    assert sorted(gone) == []


def test_the_privacy_page_names_every_section_of_an_export() -> None:
    page = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z ]+)` \|", page, re.MULTILINE)
    exported = {column.export for _, column in member_columns() if column.export is not None}
    assert sorted(named) == sorted(exported)


def test_every_picture_is_shown_by_a_document_and_is_not_too_large_for_it() -> None:
    shown = {
        (document.parent / link).resolve()
        for document in DOCUMENTS
        for link in LINK.findall(document.read_text(encoding="utf-8"))
    }
    pictures = [*(ROOT / "docs" / "screenshots").iterdir(), *(ROOT / "docs" / "badges").iterdir()]
    assert [picture.name for picture in pictures if picture.resolve() not in shown] == []
    assert [picture.name for picture in pictures if picture.stat().st_size > MOST_BYTES] == []


def test_the_scripts_take_every_picture_anew() -> None:
    taken = {f"{name}.png" for name in take_screenshots.DOCUMENTS} | {"tour.webp"}
    assert {picture.name for picture in (ROOT / "docs" / "screenshots").iterdir()} == taken
