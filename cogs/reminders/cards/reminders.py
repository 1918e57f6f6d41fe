"""The sum before a reminder is saved, its confirmation, and the list of reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from discord import ui

from cogs.reminders.cards.messages import MINE, stamp
from cogs.reminders.rules.credits_length import AS_STATED, credits_length
from cogs.reminders.rules.messages import verdict_words
from cogs.reminders.rules.schedule import AN_ESTIMATE, Phase, Showing, due_at
from cogs.reminders.rules.screenings import MOST_LIVE, Booking, Ping, Place, Reminder
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.cards.wording import clock_offset, runtime_words
from cogs.shared.items import ActionButton
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Verdict
from data.paging import Page, page_of

SAVE = "remind:save"
PRESHOW_BUTTON = "remind:preshow"
PING_BUTTON = "remind:ping"
WHY = "remind:why"
DROP = "remind:drop"
EDIT = "remind:edit"
SNOOZE = "remind:snooze"
CANCEL = "remind:cancel"
LIST_PAGE = "remind:page"
CALENDAR = "remind:calendar"

ALL = "all"
"""Stands for all of a member's live reminders in the argument of :data:`CALENDAR`."""

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


def sum_text(summary: Sum) -> str:
    """The sum in full, what is known of scenes, and when which message comes."""
    lines = [
        *sum_lines(summary),
        _messages_line(summary),
        f"{_place_words(summary.reminder)}",
    ]
    return "\n".join(lines)


def sum_lines(summary: Sum) -> list[str]:
    """From the showtime to the credits, and what is known of scenes."""
    show = summary.showing
    length = credits_length(summary.facts, show.runtime)
    return [
        f"**{plain(summary.facts.film.label)}**",
        *_verdict_lines(summary),
        f"Showtime {stamp(show.showtime, 'F')}",
        f"plus {show.preshow} min of trailers and adverts → film starts {stamp(show.film_starts)}",
        f"plus {runtime_words(show.runtime)} runtime → ends {stamp(show.film_ends)}",
        f"minus {show.credits.minutes} min of credits ({length.kind}, ± {show.credits.spread} min)",
        f"= **credits ≈ {stamp(show.credits_start)} (± {show.band} min)**",
        *_scene_lines(summary),
    ]


def why_text(summary: Sum) -> str:
    """What the length of the credits rests on, and how sure it is."""
    facts, show = summary.facts, summary.showing
    if summary.strict:  # that a scene has a place in them is not to be read here
        facts = replace(facts, scenes=())
    length = credits_length(facts, show.runtime)
    stated = facts.stated_credits
    page = f" {hide_link('page', stated.url)}" if stated and length.kind == AS_STATED else ""
    lines = [
        f"**{plain(facts.film.label)}**: {show.credits.minutes} min of credits, {length.kind}, "
        f"right to about ± {show.credits.spread} min.",
        f"After {plain(length.source)}.{page}",
    ]
    if length.kind == AN_ESTIMATE:
        lines.append("No page that I know states this film's, and too few members measured them.")
    return "\n".join(lines)


def sum_view(summary: Sum) -> ui.View:
    """Save, change, ask why, cancel."""
    draft = str(summary.reminder.id)
    words = {
        Verdict.NONE: "Remind anyway",
        Verdict.UNKNOWN: "Ping me at the credits anyway",
    }
    save = "Save" if summary.strict else words.get(summary.facts.judgement.verdict, "Save")
    view = ui.View(timeout=None)
    for action, label in (
        (SAVE, save),
        (PRESHOW_BUTTON, "Pre-show…"),
        (PING_BUTTON, "Ping…"),
        (WHY, "Why?"),
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
        f"I'll ping you at {stamp(ping)} ({stamp(ping, 'R')}). {_place_words(booking.reminder)}"
    )


