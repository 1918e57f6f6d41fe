"""An Easter egg: where to look, and what is there."""

from __future__ import annotations

from cogs.community.kinds.kind import Fields, Kind, Summary, choice_of
from cogs.community.rules.text import HINT_ROOM, TOLD_ROOM, check_room, one_line, says_something
from cogs.shared.items import Answers, Filled, line, paragraph
from data.catalogue.film import EGG_GROUPS, Film
from data.contributions.rules.kinds import (
    LONGEST_ANSWER,
    LONGEST_HINT,
    Egg,
    ImpossibleError,
)
from data.locales import N_, _
from data.text import HiddenText, SafeText


def fields(filled: Filled) -> Fields:
    """The form's fields."""
    return [
        choice_of("group", _("Group"), EGG_GROUPS, filled),
        line("hint", _("Where to look (everybody reads this)"), filled, limit=LONGEST_HINT),
        paragraph("answer", _("What it is (stays behind a spoiler)"), filled, limit=LONGEST_ANSWER),
    ]


def read_egg(answers: Answers) -> Egg:
    """The Easter egg that a form tells.

    Raises :class:`data.contributions.rules.kinds.ImpossibleError`.
    """
    hint, answer = one_line(answers["hint"]), answers["answer"]
    if not says_something(hint) or not says_something(answer):
        raise ImpossibleError(_("An Easter egg needs a hint where to look, and what it is."))
    check_room(_("The hint"), hint, HINT_ROOM)
    check_room(_("What it is"), answer, TOLD_ROOM)
    return Egg(answers["group"], SafeText(hint), HiddenText(answer))


def _filled(egg: Egg) -> dict[str, str]:
    return {"group": egg.group, "hint": egg.hint, "answer": egg.answer.unwrap_for_spoiler()}


def _read_edit(answers: Answers, _before: Egg, _film: Film | None) -> Egg:
    return read_egg(answers)


def _summary(egg: Egg) -> Summary:
    return Summary(_(egg.group), egg.hint)


def _hidden(egg: Egg) -> HiddenText:
    return egg.answer


EGG = Kind(fields, _filled, _read_edit, _summary, confirm=N_("I saw it"), hidden=_hidden)
