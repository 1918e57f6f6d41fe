"""Every registered reply in the made-up language: nothing stays English, nothing gets too long.

Its sentences are longer by two fifths, stand in brackets and have an accent on every letter: what
can be read plainly has not been through the catalogue of messages, or is no sentence of ours.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import discord
import pytest
import simcord

from cogs.shared.bot import StingerBot
from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.cards.leak_check import MARK, TRAP, leaks_of
from cogs.shared.registry import SampleReply
from data.locales import languages, speaking
from data.locales.languages import PSEUDO
from tests.conftest import ON_SQLITE

pytestmark = ON_SQLITE

SLICES = ("answers", "community", "films", "guide", "reminders", "theories")
"""The slices that have samples."""

NOT_READ = re.compile(
    r"</[^>]*>|<[^>]*>|https?://\S+|`[^`]*`|\S+\.example\S*|/[a-z]+(?: [a-z]+)?|\|\|[^|]*\|\|"
)
"""Mentions, addresses, code, names of sources and of commands, and what a spoiler hides."""

ENGLISH = re.compile(r"[A-Za-z]{3,}")

NO_SENTENCES = frozenset(
    "Night Harbour short visit IMDb TMDB Letterboxd Trakt JustWatch Wikipedia Discord Stinger "
    "Iron Man Paper Lantern UTC Ada Spoiler attachment png mid "
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
)
"""What the samples are about, names, and the months, which come from Unicode and not from us."""

SAMPLED = re.compile(
    r"A joke\.|Look at the (?:bar|door)\.|Scenes|Mekado Murphy, The New York Times"
    r"|Janet Nguyen, Marketplace"
)
"""Sentences and names that samples are made with."""

LIMITS = {
    ("button", "label"): 80,
    ("option", "label"): 100,
    ("option", "description"): 100,
    ("select", "placeholder"): 150,
    ("input", "placeholder"): 100,
    ("label", "label"): 45,
    ("label", "description"): 100,
    ("modal", "title"): 45,
}
"""Characters, of https://discord.com/developers/docs/components/reference (August 2026)."""

ESCAPED = re.compile(r"\\.")
SPAN_SIGNS = re.compile(r"\|\||\*\*|`")
"""What opens and closes a span, unless it is escaped."""

KINDS = {2: "button", 3: "select", 4: "input", 5: "select", 6: "select", 7: "select", 8: "select"}
LABEL = discord.ComponentType.label.value


def replies(env: simcord.Env, slice_name: str) -> list[SampleReply]:
    """The slice's samples, made by somebody who speaks the made-up language."""
    bot = env.bot
    assert isinstance(bot, StingerBot)
    with speaking(PSEUDO):
        return list(bot.registry.samplers[slice_name](TRAP))


def payload(reply: SampleReply) -> list[dict[str, Any]]:
    view = reply.view
    if view is None:
        return []
    if isinstance(view, discord.ui.Modal):
        return [{"kind": "modal", **view.to_dict()}]
    return view.to_components()


def texts(reply: SampleReply) -> Iterator[tuple[str, str, str]]:
    """Each text that is read: of what, as what, and the text."""
    if reply.content:
        yield "message", "content", reply.content
    for name in reply.names:
        yield "name", "name", name
    for node in payload(reply):
        yield from texts_in(node)


def texts_in(node: object, kind: str = "") -> Iterator[tuple[str, str, str]]:
    """The same of a part of what is sent."""
    if isinstance(node, list):
        for child in node:
            yield from texts_in(child, kind)
    elif isinstance(node, dict):
        own = node.get("kind") or KINDS.get(node.get("type", 0)) or kind
        if node.get("type") == LABEL:
            own = "label"
        for field in ("title", "label", "description", "placeholder", "content"):
            if isinstance(node.get(field), str):
                yield own, field, node[field]
        for field, child in node.items():
            if isinstance(child, (list, dict)):
                yield from texts_in(child, "option" if field == "options" else own)


def torn(text: str) -> list[str]:
    """The signs of spans that a text opens and does not close."""
    signs = Counter(SPAN_SIGNS.findall(ESCAPED.sub("", text)))
    return [sign for sign, many in signs.items() if many % 2]


@pytest.mark.parametrize("slice_name", SLICES)
async def test_nothing_stays_english(simcord_env: simcord.Env, slice_name: str) -> None:
    left = {
        (reply.name, word)
        for reply in replies(simcord_env, slice_name)
        for _kind, _field, text in texts(reply)
        for word in ENGLISH.findall(NOT_READ.sub(" ", SAMPLED.sub("", text.replace(MARK, ""))))
    }
    assert {(reply, word) for reply, word in left if word not in NO_SENTENCES} == set()


@pytest.mark.parametrize("slice_name", SLICES)
async def test_nothing_is_cut_or_too_long(simcord_env: simcord.Env, slice_name: str) -> None:
    for reply in replies(simcord_env, slice_name):
        shown = list(texts(reply))
        for kind, field, text in shown:
            whole = text.replace("\\", "")  # brackets that are escaped
            # A line that says what is known of a film may end in three dots, as the code means it.
            assert "…" in whole or whole.count("[!!!") == whole.count("!!!]"), (reply.name, text)
            assert len(text) <= LIMITS.get((kind, field), TEXT_LIMIT), (reply.name, kind, text)
            assert torn(text) == [], (reply.name, text)
        content = sum(len(text) for _kind, field, text in shown if field == "content")
        assert content <= TEXT_LIMIT, reply.name


@pytest.mark.parametrize("language", languages()[1:])
async def test_every_translation_fits(simcord_env: simcord.Env, language: str) -> None:
    bot = simcord_env.bot
    assert isinstance(bot, StingerBot)
    with speaking(language):
        made = [reply for sampler in bot.registry.samplers.values() for reply in sampler(TRAP)]
    for reply in made:
        for kind, field, text in texts(reply):
            assert len(text) <= LIMITS.get((kind, field), TEXT_LIMIT), (reply.name, kind, text)
            assert torn(text) == [], (reply.name, text)


@pytest.mark.parametrize("language", [PSEUDO, *languages()[1:]])
async def test_what_is_hidden_stays_hidden(simcord_env: simcord.Env, language: str) -> None:
    bot = simcord_env.bot
    assert isinstance(bot, StingerBot)
    with speaking(language):
        assert leaks_of(bot.registry) == []