def list_card(page: Page[Booking]) -> ui.LayoutView:
    """One page of a member's reminders, each with its buttons."""
    view = ui.LayoutView(timeout=None)
    if not page.total:
        view.add_item(
            ui.TextDisplay("You have no reminders. Make one with /remind stay, or from a card.")
        )
        return view
    view.add_item(ui.TextDisplay(f"### Your reminders ({page.total} of at most {MOST_LIVE})"))
    for booking in page.rows:
        view.add_item(ui.TextDisplay(_list_line(booking)))
        reminder_id = str(booking.reminder.id)
        row: ui.ActionRow[Any] = ui.ActionRow(ActionButton(EDIT, reminder_id, "Edit…"))
        for minutes in SNOOZES:
            row.add_item(ActionButton(SNOOZE, f"{reminder_id},{minutes}", f"+{minutes} min"))
        row.add_item(ActionButton(CANCEL, reminder_id, "Cancel"))
        view.add_item(row)
    view.add_item(ui.ActionRow(ActionButton(CALENDAR, ALL, "Calendar file of all")))
    add_paging(view, page, LIST_PAGE, str)
    return view


def page_of_list(bookings: Sequence[Booking], number: int) -> Page[Booking]:
    """A page of a member's reminders."""
    return page_of(bookings, number, LIST_SIZE)


def saved_view(booking: Booking) -> ui.View:
    """What can be done from a confirmation: take the evening along, or go to the list."""
    view = ui.View(timeout=None)
    view.add_item(ActionButton(CALENDAR, str(booking.reminder.id), "Calendar file"))
    view.add_item(ActionButton(MINE, "0", "My reminders"))
    return view


def _verdict_lines(summary: Sum) -> list[str]:
    words = {
        Verdict.NONE: "No scenes known. Remind anyway?",
        Verdict.UNKNOWN: "Not known yet whether a scene follows. I can ping you at the credits.",
        Verdict.DISPUTED: "Sources disagree whether a scene follows.",
    }
    judgement = summary.facts.judgement
    line = words.get(judgement.verdict, verdict_words(judgement))
    return [hide(line) if summary.strict else line]


def _scene_lines(summary: Sum) -> list[str]:
    if summary.strict:
        return []
    start = summary.showing.credits_start.timestamp()
    lines = [
        f"Scene {number}, {scene.position.value}: ≈ {clock_offset(scene.starts)} into the credits, "
        f"<t:{int(start) + scene.starts}:t>"
        for number, scene in enumerate(summary.facts.scenes, 1)
        if scene.starts is not None
    ]
    if summary.showing.last_scene is not None:
        lines.append(f"Last scene ends ≈ {stamp(summary.showing.last_scene_ends)}")
    return lines


def _messages_line(summary: Sum) -> str:
    card = due_at(summary.showing, Phase.CARD, 0)
    ping = due_at(summary.showing, Phase.STAY, summary.reminder.lead)
    lead = f", {summary.reminder.lead} min before" if summary.reminder.lead else ""
    return f"Pocket card at {stamp(card)} · ping at {stamp(ping)}{lead}"


def _place_words(reminder: Reminder) -> str:
    how = {Ping.NORMAL: "", Ping.SILENT: ", silently", Ping.NONE: ", without naming you"}
    if reminder.place is Place.DM:
        instead = f"; if that is closed, in <#{reminder.origin_id}>" if reminder.origin_id else ""
        where = f"By DM{instead}"
    else:
        where = f"In <#{reminder.place_id}>; if I cannot write there, by DM"
    details = ". Whether to stay comes by DM" if reminder.details else ""
    return f"{where}{how[reminder.ping]}{details}."


def _list_line(booking: Booking) -> str:
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    where = "by DM" if booking.reminder.place is Place.DM else f"in <#{booking.reminder.place_id}>"
    return (
        f"**{plain(booking.screening.film_label)}** · {stamp(show.showtime, 'F')}\n"
        f"Ping at {stamp(ping)} ({stamp(ping, 'R')}), {where}"
    )
