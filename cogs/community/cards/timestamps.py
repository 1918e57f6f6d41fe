"""Timestamps: what is measured, how to add to it, and the live form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import discord
from discord import ui

from cogs.community.rules.live_form import LABELS, Tap, Tapped, allowed, can_finish, scenes_tapped
from cogs.community.rules.offsets import film_clock, span
from cogs.shared.cards.budget import TEXT_LIMIT, Part, fit
from cogs.shared.cards.spoilers import hide, plain
from cogs.shared.cards.wording import film_name, measured_words
from cogs.shared.items import ActionButton, new_card
from data.catalogue.consensus import CONFIRMING
from data.catalogue.film import Film
from data.catalogue.timings import CutTimings
from data.locales import _
from data.locales.formats import TimeOfDay, labelled

LIVE = "timestamp:live"
TYPE = "timestamp:type"
TAPS = {tap: f"timestamp:{tap.value}" for tap in Tap}
UNDO = "timestamp:undo"
SAVE = "timestamp:save"

MOST_LINES = 14


def timings_lines(cuts: Sequence[CutTimings], *, strict: bool) -> list[str]:
    """What members measured, cut by cut."""
    lines = [line for cut in cuts for line in _cut_lines(cut)][:MOST_LINES]
    return [hide("\n".join(lines))] if strict and lines else lines


def _cut_lines(cut: CutTimings) -> list[str]:
    version, runtime = _(cut.version), film_clock(cut.runtime)
    lines = [
        _("**{version}**, at 25/24 speed, {runtime} long", version=version, runtime=runtime)
        if cut.speed_up
        else _("**{version}**, {runtime} long", version=version, runtime=runtime)
    ]
    if cut.credits is not None:
        length = _("credits last {length}", length=measured_words(cut.credits))
        lines.append(f"- {length}{_sure(cut.credits.confirmed)}")
    for scene in cut.scenes:
        title = f"- {_(scene.position.value)} {scene.number}"
        line = labelled(title, measured_words(scene.starts))
        if scene.ends is not None:
            line += ", " + _("over {time}", time=measured_words(scene.ends))
        lines.append(line + _sure(scene.starts.confirmed))
    return lines


def _sure(confirmed: bool) -> str:
    if confirmed:
        return ""
    return " · " + _("not confirmed, that takes {needed}", needed=CONFIRMING)


def timestamp_card(film: Film, cuts: Sequence[CutTimings], *, strict: bool) -> ui.LayoutView:
    """How to add a timestamp, and what is known so far."""
    title = _("Timestamps")
    lines = [f"### {title} · {plain(film_name(film))}", *timings_lines(cuts, strict=strict)]
    lines.append(
        _(
            "In the cinema, use the live form: tap when the credits and each scene start. At home, "
            "type the times."
        )
    )
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay("\n".join(lines))))
    live = ActionButton(LIVE, film.id, _("Live form"), style=discord.ButtonStyle.primary)
    view.add_item(ui.ActionRow(live, ActionButton(TYPE, film.id, _("Type the times"))))
    return view


def live_card(film: Film, taps: Sequence[Tapped]) -> ui.LayoutView:
    """The live form, with what has been tapped; each tap is kept at once."""
    title = _("Live")
    lines: list[str | Part] = [f"### {title} · {plain(film_name(film))}"]
    if taps:
        began = TimeOfDay(f"<t:{taps[0].at}:T>")
        lines.append(_("Credits started {time}", time=began))
    times = [span(scene, open_end=" …") for scene in scenes_tapped(taps)]
    if times:
        told = _("Scenes, counted from there: {times}", times=", ".join(times))
        lines.append(partial(plain, told))
    lines.append(_("Every tap is kept. Save opens the form, where you can correct it."))
    view = new_card()
    view.add_item(ui.Container(ui.TextDisplay("\n".join(fit(lines, TEXT_LIMIT)))))
    view.add_item(ui.ActionRow(*(_tap_button(tap, film, taps) for tap in Tap)))
    undo = ActionButton(UNDO, film.id, _("Undo"), disabled=not taps)
    save = ActionButton(SAVE, film.id, _("Save"), disabled=not can_finish(taps))
    view.add_item(ui.ActionRow(undo, save))
    return view


def _tap_button(tap: Tap, film: Film, taps: Sequence[Tapped]) -> ActionButton:
    return ActionButton(
        TAPS[tap],
        film.id,
        _(LABELS[tap]),
        style=discord.ButtonStyle.primary,
        disabled=tap not in allowed(taps),
    )
