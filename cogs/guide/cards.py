"""A page of the guide, with the select that turns to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from cogs.guide.topics import READING, STEPS, TOPICS, Topic
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import film_name
from cogs.shared.items import ActionButton, ActionSelect, new_card
from data.catalogue.film import Film
from data.locales import _

TURN = "guide:topic"
"""The action of the select; its argument is a topic's key, a colon, and a film's id or nothing."""


def page(
    topic: Topic,
    film: Film | None = None,
    steps: Mapping[int, Sequence[str]] | None = None,
    buttons: Sequence[ActionButton] = (),
) -> ui.LayoutView:
    """One page; ``steps`` are the lines that a film adds to the steps, by the step's number."""
    title = _(topic.title)
    container: ui.Container[Any]
    if topic.key == READING:
        about = f" · {plain(film_name(film))}" if film is not None else ""
        container = ui.Container(ui.TextDisplay(f"### {title}{about}"), *_steps(steps or {}))
    else:
        container = ui.Container(ui.TextDisplay(f"### {title}\n{topic.text}"))
    view = new_card()
    view.add_item(container)
    view.add_item(ui.ActionRow(_select(topic, film)))
    if buttons:
        view.add_item(ui.ActionRow(*buttons))
    return view


def argument(topic: Topic, film: Film | None) -> str:
    """What the select hands over for a page."""
    return f"{topic.key}:{film.id if film else ''}"


def _steps(steps: Mapping[int, Sequence[str]]) -> Iterator[ui.TextDisplay[Any]]:
    """A text for each step, so that the client leaves a gap between them."""
    for number, step in enumerate(STEPS, 1):
        lines = [f"- {line}" for line in steps.get(number, ())]
        head = f"**{number} · {_(step.title)}**"
        yield ui.TextDisplay("\n".join([head, _(step.text), *lines]))


def _select(current: Topic, film: Film | None) -> ActionSelect:
    options = [
        discord.SelectOption(
            label=_(topic.title), value=argument(topic, film), default=topic is current
        )
        for topic in TOPICS.values()
    ]
    return ActionSelect(TURN, "", ui.Select(placeholder=_("Another page"), options=options))
