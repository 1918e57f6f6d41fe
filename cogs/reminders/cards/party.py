"""A watch party's post, and the list of parties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import discord
from discord import ui

from cogs.reminders.cards.messages import BEGAN
from cogs.reminders.cards.reminders import DROP, WHY, Sum, sum_lines
from cogs.reminders.rules.messages import (
    TITLE_LIMIT,
    Telling,
    film_name,
    place_words,
    places_words,
    verdict_words,
)
from cogs.reminders.rules.parties.parties import Announcement, Attendance, Party, Standing
from cogs.reminders.rules.screenings import instant, stamp
from cogs.reminders.rules.timeline import about
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton, new_view
from data.contributions.store.server_films import ServerFilms
from data.locales import N_, _, _n, _p
from data.locales.formats import day_and_time

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

_ANSWERS = {Attendance.GOING: N_("Going"), Attendance.MAYBE: N_("Maybe"), Attendance.NO: N_("No")}


UNNAMED = N_("a film that members added")
"""Stands for a title that nobody has approved, where a role is pinged."""


def neutral_name(film: str | None) -> str:
    """The name of a party's thread and event: it tells nothing but the film, without markup.

    ``film`` is ``None`` where its title may not be announced.
    """
    title = _("Watch party")
    return f"{title} · {film}"[:NAME_LIMIT] if film else title


def confirmation_text(summary: Sum, party: Party, announcement: Announcement) -> str:
    """What a host sees before anything is posted: the sum, where it goes, and whom it tells."""
    channel = f"<#{party.channel_id}>"
    what = _("watch party {place}", place=place_words(party.venue))
    if party.most:
        what = f"{what}, {places_words(party.most)}"
    lines = [
        *sum_lines(summary),
        "",
        _("**Post in** {channel}: {what}", channel=channel, what=what),
    ]
    rhythm = party.rhythm
    if rhythm:
        lines.append(
            _("**Repeats:** {rhythm}; the next one is posted when one ends", rhythm=rhythm)
        )
    role = f"<@&{party.role_id}>"
    if not party.role_id:
        lines.append(_("**Ping:** nobody"))
    elif rhythm:
        lines.append(_("**Ping:** {role}, each time", role=role))
    else:
        lines.append(_("**Ping:** {role}, once", role=role))
    thread = _none(announcement.no_thread) or plain(announcement.thread)
    event = _none(announcement.no_event) or plain(announcement.event)
    lines.append(_("**Thread:** {name}", name=thread))
    lines.append(_("**Event:** {name}", name=event))
    return "\n".join([*lines, _("Nothing is posted yet.")])


def _none(reason: str | None) -> str | None:
    return plain(_("none, as {reason}", reason=_(reason))) if reason else None


def confirmation_view(draft_id: int) -> ui.View:
    """Post, change, ask why, cancel."""
    view = new_view()
    view.add_item(ActionButton(POST, str(draft_id), _("Post"), style=discord.ButtonStyle.primary))
    view.add_item(ActionButton(REVISE, str(draft_id), _("Change…")))
    view.add_item(ActionButton(WHY, str(draft_id), _("Why?")))
    view.add_item(ActionButton(DROP, str(draft_id), _p("a draft", "Cancel")))
    return view


def cancellation_text(rhythm: str) -> str:
    """The question what of a series to cancel."""
    return _("This party repeats {rhythm}. What do you want to cancel?", rhythm=rhythm)


def cancellation_view(party_id: int) -> ui.View:
    """One party, those that would follow, or both."""
    view = new_view()
    for action, label in (
        (SKIP, _("Skip this one")),
        (LAST_ONE, _("End the series after it")),
        (CANCEL_ALL, _("Cancel it and end the series")),
    ):
        view.add_item(ActionButton(action, str(party_id), label))
    return view


def party_text(party: Party, telling: Telling) -> str:
    """A party's post: film, times, a safe verdict, who comes, and the role that is told."""
    show = telling.showing
    at = partial(stamp, zone=show.named_zone)
    title = _("Watch party")
    lines = [f"**{title}** · {telling.title}", f"{_hosts(party)} · {place_words(party.venue)}"]
    role = [f"<@&{party.role_id}>"] if party.role_id else []
    if party.screening.state == "cancelled":
        return "\n".join([*lines, _("This party is cancelled."), *role])
    begins = show.showtime
    lines.append(_("Showtime {time} ({when})", time=stamp(begins, "F"), when=stamp(begins, "R")))
    if party.rhythm is not None:
        lines.append(_("Repeats {rhythm}", rhythm=party.rhythm))
    if show.credits_began is not None:
        lines.append(_("Credits started {time}", time=at(show.credits_began)))
    else:
        lines.append(
            _(
                "Film from about {starts}, credits ≈ {credits}, over about {ends}",
                starts=at(show.film_starts),
                credits=about(at(show.credits_start), show.band),
                ends=at(show.film_ends),
            )
        )
    if not telling.strict:
        lines.append(verdict_words(telling.judgement))
    lines.append(_numbers(party))
    if party.screening.paused_at is not None:
        since = at(instant(party.screening.paused_at))
        lines.append(_("Paused since {time}", time=since))
    if party.screening.state == "ended":
        lines.append(_("This party is over. Thank you for coming."))
    return "\n".join([*lines, *role])


