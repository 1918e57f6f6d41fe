"""What a draft's owner is asked, and what they are offered when a DM is closed."""

from __future__ import annotations

import discord
from discord import ui

from cogs.reminders.cards.reminders import CANCEL
from cogs.reminders.rules.draft import AskRuntime, AskTime, AskZone
from cogs.reminders.rules.screenings import Booking, epoch
from cogs.reminders.rules.showtimes.reading import Doubt
from cogs.shared.bot import Interaction
from cogs.shared.cards.spoilers import plain
from cogs.shared.items import ActionButton, ActionSelect
from data.time_zones.names import zones_for

AT = "remind:at"
RUNTIME = "remind:runtime"
TIME = "remind:time"
HERE = "remind:here"
TRY_DM = "remind:try-dm"
ZONE = "remind:zone"
OTHER_ZONE = "other"


def zone_select(draft_id: int, locale: str) -> ActionSelect:
    """The question which time zone a member is in."""
    options = [discord.SelectOption(label=zone, value=zone) for zone in zones_for(locale)]
    options.append(discord.SelectOption(label="Another…", value=OTHER_ZONE))
    return ActionSelect(
        ZONE, str(draft_id), ui.Select(placeholder="Your time zone", options=options)
    )


def closed_dm(booking: Booking) -> tuple[str, ui.View]:
    """What to say and offer when a saved reminder's DM is closed."""
    reminder = booking.reminder
    text = "Saved, but your DMs are closed to me, so it would not reach you. "
    view = ui.View(timeout=None)
    if reminder.origin_id is not None:
        text += f"As things are, I write in <#{reminder.origin_id}> instead."
        view.add_item(ActionButton(HERE, str(reminder.id), "That channel is fine"))
    else:
        text += "Open them in this server's privacy settings, then try again."
    view.add_item(ActionButton(TRY_DM, str(reminder.id), "Try the DM again"))
    view.add_item(ActionButton(CANCEL, str(reminder.id), "Cancel the reminder"))
    return text, view


def question(
    interaction: Interaction, booking: Booking, step: AskTime | AskZone | AskRuntime | Doubt
) -> tuple[str, ui.View]:
    """The question for a step, with what to answer it with."""
    draft = str(booking.reminder.id)
    view = ui.View(timeout=None)
    film = f"**{plain(booking.screening.film_label)}**"
    again = ActionButton(TIME, draft, "Write the showtime again")
    if isinstance(step, AskZone):
        view.add_item(zone_select(booking.reminder.id, interaction.locale.value))
        return f"{film}\nIn which time zone is that? I remember it for next time.", view
    if isinstance(step, AskRuntime):
        view.add_item(ActionButton(RUNTIME, draft, "Enter the runtime"))
        return f"{film}\nI do not know how long this film is. The ticket or the poster says.", view
    if isinstance(step, AskTime):
        view.add_item(again)
        return f"{film}\n{step.why}\nYou wrote: {plain(booking.screening.typed or '')}", view
    for option in step.options:
        view.add_item(ActionButton(AT, f"{draft},{epoch(option.instant)}", option.label))
    view.add_item(again)
    return f"{film}\n{step.why} Which one do you mean?", view
