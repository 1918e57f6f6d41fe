"""The sum before saving, the list of reminders, a party's post: values as people see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from discord import ui

from cogs.reminders.delivery.composer import MINE
from cogs.reminders.rules.credits_length import CreditsLength, credits_length
from cogs.reminders.rules.messages import Telling, verdict_words
from cogs.reminders.rules.schedule import Phase, Showing, due_at
from cogs.reminders.rules.screenings import Booking, Party, Ping, Place, Reminder
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import clock_offset, runtime_words
from cogs.shared.items import ActionButton
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Verdict
from data.paging import Page, page_of

SAVE = "remind:save"
PRESHOW_BUTTON = "remind:preshow"
PING_BUTTON = "remind:ping"
DROP = "remind:drop"
EDIT = "remind:edit"
SNOOZE = "remind:snooze"
CANCEL = "remind:cancel"
LIST_PAGE = "remind:page"

SNOOZES = (5, 10, 30)
LIST_SIZE = 4
"""Reminders on a page: each takes a line and a row of buttons."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Everything that the answer before saving shows."""

    reminder: Reminder
    showing: Showing
    facts: FilmFacts
    strict: bool


def stamp(moment: datetime, style: str = "t") -> str:
    """An instant as each reader's own Discord shows it."""
    return f"<t:{int(moment.timestamp())}:{style}>"


def sum_text(about: Sum) -> str:
    """The sum in full, what is known of scenes, and when which message comes."""
    show = about.showing
    lines = [
        f"**{plain(about.facts.film.label)}**",
        *_verdict_lines(about),
        f"Showtime {stamp(show.showtime, 'F')}",
        f"plus {show.preshow} min of trailers and adverts → film starts {stamp(show.film_starts)}",
        f"plus {runtime_words(show.runtime)} runtime → ends {stamp(show.film_ends)}",
        f"minus {show.credits.minutes} min of credits "
        f"({_kind(about)}, ± {show.credits.spread} min)",
        f"= **credits ≈ {stamp(show.credits_start)} (± {show.band} min)**",
        *_scene_lines(about),
        _messages_line(about),
        f"{_place_words(about.reminder)}",
        f"-# Credits length after {_source(about)}",
    ]
    return "\n".join(lines)


def sum_view(about: Sum) -> ui.View:
    """Save, change, cancel."""
    draft = str(about.reminder.id)
    words = {
        Verdict.NONE: "Remind anyway",
        Verdict.UNKNOWN: "Ping me at the credits anyway",
    }
    save = "Save" if about.strict else words.get(about.facts.judgement.verdict, "Save")
    view = ui.View(timeout=None)
    for action, label in (
        (SAVE, save),
        (PRESHOW_BUTTON, "Pre-show…"),
        (PING_BUTTON, "Ping…"),
        (DROP, "Cancel"),
    ):
        view.add_item(ActionButton(action, draft, label))
    return view


def saved_text(booking: Booking) -> str:
    """The confirmation, after the reminder was stored."""
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    return (
        f"Saved: {plain(booking.screening.film_label)}, {stamp(show.showtime, 'F')}. "
        f"I write at {stamp(ping)} ({stamp(ping, 'R')}). {_place_words(booking.reminder)}"
    )


def list_card(page: Page[Booking]) -> ui.LayoutView:
    """One page of a member's reminders, each with its buttons."""
    view = ui.LayoutView(timeout=None)
    if not page.total:
        view.add_item(
            ui.TextDisplay("You have no reminders. Make one with /remind stay, or from a card.")
        )
        return view
    view.add_item(ui.TextDisplay(f"### Your reminders ({page.total} of at most 20)"))
    for booking in page.rows:
        view.add_item(ui.TextDisplay(_list_line(booking)))
        reminder_id = str(booking.reminder.id)
        row: ui.ActionRow[Any] = ui.ActionRow(ActionButton(EDIT, reminder_id, "Edit…"))
        for minutes in SNOOZES:
            row.add_item(ActionButton(SNOOZE, f"{reminder_id},{minutes}", f"+{minutes} min"))
        row.add_item(ActionButton(CANCEL, reminder_id, "Cancel"))
        view.add_item(row)
    add_paging(view, page, LIST_PAGE, str)
    return view


