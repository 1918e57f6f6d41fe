"""What a member saw at a showing: whether there was a scene, and where."""

from __future__ import annotations

from cogs.community.kinds.kind import Fields, Kind, Summary
from cogs.shared.cards.sightings import QUESTION, answer_of, answer_words
from cogs.shared.items import Answers, Filled, Option, choice
from data.catalogue.film import Film
from data.contributions.rules.kinds import ImpossibleError, Sighting
from data.contributions.rules.sightings import SAW, Answer, sighting_of
from data.locales import N_, _

THANKS = N_("Thank you.")


def fields(filled: Filled) -> Fields:
    """The form's field."""
    return [
        choice("saw", QUESTION, [Option(one.value, answer_words(one)) for one in SAW], filled),
    ]


def _filled(sighting: Sighting) -> dict[str, str]:
    answer = answer_of(sighting)
    return {"saw": answer.value} if answer else {}


def _read_edit(answers: Answers, before: Sighting, _film: Film | None) -> Sighting:
    if answers["saw"] not in {answer.value for answer in SAW}:
        raise ImpossibleError(_("Pick what you saw from the list."))
    seen = sighting_of(Answer(answers["saw"]), blind=before.blind)
    if seen is None:
        raise ImpossibleError(_("Pick what you saw from the list."))
    return seen


def _summary(sighting: Sighting) -> Summary:
    answer = answer_of(sighting)
    words = answer_words(answer) if answer else _("A scene; where is not said")
    # Translators: {answer} is what a member answered to "Was there a scene?"
    return Summary(_("After a showing: {answer}", answer=words))


SIGHTING = Kind(fields, _filled, _read_edit, _summary, THANKS, confirm=None)
