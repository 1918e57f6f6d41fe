"""The picture of an evening, and the words for those who do not see it.

It carries its own dark ground, so that it reads the same on a light and on a dark screen, and is
drawn at twice the size at which a phone shows it. It holds times and fixed words only: no title,
so that any script can stand beside it, and nothing that anybody has typed.
"""

from __future__ import annotations

import io
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from cogs.reminders.rules.screenings import stamp
from cogs.reminders.rules.timeline import Part, Timeline, about, clock_name
from data.fonts import NOTO_SANS
from data.locales import N_, _
from data.locales.formats import labelled, set_apart
from data.text import SafeText

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 800, 276
MARGIN = 28
BAR_TOP, BAR_BOTTOM = 84, 184
GAP = 4
"""All in pixels of the picture, which is shown at half of them."""

GROUND = (30, 31, 34)
EDGE = (78, 80, 88)
TEXT = (242, 243, 245)
FAINT = (181, 186, 193)
HERE = (87, 242, 135)
DARK = (17, 18, 20)
COLOURS = {Part.ADVERTS: (78, 80, 88), Part.FILM: (59, 91, 219), Part.CREDITS: (242, 183, 5)}
ON = {Part.ADVERTS: TEXT, Part.FILM: TEXT, Part.CREDITS: DARK}
NAMES = {Part.ADVERTS: N_("Adverts"), Part.FILM: N_("Film"), Part.CREDITS: N_("Credits")}

WEIGHTS = {Part.ADVERTS: 3, Part.FILM: 6, Part.CREDITS: 7}
"""Shares of the line. By the clock the credits, for which one looks at it, would be a sliver."""

BIG, SMALL = 30, 26
BASE = 59
"""From the times down to the line on which the words below them stand."""

RADIUS = 19
Box = dict[Part, tuple[float, float]]


def timeline_png(timeline: Timeline) -> bytes:
    """The picture as PNG, some kilobytes; for a thread of its own, as it takes a while."""
    # Few ask for a picture, and the library would make every start slower.
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (WIDTH, HEIGHT), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((0, 0, WIDTH - 1, HEIGHT - 1), 24, GROUND, EDGE, 2)
    boxes = part_boxes(timeline)
    for part, (left, right) in boxes.items():
        draw.rectangle((left, BAR_TOP, right - GAP, BAR_BOTTOM), COLOURS[part])
    _draw_here(draw, timeline, boxes)
    _name_parts(draw, timeline, boxes)
    _draw_times(draw, timeline, boxes)
    _draw_marks(draw, timeline, boxes)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def part_boxes(timeline: Timeline) -> Box:
    """From where to where on the line each part goes, in pixels."""
    shown = [part for part, *_times in timeline.parts]
    room = (WIDTH - 2 * MARGIN) / sum(WEIGHTS[part] for part in shown)
    boxes: Box = {}
    left = float(MARGIN)
    for part in shown:
        boxes[part] = (left, left + room * WEIGHTS[part])
        left = boxes[part][1]
    return boxes


def x_of(timeline: Timeline, boxes: Box, moment: datetime) -> float:
    """Where on the line an instant is, in pixels; at an end for what lies beyond it."""
    for part, begins, ends in timeline.parts:
        if moment < ends:
            left, right = boxes[part]
            return left + (right - left) * max(0.0, (moment - begins) / (ends - begins))
    return float(WIDTH - MARGIN)


def timeline_words(timeline: Timeline) -> str:
    """What the picture shows, for those who do not see it: at most some hundred characters."""
    show, at = timeline.showing, timeline.at
    begins = [at(start) for _part, start, _end in timeline.parts]
    if show.credits_began is None:
        begins[-1] = about(begins[-1], show.band)
    told = [
        _("{part} from {time}", part=_(NAMES[part]), time=time)
        for (part, *_times), time in zip(timeline.parts, begins, strict=True)
    ]
    told.append(_("over about {time}", time=at(show.film_ends)))
    told += [
        _(
            "Scene {number}, {position}: about {time}",
            number=mark.number,
            position=_(mark.position.value),
            time=at(mark.instant),
        )
        for mark in timeline.marks
    ]
    if timeline.now is not None:
        told.append(labelled(_(timeline.here.value), at(timeline.now)))
    return _(
        "Timeline of the evening. {parts}. Times: {clock}",
        parts=set_apart(told),
        clock=clock_name(timeline.zone),
    )


