"""The slice's forms; titles and labels are our own words, never a member's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import discord
from discord import ui

from cogs.theories.forms import form_id
from cogs.theories.rules.credibility import SCALE
from cogs.theories.rules.theory import (
    CLAIM_LIMIT,
    EVIDENCE_LIMIT,
    OBJECTION_LIMIT,
    Kind,
    SourceClass,
)
from cogs.theories.store.ballots import Ballot
from data.catalogue.film import Film

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


def theory_modal(film: Film) -> ui.Modal:
    """States a theory about a film."""
    modal = ui.Modal(title="New theory", custom_id=form_id("new", film.id))
    for item in _theory_fields():
        modal.add_item(item)
    return modal


def quote_modal(film_name: str, evidence: str) -> ui.Modal:
    """States a theory that starts from a message; the film is asked for, with a guess filled in."""
    modal = ui.Modal(title="New theory", custom_id=form_id("quote", ""))
    modal.add_item(_film_field(film_name))
    for item in _theory_fields(evidence):
        modal.add_item(item)
    return modal


def film_modal(draft_id: int) -> ui.Modal:
    """Asks for the film of a draft."""
    modal = ui.Modal(title="Which film?", custom_id=form_id("film", str(draft_id)))
    modal.add_item(_film_field(""))
    return modal


def ballot_modal(theory_id: int, own: Ballot | None) -> ui.Modal:
    """Rates a theory on three criteria; a ballot cast before is filled in."""
    modal = ui.Modal(title="Rate this theory", custom_id=form_id("ballot", str(theory_id)))
    rated = own.ratings if own else None
    modal.add_item(
        ui.Label(
            text="Source credibility",
            description="The best source behind it, as you see it",
            component=_class_group("source", rated.source if rated else None),
        )
    )
    modal.add_item(
        ui.Label(
            text="Internal consistency",
            component=_scale_group(
                "consistency", CONSISTENCY_WORDS, rated.consistency if rated else None
            ),
        )
    )
    modal.add_item(
        ui.Label(
            text="Simplicity (Occam's razor)",
            component=_scale_group(
                "simplicity", SIMPLICITY_WORDS, rated.simplicity if rated else None
            ),
        )
    )
    modal.add_item(
        ui.Label(
            text="What would change my mind",
            description="For yourself; nobody else sees it",
            component=_long_text(
                "change", CHANGE_LIMIT, required=False, default=own.change_of_mind if own else None
            ),
        )
    )
    return modal


def evidence_modal(theory_id: int) -> ui.Modal:
    """Adds an item of evidence, with or without a screenshot."""
    modal = ui.Modal(title="Add evidence", custom_id=form_id("evidence", str(theory_id)))
    modal.add_item(
        ui.Label(
            text="Evidence",
            description="A link, or a film time such as 1:52:10, plus a few words",
            component=_long_text("words", 1_000),
        )
    )
    modal.add_item(ui.Label(text="Source", component=_class_group("source", None)))
    modal.add_item(
        ui.Label(
            text="Screenshot",
            description="Optional; posted behind a spoiler",
            component=ui.FileUpload(custom_id="screenshot", required=False, max_values=1),
        )
    )
    return modal


def objection_modal(theory_id: int) -> ui.Modal:
    """Objects to a theory."""
    modal = ui.Modal(title="Objection", custom_id=form_id("objection", str(theory_id)))
    modal.add_item(
        ui.Label(
            text="What speaks against it?",
            description="The strongest one is shown under the claim",
            component=_long_text("words", OBJECTION_LIMIT),
        )
    )
    return modal


def _theory_fields(evidence: str | None = None) -> Iterable[ui.Label[Any]]:
    kinds = [
        discord.RadioGroupOption(
            label=kind.value.capitalize(), value=kind.key, description=KIND_WORDS[kind]
        )
        for kind in Kind
    ]
    yield ui.Label(text="Kind", component=ui.RadioGroup(custom_id="kind", options=kinds))
    yield ui.Label(
        text="Claim",
        description="One sentence that can turn out true or false",
        component=_long_text("claim", CLAIM_LIMIT),
    )
    yield ui.Label(
        text="Evidence",
        description="One item a line: a link, or a film time such as 1:52:10, plus words",
        component=_long_text("evidence", EVIDENCE_LIMIT, default=evidence),
    )
    yield ui.Label(text="Best source", component=_class_group("source", None))


def _film_field(default: str) -> ui.Label[Any]:
    return ui.Label(
        text="Film",
        description="Its title, or an IMDb or TMDB link",
        component=ui.TextInput[Any](custom_id="film", max_length=100, default=default or None),
    )


def _long_text(
    custom_id: str, limit: int, *, required: bool = True, default: str | None = None
) -> ui.TextInput[Any]:
    return ui.TextInput(
        custom_id=custom_id,
        style=discord.TextStyle.paragraph,
        max_length=limit,
        required=required,
        default=default,
    )


def _class_group(custom_id: str, chosen: SourceClass | None) -> ui.RadioGroup[Any]:
    options = [
        discord.RadioGroupOption(
            label=source_class.value.capitalize(),
            value=source_class.key,
            description=CLASS_WORDS[source_class],
            default=source_class is chosen,
        )
        for source_class in SourceClass
    ]
    return ui.RadioGroup(custom_id=custom_id, options=options)


def _scale_group(custom_id: str, words: tuple[str, ...], chosen: int | None) -> ui.RadioGroup[Any]:
    options = [
        discord.RadioGroupOption(
            label=str(step), value=str(step), description=words[step - 1], default=step == chosen
        )
        for step in SCALE
    ]
    return ui.RadioGroup(custom_id=custom_id, options=options)
