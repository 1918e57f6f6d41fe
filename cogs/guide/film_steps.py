"""What the five steps find in one film: safe facts in clear, what happens behind spoilers."""

from __future__ import annotations

from collections.abc import Sequence

from cogs.shared.cards.horizon import see_first
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.verdict_words import findings_lines, sources_named
from cogs.shared.cards.wording import confirmation_title, scenes_told
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, NeededFilm, Scene
from data.locales import _, _n
from data.locales.formats import all_of, labelled
from data.text import SafeText

MOST_SCENES = 3
"""Scenes that are told; the card of the film has them all."""

MOST_RELATIVES = 5
"""Films of the franchise that are named."""

LABEL_ROOM = 110
"""Characters for the name of one of them, escapes included."""

PLOT_ROOM = 350
"""Characters of the page for what happens in one scene, and for what was said of one."""

Lines = list[str]


def film_steps(
    facts: FilmFacts,
    franchise: Sequence[Film],
    first: Sequence[NeededFilm] = (),
    *,
    strict: bool,
    tell: bool = True,
) -> dict[int, Lines]:
    """The lines that a film adds to each step, by the step's number; steps 2 to 5.

    ``first`` are the films that the reader should see before it; its facts are those that are open.
    In a strict place whatever would tell the verdict is behind spoilers, and without ``tell``, for
    readers other than the asker, it is left out.
    """
    scenes = facts.scenes[:MOST_SCENES] if tell else ()
    steps = {
        2: [*([see_first(first)] if first else []), *_plot(scenes, strict=strict)],
        3: _links(facts.film, franchise),
        4: _promises(scenes, strict=strict),
        5: _sources(facts, strict=strict, tell=tell),
    }
    return {number: lines for number, lines in steps.items() if lines}


def _shown(words: str, *, strict: bool) -> SafeText:
    return hide(words) if strict else plain(words)


def _plot(scenes: Sequence[Scene], *, strict: bool) -> Lines:
    lines: Lines = []
    for title, text in scenes_told(scenes):
        lines.append(_shown(f"{title}. {text.hint}".rstrip(), strict=strict))
        lines.append(hide(text.hidden, limit=PLOT_ROOM))
    return [line for line in lines if line]


def _links(film: Film, franchise: Sequence[Film]) -> Lines:
    if film.franchise is None:
        return [_("No franchise is known for it, so look for other kinds of links.")]
    others = [plain(other.label, limit=LABEL_ROOM) for other in franchise if other.id != film.id]
    named = others[:MOST_RELATIVES]
    more = len(others) - MOST_RELATIVES
    # Translators: more films than those named before
    tail = [_n("{count} more", "{count} more", more)] if more > 0 else []
    series = plain(film.franchise)
    return [labelled(series, all_of([*named, *tail])) if named else series]


def _promises(scenes: Sequence[Scene], *, strict: bool) -> Lines:
    return [
        _shown(f"{number} · {', '.join(map(_, (scene.purpose, *scene.clues)))}", strict=strict)
        for number, scene in enumerate(scenes, 1)
    ]


def _sources(facts: FilmFacts, *, strict: bool, tell: bool) -> Lines:
    judgement = facts.judgement
    named = sources_named(judgement.counting)
    lines = [_("Sources: {names}", names=named) if named else _("No source yet.")]
    if tell:
        said = " · ".join((_(judgement.words), *findings_lines(judgement)))
        lines.insert(0, _shown(said, strict=strict))
        lines += _makers_words(facts.scenes, strict=strict)
    return lines


def _makers_words(scenes: Sequence[Scene], *, strict: bool) -> Lines:
    """What one of those who made the film said; *Why?* has them all."""
    for number, scene in enumerate(scenes, 1):
        for said in scene.confirmations[:1]:
            title = _shown(confirmation_title(number, said), strict=strict)
            return [title, hide(said.says, limit=PLOT_ROOM)]
    return []
