"""Film facts as Discord shows them: the card, and the reasons behind it.

In a strict place only the film's name, its runtime and the names of the sources stay in clear;
the colour of the card, which would give the verdict away, is left out there too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import ui

from cogs.shared.buttons import ActionButton
from cogs.shared.spoilers import hide, plain
from cogs.shared.wording import (
    also_line,
    claim_words,
    findings_lines,
    number_of,
    runtime_words,
    scene_title,
    sources_named,
)
from data.facts import FilmFacts
from data.film import Film, Scene
from data.text import SafeText
from data.verdict import Claim, Verdict

COLOURS = {
    Verdict.SCENES: discord.Colour(0x2E9E5B),
    Verdict.NONE: discord.Colour(0x6B7280),
    Verdict.UNKNOWN: discord.Colour(0x4F7CC0),
    Verdict.DISPUTED: discord.Colour(0xC98A1B),
}

TEXT_LIMIT = 4_000
"""Characters that Discord allows for all text of one message of components."""

SCENES_LIMIT = 3_000
"""Of these, what the scenes may take; shared evenly, so that a long one cannot push one out."""

MOST_CLAIMS = 15

TMDB_FILM = "https://www.themoviedb.org/movie/"


def film_card(facts: FilmFacts, buttons: Sequence[ActionButton], *, strict: bool) -> ui.LayoutView:
    """The answer to "do I stay?": verdict first, then counts, scenes, extras and sources."""
    container: ui.Container[Any] = ui.Container(
        accent_colour=None if strict else COLOURS[facts.judgement.verdict]
    )
    container.add_item(ui.TextDisplay(_verdict_text(facts, strict=strict)))
    if facts.scenes:
        container.add_item(ui.Separator())
        room = SCENES_LIMIT // len(facts.scenes)
        for number, scene in enumerate(facts.scenes, 1):
            text = _scene_text(number, scene, room, strict=strict)
            container.add_item(ui.TextDisplay(text))
        container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(_closing_text(facts, strict=strict)))
    return _layout(container, buttons)


def reasons_card(facts: FilmFacts, claims: Sequence[Claim], *, strict: bool) -> ui.LayoutView:
    """Every claim about a film with source, date and link; superseded ones and why."""
    film, judgement = facts.film, facts.judgement
    verdict = judgement.verdict.value
    if judgement.confidence is not None:
        verdict += f" · confidence {judgement.confidence.value}"
    head = f"### Why? · {plain(film.label)}\n{_shown(verdict, strict=strict)}"
    lines = [_claim_line(film, claim, strict=strict) for claim in claims[:MOST_CLAIMS]]
    if len(claims) > MOST_CLAIMS:
        lines.append(f"… and {number_of(len(claims) - MOST_CLAIMS, 'more claim')}")
    if not lines:
        lines = ["No source that we hold speaks of this film's credits."]
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay(_joined(lines, TEXT_LIMIT - len(head) - 1)))
    return _layout(container, ())


def _layout(container: ui.Container[Any], buttons: Sequence[ActionButton]) -> ui.LayoutView:
    # Every button is dynamic: the view itself is forgotten at once and needs no timeout.
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def _shown(words: str, *, strict: bool) -> SafeText:
    return hide(words) if strict else SafeText(words)


def _verdict_text(facts: FilmFacts, *, strict: bool) -> str:
    judgement = facts.judgement
    sources = number_of(len({claim.source for claim in judgement.counting}), "source")
    name = plain(facts.film.label)
    lines = [_shown(line, strict=strict) for line in findings_lines(judgement)]
    if strict:
        head = f"### {name} · {sources}\n{hide(judgement.verdict.value)}"
    else:
        head = f"### {judgement.verdict.value} · {name} · {sources}"
    return "\n".join([head, *lines])


def _scene_text(number: int, scene: Scene, room: int, *, strict: bool) -> str:
    title = scene_title(number, scene)
    head = hide(title) if strict else f"**{title}**"
    hint = _shown(scene.hint, strict=strict)
    return f"{head}\n{hint}\n{hide(scene.hidden, limit=room - len(head) - len(hint) - 2)}"


def _closing_text(facts: FilmFacts, *, strict: bool) -> str:
    judgement, film = facts.judgement, facts.film
    lines: list[str] = []
    if judgement.verdict is Verdict.SCENES and not facts.scenes:
        lines.append(_shown("What happens in it has not been written down yet.", strict=strict))
    if also := also_line(judgement):
        lines.append(_shown(also, strict=strict))
    closing = [f"Sources: {sources_named(judgement.counting) or 'none yet'}"]
    if film.runtime:
        closing.append(f"runtime {runtime_words(film.runtime)}")
    lines.append(f"-# {' · '.join(closing)}")
    return "\n".join(lines)


def _claim_line(film: Film, claim: Claim, *, strict: bool) -> str:
    date = f" ({claim.as_of})" if claim.as_of else ""
    kind = " · official" if claim.official else ""
    said = _shown(claim_words(claim), strict=strict)
    url = claim.url
    if url is None and claim.source == "TMDB" and film.tmdb_id:
        url = f"{TMDB_FILM}{film.tmdb_id}"
    source = f"[{claim.source}](<{url}>)" if url else claim.source
    line = f"- **{source}**{date}{kind}: {said}"
    if claim.note:
        line += f" {_shown(f'({claim.note})', strict=strict)}"
    if claim.superseded:
        line += f"\n  -# does not count: {_shown(claim.superseded, strict=strict)}"
    return line


def _joined(lines: Iterable[str], limit: int) -> str:
    """The lines that fit into ``limit`` characters, whole."""
    text = ""
    for line in lines:
        if len(text) + len(line) + 1 > limit:
            break
        text += f"{line}\n"
    return text.rstrip("\n")