def here_text(title: SafeText, timeline: Timeline) -> str:
    """The words beside the picture: where one is, and when the credits come."""
    show = timeline.showing
    match timeline.here:
        case Part.BEFORE:
            ahead = _("It begins {when}.", when=stamp(show.showtime, "R"))
        case Part.CREDITS:
            ahead = _("Over {when}.", when=stamp(show.film_ends, "R"))
        case Part.AFTER:
            ahead = _("It was over {when}.", when=stamp(show.film_ends, "R"))
        case _:
            ahead = _("Credits {when}.", when=stamp(show.credits_start, "R"))
    return f"**{title}** · {_(timeline.here.value)}. {ahead}"


def _name_parts(draw: ImageDraw, timeline: Timeline, boxes: Box) -> None:
    for part, begins, ends in timeline.parts:
        left, right = boxes[part]
        centre = (left + right - GAP) / 2
        _write(draw, (centre, BAR_TOP + 30), _(NAMES[part]), ON[part], SMALL)
        if part is not Part.CREDITS or not timeline.marks:  # which stand in the same place
            minutes = round((ends - begins).total_seconds() / 60)
            length = _("{minutes} min", minutes=minutes)
            _write(draw, (centre, BAR_TOP + 70), length, ON[part], SMALL)


def _draw_times(draw: ImageDraw, timeline: Timeline, boxes: Box) -> None:
    show, at = timeline.showing, timeline.at
    below = BAR_BOTTOM + 12
    for part, begins, _end in timeline.parts:
        _write(draw, (boxes[part][0], below), at(begins), TEXT, BIG, anchor="lt")
    _write(draw, (WIDTH - MARGIN, below), at(show.film_ends), TEXT, BIG, anchor="rt")
    if Part.CREDITS in boxes and show.band:
        left = boxes[Part.CREDITS][0]
        band = _("± {minutes} min", minutes=show.band)
        _write(draw, (left, below + BASE), band, FAINT, SMALL, anchor="ls")
    label = clock_name(timeline.zone)
    if MARGIN + draw.textlength(label, _font(SMALL)) > left_of_band(boxes):
        label = label.partition(" · ")[0]  # The city alone.
    _write(draw, (MARGIN, below + BASE), label, FAINT, SMALL, anchor="ls")


def left_of_band(boxes: Box) -> float:
    """How far what stands below the first parts may reach."""
    return boxes[Part.CREDITS][0] - MARGIN if Part.CREDITS in boxes else WIDTH - MARGIN


def _draw_marks(draw: ImageDraw, timeline: Timeline, boxes: Box) -> None:
    if Part.CREDITS not in boxes:
        return
    left, right = boxes[Part.CREDITS]
    y = BAR_TOP + 70
    room = 2 * RADIUS + 4
    for mark in timeline.marks:
        # Two that stand close together stay apart, and in order, within the credits.
        after = len(timeline.marks) - mark.number
        lowest = left + RADIUS + 4 + (mark.number - 1) * room
        highest = right - RADIUS - 8 - after * room
        x = min(max(x_of(timeline, boxes, mark.instant), lowest), highest)
        draw.ellipse((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS), DARK)
        _write(draw, (x, y), str(mark.number), TEXT, SMALL)


def _draw_here(draw: ImageDraw, timeline: Timeline, boxes: Box) -> None:
    """Point at the present; outside the evening, say in its place when the credits come."""
    if timeline.now is None or timeline.here not in boxes:
        label = _("Credits about {time}", time=timeline.at(timeline.showing.credits_start))
        _write(draw, (WIDTH / 2, 42), label, TEXT, BIG)
        return
    x = x_of(timeline, boxes, timeline.now)
    top = BAR_TOP - 8
    draw.polygon([(x - 14, top - 18), (x + 14, top - 18), (x, top)], HERE)
    draw.rectangle((x - 6, BAR_TOP, x + 6, BAR_BOTTOM), GROUND)
    draw.rectangle((x - 3, top - 4, x + 3, BAR_BOTTOM + 4), HERE)
    label = _("You are here · {time}", time=timeline.at(timeline.now))
    half = draw.textlength(label, _font(BIG)) / 2
    centre = min(max(x, MARGIN + half), WIDTH - MARGIN - half)
    _write(draw, (centre, 34), label, HERE, BIG)


def _write(
    draw: ImageDraw,
    spot: tuple[float, float],
    words: str,
    colour: tuple[int, int, int],
    size: int,
    anchor: str = "mm",
) -> None:
    draw.text(spot, words, colour, _font(size), anchor)


@cache
def _font(size: int) -> FreeTypeFont:
    """Ours: the one that comes with Pillow has no letter with an accent."""
    from PIL import ImageFont

    return ImageFont.truetype(NOTO_SANS, size)
