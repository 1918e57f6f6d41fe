"""A covered file: by the field of the request, and by its name."""

from __future__ import annotations

from cogs.shared.cards.export_file import export_file
from cogs.shared.cards.spoiler_file import SpoilerFile


def test_a_file_is_covered_by_field_and_by_name() -> None:
    for file, name in (
        (SpoilerFile(b"x", "ending.png"), "SPOILER_ending.png"),
        (export_file("server-data", {}), "SPOILER_server-data.json"),
    ):
        assert file.to_dict(0) == {"id": 0, "filename": name, "is_spoiler": True}
