"""The question after a showing: two taps, in words that are safe before anybody has answered."""

from __future__ import annotations

from collections.abc import Sequence

import discord

from cogs.shared.items import ActionButton
from data.contributions.rules.kinds import Sighting
from data.contributions.rules.sightings import SAW, Answer, sighting_of
from data.locales import N_, _, _n
from data.locales.formats import number

SAW_IT = "seen:saw"
WORTH = "seen:worth"
NOT_WORTH = "seen:not-worth"

QUESTION = N_("Was there a scene?")
AGREED = N_("By answering you give the fact, without your name, to everybody (CC0).")
THANKS = N_("Thank you. Was it another button? Just press that one.")
ASK_WORTH = N_("Thank you. And was it worth the wait?")

LEAST_COUNTED = 3
"""Answers from which it is told how many found the wait worth it."""

_WORDS = {
    # Translators: "Was there a scene?" on a button: during the credits
    Answer.DURING: N_("During"),
    # Translators: "Was there a scene?" on a button: after the credits
    Answer.AFTER: N_("After"),
    # Translators: "Was there a scene?" on a button: during the credits and after them
    Answer.BOTH: N_("Both"),
    # Translators: "Was there a scene?" on a button: no scene
    Answer.NONE: N_("None"),
    Answer.LEFT: N_("I left early"),
}


def answer_words(answer: Answer) -> str:
    """What stands on an answer's button."""
    return _(_WORDS[answer])


def answer_of(sighting: Sighting) -> Answer | None:
    """The answer that a sighting is; ``None`` for one that was tapped in the dark."""
    return next(
        (
            answer
            for answer in SAW
            if (seen := sighting_of(answer, blind=True)) is not None
            and (seen.scenes, seen.denied) == (sighting.scenes, sighting.denied)
        ),
        None,
    )


def question_lines() -> str:
    """The question, and what whoever answers agrees to."""
    return f"{_(QUESTION)}\n-# {_(AGREED)}"


def scene_buttons(argument: str) -> list[ActionButton]:
    """The first tap; ``argument`` says after which showing."""
    return [
        ActionButton(
            SAW_IT,
            f"{argument},{answer.value}",
            answer_words(answer),
            style=discord.ButtonStyle.secondary
            if answer is Answer.LEFT
            else discord.ButtonStyle.primary,
        )
        for answer in Answer
    ]


def worth_words(worth: int, answers: int) -> str:
    """What a member reads after both taps: what others of their server said."""
    if answers < LEAST_COUNTED:
        return _("Thank you.")
    # Translators: {count} members of this server have answered, {worth} of them said yes
    return _n(
        "Thank you. {worth} of {count} here says that it was worth the wait.",
        "Thank you. {worth} of {count} here say that it was worth the wait.",
        answers,
        worth=number(worth),
    )


def worth_buttons(argument: str) -> Sequence[ActionButton]:
    """The second tap, where there was a scene."""
    return (
        ActionButton(WORTH, argument, _("Worth the wait"), style=discord.ButtonStyle.primary),
        ActionButton(NOT_WORTH, argument, _("Not really"), style=discord.ButtonStyle.primary),
    )
