"""What chat is told: the answer, the question back, and the few plain sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import discord
from discord import ui

from cogs.answers.rules.awaited import MOST_IN_ONE, Awaited, State
from cogs.shared.cards.film import film_card
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import findings_lines, number_of
from cogs.shared.entries import AWAITED
from cogs.shared.items import ActionButton, ActionSelect
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film
from data.paging import Page
from data.text import SafeText

CHOOSE = "answers:film"
"""The action of the buttons that choose among films; its argument is a film's id."""

TURN_AWAITED = "known:page"
STOP_AWAITING = "known:stop"
"""The action of what takes a film off the list: a button's argument, or the value chosen."""

NAME_ROOM, FINDINGS_ROOM = 70, 100
"""Characters of a film's name and of what is known, where several films share a message."""

BUTTON_LABEL = 80
"""Characters of a button's label."""

OPTION_LABEL = 100
"""Characters of an option's."""

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


def awaiting_words(film: Film, *, here: bool) -> str:
    """That a member will be told; ``here`` if the channel serves where DMs are closed."""
    place = "by DM, or here if I cannot write to you" if here else "by DM"
    return (
        f"As soon as I know whether a scene follows {plain(film.label)}, I tell you {place}. "
        "Your list is `/me awaited`."
    )


def stop_awaiting(film: Film) -> ui.View:
    """The button that takes a film off the list at once."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(STOP_AWAITING, film.id, "Do not tell me"))
    return view


def awaited_card(page: Page[tuple[Awaited, Film]]) -> ui.LayoutView:
    """One page of the films that a member waits for, and the select that takes one off."""
    films = number_of(page.total, "film")
    head = f"### Films of which I tell you\n{films}; only you can see this list."
    rows = [f"- {plain(film.label)}{_AWAITED_NOTES[one.state]}" for one, film in page.rows]
    nothing = "None: press *Tell me when known* on the card of a film that is not known yet."
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay("\n".join(rows) or nothing))
    view = ui.LayoutView(timeout=None)
    view.add_item(container)
    if page.rows:
        options = [
            discord.SelectOption(label=film.label[:OPTION_LABEL], value=film.id)
            for _one, film in page.rows
        ]
        select: ui.Select[Any] = ui.Select(placeholder="Take a film off", options=options)
        view.add_item(ui.ActionRow(ActionSelect(STOP_AWAITING, "", select)))
    add_paging(view, page, TURN_AWAITED, str)
    return view


def known_words(told: Sequence[FilmFacts], strict: Sequence[bool] | None) -> str:
    """That films are known by now, and what; ``strict`` says for each whether to cover that.

    Without ``strict`` only that they are known: everybody in a private place would read it.
    """
    lines = ["You asked me to tell you: now it is known."]
    for number, facts in enumerate(told[:MOST_IN_ONE]):
        line = f"- {plain(facts.film.label, NAME_ROOM)}"
        if strict is not None:
            judgement = facts.judgement
            words = " · ".join((judgement.verdict.value, *findings_lines(judgement)))
            shown = hide if strict[number] else plain
            line += f": {shown(words, limit=FINDINGS_ROOM)}"
        lines.append(line)
    return "\n".join(lines)


def known_buttons(cards: Sequence[ActionButton], batch: int) -> list[ActionButton]:
    """The buttons of a message, by which it is known again: its films' cards, and the list."""
    return [*cards, ActionButton(AWAITED, str(batch), "My list")]


_AWAITED_NOTES = {
    State.WAITING: "",
    State.KNOWN: " · known now",
    State.FAILED: " · known now; I could not write to you",
}


def button_label(film: Film) -> str:
    """A film's label as it fits on a button."""
    label = film.label
    if len(label) > BUTTON_LABEL:
        # The end tells films of one name apart.
        label = f"{label[: BUTTON_LABEL // 2 - 1]}…{label[-BUTTON_LABEL // 2 :]}"
    return label


def _choice(film: Film) -> ActionButton:
    return ActionButton(CHOOSE, film.id, button_label(film))


def _with_buttons(sentence: str, buttons: Iterable[ActionButton]) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay[Any](sentence))
    row: ui.ActionRow[Any] = ui.ActionRow(*buttons)
    if row.children:
        view.add_item(row)
    return view
