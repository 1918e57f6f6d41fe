"""Exported data as files."""

from __future__ import annotations

import gzip
import json

from cogs.shared.cards.export_file import PLAIN_LIMIT, export_file


def test_the_file_is_json_under_a_neutral_name_and_a_spoiler() -> None:
    data = {"a": {"b": ["||x||", "\u202e", "ß"]}}
    file = export_file("my-data", data)
    assert file.filename == "SPOILER_my-data.json"
    assert json.loads(file.fp.read()) == data


def test_a_large_file_is_packed() -> None:
    data = {"a": "x" * (PLAIN_LIMIT + 1)}
    file = export_file("server-data", data)
    assert file.filename == "SPOILER_server-data.json.gz"
    packed = file.fp.read()
    assert len(packed) < PLAIN_LIMIT
    assert json.loads(gzip.decompress(packed)) == data


def test_half_a_character_does_not_stop_an_export() -> None:
    assert json.loads(export_file("my-data", {"a": "\ud800"}).fp.read()) == {"a": "?"}
