"""What chat is told: the answer, the question back, and the few plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from discord import ui

from cogs.shared.cards.film import film_card
from cogs.shared.items import ActionButton
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film
from data.text import SafeText

CHOOSE = "answers:film"
"""The action of the buttons that choose among films; its argument is a film's id."""

BUTTON_LABEL = 80
"""Characters of a button's label."""

HELP = (
    "Name the film in your question and I look it up: is there anything after the credits of "
    "Iron Man? /stinger finds it however you spell it."
)

NO_FILM = (
    "I cannot tell which film you mean. Ask with its title: is there anything after the credits of "
    "Iron Man? /stinger finds it however you spell it."
)
"""For a question that names no film, or none that is known."""

ROLE_MENTIONED = (
    "You mentioned my role, and then Discord does not show me what you wrote. Pick my name, the "
    "one with my picture, or use /stinger."
)


def answer_card(
    facts: FilmFacts, buttons: Sequence[ActionButton], *, strict: bool
) -> ui.LayoutView:
    """The answer in chat: the film's name in clear, the verdict and each scene in spoilers.

    A strict place is not told whether there are scenes; they stay behind *Show privately*.
    """
    return film_card(facts, buttons, strict=True, tell=not strict)


def private_notice(about: SafeText, buttons: Iterable[ActionButton]) -> ui.LayoutView:
    """Where only the asker may see an answer: the button shows it to whoever presses it."""
    return _with_buttons(f"{about}: only you will see the answer.", buttons)


def which_film(films: Sequence[Film]) -> ui.LayoutView:
    """The question back, with a button for each film."""
    sentence = "Which film do you mean?" if len(films) > 1 else "Do you mean this film?"
    return _with_buttons(sentence, [_choice(film) for film in films])


def already_answered(address: str) -> str:
    """Leads a later asker to the answer that stands."""
    return f"That was answered a few minutes ago: {address}"


def _choice(film: Film) -> ActionButton:
    label = film.label
    if len(label) > BUTTON_LABEL:
        # The end tells films of one name apart.
        label = f"{label[: BUTTON_LABEL // 2 - 1]}…{label[-BUTTON_LABEL // 2 :]}"
    return ActionButton(CHOOSE, film.id, label)


def _with_buttons(sentence: str, buttons: Iterable[ActionButton]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay[Any](sentence))
    row: ui.ActionRow[Any] = ui.ActionRow(*buttons)
    if row.children:
        view.add_item(row)
    return view