def party_text(about: Party, telling: Telling) -> str:
    """A party's post: film, times, a safe verdict, who comes."""
    show = telling.showing
    where = "at home" if about.venue == "home" else "in the cinema"
    host = f"Hosted by <@{about.host_id}>" if about.host_id else "Its host has left"
    lines = [f"**Watch party** · {telling.title}", f"{host}, {where}"]
    if about.screening.state == "cancelled":
        return "\n".join([*lines, "This party is cancelled."])
    lines.append(f"Showtime {stamp(show.showtime, 'F')} ({stamp(show.showtime, 'R')})")
    if show.credits_began is not None:
        lines.append(f"Credits started {stamp(show.credits_began)}")
    else:
        lines.append(
            f"Film from about {stamp(show.film_starts)}, credits ≈ {stamp(show.credits_start)} "
            f"(± {show.band} min), over about {stamp(show.film_ends)}"
        )
    if not telling.strict:
        lines.append(verdict_words(telling.judgement))
    limit = f" of at most {about.most}" if about.most else ""
    lines.append(f"Going {about.going}{limit} · Maybe {about.maybe} · No {about.declined}")
    if about.screening.paused_at is not None:
        lines.append(f"Paused since {stamp_of(about.screening.paused_at)}")
    if about.screening.state == "ended":
        lines.append("This party is over. Thank you for coming.")
    return "\n".join(lines)


def stamp_of(seconds: int) -> str:
    """An instant that is kept in epoch seconds, as each reader's own Discord shows it."""
    return f"<t:{seconds}:t>"


def party_view(about: Party) -> ui.View:
    """Who comes, and the live clock; nothing once the party is over."""
    view = ui.View(timeout=None)
    if about.screening.state != "live":
        return view
    party_id = str(about.screening.id)
    for action, label in (("going", "Going"), ("maybe", "Maybe"), ("no", "No")):
        view.add_item(ActionButton(f"party:{action}", party_id, label))
    for action, label in (
        ("began", "Credits started"),
        ("pause", "Pause"),
        ("resume", "Resume"),
        ("end", "Ended"),
    ):
        if about.venue == "home" or action not in ("pause", "resume"):
            view.add_item(ActionButton(f"party:{action}", party_id, label))
    return view


def my_reminders_view() -> ui.View:
    """The way from a confirmation to the list."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(MINE, "0", "My reminders"))
    return view


def _verdict_lines(about: Sum) -> list[str]:
    words = {
        Verdict.NONE: "No scenes known. Remind anyway?",
        Verdict.UNKNOWN: "Not known yet whether a scene follows. I can ping you at the credits.",
        Verdict.DISPUTED: "Sources disagree whether a scene follows.",
    }
    judgement = about.facts.judgement
    line = words.get(judgement.verdict, verdict_words(judgement))
    return [hide(line) if about.strict else line]


def _scene_lines(about: Sum) -> list[str]:
    if about.strict:
        return []
    start = about.showing.credits_start.timestamp()
    lines = [
        f"Scene {number}, {scene.position.value}: ≈ {clock_offset(scene.starts)} into the credits, "
        f"<t:{int(start) + scene.starts}:t>"
        for number, scene in enumerate(about.facts.scenes, 1)
        if scene.starts is not None
    ]
    if about.showing.last_scene is not None:
        lines.append(f"Last scene ends ≈ {stamp(about.showing.last_scene_ends)}")
    return lines


def _messages_line(about: Sum) -> str:
    card = due_at(about.showing, Phase.CARD, 0)
    ping = due_at(about.showing, Phase.STAY, about.reminder.lead)
    lead = f", {about.reminder.lead} min before" if about.reminder.lead else ""
    return f"Pocket card at {stamp(card)} · ping at {stamp(ping)}{lead}"


def _place_words(member: Reminder) -> str:
    how = {Ping.NORMAL: "", Ping.SILENT: ", silently", Ping.NONE: ", without naming you"}
    if member.place is Place.DM:
        instead = f"; if that is closed, in <#{member.origin_id}>" if member.origin_id else ""
        where = f"By DM{instead}"
    else:
        where = f"In <#{member.place_id}>; if I cannot write there, by DM"
    details = ". Whether to stay comes by DM" if member.details else ""
    return f"{where}{how[member.ping]}{details}."


def _source(about: Sum) -> str:
    if about.strict:  # that a scene has a place in them is not to be read here
        return credits_length(replace(about.facts, scenes=()), about.showing.runtime).source
    return _length(about).source


def _kind(about: Sum) -> str:
    return _length(about).kind


def _length(about: Sum) -> CreditsLength:
    return credits_length(about.facts, about.showing.runtime)


def _list_line(booking: Booking) -> str:
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    where = "by DM" if booking.reminder.place is Place.DM else f"in <#{booking.reminder.place_id}>"
    return (
        f"**{plain(booking.screening.film_label)}** · {stamp(show.showtime, 'F')}\n"
        f"Ping at {stamp(ping)} ({stamp(ping, 'R')}), {where}"
    )


def page_of_list(bookings: Sequence[Booking], number: int) -> Page[Booking]:
    """A page of a member's reminders."""
    return page_of(bookings, number, LIST_SIZE)
