"""The slice that CONTRIBUTING.md walks through works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
FILE = re.compile(
    r"^`(?P<path>[\w/.]+\.py)`\n```python\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def test_the_slice_goes_from_nothing_to_green(tmp_path: Path) -> None:
    for part in ("cogs", "data", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    files = FILE.findall((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    assert len(files) == 4
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    slices = tmp_path / "cogs" / "__init__.py"
    listed = slices.read_text(encoding="utf-8").replace(
        "EXTENSIONS = (", 'EXTENSIONS = ("cogs.snacks",'
    )
    slices.write_text(listed, encoding="utf-8")
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "tests/e2e/test_snacks.py",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path), "PYTEST_ADDOPTS": "-k 'not postgresql'"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout
