"""Two Discord-markdown parsers that others wrote, each asked the same: what does one see?

They differ on purpose. *client* is the JavaScript parser that Discord's clients grew from, with
Discord's rules: it looks for bars in the raw text. *preview* reads by CommonMark: it looks at
blocks, escapes, code and links before bars, as other clients and older versions do.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from simcord.preview._markdown import markdown_tokens

HERE = Path(__file__).parent
ID = "123456789012345678"


@dataclass
class View:
    """What a message looks like: in the clear, after every click, and what is more than words."""

    shown: str = ""
    revealed: str = ""
    constructs: set[str] = field(default_factory=set)

    def add(self, text: str, *, hidden: bool) -> None:
        self.revealed += text
        if not hidden:
            self.shown += text


Reader = Callable[[str], View]


def preview(markup: str) -> View:
    """SimCord's preview, with every id of the tests known to it."""
    view = View()
    _walk_preview(markdown_tokens(markup, "message", context=_PREVIEW_CONTEXT), view)
    return view


_PREVIEW_CONTEXT = {
    "everyone": True,
    "users": {ID: "ann"},
    "roles": {ID: "staff"},
    "channels": {ID: "lobby"},
    "commands": {ID: "stinger"},
    "emojis": {ID: {"name": "egg", "animated": False}},
}


def _walk_preview(tokens: Iterable[Mapping[str, Any]], view: View) -> None:
    depth = 0
    for token in tokens:
        kind = token["type"]
        if kind == "spoiler_open":
            depth += 1
        elif kind == "spoiler_close":
            depth -= 1
        elif kind == "text":
            view.add(token["content"], hidden=depth > 0)
        elif kind == "break":
            view.add("\n", hidden=False)
        else:
            if kind not in {"paragraph", "inline"}:
                view.constructs.add(kind)
            view.add(str(token.get("content", "")), hidden=depth > 0)
            _walk_preview(token.get("children", ()), view)
            view.add("\n" if kind == "paragraph" else "", hidden=False)


@contextmanager
def client() -> Iterator[Reader]:
    """The parser from npm in one Node process; skipped where either is missing."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node is not installed")
    # Node looks for the package in the working directory, above it, and in NODE_PATH.
    script = (HERE / "discord_markdown.js").read_text(encoding="utf-8")
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([node, "-e", script], stderr=subprocess.DEVNULL, **pipes) as process:
        try:
            read = _NodeReader(process)
            if not read.answers():
                pytest.skip("the npm package discord-markdown-parser is not installed")
            yield read
        finally:
            process.kill()


class _NodeReader:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def answers(self) -> bool:
        try:
            return self._parse("") is not None
        except BrokenPipeError:
            return False

    def __call__(self, markup: str) -> View:
        view = View()
        tree = self._parse(markup)
        assert tree is not None, "the Node process has ended"
        _walk_client(tree, view, hidden=False)
        view.shown, view.revealed = _whole(view.shown), _whole(view.revealed)
        return view

    def _parse(self, markup: str) -> list[dict[str, Any]] | None:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(markup).encode() + b"\n")
        stdin.flush()
        answer = stdout.readline()
        return json.loads(answer) if answer else None


def _whole(text: str) -> str:
    """JavaScript's strings are UTF-16, and the parser may put the halves of a pair in two nodes."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16")


def _walk_client(nodes: Iterable[Mapping[str, Any]], view: View, *, hidden: bool) -> None:
    for node in nodes:
        kind = node["type"]
        if kind not in {"text", "br", "spoiler", "twemoji"}:
            view.constructs.add(kind)
        content = node.get("content", "\n" if kind == "br" else node.get("name", ""))
        if isinstance(content, str):
            view.add(content, hidden=hidden)
        else:
            _walk_client(content, view, hidden=hidden or kind == "spoiler")
