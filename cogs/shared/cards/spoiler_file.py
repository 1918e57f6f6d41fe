"""A file that is covered until a reader clicks."""

from __future__ import annotations

import io
from typing import Any

import discord


class SpoilerFile(discord.File):
    """A file that Discord covers: by the field of its own, and by the name for older clients."""

    def __init__(self, data: bytes, name: str) -> None:
        super().__init__(io.BytesIO(data), filename=name, spoiler=True)

    def to_dict(self, index: int) -> dict[str, Any]:
        """What the request says of the file; the library does not know the field yet."""
        return {**super().to_dict(index), "is_spoiler": True}
