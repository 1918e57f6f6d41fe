"""A language's sentences compiled beside their file, and made anew where that changes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.locales import compiled
from data.locales.compiled import translations_of

SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Stop this reminder"
msgstr "Nie przypominaj"
"""
SENTENCE = "Stop this reminder"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return one_sentence(tmp_path, monkeypatch)


def one_sentence(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """A language of one sentence, in a folder."""
    file = folder / "stinger.po"
    patch.setattr(compiled, "file_of", lambda _language: file)
    file.write_text(SOURCE, encoding="utf-8")
    return file


def said() -> str:
    return translations_of("pl").gettext(SENTENCE)


def kept(source: Path) -> Path:
    return source.with_suffix(".mo")


def reads_no_source(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise AssertionError("the source was compiled again")

    monkeypatch.setattr(compiled, "read_po", refuse)


def test_it_is_compiled_once_and_whenever_it_was_checked_out(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert said() == "Nie przypominaj"
    reads_no_source(monkeypatch)
    for instant in (0, 2_000_000_000):
        os.utime(source, (instant, instant))
        assert said() == "Nie przypominaj"


def test_what_is_stale_by_its_content_is_compiled_anew(source: Path) -> None:
    said()
    times = source.stat()
    source.write_text(SOURCE.replace("Nie przypominaj", "Koniec wiadomo"), encoding="utf-8")
    os.utime(source, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert said() == "Koniec wiadomo"
    assert b"Koniec wiadomo" in kept(source).read_bytes()


@given(place=st.integers(0, 10_000), cut=st.booleans())
def test_no_damage_is_ever_said(
    tmp_path_factory: pytest.TempPathFactory, place: int, cut: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        source = one_sentence(tmp_path_factory.mktemp("locales"), patch)
        said()
        whole = kept(source).read_bytes()
        at = place % len(whole)
        rest = b"" if cut else bytes([whole[at] ^ 1]) + whole[at + 1 :]
        kept(source).write_bytes(whole[:at] + rest)
        assert said() == "Nie przypominaj"
        assert kept(source).read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_in_memory(source: Path) -> None:
    kept(source).mkdir()
    assert said() == "Nie przypominaj"
    assert sorted(path.name for path in source.parent.iterdir()) == ["stinger.mo", "stinger.po"]


@pytest.mark.skipif(sys.platform == "win32", reason="there, an open file keeps its place")
def test_who_reads_while_another_writes_reads_a_whole_one(source: Path) -> None:
    said()
    whole = kept(source).read_bytes()
    with kept(source).open("rb") as reader:
        start = reader.read(10)
        source.write_text(SOURCE + "\n", encoding="utf-8")
        said()
        assert start + reader.read() == whole
    assert kept(source).read_bytes() != whole
