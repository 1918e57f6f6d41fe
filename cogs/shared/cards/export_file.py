"""Exported data as a file to hand over."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from typing import Any

from cogs.shared.cards.spoiler_file import SpoilerFile

PLAIN_LIMIT = 8_000_000
"""Bytes of a file that is sent as it is; a larger one is packed. Discord takes 10 MiB anywhere."""


def export_file(name: str, data: Mapping[str, Any]) -> SpoilerFile:
    """The data as JSON, under a neutral name.

    Discord shows the beginning of a text file in the chat, and hidden text may stand in it, so
    the file is marked as a spoiler. A large one is packed, which Discord does not look into.
    """
    content = json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", "replace")
    name = f"{name}.json"
    if len(content) > PLAIN_LIMIT:
        content, name = gzip.compress(content), f"{name}.gz"
    return SpoilerFile(content, name)
