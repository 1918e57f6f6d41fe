"""A scene as a member tells it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from cogs.community.kinds.kind import Fields, Kind, Summary, choice_of
from cogs.community.rules.text import HINT_ROOM, TOLD_ROOM, check_room, one_line, says_something
from cogs.shared.cards.budget import Part
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.items import Answers, Filled, Option, checks, line, paragraph
from data.catalogue.film import CLUES, PURPOSES, Film
from data.catalogue.verdict import Position
from data.contributions.rules.kinds import (
    LONGEST_HIDDEN,
    LONGEST_HINT,
    LONGEST_SOURCE,
    SEEN_MYSELF,
    ImpossibleError,
    ToldScene,
)
from data.locales import _
from data.text import HiddenText, SafeText
from data.web_address import web_address

SOURCE_ROOM = 2 * LONGEST_SOURCE + 4
"""Characters of a source on a card: each escaped, between two pairs of bars."""


def fields(filled: Filled) -> Fields:
    """The form's fields; where the scene stands is not among them."""
    return [
        choice_of("purpose", _("What it is for"), PURPOSES, filled),
        line(
            "hint",
            _("Hint that everybody may read"),
            filled,
            limit=LONGEST_HINT,
            hint=_("No names, no plot"),
        ),
        paragraph(
            "hidden", _("What happens (stays behind a spoiler)"), filled, limit=LONGEST_HIDDEN
        ),
        checks("clues", _("Clues"), [Option(clue, _(clue)) for clue in CLUES], filled),
        line(
            "source",
            _("Source"),
            filled,
            limit=LONGEST_SOURCE,
            hint=_("A page's address, or: {seen}", seen=_(SEEN_MYSELF)),
        ),
    ]


def read_scene(answers: Answers, position: Position, order: int) -> ToldScene:
    """The scene that a form tells, at its place in the film.

    Raises :class:`data.contributions.rules.kinds.ImpossibleError`.
    """
    hint, hidden, source = one_line(answers["hint"]), answers["hidden"], one_line(answers["source"])
    if source.casefold() == _(SEEN_MYSELF).casefold():
        source = SEEN_MYSELF
    if "//" in source:
        _check_address(source)
    if not says_something(hint):
        raise ImpossibleError(_("A scene needs a hint: a few words that everybody may read."))
    if not says_something(hidden):
        raise ImpossibleError(_("Tell what happens in the scene; it stays behind a spoiler."))
    if not says_something(source):
        seen = _(SEEN_MYSELF)
        raise ImpossibleError(_("Tell the source: a page's address, or: {seen}.", seen=seen))
    check_room(_("The hint"), hint, HINT_ROOM)
    check_room(_("What happens"), hidden, TOLD_ROOM)
    return ToldScene(
        position,
        order,
        answers["purpose"],
        SafeText(hint),
        HiddenText(hidden),
        answers.several("clues"),
        source,
    )


def _check_address(address: str) -> None:
    if not address.casefold().startswith(("https://", "http://")):
        raise ImpossibleError(_("A source's address begins with https:// or http://."))
    if web_address(address) is None:
        raise ImpossibleError(
            _("The source's address is not one that a browser opens. Copy it from the page itself.")
        )


def _filled(scene: ToldScene) -> dict[str, str]:
    return {
        "purpose": scene.purpose,
        "hint": scene.hint,
        "hidden": scene.hidden.unwrap_for_spoiler(),
        "clues": "\n".join(scene.clues),
        "source": _(SEEN_MYSELF) if scene.source == SEEN_MYSELF else scene.source,
    }


def _read_edit(answers: Answers, before: ToldScene, _film: Film | None) -> ToldScene:
    return read_scene(answers, before.position, before.order)


def _summary(scene: ToldScene) -> Summary:
    what = _(
        "Scene {number}, {position}, {purpose}",
        number=scene.order,
        position=_(scene.position.value),
        purpose=_(scene.purpose),
    )
    return Summary(what, scene.hint)


def _hidden(scene: ToldScene) -> HiddenText:
    return scene.hidden


def _details(scene: ToldScene) -> Sequence[Part]:
    return [partial(_source_line, scene.source)] if scene.source else []


def _source_line(source: str, room: int) -> str:
    taken = len(_("Source: {source}", source=""))
    return _("Source: {source}", source=_source(source, room - taken))


def _source(source: str, room: int) -> SafeText:
    """The source, hidden: a page's address or a member's words may tell what happens.

    An address that is too long as a link stands there as it was typed.
    """
    if source.casefold() == SEEN_MYSELF:
        return plain(_(SEEN_MYSELF), limit=room)
    address = web_address(source)
    link = hide_link(str(address.hostname), source) if address else hide(source)
    room = min(room, SOURCE_ROOM)
    return link if len(link) <= room else hide(source, limit=room)


SCENE = Kind(fields, _filled, _read_edit, _summary, hidden=_hidden, details=_details)
