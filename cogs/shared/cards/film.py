"""Film facts as Discord shows them: the card, and the reasons behind it.

In a strict place only the film's name, its runtime and the names of the sources stay in clear.
What would give the verdict away without a word is left out there: the colour, and for everyone but
the asker the scenes, because the number of their spoilers counts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import discord
from discord import ui

from cogs.shared.cards.budget import TEXT_LIMIT
from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.cards.verdict_words import (
    also_line,
    claim_words,
    findings_lines,
    source_name,
    sources_named,
)
from cogs.shared.cards.wording import (
    confirmation_title,
    date_words,
    film_name,
    minutes_words,
    runtime_words,
    scenes_told,
    times_line,
)
from cogs.shared.items import ActionButton, new_card
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, NeededFilm, Scene, SceneText, StatedCredits
from data.catalogue.timings import confirmed_times
from data.catalogue.verdict import MEMBERS, Claim, Confidence, Verdict
from data.locales import N_, _, _n, languages_here, spoken
from data.locales.formats import labelled
from data.locales.languages import ENGLISH
from data.text import SafeText

COLOURS = {
    Verdict.SCENES: discord.Colour(0x2E9E5B),
    Verdict.NONE: discord.Colour(0x6B7280),
    Verdict.UNKNOWN: discord.Colour(0x4F7CC0),
    Verdict.DISPUTED: discord.Colour(0xC98A1B),
}

CONFIDENCE = {
    Confidence.LOW: N_("confidence low"),
    Confidence.MEDIUM: N_("confidence medium"),
    Confidence.HIGH: N_("confidence high"),
}

_plain = lru_cache(maxsize=4_096)(plain)
"""The same labels, lines and sources are shown again and again."""

LINE_LIMIT = 300
"""Characters of a line that names sources; their names are as long as they like to be."""

CLOSING_ROOM = 1_800
"""Characters below the claims, for what makers said and for what to see first."""

SAID_ROOM = 500
"""Characters of what one of them said."""

MOST_SCENES = 10
"""Scenes told on one card, within Discord's 40 components of a message."""

ADDRESSES_HIDDEN = N_("The pages' addresses are hidden: many tell what happens.")

SEEN = N_("✓ You have seen it.")

SHOW_PRIVATELY = N_("Show privately")
"""The button below a card by which its reader alone is told."""

NEWEST = N_("This is the newest one out. Did you mean another?")

PAGE = N_("page")
"""The link to what a source says."""

TMDB_FILM = "https://www.themoviedb.org/movie/"

BUTTONS_IN_A_ROW = 5


def film_card(
    facts: FilmFacts,
    buttons: Sequence[ActionButton],
    *,
    strict: bool,
    tell: bool = True,
    seen: bool = False,
    first: Sequence[NeededFilm] = (),
) -> ui.LayoutView:
    """The answer to "do I stay?": verdict first, then counts, scenes, extras and sources.

    Without ``tell`` the scenes are left out, and whether there are any does not show. ``seen``
    reminds the asker that they have ticked the film off, ``first`` are the films that they should
    see before it; both for private cards only, whose facts are those within the asker's horizon.
    """
    container: ui.Container[Any] = ui.Container(
        accent_colour=None if strict else COLOURS[facts.judgement.verdict]
    )
    head, closing = _around(facts, languages_here(), strict, tell)
    if first:
        head += f"\n{see_first(first)}"
    if seen:
        closing = f"{_(SEEN)}\n{closing}"
    if not (tell and facts.scenes):
        # One component and not two: a card's time goes into carrying its components.
        container.add_item(ui.TextDisplay(f"{head}\n{closing}"))
        return _layout(container, buttons)
    container.add_item(ui.TextDisplay(head))
    container.add_item(ui.Separator())
    for text in _scene_texts(facts, TEXT_LIMIT - len(head) - len(closing), strict=strict):
        container.add_item(ui.TextDisplay(text))
    container.add_item(ui.Separator())
    container.add_item(ui.TextDisplay(closing))
    return _layout(container, buttons)


