"""What a draft's owner is asked, and what they are offered when a DM is closed."""

from __future__ import annotations

import discord
from discord import ui

from cogs.reminders.cards.reminders import CANCEL
from cogs.reminders.rules.draft import AskRuntime, AskTime, AskZone
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.rules.showtimes.reader import Doubt
from cogs.shared.bot import Interaction
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton, ActionSelect, new_view
from data.locales import _
from data.time_zones.names import zone_label, zones_for

AT = "remind:at"
RUNTIME = "remind:runtime"
TIME = "remind:time"
HERE = "remind:here"
TRY_DM = "remind:try-dm"
ZONE = "remind:zone"
OTHER_ZONE = "other"


def zone_select(draft_id: int, locale: str) -> ActionSelect:
    """The question which time zone a member is in."""
    options = [
        discord.SelectOption(label=zone_label(zone), value=zone) for zone in zones_for(locale)
    ]
    options.append(discord.SelectOption(label=_("Another…"), value=OTHER_ZONE))
    select: ui.Select[ui.View] = ui.Select(placeholder=_("Your time zone"), options=options)
    return ActionSelect(ZONE, str(draft_id), select)


def closed_dm(booking: Booking) -> tuple[str, ui.View]:
    """What to say and offer when a saved reminder's DM is closed."""
    reminder = booking.reminder
    text = _("Saved, but your DMs are closed to me, so it would not reach you.")
    view = new_view()
    if reminder.origin_id is not None:
        channel = f"<#{reminder.origin_id}>"
        rest = _("For now I'll write in {channel} instead.", channel=channel)
        view.add_item(ActionButton(HERE, str(reminder.id), _("That channel is fine")))
    else:
        rest = _("Open them in this server's privacy settings, then try again.")
    view.add_item(ActionButton(TRY_DM, str(reminder.id), _("Try the DM again")))
    view.add_item(ActionButton(CANCEL, str(reminder.id), _("Cancel the reminder")))
    return f"{text} {rest}", view


def question(
    interaction: Interaction, booking: Booking, step: AskTime | AskZone | AskRuntime | Doubt
) -> tuple[str, ui.View]:
    """The question for a step, with what to answer it with."""
    draft = str(booking.reminder.id)
    view = new_view()
    film = f"**{plain(booking.screening.film_label)}**"
    again = ActionButton(TIME, draft, _("Write the showtime again"))
    if isinstance(step, AskZone):
        view.add_item(zone_select(booking.reminder.id, interaction.locale.value))
        asked = _("In which time zone is that? I'll remember it for next time.")
        return f"{film}\n{asked}", view
    if isinstance(step, AskRuntime):
        view.add_item(ActionButton(RUNTIME, draft, _("Enter the runtime")))
        asked = _("I don't know how long this film is. The ticket or the poster says.")
        return f"{film}\n{asked}", view
    if isinstance(step, AskTime):
        view.add_item(again)
        typed = _("You wrote: {words}", words=plain(booking.screening.typed or ""))
        return f"{film}\n{step.why}\n{typed}", view
    for option in step.options:
        view.add_item(ActionButton(AT, f"{draft},{epoch(option.instant)}", option.label))
    view.add_item(again)
    asked = _("Which one do you mean?")
    return f"{film}\n{step.why} {asked}", view
