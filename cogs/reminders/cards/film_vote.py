"""A vote on a film night: what its host sees first, its post, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import discord
from discord import ui

from cogs.reminders.rules.messages import place_words, places_words
from cogs.reminders.rules.parties.film_votes import (
    DECIDED,
    RUNNING,
    FilmVote,
    Night,
    Stage,
    Suggestion,
)
from cogs.reminders.rules.screenings import instant, stamp
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import runtime_words
from cogs.shared.items import ActionButton, ActionSelect, new_view
from data.locales import _, _n, _p
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

TITLE_ROOM = 60
"""Characters of a film's name in a text, escapes included: ten of them have to fit."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A suggestion as it may be shown: its film's name of now, minutes, a safe verdict."""

    suggestion: Suggestion
    label: str
    runtime: int | None
    verdict: str | None

    @property
    def title(self) -> SafeText:
        """The name for a text, made harmless."""
        return plain(self.label, limit=TITLE_ROOM)


def confirmation_text(night: Night) -> str:
    """What a host sees before a vote is posted."""
    role, channel = f"<@&{night.role_id}>", f"<#{night.channel_id}>"
    return "\n".join(
        [
            _("**Film night**, showtime {time}", time=_at(night.showtime, "F")),
            _(
                "Films are suggested until {start}, one by each member; then everybody votes until "
                "{end}. The winner becomes the party with one press of yours.",
                start=_at(night.starts_at, "F"),
                end=_at(night.ends_at, "F"),
            ),
            "",
            _("**Post in** {channel}: {what}", channel=channel, what=_where(night)),
            _("**Ping:** {role}, now and with the party", role=role)
            if night.role_id
            else _("**Ping:** nobody"),
            _("Nothing is posted yet."),
        ]
    )


def confirmation_view(vote_id: int) -> ui.View:
    """Post or cancel."""
    view = new_view()
    view.add_item(ActionButton(POST, str(vote_id), _("Post"), style=discord.ButtonStyle.primary))
    view.add_item(ActionButton(DROP, str(vote_id), _p("a draft", "Cancel")))
    return view


def vote_text(vote: FilmVote, films: Sequence[Shown]) -> str:
    """The post: the night, the films, how far the vote is. Who chose what stays secret."""
    night = vote.night
    who = f"<@{night.host_id}>"
    host = _("Hosted by {host}", host=who) if night.host_id else _("No host")
    title = _("Film night")
    lines = [
        f"**{title}** · {_at(night.showtime, 'F')} ({_at(night.showtime, 'R')})",
        f"{host} · {_where(night)}",
        _stage_line(vote),
        *(_film_line(number, film, vote) for number, film in enumerate(films, 1)),
    ]
    if vote.stage is Stage.VOTING:
        lines.append(_n("{count} member voted so far", "{count} members voted so far", vote.voters))
    if night.role_id:
        lines.append(f"<@&{night.role_id}>")
    return "\n".join(lines)


def vote_view(vote: FilmVote, films: Sequence[Shown]) -> ui.View:
    """Suggesting, or choosing; and what the host can do."""
    view, argument = new_view(), str(vote.id)
    if vote.stage is Stage.OPEN:
        view.add_item(
            ActionButton(SUGGEST, argument, _("Suggest a film…"), style=discord.ButtonStyle.primary)
        )
        view.add_item(ActionButton(START, argument, _("Start the vote")))
    elif vote.stage is Stage.VOTING:
        options = [
            discord.SelectOption(label=film.label, value=str(film.suggestion.id)) for film in films
        ]
        select: ui.Select[ui.View] = ui.Select(
            placeholder=_("Tick every film you would watch"),
            options=options,
            min_values=0,
            max_values=len(options),
        )
        view.add_item(ActionSelect(TICK, argument, select))
        view.add_item(ActionButton(END, argument, _("End the vote")))
    if vote.stage in RUNNING:
        view.add_item(ActionButton(CANCEL, argument, _("Cancel")))
    return view


def result_text(vote: FilmVote, films: Sequence[Shown]) -> str:
    """What the vote came to, for its host: all that pressing *Post the party* will do."""
    night = vote.night
    host = f"<@{night.host_id}> " if night.host_id else ""
    leading = [film for film in films if film.suggestion in vote.leaders]
    if vote.stage is Stage.TIED:
        tied = _n(
            "The vote is tied with {count} vote each: {films}. Which film is it?",
            "The vote is tied with {count} votes each: {films}. Which film is it?",
            leading[0].suggestion.votes if leading else 0,
            films=", ".join(f"**{film.title}**" for film in leading),
        )
        return f"{host}{tied}"
    won = next((film for film in films if film.suggestion == vote.winner), None)
    if won is None:
        return host + _("The vote is over.")
    wins = _n(
        "**{film}** wins with {count} vote.",
        "**{film}** wins with {count} votes.",
        won.suggestion.votes,
        film=won.title,
    )
    does = _(
        "*{button}* invites this channel: {what}, {time}.",
        button=_("Post the party"),
        what=_where(night),
        time=_at(night.showtime, "F"),
    )
    if night.role_id:
        role = f"<@&{night.role_id}>"
        does += " " + _("It pings {role}.", role=role)
    return f"{host}{wins}\n{does}"


def result_view(vote: FilmVote, films: Sequence[Shown]) -> ui.View:
    """The films of a tie, or the party of the winner."""
    view = new_view()
    if vote.stage is Stage.WON:
        view.add_item(
            ActionButton(
                PARTY, str(vote.id), _("Post the party"), style=discord.ButtonStyle.primary
            )
        )
    for film in films:
        if vote.stage is Stage.TIED and film.suggestion in vote.leaders:
            argument = f"{vote.id},{film.suggestion.id}"
            view.add_item(ActionButton(PICK, argument, film.label[:LABEL_LIMIT]))
    return view


def _stage_line(vote: FilmVote) -> str:
    night = vote.night
    match vote.stage:
        case Stage.VOTING:
            ends = night.ends_at
            return _("Vote until {time} ({when})", time=_at(ends, "F"), when=_at(ends, "R"))
        case Stage.TIED:
            return _("The vote is tied: the host decides.")
        case Stage.WON | Stage.HELD:
            return _("The vote is over.")
        case Stage.CANCELLED:
            return _("This film night is cancelled.")
        case _:
            return _(
                "Suggest a film until {start}, then vote until {end}. One each; suggesting again "
                "replaces yours.",
                start=_at(night.starts_at, "F"),
                end=_at(night.ends_at, "F"),
            )


def _film_line(number: int, film: Shown, vote: FilmVote) -> str:
    parts = [f"{number}. **{film.title}**"]
    if film.runtime is not None:
        parts.append(runtime_words(film.runtime))
    if film.verdict is not None:
        parts.append(film.verdict)
    if vote.stage in (*DECIDED, Stage.HELD):
        parts.append(_n("{count} vote", "{count} votes", film.suggestion.votes))
    return " · ".join(parts)


def _where(night: Night) -> str:
    where = place_words(night.venue)
    return f"{where}, {places_words(night.most)}" if night.most else where


def _at(seconds: int, style: str) -> str:
    return stamp(instant(seconds), style)