def _hosts(party: Party) -> str:
    if not party.host_id:
        return _("No host")
    host = f"<@{party.host_id}>"
    if not party.cohosts:
        return _("Hosted by {host}", host=host)
    beside = ", ".join(f"<@{one}>" for one in party.cohosts)
    return _("Hosted by {host} with {cohosts}", host=host, cohosts=beside)


def _numbers(party: Party) -> str:
    going = _("Going {count}", count=party.going)
    if party.most:
        going = _("Going {count} of at most {most}", count=party.going, most=party.most)
    parts = [going]
    if party.waiting:
        parts.append(_("Waiting {count}", count=party.waiting))
    parts.append(_("Maybe {count}", count=party.maybe))
    parts.append(_("No {count}", count=party.declined))
    return " · ".join(parts)


def party_view(party: Party) -> ui.View:
    """Who comes, and the live clock; nothing once the party is over.

    One that is cancelled can still be fetched for a calendar, which takes it out.
    """
    view = new_view()
    party_id = str(party.screening.id)
    if party.screening.state == "cancelled":
        view.add_item(ActionButton(CALENDAR, party_id, _("Calendar file")))
    if party.screening.state != "live":
        return view
    answers = [(answer_action(attendance), _(label)) for attendance, label in _ANSWERS.items()]
    clock = [(BEGAN, _("Credits started")), (END, _("Ended"))]
    if party.venue == "home":
        clock[1:1] = [(PAUSE, _("Pause")), (RESUME, _("Resume"))]
    looks = [(TIMELINE, _("Timeline")), (CALENDAR, _("Calendar file"))]
    for action, label in answers + clock + looks:
        view.add_item(ActionButton(action, party_id, label))
    return view


def standing_text(standing: Standing, party: Party) -> str | None:
    """What a member is told of their answer, beside the post that counts it; mostly nothing."""
    if standing.now is Attendance.WAITING:
        return _(
            "All {most} places are taken or kept. You are number {number} on the waiting list: "
            "I'll ask you by DM when it is your turn, and you have {minutes} minutes to answer. "
            "*{no}* takes you off the list.",
            most=party.most,
            number=standing.ahead + 1,
            minutes=party.answer_within,
            no=_(_ANSWERS[Attendance.NO]),
        )
    if standing.now is Attendance.GOING and standing.before in _WAITED:
        return _("You have a place.")
    if standing.before is Attendance.ASKED:
        return _("The place goes to the next one.")
    return None


_WAITED = (Attendance.WAITING, Attendance.ASKED)


def answer_action(attendance: Attendance) -> str:
    """The action of the button that gives an answer."""
    return f"party:{attendance.value}"


def party_label(party: Party, films: ServerFilms) -> str:
    """A party's day and film, for a list of choices."""
    when = f"{day_and_time(party.screening.showing.showtime)} UTC"
    return f"{when} · {film_name(party.screening, films)}"[:NAME_LIMIT]


def party_list(parties: Sequence[Party], films: ServerFilms) -> str:
    """The coming parties, the next first."""
    lines = [
        f"- {plain(film_name(party.screening, films), limit=TITLE_LIMIT)} · "
        f"{stamp(party.screening.showing.showtime, 'F')} · {_going(party)} · "
        f"<#{party.channel_id}>"
        for party in parties[:MOST_LISTED]
    ]
    if len(parties) > MOST_LISTED:
        more = len(parties) - MOST_LISTED
        lines.append(_n("and {count} more, later", "and {count} more, later", more))
    return "\n".join(lines) or _("No party is coming. /party new makes one.")


def _going(party: Party) -> str:
    return _n("{count} going", "{count} going", party.going)
