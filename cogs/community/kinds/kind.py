"""What the slice knows of a kind of contribution; each kind's own module fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from discord import ui

from cogs.shared.cards.budget import Part
from cogs.shared.items import Answers, Filled, Option, choice, described
from data.catalogue.film import Film
from data.contributions.rules.kinds import Content
from data.locales import N_, _
from data.text import HiddenText, SafeText

C = TypeVar("C", bound=Content)

Fields = Sequence[ui.Label[Any]]

AGREED = N_("By sending this you give its facts, without your name, to everybody (CC0).")
"""At most 100 characters in every language: it stands below a field."""

THANKS = N_("Thank you. A curator of this server looks at the text before it is shown.")


@dataclass(frozen=True, slots=True)
class Summary:
    """A contribution in a line: its words, not made safe yet, and its hint if it has one."""

    words: str
    hint: SafeText | None = None


def nothing_hidden(_content: object) -> HiddenText | None:
    """Tell that a kind has no hidden text."""
    return None


def no_details(_content: object) -> Sequence[str | Part]:
    """Tell that a kind's summary says it all."""
    return []


@dataclass(frozen=True, slots=True)
class Kind(Generic[C]):
    """A kind of contribution.

    ``fields`` builds the form, ``filled`` is what stands in it for a contribution that is edited,
    and ``read_edit`` makes the edited content out of the answers, the content before, and the film
    (``None`` where it is not known any more). ``hidden`` is the text that only who may read it is
    shown, behind a spoiler; ``details`` are safe lines for everybody, to be fitted into a card.
    ``thanks`` is what the reporter reads. ``confirm`` is the label under which others confirm it,
    ``None`` where nobody can.
    """

    fields: Callable[[Filled], Fields]
    filled: Callable[[C], Mapping[str, str]]
    read_edit: Callable[[Answers, C, Film | None], C]
    summary: Callable[[C], Summary]
    thanks: str = THANKS
    confirm: str | None = N_("Same for me")
    hidden: Callable[[C], HiddenText | None] = nothing_hidden
    details: Callable[[C], Sequence[str | Part]] = no_details


def to_be_shared(fields: Fields) -> Fields:
    """A form's fields for something new, the first of which says what sending it agrees to."""
    fields[0].description = described(_(AGREED))
    return fields


def choice_of(name: str, label: str, values: Sequence[str], filled: Filled) -> ui.Label[Any]:
    """A field in which one of several values is chosen, the first unless another is filled in.

    The values are kept in English and shown in the language spoken.
    """
    chosen = {name: filled.get(name) or values[0]}
    return choice(name, label, [Option(value, _(value)) for value in values], chosen)
