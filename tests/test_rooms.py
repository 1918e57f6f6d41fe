"""The import contracts of pyproject.toml speak of every slice there is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SLICES = {
    f"cogs.{folder.name}"
    for folder in (ROOT / "cogs").iterdir()
    if (folder / "__init__.py").exists() and folder.name != "shared"
}


def contracts() -> list[dict[str, Any]]:
    read = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = read["tool"]["importlinter"]["contracts"]
    return found


def named(kind: str, field: str) -> list[set[str]]:
    return [set(contract[field]) for contract in contracts() if contract["type"] == kind]


def test_every_slice_is_kept_apart_from_the_others_and_from_what_is_shared() -> None:
    assert named("independence", "modules") == [SLICES]
    of_shared = [c for c in contracts() if c.get("source_modules") == ["cogs.shared"]]
    assert [set(contract["forbidden_modules"]) for contract in of_shared] == [SLICES]


def test_every_slice_says_which_of_its_modules_may_import_which() -> None:
    layered = [c for c in contracts() if c["type"] == "layers"]
    assert all(contract["exhaustive"] for contract in layered)
    assert set().union(*(contract["containers"] for contract in layered)) == SLICES
