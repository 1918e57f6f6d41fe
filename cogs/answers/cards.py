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
from cogs.shared.cards.verdict_words import findings_lines
from cogs.shared.cards.wording import film_name
from cogs.shared.entries import AWAITED, button_label, with_newest
from cogs.shared.items import ActionButton, ActionSelect, new_card, new_view
from data.catalogue.facts import FilmFacts
from data.catalogue.film import Film, NeededFilm
from data.locales import N_, _, _n
from data.locales.formats import labelled
from data.paging import Page
from data.text import SafeText

CHOOSE = "answers:film"
"""The action of the buttons that choose among films; its argument is a film's id."""

TELL_ME = N_("Tell me when known")
"""The button on the card of a film that is not known."""

TURN_AWAITED = "known:page"
STOP_AWAITING = "known:stop"
"""The action of what takes a film off the list: a button's argument, or the value chosen."""

NAME_ROOM, FINDINGS_ROOM = 70, 100
"""Characters of a film's name and of what is known, where several films share a message."""

OPTION_LABEL = 100
"""Characters of an option's."""

HELP = N_(
    "Name the film in your question and I look it up: is there anything after the credits of "
    "Iron Man? /stinger finds it however you spell it."
)

NO_FILM = N_(
    "I can't tell which film you mean. Ask with its title: is there anything after the credits of "
    "Iron Man? /stinger finds it however you spell it."
)
"""For a question that names no film, or none that is known."""

ROLE_MENTIONED = N_(
    "You mentioned my role, and then Discord does not show me what you wrote. Pick my name, the "
    "one with my picture, or use /stinger."
)


def answer_card(
    facts: FilmFacts,
    buttons: Sequence[ActionButton],
    first: Sequence[NeededFilm] = (),
    *,
    strict: bool,
) -> ui.LayoutView:
    """The answer in chat: the film's name in clear, the verdict and each scene in spoilers.

    A strict place is not told whether there are scenes; they stay behind *Show privately*.
    ``first`` is as in :func:`cogs.shared.cards.film.film_card`, for DMs.
    """
    return film_card(facts, buttons, strict=True, tell=not strict, first=first)


def private_notice(about: SafeText, buttons: Iterable[ActionButton]) -> ui.LayoutView:
    """Where only the asker may see an answer: the button shows it to whoever presses it."""
    return _with_buttons(_("{film}: only you will see the answer.", film=about), buttons)


def which_film(films: Sequence[Film], *, newest_first: bool = False) -> ui.LayoutView:
    """The question back, with a button for each film; ``newest_first`` as in FilmsMeant."""
    question = _("Which film do you mean?") if len(films) > 1 else _("Do you mean this film?")
    sentence = with_newest(question, films, newest_first=newest_first)
    return _with_buttons(sentence, choices(films))


def choices(films: Iterable[Film]) -> list[ActionButton]:
    """A button for each film, by which the asker makes the message the answer about it."""
    return [ActionButton(CHOOSE, film.id, button_label(film)) for film in films]


def already_answered(address: str) -> str:
    """Leads a later asker to the answer that stands."""
    return _("That was answered a few minutes ago: {link}", link=address)


def awaiting_words(film: Film, *, here: bool) -> str:
    """That a member will be told; ``here`` if the channel serves where DMs are closed."""
    told = (
        N_(
            "As soon as I know whether {film} has a scene, I'll send you a DM, or write here if "
            "your DMs are closed."
        )
        if here
        else N_("As soon as I know whether {film} has a scene, I'll send you a DM.")
    )
    where = _("See your list with `/me awaited`.")
    return f"{_(told, film=plain(film_name(film)))} {where}"


def stop_awaiting(film: Film) -> ui.View:
    """The button that takes a film off the list at once."""
    view = new_view()
    view.add_item(ActionButton(STOP_AWAITING, film.id, _("Don't tell me")))
    return view


def awaited_card(page: Page[tuple[Awaited, Film]]) -> ui.LayoutView:
    """One page of the films that a member waits for, and the select that takes one off."""
    title = _("Films you asked me to tell you about")
    told = _n(
        "{count} film; only you can see this list.",
        "{count} films; only you can see this list.",
        page.total,
    )
    head = f"### {title}\n{told}"
    rows = [f"- {plain(film_name(film))}{_note(one.state)}" for one, film in page.rows]
    nothing = _(
        "None: press *{button}* on the card of a film that is not known yet.",
        button=_(TELL_ME),
    )
    container: ui.Container[Any] = ui.Container(ui.TextDisplay(head))
    container.add_item(ui.TextDisplay("\n".join(rows) or nothing))
    view = new_card()
    view.add_item(container)
    if page.rows:
        options = [
            discord.SelectOption(label=film_name(film)[:OPTION_LABEL], value=film.id)
            for _one, film in page.rows
        ]
        select: ui.Select[Any] = ui.Select(placeholder=_("Take a film off"), options=options)
        view.add_item(ui.ActionRow(ActionSelect(STOP_AWAITING, "", select)))
    add_paging(view, page, TURN_AWAITED, str)
    return view


def known_words(told: Sequence[FilmFacts], strict: Sequence[bool] | None) -> str:
    """That films are known by now, and what; ``strict`` says for each whether to cover that.

    Without ``strict`` only that they are known: everybody in a private place would read it.
    """
    lines = [_("You asked me to tell you: now it is known.")]
    for number, facts in enumerate(told[:MOST_IN_ONE]):
        line = f"- {plain(film_name(facts.film), NAME_ROOM)}"
        if strict is not None:
            judgement = facts.judgement
            words = " · ".join((_(judgement.words), *findings_lines(judgement)))
            shown = hide if strict[number] else plain
            line = labelled(line, shown(words, limit=FINDINGS_ROOM))
        lines.append(line)
    return "\n".join(lines)


def known_buttons(cards: Sequence[ActionButton], batch: int) -> list[ActionButton]:
    """The buttons of a message, by which it is known again: its films' cards, and the list."""
    return [*cards, ActionButton(AWAITED, str(batch), _("My list"))]


_AWAITED_NOTES = {
    State.KNOWN: N_("known now"),
    State.FAILED: N_("known now; I couldn't write to you"),
}


def _note(state: State) -> str:
    return f" · {_(_AWAITED_NOTES[state])}" if state in _AWAITED_NOTES else ""


def _with_buttons(sentence: str, buttons: Iterable[ActionButton]) -> ui.LayoutView:
    view = new_card()
    view.add_item(ui.TextDisplay[Any](sentence))
    row: ui.ActionRow[Any] = ui.ActionRow(*buttons)
    if row.children:
        view.add_item(row)
    return view
