"""The sum before a reminder is saved, its confirmation, and the list of reminders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import Any

from discord import ui

from cogs.reminders.cards.messages import MINE
from cogs.reminders.rules.credits_length import AS_STATED, credits_length
from cogs.reminders.rules.messages import verdict_words
from cogs.reminders.rules.schedule import AN_ESTIMATE, Phase, Showing, due_at
from cogs.reminders.rules.screenings import MOST_LIVE, Booking, Ping, Place, Reminder, stamp
from cogs.shared.cards.film import PAGE
from cogs.shared.cards.paging import add_paging
from cogs.shared.cards.spoilers import hide, hide_link, plain
from cogs.shared.cards.wording import clock_offset, film_name, runtime_words
from cogs.shared.items import ActionButton, new_card, new_view
from data.catalogue.facts import FilmFacts
from data.catalogue.verdict import Verdict
from data.locales import N_, _, _p
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

SAVE_WORDS = {
    Verdict.NONE: N_("Remind anyway"),
    Verdict.UNKNOWN: N_("Ping me at the credits anyway"),
}
VERDICT_WORDS = {
    Verdict.NONE: N_("No scenes known. Remind anyway?"),
    Verdict.UNKNOWN: N_("Not known yet whether a scene follows. I can ping you at the credits."),
    Verdict.DISPUTED: N_("Sources disagree whether a scene follows."),
}
MEMBERS_DISAGREE = N_("Members disagree whether a scene follows.")

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
        _place_words(summary.reminder),
    ]
    return "\n".join(lines)


def sum_lines(summary: Sum) -> list[str]:
    """From the showtime to the credits, and what is known of scenes."""
    show = summary.showing
    return [
        f"**{plain(film_name(summary.facts.film))}**",
        *_verdict_lines(summary),
        _("Showtime {time}", time=stamp(show.showtime, "F")),
        _(
            "plus {minutes} min of trailers and adverts → film starts {time}",
            minutes=show.preshow,
            time=stamp(show.film_starts),
        ),
        _(
            "plus {length} runtime → ends {time}",
            length=runtime_words(show.runtime),
            time=stamp(show.film_ends),
        ),
        _(
            "minus {minutes} min of credits (± {spread} min)",
            minutes=show.credits.minutes,
            spread=show.credits.spread,
        ),
        _(
            "= **credits ≈ {time} (± {band} min)**",
            time=stamp(show.credits_start),
            band=show.band,
        ),
        *_scene_lines(summary),
    ]


def why_text(summary: Sum) -> str:
    """What the length of the credits rests on, and how sure it is."""
    facts, show = summary.facts, summary.showing
    if summary.strict:  # that a scene has a place in them is not to be read here
        facts = replace(facts, scenes=())
    length = credits_length(facts, show.runtime)
    stated = facts.stated_credits
    page = f" {hide_link(_(PAGE), stated.url)}" if stated and length.kind == AS_STATED else ""
    lines = [
        _(
            "**{film}**: {minutes} min of credits, {kind}, right to about ± {spread} min.",
            film=plain(film_name(facts.film)),
            minutes=show.credits.minutes,
            kind=_(length.kind),
            spread=show.credits.spread,
        ),
        # Translators: what the length of the credits rests on
        _("After {source}.", source=plain(length.source)) + page,
    ]
    if length.kind == AN_ESTIMATE:
        lines.append(
            _("No page that I know states this film's, and too few members measured them.")
        )
    return "\n".join(lines)


def sum_view(summary: Sum) -> ui.View:
    """Save, change, ask why, cancel."""
    draft = str(summary.reminder.id)
    verdict = summary.facts.judgement.verdict
    save = _("Save") if summary.strict else _(SAVE_WORDS.get(verdict, N_("Save")))
    view = new_view()
    for action, label in (
        (SAVE, save),
        (PRESHOW_BUTTON, _("Pre-show…")),
        (PING_BUTTON, _("Ping…")),
        (WHY, _("Why?")),
        (DROP, _p("a draft", "Cancel")),
    ):
        view.add_item(ActionButton(action, draft, label))
    return view


def saved_text(booking: Booking) -> str:
    """The confirmation, after the reminder was stored."""
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    told = _(
        "Saved: {film}, {showtime}. I'll ping you at {time} ({when}).",
        film=plain(booking.screening.film_label),
        showtime=stamp(show.showtime, "F"),
        time=stamp(ping),
        when=stamp(ping, "R"),
    )
    return f"{told} {_place_words(booking.reminder)}"


def list_card(page: Page[Booking]) -> ui.LayoutView:
    """One page of a member's reminders, each with its buttons."""
    view = new_card()
    if not page.total:
        view.add_item(
            ui.TextDisplay(_("You have no reminders. Make one with /remind stay, or from a card."))
        )
        return view
    title = _("Your reminders ({count} of at most {most})", count=page.total, most=MOST_LIVE)
    view.add_item(ui.TextDisplay(f"### {title}"))
    for booking in page.rows:
        view.add_item(ui.TextDisplay(_list_line(booking)))
        reminder_id = str(booking.reminder.id)
        row: ui.ActionRow[Any] = ui.ActionRow(ActionButton(EDIT, reminder_id, _("Edit…")))
        for minutes in SNOOZES:
            label = _("+{minutes} min", minutes=minutes)
            row.add_item(ActionButton(SNOOZE, f"{reminder_id},{minutes}", label))
        row.add_item(ActionButton(CANCEL, reminder_id, _p("a reminder", "Cancel")))
        view.add_item(row)
    view.add_item(ui.ActionRow(ActionButton(CALENDAR, ALL, _("Calendar file of all"))))
    add_paging(view, page, LIST_PAGE, str)
    return view