def reasons_card(
    facts: FilmFacts,
    claims: Sequence[Claim],
    buttons: Sequence[ActionButton] = (),
    *,
    strict: bool,
) -> ui.LayoutView:
    """Every claim about a film with source, date and link; superseded ones and why.

    Below stands what the scenes' makers said of them, and what to see before the film.
    """
    film, judgement = facts.film, facts.judgement
    verdict = _(judgement.words)
    if judgement.confidence is not None:
        verdict += f" · {_(CONFIDENCE[judgement.confidence])}"
    why = _("Why?")
    head = f"### {why} · {_plain(film_name(film))}\n{_shown(verdict, strict=strict)}"
    lines = [_claim_line(film, claim, strict=strict) for claim in claims]
    if lines:
        head += f"\n-# {_(ADDRESSES_HIDDEN)}"
    else:
        lines = [_("No source yet.")]
    closing = [
        *_makers_lines(facts.scenes, strict=strict),
        *_needed_lines(facts.needed),
        *_credits_lines(facts.stated_credits),
    ]
    below = _as_many_as_fit(closing, CLOSING_ROOM)
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    room = TEXT_LIMIT - len(head) - len(below)
    container.add_item(ui.TextDisplay(_as_many_as_fit(lines, room)))
    if below:
        container.add_item(ui.Separator())
        container.add_item(ui.TextDisplay(below))
    return _layout(container, buttons)


def add_others(card: ui.LayoutView, buttons: Sequence[ActionButton]) -> None:
    """Say below the card of a series' newest film which others may be meant, if any may."""
    if buttons:
        card.add_item(ui.TextDisplay[Any](_(NEWEST)))
        card.add_item(ui.ActionRow(*buttons))


def _layout(container: ui.Container[Any], buttons: Sequence[ActionButton]) -> ui.LayoutView:
    # Every button is dynamic: the view itself is forgotten at once and needs no timeout.
    view = new_card()
    view.add_item(container)
    for first in range(0, len(buttons), BUTTONS_IN_A_ROW):
        view.add_item(ui.ActionRow(*buttons[first : first + BUTTONS_IN_A_ROW]))
    return view


def _shown(words: str, *, strict: bool, limit: int | None = None) -> SafeText:
    return hide(words, limit) if strict else _plain(words, limit)


@lru_cache(maxsize=1_024)
def _around(
    facts: FilmFacts,
    _languages: tuple[str, str],
    strict: bool,
    tell: bool,
) -> tuple[str, str]:
    """What stands above the scenes, and below: the same in all who ask for a film of the lists."""
    head = _verdict_text(facts, strict=strict)
    return head, _closing_text(facts, strict=strict, tell=tell)


def _verdict_text(facts: FilmFacts, *, strict: bool) -> str:
    judgement = facts.judgement
    held = len({claim.source for claim in judgement.counting})
    sources = _n("{count} source", "{count} sources", held)
    name = _plain(film_name(facts.film))
    lines = findings_lines(judgement)
    if strict:  # One line for every verdict, because their number tells too.
        line = hide(" · ".join(lines), 2 * LINE_LIMIT)
        return f"### {name} · {sources}\n{hide(_(judgement.words))}\n{line}"
    head = f"### {_(judgement.words)} · {name} · {sources}"
    return "\n".join([head, *(_plain(line, LINE_LIMIT) for line in lines)])


def _scene_texts(facts: FilmFacts, room: int, *, strict: bool) -> list[str]:
    """The scenes within ``room`` characters, shared evenly, so that none pushes another out."""
    scenes = facts.scenes[:MOST_SCENES]
    share = room // len(scenes)
    return [_scene_text(*told, share, strict=strict) for told in scenes_told(scenes)]


