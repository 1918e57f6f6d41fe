"""A watch party's post, and the list of parties."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from cogs.reminders.cards.messages import BEGAN, stamp
from cogs.reminders.cards.reminders import DROP, WHY, Sum, sum_lines
from cogs.reminders.rules.messages import TITLE_LIMIT, Telling, film_name, verdict_words
from cogs.reminders.rules.parties.parties import Announcement, Attendance, Party, Standing
from cogs.reminders.rules.screenings import instant
from cogs.shared.cards.spoilers import plain
from cogs.shared.cards.wording import number_of
from cogs.shared.items import ActionButton
from data.contributions.store.server_films import ServerFilms
from data.text import SafeText

POST = "party:post"
REVISE = "party:revise"
PAUSE = "party:pause"
RESUME = "party:resume"
END = "party:end"
SKIP = "party:skip"
LAST_ONE = "party:last"
CANCEL_ALL = "party:cancel-all"
CALENDAR = "party:calendar"
TIMELINE = "party:timeline"

MOST_LISTED = 10

NAME_LIMIT = 100
"""Discord's limit for the names of threads and events, and of choices, in characters."""

_ANSWERS = {Attendance.GOING: "Going", Attendance.MAYBE: "Maybe", Attendance.NO: "No"}


UNNAMED = SafeText("a film that members added")
"""Stands for a title that nobody has approved, where a role is pinged."""


def venue_words(venue: str) -> str:
    """Where a party of that venue meets, as it stands in an event and a calendar."""
    return "At home" if venue == "home" else "In the cinema"


def neutral_name(film: str | None) -> str:
    """The name of a party's thread and event: it tells nothing but the film, without markup.

    ``film`` is ``None`` where its title may not be announced.
    """
    return f"Watch party · {film}"[:NAME_LIMIT] if film else "Watch party"


def confirmation_text(summary: Sum, party: Party, announcement: Announcement) -> str:
    """What a host sees before anything is posted: the sum, where it goes, and whom it tells."""
    where = "at home" if party.venue == "home" else "in the cinema"
    limit = f", {number_of(party.most, 'place')}" if party.most else ""
    repeats = [f"**Repeats:** {party.rhythm}; the next one is posted when one ends"]
    repeats = repeats if party.rhythm else []
    often = "each time" if party.rhythm else "once"
    ping = f"<@&{party.role_id}>, {often}" if party.role_id else "nobody"
    thread = f"none, as {announcement.no_thread}" if announcement.no_thread else announcement.thread
    event = f"none, as {announcement.no_event}" if announcement.no_event else announcement.event
    return "\n".join(
        [
            *sum_lines(summary),
            "",
            f"**Post in** <#{party.channel_id}>: watch party {where}{limit}",
            *repeats,
            f"**Ping:** {ping}",
            f"**Thread:** {plain(thread)}",
            f"**Event:** {plain(event)}",
            "Nothing is posted yet.",
        ]
    )


