"""The slice's forms; titles and labels are our own words, never a member's."""

from __future__ import annotations

from typing import Any

from discord import ui

from cogs.shared.cards.wording import capitalised
from cogs.shared.items import Filled, Form, Option, choice, file, line, paragraph
from cogs.theories.rules.credibility import SCALE, Ballot
from cogs.theories.rules.theory import (
    CLAIM_LIMIT,
    EVIDENCE_LIMIT,
    OBJECTION_LIMIT,
    Kind,
    SourceClass,
)
from data.locales import N_, _

KIND_WORDS = {
    Kind.SEQUEL: N_("What a coming film will bring"),
    Kind.CROSSOVER: N_("Somebody will turn up in another film"),
    Kind.ECHO: N_("It mirrors a motif of this or an earlier film"),
}
CLASS_WORDS = {
    SourceClass.OFFICIAL: N_("Studio, film-makers or the film itself"),
    SourceClass.ON_RECORD: N_("Somebody involved, quoted by name"),
    SourceClass.PRESS: N_("Press kits, trailers, posters"),
    SourceClass.REPUTABLE: N_("A trade paper or well-edited site"),
    SourceClass.INSIDER: N_("Somebody known who was right before"),
    SourceClass.ANONYMOUS: N_("Nobody stands behind it"),
}
CONSISTENCY_WORDS = (
    N_("Contradicts what is known"),
    N_("Leaves serious gaps"),
    N_("Some things fit, some don't"),
    N_("Fits nearly everything known"),
    N_("Fits everything known"),
)
SIMPLICITY_WORDS = (
    N_("Needs many assumptions of its own"),
    N_("Needs several assumptions"),
    N_("Needs a few assumptions"),
    N_("Needs one or two assumptions"),
    N_("The simplest explanation there is"),
)
RAZOR = N_("Occam's razor: fewer assumptions are better")
CHANGE_LIMIT = 300
FILM_LIMIT = 100
EVIDENCE_ADDED_LIMIT = 1_000


def theory_form(filled: Filled) -> Form:
    """The form for a theory about a film that is known."""
    return Form(_("New theory"), _theory_fields(filled))


def quote_form(filled: Filled) -> Form:
    """The form for a theory that starts from a message; it also asks for the film."""
    return Form(_("New theory"), [_film_field(filled), *_theory_fields(filled)])


def film_form(filled: Filled) -> Form:
    """The form that asks for the film of a draft."""
    return Form(_("Which film?"), [_film_field(filled)])


def ballot_form(filled: Filled) -> Form:
    """The form that rates a theory on three criteria."""
    return Form(
        _("Rate this theory"),
        [
            _class_field(
                _("Source credibility"), filled, _("The best source behind it, as you see it")
            ),
            _scale_field("consistency", _("Internal consistency"), CONSISTENCY_WORDS, filled),
            _scale_field("simplicity", _("Simplicity"), SIMPLICITY_WORDS, filled, _(RAZOR)),
            paragraph(
                "change",
                _("What would change my mind"),
                filled,
                limit=CHANGE_LIMIT,
                description=_("For yourself; nobody else sees it"),
                required=False,
            ),
        ],
    )


def ballot_filled(ballot: Ballot) -> Filled:
    """A ballot as the fields of its form hold it."""
    return {
        "source": ballot.ratings.source.key,
        "consistency": str(ballot.ratings.consistency),
        "simplicity": str(ballot.ratings.simplicity),
        "change": ballot.change_of_mind or "",
    }


def evidence_form(filled: Filled) -> Form:
    """The form for further evidence, with or without a screenshot."""
    words = paragraph(
        "words",
        _("Evidence"),
        filled,
        limit=EVIDENCE_ADDED_LIMIT,
        description=_("A link, or a film time such as 1:52:10, plus a few words"),
    )
    picture = file(
        "screenshot", _("Screenshot"), description=_("Optional; posted behind a spoiler")
    )
    return Form(_("Add evidence"), [words, _class_field(_("Source"), filled), picture])


def objection_form(filled: Filled) -> Form:
    """The form for an objection."""
    words = paragraph(
        "words",
        _("What speaks against it?"),
        filled,
        limit=OBJECTION_LIMIT,
        description=_("The strongest one is shown under the claim"),
    )
    return Form(_("Objection"), [words])


def _theory_fields(filled: Filled) -> list[ui.Label[Any]]:
    kinds = [Option(kind.key, capitalised(_(kind.value)), _(KIND_WORDS[kind])) for kind in Kind]
    return [
        choice("kind", _("Kind"), kinds, filled),
        paragraph(
            "claim",
            _("Claim"),
            filled,
            limit=CLAIM_LIMIT,
            description=_("One sentence that can turn out true or false"),
        ),
        paragraph(
            "evidence",
            _("Evidence"),
            filled,
            limit=EVIDENCE_LIMIT,
            description=_("One item per line: a link or a time (1:52:10), plus words"),
        ),
        _class_field(_("Best source"), filled),
    ]


def _film_field(filled: Filled) -> ui.Label[Any]:
    return line(
        "film",
        _("Film"),
        filled,
        limit=FILM_LIMIT,
        description=_("Its title, or an IMDb or TMDB link"),
    )


def _class_field(label: str, filled: Filled, description: str | None = None) -> ui.Label[Any]:
    options = [
        Option(known.key, capitalised(_(known.value)), _(CLASS_WORDS[known]))
        for known in SourceClass
    ]
    return choice("source", label, options, filled, description=description)


def _scale_field(
    name: str,
    label: str,
    words: tuple[str, ...],
    filled: Filled,
    description: str | None = None,
) -> ui.Label[Any]:
    options = [Option(str(step), str(step), _(words[step - 1])) for step in SCALE]
    return choice(name, label, options, filled, description=description)
