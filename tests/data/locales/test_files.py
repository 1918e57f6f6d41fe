"""The files of ``locales/`` are those of the code, and no translation can break an answer."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from data.locales.files import (
    ROOT,
    SOURCES,
    TEMPLATE,
    faults,
    merge,
    template,
    updated,
    written,
)
from data.locales.languages import file_of, languages

OTHERS = languages()[1:]

FIRST = {"_": 0, "N_": 0, "_n": 0, "_p": 1, "_np": 1}
"""Where in a call of ours the sentence stands."""

TAKE_THEM = "Run `make locales`: the code has other sentences than locales/."


@pytest.fixture(scope="module")
def sentences() -> Catalog:
    return template()


def trees() -> list[ast.Module]:
    """The code whose sentences are translated."""
    files = [file for folder in SOURCES for file in (ROOT / folder).rglob("*.py")]
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def last(forms: str | Sequence[str] | None) -> str:
    """A sentence; of one about a number, its last form."""
    return forms if isinstance(forms, str) else forms[-1] if forms else ""


def said_in(tree: ast.AST) -> list[str]:
    """The sentences that a piece of the code says or marks."""
    return [
        first.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args
        if (at := FIRST.get(node.func.id)) is not None
        if isinstance(first := node.args[at], ast.Constant) and isinstance(first.value, str)
    ]


def test_the_template_has_the_sentences_of_the_code(sentences: Catalog) -> None:
    assert TEMPLATE.read_bytes() == written(sentences), TAKE_THEM


@pytest.mark.parametrize("language", OTHERS)
def test_every_file_has_the_sentences_of_the_code(language: str, sentences: Catalog) -> None:
    assert file_of(language).read_bytes() == written(updated(language, sentences)), TAKE_THEM


@pytest.mark.parametrize("language", OTHERS)
def test_every_translation_has_the_placeholders_of_its_sentence(language: str) -> None:
    assert faults(language) == []


def test_no_sentence_is_said_where_it_is_not_found(sentences: Catalog) -> None:
    """As inside an f-string, which the extraction takes for one piece."""
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in sentences}
    assert {said for tree in trees() for said in said_in(tree)} - known == set()


def test_every_refusal_ends_as_a_sentence_does() -> None:
    """Another may follow: a form says that nothing was saved."""
    errors = [
        node
        for tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and node.name.endswith("Error")
    ]
    refusals = {said for error in errors for said in said_in(error)}
    named_in_others = {
        said
        for error in errors
        for node in ast.walk(error)
        if isinstance(node, ast.keyword)
        for said in said_in(node)
    }
    assert {s for s in refusals - named_in_others if not s.endswith((".", "?"))} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_ends_with_a_full_stop_where_its_sentence_does(
    language: str, sentences: Catalog
) -> None:
    messages = [m for m in updated(language, sentences) if last(m.id).endswith(".")]
    assert [said for m in messages if (said := last(m.string)) and not said.endswith(".")] == []


def test_sentences_are_taken_out_of_the_code(tmp_path: Path) -> None:
    for folder in ("cogs", "data", "stage"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cogs" / "slice.py").write_text(
        "# Translators: on a button\n"
        '_("Press {name}", name=name)\n'
        '_n("{count} vote", "{count} votes", many)\n'
        '_p("verb", "Open")\n'
        'SENTENCE = N_("It is " "full.")\n'
        "_(SENTENCE)\n"
    )
    (tmp_path / "stage" / "page.js").write_text('say(_("Try this"));\n')
    found = template(tmp_path)
    assert {message.id for message in found if message.id} == {
        "Press {name}",
        ("{count} vote", "{count} votes"),
        "Open",
        "It is full.",
        "Try this",
    }
    press = found.get("Press {name}")
    assert press is not None
    assert press.auto_comments == ["Translators: on a button"]
    assert found.get("Open", "verb") is not None


def test_two_branches_are_merged_sentence_by_sentence(tmp_path: Path) -> None:
    """Line by line, two new sentences beside each other would be woven into one."""
    paths = []
    for branch, said in enumerate((("A", "a", ""), ("A", "", "b"), ("A", "c", ""))):
        catalog = Catalog("de")
        for sentence, translation in zip((f"New {branch}", "Old", said[0]), said, strict=True):
            catalog.add(sentence, translation)
        paths.append(tmp_path / f"{branch}.po")
        paths[-1].write_bytes(written(catalog))
    ours, theirs, later = paths
    merge(ours, theirs)
    merge(ours, later)
    with ours.open("rb") as file:
        merged = {message.id: message.string for message in read_po(file) if message.id}
    assert merged == {"New 0": "A", "New 1": "A", "New 2": "A", "Old": "c", "A": "b"}
    assert ours.read_text(encoding="utf-8").startswith("# ")