def _scene_text(title: str, scene: SceneText, room: int, *, strict: bool) -> str:
    head = hide(title) if strict else f"**{title}**"
    hint = _shown(scene.hint, strict=strict, limit=room // 3)
    told = hide(scene.hidden, limit=room - len(head) - len(hint) - 2)
    return "\n".join(line for line in (head, hint, told) if line)


def _closing_text(facts: FilmFacts, *, strict: bool, tell: bool) -> str:
    judgement, film = facts.judgement, facts.film
    lines: list[str] = []
    if not tell:
        button = _(SHOW_PRIVATELY)
        lines.append(_("What happens, if anything does: press *{button}*.", button=button))
    elif judgement.verdict is Verdict.SCENES and not facts.scenes:
        untold = _("What happens in it has not been written down yet.")
        lines.append(_shown(untold, strict=strict))
        if times := confirmed_times(facts.timings):
            line = times_line(times)
            lines.append(hide(line) if strict else line)
    if also := also_line(judgement):
        lines.append(_shown(also, strict=strict))
    # *Why?* names the others; what members saw tonight is news.
    seen = [claim for claim in judgement.counting if claim.reports is not None]
    parts = [sources_named(seen)] if seen else []
    if film.runtime:
        parts.append(_("runtime {length}", length=runtime_words(film.runtime)))
    else:
        parts.append(_("runtime not known"))
    if facts.stated_credits:
        length = minutes_words(facts.stated_credits.seconds)
        parts.append(_("credits {length}", length=length))
    closing = " · ".join(parts)
    return "\n".join([*lines, f"-# {_plain(closing, LINE_LIMIT)}"])


def _claim_line(film: Film, claim: Claim, *, strict: bool) -> str:
    # Translators: beside a source, where it is not known of when its word is
    date = date_words(claim.as_of) if claim.as_of else _("undated")
    kind = " · " + _("official") if claim.official else ""
    said = f"- **{_plain(source_name(claim))}** ({date}){kind}"
    line = labelled(said, _shown(claim_words(claim), strict=strict))
    if note := _note(claim):
        line += f" {_shown(f'({note})', strict=strict)}"
    if url := _address(film, claim):
        line += f" · {hide_link(_(PAGE), url)}"
    if claim.superseded:
        reason = _shown(claim.superseded, strict=strict)
        line += "\n  - " + _("does not count: {reason}", reason=reason)
    return line


def _note(claim: Claim) -> str:
    if claim.members:
        return _n("{count} independent member", "{count} independent members", claim.members)
    if claim.source == MEMBERS:
        return _(claim.note)
    if claim.tags:
        # Translators: the words under which a site files a film; they stay as they are
        return _("tagged “{tags}”", tags=", ".join(claim.tags))
    if not claim.note or spoken() == ENGLISH:
        return claim.note
    return _("in English: {note}", note=claim.note)


def _address(film: Film, claim: Claim) -> str | None:
    if claim.url is None and claim.source == "TMDB" and film.tmdb_id:
        return f"{TMDB_FILM}{film.tmdb_id}"
    return claim.url


def _makers_lines(scenes: Sequence[Scene], *, strict: bool) -> list[str]:
    lines = [
        labelled(
            f"- {_shown(confirmation_title(number, said), strict=strict)}",
            f"{hide(said.says, limit=SAID_ROOM)} · {hide_link(said.source, said.url)}",
        )
        for number, scene in enumerate(scenes, 1)
        for said in scene.confirmations
    ]
    heading = _("What the makers said")
    return [hide(heading) if strict else f"**{heading}**", *lines] if lines else []


def _needed_lines(needed: Sequence[NeededFilm]) -> list[str]:
    """The films to see first, with each page that says so once."""
    if not needed:
        return []
    names = ", ".join(_plain(film_name(one.film)) for one in needed)
    pages = {one.url: _page(one.source, one.url) for one in needed}
    told = _n(
        "See first: {films} · says {pages}",
        "See first: {films} · say {pages}",
        len(pages),
        films=names,
        pages=", ".join(pages.values()),
    )
    return [f"- {told}"]


def _credits_lines(stated: StatedCredits | None) -> list[str]:
    if stated is None:
        return []
    length = minutes_words(stated.seconds)
    page = _page(stated.source, stated.url)
    return ["- " + _("Credits: {length}, says {page}", length=length, page=page)]


def _page(source: str, url: str) -> str:
    """A page by its source; its address tells what happens, so it is hidden."""
    return f"{_plain(source)} {hide_link(_(PAGE), url)}"


def _as_many_as_fit(lines: Sequence[str], limit: int) -> str:
    """As many whole lines as fit into ``limit`` characters, and how many are left out."""
    for shown in range(len(lines), -1, -1):
        left = len(lines) - shown
        more = [_n("… and {count} more line", "… and {count} more lines", left)] if left else []
        text = "\n".join([*lines[:shown], *more])
        if len(text) <= limit:
            return text
    return ""