def page_of_list(bookings: Sequence[Booking], number: int) -> Page[Booking]:
    """A page of a member's reminders."""
    return page_of(bookings, number, LIST_SIZE)


def saved_view(booking: Booking) -> ui.View:
    """What can be done from a confirmation: take the evening along, or go to the list."""
    view = new_view()
    view.add_item(ActionButton(CALENDAR, str(booking.reminder.id), _("Calendar file")))
    view.add_item(ActionButton(MINE, "0", _("My reminders")))
    return view


def _verdict_lines(summary: Sum) -> list[str]:
    judgement = summary.facts.judgement
    words = VERDICT_WORDS.get(judgement.verdict)
    if judgement.verdict is Verdict.DISPUTED and judgement.by_members_alone:
        words = MEMBERS_DISAGREE
    line = verdict_words(judgement) if words is None else _(words)
    return [hide(line) if summary.strict else line]


def _scene_lines(summary: Sum) -> list[str]:
    if summary.strict:
        return []
    begins = summary.showing.credits_start
    lines = [
        _(
            "Scene {number}, {position}: ≈ {offset} into the credits, {time}",
            number=number,
            position=_(scene.position.value),
            offset=clock_offset(scene.starts),
            time=stamp(begins + timedelta(seconds=scene.starts)),
        )
        for number, scene in enumerate(summary.facts.scenes, 1)
        if scene.starts is not None
    ]
    if summary.showing.last_scene is not None:
        ends = stamp(summary.showing.last_scene_ends)
        lines.append(_("Last scene ends ≈ {time}", time=ends))
    return lines


def _messages_line(summary: Sum) -> str:
    lead = summary.reminder.lead
    at = partial(stamp, zone=summary.showing.named_zone)
    card = at(due_at(summary.showing, Phase.CARD, 0))
    ping = at(due_at(summary.showing, Phase.STAY, lead))
    if lead:
        return _(
            "Pocket card at {card} · ping at {ping}, {minutes} min before",
            card=card,
            ping=ping,
            minutes=lead,
        )
    return _("Pocket card at {card} · ping at {ping}", card=card, ping=ping)


def _place_words(reminder: Reminder) -> str:
    how = {Ping.SILENT: N_("Silently."), Ping.NONE: N_("Without naming you.")}
    if reminder.place is not Place.DM:
        channel = f"<#{reminder.place_id}>"
        told = [_("In {channel}; if I can't write there, by DM.", channel=channel)]
    elif reminder.origin_id:
        channel = f"<#{reminder.origin_id}>"
        told = [_("By DM; if that is closed, in {channel}.", channel=channel)]
    else:
        told = [_("By DM.")]
    if reminder.ping in how:
        told.append(_(how[reminder.ping]))
    if reminder.details:
        told.append(_("Whether to stay comes by DM."))
    return " ".join(told)


def _list_line(booking: Booking) -> str:
    show = booking.screening.showing
    ping = due_at(show, Phase.STAY, booking.reminder.lead)
    head = f"**{plain(booking.screening.film_label)}** · {stamp(show.showtime, 'F')}"
    channel = f"<#{booking.reminder.place_id}>"
    if booking.reminder.place is Place.DM:
        told = _("Ping at {time} ({when}), by DM", time=stamp(ping), when=stamp(ping, "R"))
    else:
        told = _(
            "Ping at {time} ({when}), in {channel}",
            time=stamp(ping),
            when=stamp(ping, "R"),
            channel=channel,
        )
    return f"{head}\n{told}"