def confirmation_view(draft_id: int) -> ui.View:
    """Post, change, ask why, cancel."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(POST, str(draft_id), "Post", style=discord.ButtonStyle.primary))
    view.add_item(ActionButton(REVISE, str(draft_id), "Change…"))
    view.add_item(ActionButton(WHY, str(draft_id), "Why?"))
    view.add_item(ActionButton(DROP, str(draft_id), "Cancel"))
    return view


def cancellation_text(rhythm: str) -> str:
    """The question what of a series to cancel."""
    return f"This party repeats {rhythm}. What do you want to cancel?"


def cancellation_view(party_id: int) -> ui.View:
    """One party, those that would follow, or both."""
    view = ui.View(timeout=None)
    for action, label in (
        (SKIP, "Skip this one"),
        (LAST_ONE, "End the series after it"),
        (CANCEL_ALL, "Cancel it and end the series"),
    ):
        view.add_item(ActionButton(action, str(party_id), label))
    return view


def party_text(party: Party, telling: Telling) -> str:
    """A party's post: film, times, a safe verdict, who comes, and the role that is told."""
    show = telling.showing
    where = "at home" if party.venue == "home" else "in the cinema"
    host = f"Hosted by <@{party.host_id}>" if party.host_id else "Its host has left"
    beside = f" with {', '.join(f'<@{one}>' for one in party.cohosts)}" if party.cohosts else ""
    lines = [f"**Watch party** · {telling.title}", f"{host}{beside}, {where}"]
    role = [f"<@&{party.role_id}>"] if party.role_id else []
    if party.screening.state == "cancelled":
        return "\n".join([*lines, "This party is cancelled.", *role])
    lines.append(f"Showtime {stamp(show.showtime, 'F')} ({stamp(show.showtime, 'R')})")
    if party.rhythm is not None:
        lines.append(f"Repeats {party.rhythm}")
    if show.credits_began is not None:
        lines.append(f"Credits started {stamp(show.credits_began)}")
    else:
        lines.append(
            f"Film from about {stamp(show.film_starts)}, credits ≈ {stamp(show.credits_start)} "
            f"(± {show.band} min), over about {stamp(show.film_ends)}"
        )
    if not telling.strict:
        lines.append(verdict_words(telling.judgement))
    limit = f" of at most {party.most}" if party.most else ""
    waiting = f" · Waiting {party.waiting}" if party.waiting else ""
    lines.append(f"Going {party.going}{limit}{waiting} · Maybe {party.maybe} · No {party.declined}")
    if party.screening.paused_at is not None:
        lines.append(f"Paused since {stamp(instant(party.screening.paused_at))}")
    if party.screening.state == "ended":
        lines.append("This party is over. Thank you for coming.")
    return "\n".join([*lines, *role])


def party_view(party: Party) -> ui.View:
    """Who comes, and the live clock; nothing once the party is over.

    One that is cancelled can still be fetched for a calendar, which takes it out.
    """
    view = ui.View(timeout=None)
    party_id = str(party.screening.id)
    if party.screening.state == "cancelled":
        view.add_item(ActionButton(CALENDAR, party_id, "Calendar file"))
    if party.screening.state != "live":
        return view
    answers = [(answer_action(attendance), label) for attendance, label in _ANSWERS.items()]
    clock = [(BEGAN, "Credits started"), (END, "Ended")]
    if party.venue == "home":
        clock[1:1] = [(PAUSE, "Pause"), (RESUME, "Resume")]
    looks = [(TIMELINE, "Timeline"), (CALENDAR, "Calendar file")]
    for action, label in answers + clock + looks:
        view.add_item(ActionButton(action, party_id, label))
    return view


def standing_text(standing: Standing, party: Party) -> str | None:
    """What a member is told of their answer, beside the post that counts it; mostly nothing."""
    if standing.now is Attendance.WAITING:
        return (
            f"All {party.most} places are taken or kept. You are number {standing.ahead + 1} on "
            "the waiting list: I ask you by DM when it is your turn, and you have "
            f"{party.answer_within} minutes to answer. *No* takes you off the list."
        )
    if standing.now is Attendance.GOING and standing.before in _WAITED:
        return "You have a place."
    if standing.before is Attendance.ASKED:
        return "The place goes to the next one."
    return None


_WAITED = (Attendance.WAITING, Attendance.ASKED)


def answer_action(attendance: Attendance) -> str:
    """The action of the button that gives an answer."""
    return f"party:{attendance.value}"


def party_label(party: Party, films: ServerFilms) -> str:
    """A party's day and film, for a list of choices."""
    when = f"{party.screening.showing.showtime:%d %b %H:%M} UTC"
    return f"{when} · {film_name(party.screening, films)}"[:NAME_LIMIT]


def party_list(parties: Sequence[Party], films: ServerFilms) -> str:
    """The coming parties, the next first."""
    lines = [
        f"- {plain(film_name(party.screening, films), limit=TITLE_LIMIT)} · "
        f"{stamp(party.screening.showing.showtime, 'F')} · {party.going} going · "
        f"<#{party.channel_id}>"
        for party in parties[:MOST_LISTED]
    ]
    if len(parties) > MOST_LISTED:
        lines.append(f"and {len(parties) - MOST_LISTED} more, later")
    return "\n".join(lines) or "No party is coming. /party new makes one."
