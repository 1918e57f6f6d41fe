"""Finds hidden text that shows: a mark is put into it, and no mark may be read in a reply.

``/config leaktest`` and the leak sweep of the tests use the same search. It is stricter than
Discord: it takes only spans of the shape that
:func:`cogs.shared.cards.spoilers.hide` writes, so a reply
that is safe for another reason is reported too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.spoilers import BARS
from cogs.shared.registry import Registry, SampleReply
from data.locales import languages, speaking, spoken
from data.text import HiddenText

MARK = "Quillfeather"
"""A word that no film, template or name holds."""

TRAP = HiddenText(
    f"{MARK} one || {MARK} two `{MARK}` ```{MARK}``` https://e.example/x|| {MARK} \\|| {MARK}\n"
    f"\n> {MARK} [{MARK}](https://e.example/{MARK}) <@1> @everyone || {MARK}\\"
)
"""Hidden text with marks wherever careless markup would let one out."""

_SPAN = re.compile(
    r"(?:(?<= )|^)BARS(?=\S)(?:(?:WORD)+|\[(?:WORD)+\]\(<[^\s|<>()\\`]+>\))(?<=\S)BARS".replace(
        "BARS", re.escape(BARS)
    ).replace("WORD", r"\\[^A-Za-z0-9\s]|[^|\n\\`*_~<>\[\]]"),
    re.MULTILINE,
)
_CODE = re.compile(r"(?<!\\)`|~~~|^(?: {4}| {0,3}\t)", re.MULTILINE)
"""Code spans, fences, and lines indented so far that some readers take them for code."""

_TEXT_DISPLAY = discord.ComponentType.text_display.value


@dataclass(frozen=True, slots=True)
class Leak:
    """A mark that can be read: in which reply of which slice, and in which part of it."""

    slice: str
    reply: str
    part: str


def shows(mark: str, text: str) -> bool:
    """Whether a message text may show the mark before a click; in doubt it does.

    A span counts as hidden if it begins a line or follows a space, holds no bar and no markup that
    is not escaped, or nothing but a link, and ends on its line. Code, inside of which bars hide
    nothing, makes every mark of the text count as shown.
    """
    mark, text = mark.casefold(), text.casefold()
    if mark not in text:
        return False
    if _CODE.search(text):
        return True
    rest = _SPAN.sub("", text)
    # A bar that is left may pair with one of a span and turn all spans inside out.
    return mark in rest or "|" in rest


def leaks_of(registry: Registry, hidden: HiddenText = TRAP, mark: str = MARK) -> list[Leak]:
    """Render every kind of reply of all slices and name each part that shows the mark.

    In the language spoken and in all of ours, since each has sentences and markup of its own.
    """
    found: dict[Leak, None] = {}
    for language in dict.fromkeys((spoken(), *languages())):
        with speaking(language):
            found |= dict.fromkeys(_leaks_as_spoken(registry, hidden, mark))
    return list(found)


def _leaks_as_spoken(registry: Registry, hidden: HiddenText, mark: str) -> Iterator[Leak]:
    for slice_name, sampler in registry.samplers.items():
        for sample in sampler(hidden):
            for part in leaking_parts(sample, mark):
                yield Leak(slice_name, sample.name, part)


def leaking_parts(sample: SampleReply, mark: str = MARK) -> list[str]:
    """The parts of one reply that show the mark, each named once."""
    parts = [part for part, text, may_hide in _parts(sample) if _leaks(mark, text, may_hide)]
    return list(dict.fromkeys(parts))


def _leaks(mark: str, text: str, may_hide: bool) -> bool:
    return shows(mark, text) if may_hide else mark.casefold() in text.casefold()


def _parts(sample: SampleReply) -> Iterator[tuple[str, str, bool]]:
    """Every string of a reply: where it stands, the string, whether spoilers work there."""
    if sample.content is not None:
        yield "text", sample.content, True
    for name in sample.names:
        yield "name", name, False
    for component in _payload(sample.view):
        yield from _strings(component, "component")


def _payload(view: ui.View | ui.LayoutView | ui.Modal | None) -> Sequence[Mapping[str, Any]]:
    if view is None:
        return ()
    if isinstance(view, ui.Modal):
        return (view.to_dict(),)
    return view.to_components()


def _strings(node: object, part: str, *, may_hide: bool = False) -> Iterator[tuple[str, str, bool]]:
    if isinstance(node, str):
        yield part, node, may_hide
    elif isinstance(node, Mapping):
        is_text = node.get("type") == _TEXT_DISPLAY
        for key, value in node.items():
            yield from _strings(value, str(key), may_hide=is_text and key == "content")
    elif isinstance(node, Iterable):
        for child in node:
            yield from _strings(child, part)
