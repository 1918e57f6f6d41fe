"""The slice's forms; titles and labels are our own words, never a member's."""

from __future__ import annotations

from typing import Any

from discord import ui

from cogs.shared.items import Filled, Form, Option, choice, file, line, paragraph
from cogs.theories.rules.credibility import SCALE, Ballot
from cogs.theories.rules.theory import (
    CLAIM_LIMIT,
    EVIDENCE_LIMIT,
    OBJECTION_LIMIT,
    Kind,
    SourceClass,
)

KIND_WORDS = {
    Kind.SEQUEL: "What a coming film will bring",
    Kind.CROSSOVER: "Somebody will turn up in another film",
    Kind.ECHO: "It mirrors a motif of this or an earlier film",
}
CLASS_WORDS = {
    SourceClass.OFFICIAL: "Studio, film-makers or the film itself",
    SourceClass.ON_RECORD: "Somebody involved, quoted by name",
    SourceClass.PRESS: "Press kits, trailers, posters",
    SourceClass.REPUTABLE: "A trade paper or well-edited site",
    SourceClass.INSIDER: "Has been right before, by name or handle",
    SourceClass.ANONYMOUS: "Nobody stands behind it",
}
CONSISTENCY_WORDS = (
    "Contradicts what is known",
    "Leaves gaps that hurt",
    "Some things fit, some do not",
    "Fits nearly everything known",
    "Fits everything known",
)
SIMPLICITY_WORDS = (
    "Needs many assumptions of its own",
    "Needs several",
    "Needs a few",
    "Needs one or two",
    "The simplest explanation there is",
)
CHANGE_LIMIT = 300
FILM_LIMIT = 100
EVIDENCE_ADDED_LIMIT = 1_000


def theory_form(filled: Filled) -> Form:
    """The form for a theory about a film that is known."""
    return Form("New theory", _theory_fields(filled))


def quote_form(filled: Filled) -> Form:
    """The form for a theory that starts from a message; it also asks for the film."""
    return Form("New theory", [_film_field(filled), *_theory_fields(filled)])


def film_form(filled: Filled) -> Form:
    """The form that asks for the film of a draft."""
    return Form("Which film?", [_film_field(filled)])


def ballot_form(filled: Filled) -> Form:
    """The form that rates a theory on three criteria."""
    return Form(
        "Rate this theory",
        [
            _class_field("Source credibility", filled, "The best source behind it, as you see it"),
            _scale_field("consistency", "Internal consistency", CONSISTENCY_WORDS, filled),
            _scale_field("simplicity", "Simplicity (Occam's razor)", SIMPLICITY_WORDS, filled),
            paragraph(
                "change",
                "What would change my mind",
                filled,
                limit=CHANGE_LIMIT,
                description="For yourself; nobody else sees it",
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
        "Evidence",
        filled,
        limit=EVIDENCE_ADDED_LIMIT,
        description="A link, or a film time such as 1:52:10, plus a few words",
    )
    picture = file("screenshot", "Screenshot", description="Optional; posted behind a spoiler")
    return Form("Add evidence", [words, _class_field("Source", filled), picture])


def objection_form(filled: Filled) -> Form:
    """The form for an objection."""
    words = paragraph(
        "words",
        "What speaks against it?",
        filled,
        limit=OBJECTION_LIMIT,
        description="The strongest one is shown under the claim",
    )
    return Form("Objection", [words])


def _theory_fields(filled: Filled) -> list[ui.Label[Any]]:
    kinds = [Option(kind.key, kind.value.capitalize(), KIND_WORDS[kind]) for kind in Kind]
    return [
        choice("kind", "Kind", kinds, filled),
        paragraph(
            "claim",
            "Claim",
            filled,
            limit=CLAIM_LIMIT,
            description="One sentence that can turn out true or false",
        ),
        paragraph(
            "evidence",
            "Evidence",
            filled,
            limit=EVIDENCE_LIMIT,
            description="One item a line: a link, or a film time such as 1:52:10, plus words",
        ),
        _class_field("Best source", filled),
    ]


def _film_field(filled: Filled) -> ui.Label[Any]:
    return line(
        "film", "Film", filled, limit=FILM_LIMIT, description="Its title, or an IMDb or TMDB link"
    )


def _class_field(label: str, filled: Filled, description: str | None = None) -> ui.Label[Any]:
    options = [Option(c.key, c.value.capitalize(), CLASS_WORDS[c]) for c in SourceClass]
    return choice("source", label, options, filled, description=description)


def _scale_field(name: str, label: str, words: tuple[str, ...], filled: Filled) -> ui.Label[Any]:
    options = [Option(str(step), str(step), words[step - 1]) for step in SCALE]
    return choice(name, label, options, filled)
