"""A vote on a film night: what its host sees first, its post, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import ui

from cogs.reminders.cards.messages import stamp
from cogs.reminders.rules.parties.film_votes import (
    DECIDED,
    RUNNING,
    FilmVote,
    Night,
    Stage,
    Suggestion,
)
from cogs.reminders.rules.screenings import instant
from cogs.shared.cards.wording import number_of, runtime_words
from cogs.shared.items import ActionButton, ActionSelect
from data.text import SafeText

POST = "vote:post"
DROP = "vote:drop"
SUGGEST = "vote:suggest"
START = "vote:start"
END = "vote:end"
CANCEL = "vote:cancel"
TICK = "vote:tick"
PICK = "vote:pick"
PARTY = "vote:party"

LABEL_LIMIT = 80
"""Discord's limit for a button's label, in characters."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as it may be shown: its film's name made harmless, minutes, a safe verdict."""

    suggestion: Suggestion
    title: SafeText
    runtime: int | None
    verdict: str | None


def confirmation_text(night: Night) -> str:
    """What a host sees before a vote is posted."""
    ping = f"<@&{night.role_id}>, now and with the party" if night.role_id else "nobody"
    return "\n".join(
        [
            f"**Film night**, showtime {_at(night.showtime, 'F')}",
            f"Films are suggested until {_at(night.starts_at, 'F')}, one by each member; then "
            f"everybody votes until {_at(night.ends_at, 'F')}. The winner becomes the party with "
            "one press of yours.",
            "",
            f"**Post in** <#{night.channel_id}>: {_where(night)}",
            f"**Ping:** {ping}",
            "Nothing is posted yet.",
        ]
    )


def confirmation_view(vote_id: int) -> ui.View:
    """Post or cancel."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(POST, str(vote_id), "Post", style=discord.ButtonStyle.primary))
    view.add_item(ActionButton(DROP, str(vote_id), "Cancel"))
    return view


def vote_text(vote: FilmVote, films: Sequence[Shown]) -> str:
    """The post: the night, the films, how far the vote is. Who chose what stays secret."""
    night = vote.night
    host = f"Hosted by <@{night.host_id}>" if night.host_id else "Its host has left"
    lines = [
        f"**Film night** · {_at(night.showtime, 'F')} ({_at(night.showtime, 'R')})",
        f"{host}, {_where(night)}",
        _stage_line(vote),
        *(_film_line(number, film, vote) for number, film in enumerate(films, 1)),
    ]
    if vote.stage is Stage.VOTING:
        lines.append(f"{number_of(vote.voters, 'member')} voted so far")
    if night.role_id:
        lines.append(f"<@&{night.role_id}>")
    return "\n".join(lines)


def vote_view(vote: FilmVote, films: Sequence[Shown]) -> ui.View:
    """Suggesting, or choosing; and what the host can do."""
    view, argument = ui.View(timeout=None), str(vote.id)
    if vote.stage is Stage.OPEN:
        view.add_item(
            ActionButton(SUGGEST, argument, "Suggest a film…", style=discord.ButtonStyle.primary)
        )
        view.add_item(ActionButton(START, argument, "Start the vote"))
    elif vote.stage is Stage.VOTING:
        options = [
            discord.SelectOption(label=film.suggestion.film_label, value=str(film.suggestion.id))
            for film in films
        ]
        select: ui.Select[ui.View] = ui.Select(
            placeholder="Tick every film that you would watch",
            options=options,
            min_values=0,
            max_values=len(options),
        )
        view.add_item(ActionSelect(TICK, argument, select))
        view.add_item(ActionButton(END, argument, "End the vote"))
    if vote.stage in RUNNING:
        view.add_item(ActionButton(CANCEL, argument, "Cancel"))
    return view


def result_text(vote: FilmVote, films: Sequence[Shown]) -> str:
    """What the vote came to, for its host: all that pressing *Post the party* will do."""
    night = vote.night
    host = f"<@{night.host_id}> " if night.host_id else ""
    leading = [film for film in films if film.suggestion in vote.leaders]
    if vote.stage is Stage.TIED:
        names = ", ".join(f"**{film.title}**" for film in leading)
        count = number_of(leading[0].suggestion.votes if leading else 0, "vote")
        return f"{host}The vote is tied with {count} each: {names}. Which film is it?"
    won = next((film for film in films if film.suggestion == vote.winner), None)
    if won is None:
        return f"{host}The vote is over."
    ping = f" and pings <@&{night.role_id}>" if night.role_id else ""
    return (
        f"{host}**{won.title}** wins with {number_of(won.suggestion.votes, 'vote')}.\n"
        f"*Post the party* invites this channel {_where(night)} for {_at(night.showtime, 'F')}"
        f"{ping}."
    )


def result_view(vote: FilmVote, films: Sequence[Shown]) -> ui.View:
    """The films of a tie, or the party of the winner."""
    view = ui.View(timeout=None)
    if vote.stage is Stage.WON:
        view.add_item(
            ActionButton(PARTY, str(vote.id), "Post the party", style=discord.ButtonStyle.primary)
        )
    for film in films:
        if vote.stage is Stage.TIED and film.suggestion in vote.leaders:
            argument = f"{vote.id},{film.suggestion.id}"
            label = film.suggestion.film_label[:LABEL_LIMIT]
            view.add_item(ActionButton(PICK, argument, label))
    return view


def _stage_line(vote: FilmVote) -> str:
    night = vote.night
    match vote.stage:
        case Stage.VOTING:
            return f"Vote until {_at(night.ends_at, 'F')} ({_at(night.ends_at, 'R')})"
        case Stage.TIED:
            return "The vote is tied: the host decides."
        case Stage.WON | Stage.HELD:
            return "The vote is over."
        case Stage.CANCELLED:
            return "This film night is cancelled."
        case _:
            return (
                f"Suggest a film until {_at(night.starts_at, 'F')}, then vote until "
                f"{_at(night.ends_at, 'F')}. One each; suggesting again replaces yours."
            )


def _film_line(number: int, film: Shown, vote: FilmVote) -> str:
    parts = [f"{number}. **{film.title}**"]
    if film.runtime is not None:
        parts.append(runtime_words(film.runtime))
    if film.verdict is not None:
        parts.append(film.verdict)
    if vote.stage in (*DECIDED, Stage.HELD):
        parts.append(number_of(film.suggestion.votes, "vote"))
    return " · ".join(parts)


def _where(night: Night) -> str:
    where = "at home" if night.venue == "home" else "in the cinema"
    return f"{where}, {number_of(night.most, 'place')}" if night.most else where


def _at(seconds: int, style: str) -> str:
    return stamp(instant(seconds), style)
