"""Holds files against schemas that others have published."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def accepts(path: Path, *schema: str) -> bool:
    """Whether a schema, given as check-jsonschema takes it, accepts a file."""
    check = (sys.executable, "-m", "check_jsonschema", *schema, str(path))
    return subprocess.run(check, capture_output=True, check=False).returncode == 0
