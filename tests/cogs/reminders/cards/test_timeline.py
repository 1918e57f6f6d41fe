"""The picture of an evening, read back pixel by pixel."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFont

from cogs.reminders.cards.timeline import (
    BAR_BOTTOM,
    BAR_TOP,
    COLOURS,
    DARK,
    FAINT,
    GROUND,
    HEIGHT,
    HERE,
    MARGIN,
    NAMES,
    ON,
    RADIUS,
    SMALL,
    TEXT,
    WIDTH,
    left_of_band,
    part_boxes,
    timeline_png,
    timeline_words,
    x_of,
)
from cogs.reminders.rules.schedule import CreditsLength, Showing
from cogs.reminders.rules.timeline import MOST_MARKS, Part, Timeline, clock_name, clock_of, marks_of
from data.catalogue.film import Scene
from data.catalogue.verdict import Position
from data.fonts import NOTO_SANS
from data.locales import _, languages, speaking
from data.text import HiddenText, SafeText
from data.time_zones.names import zone_names
from tests.hang import HANG

SHOW = Showing(
    datetime(2026, 12, 18, 18, 30, tzinfo=UTC), "Europe/Berlin", 20, 131, CreditsLength(8, 3, "")
)
BARE = Timeline(SHOW, "Europe/Berlin")
LIGHT, DISCORD_DARK = (255, 255, 255), (49, 51, 56)
MARK_ROW = BAR_TOP + 70 + 15
"""Below the digits of a mark, and within it."""


def scene(starts: int | None, position: Position = Position.MID) -> Scene:
    return Scene(position, 1, "tease", SafeText("A hint."), HiddenText("ZEBRA"), starts=starts)


def marked(*starts: int) -> Timeline:
    return replace(BARE, marks=marks_of([scene(start) for start in starts], SHOW))


def pixels(timeline: Timeline) -> Image.Image:
    return Image.open(io.BytesIO(timeline_png(timeline))).convert("RGBA")


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_each_part_has_its_place_and_its_colour() -> None:
    picture, boxes = pixels(BARE), part_boxes(BARE)
    assert picture.size == (WIDTH, HEIGHT)
    assert list(boxes) == [Part.ADVERTS, Part.FILM, Part.CREDITS]
    for part, (left, right) in boxes.items():
        for x in (left + 4, (left + right) / 2, right - 8):
            assert picture.getpixel((int(x), BAR_BOTTOM - 3)) == (*COLOURS[part], 255)
    assert boxes[Part.ADVERTS][0] == MARGIN
    assert boxes[Part.CREDITS][1] == pytest.approx(WIDTH - MARGIN)


def test_at_home_there_are_no_adverts() -> None:
    home = replace(BARE, showing=replace(SHOW, preshow=0))
    assert list(part_boxes(home)) == [Part.FILM, Part.CREDITS]
    assert "Adverts" not in timeline_words(home)


@pytest.mark.parametrize("ground", [LIGHT, DISCORD_DARK])
def test_it_reads_the_same_on_light_and_on_dark(ground: tuple[int, int, int]) -> None:
    picture = pixels(marked(125))
    behind = Image.new("RGBA", picture.size, (*ground, 255))
    shown = Image.alpha_composite(behind, picture)
    assert shown.getpixel((0, 0)) == (*ground, 255)  # round corners
    inner = (8, 8, WIDTH - 8, HEIGHT - 8)
    assert shown.crop(inner).tobytes() == picture.crop(inner).tobytes()


def test_every_word_stands_out() -> None:
    pairs = [(TEXT, GROUND), (FAINT, GROUND), (HERE, GROUND), (TEXT, DARK)]
    pairs += [(ON[part], COLOURS[part]) for part in COLOURS]
    for words, ground in pairs:
        assert contrast(words, ground) >= 4.5


def test_scenes_are_marked_where_they_are() -> None:
    timeline = marked(125, 240)
    picture, boxes = pixels(timeline), part_boxes(timeline)
    for mark in timeline.marks:
        x = round(x_of(timeline, boxes, mark.instant))
        assert picture.getpixel((x, MARK_ROW)) == (*DARK, 255)
        assert pixels(BARE).getpixel((x, MARK_ROW)) == (*COLOURS[Part.CREDITS], 255)


def test_marks_that_would_cover_each_other_stand_side_by_side() -> None:
    timeline = marked(*[470] * (MOST_MARKS + 2))
    assert len(timeline.marks) == MOST_MARKS
    picture = pixels(timeline)
    row = [picture.getpixel((x, MARK_ROW)) == (*DARK, 255) for x in range(WIDTH)]
    begins = [x for x in range(1, WIDTH) if row[x] and not row[x - 1]]
    assert len(begins) == MOST_MARKS
    assert min(b - a for a, b in itertools.pairwise(begins)) > 2 * RADIUS


@pytest.mark.parametrize(
    ("minutes", "part"),
    [(1, Part.ADVERTS), (60, Part.FILM), (145, Part.CREDITS)],
)
def test_where_one_is_now(minutes: int, part: Part) -> None:
    timeline = replace(BARE, now=SHOW.showtime + timedelta(minutes=minutes))
    assert timeline.here is part
    boxes = part_boxes(timeline)
    x = x_of(timeline, boxes, SHOW.showtime + timedelta(minutes=minutes))
    assert boxes[part][0] <= x < boxes[part][1]
    assert pixels(timeline).getpixel((round(x), BAR_BOTTOM + 2)) == (*HERE, 255)
    assert part.value in timeline_words(timeline)


@pytest.mark.parametrize("minutes", [-10, 151, 10_000])
def test_outside_the_evening_nothing_points(minutes: int) -> None:
    picture = pixels(replace(BARE, now=SHOW.showtime + timedelta(minutes=minutes)))
    assert picture.tobytes() == pixels(BARE).tobytes()


def test_words_for_those_who_do_not_see_it() -> None:
    timeline = replace(marked(125), now=SHOW.showtime + timedelta(minutes=60))
    assert timeline_words(timeline) == (
        "Timeline of the evening. Adverts from 19:30; Film from 19:50; "
        "Credits from 21:53 (± 3 min); over about 22:01; Scene 1, mid-credits: about 21:55; "
        "you are in the film: 20:30. Times: Berlin · Central European Time"
    )


def test_whose_zone_is_not_known_gets_no_clock_that_might_be_another() -> None:
    timeline = replace(marked(125), zone=None, now=SHOW.showtime + timedelta(minutes=60))
    assert timeline_words(timeline) == (
        "Timeline of the evening. Adverts from +0:00; Film from +0:20; "
        "Credits from +2:23 (± 3 min); over about +2:31; Scene 1, mid-credits: about +2:25; "
        "you are in the film: +1:00. Times: hours after the showtime"
    )
    assert clock_of(SHOW, None)(SHOW.showtime - timedelta(minutes=65)) == "-1:05"


def test_nothing_of_a_scene_but_its_place_is_known() -> None:
    several = [scene(60), scene(None), scene(400, Position.POST)]
    marks = marks_of(several, SHOW)
    assert [(mark.number, mark.position) for mark in marks] == [
        (1, Position.MID),
        (2, Position.POST),
    ]
    assert "ZEBRA" not in repr(marks) + timeline_words(replace(BARE, marks=marks))


@settings(max_examples=30)
@given(
    preshow=st.integers(0, 240),
    runtime=st.integers(1, 900),
    length=st.integers(1, 30),
    spread=st.integers(0, 9),
    began=st.none() | st.integers(-30, 900),
    now=st.none() | st.integers(-100, 1_500),
    starts=st.lists(st.integers(0, 4_000), max_size=8),
    zone=st.sampled_from([None, "UTC", "Etc/GMT-2", "America/Argentina/ComodRivadavia"]),
)
def test_any_evening_can_be_drawn(
    preshow: int,
    runtime: int,
    length: int,
    spread: int,
    began: int | None,
    now: int | None,
    starts: list[int],
    zone: str | None,
) -> None:
    def at(minutes: int | None) -> datetime | None:
        return None if minutes is None else SHOW.showtime + timedelta(minutes=minutes)

    measured = CreditsLength(min(length, max(1, runtime // 2)), spread, "")
    show = Showing(
        SHOW.showtime, zone or "UTC", preshow, runtime, measured, credits_began=at(began)
    )
    marks = marks_of([scene(start) for start in starts], show)
    timeline = Timeline(show, zone, marks, at(now))
    assert len(timeline_png(timeline)) <= 40_000
    assert len(timeline_words(timeline)) <= 1_024
    boxes = list(part_boxes(timeline).values())
    assert all(left < right for left, right in boxes)
    for mark in marks:
        assert MARGIN <= x_of(timeline, part_boxes(timeline), mark.instant) <= WIDTH - MARGIN


def test_neither_pictures_nor_calendars_slow_the_start() -> None:
    code = (
        "import sys, pkgutil, importlib, cogs.reminders as slice\n"
        "for found in pkgutil.walk_packages(slice.__path__, 'cogs.reminders.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(sorted({'PIL', 'icalendar', 'dateutil'} & set(sys.modules)))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=HANG, check=True
    )
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("language", languages())
def test_the_picture_has_every_letter_and_room_for_its_words(language: str) -> None:
    font = ImageFont.truetype(NOTO_SANS, SMALL)
    unknown = bytes(font.getmask("\ufffe"))
    here = replace(BARE, now=SHOW.credits_start)
    with speaking(language):
        labels = [_(name) for name in NAMES.values()]
        times = [clock_name(None), *(clock_name(zone) for zone in zone_names())]
        labels += [*times, timeline_words(BARE), timeline_words(here)]
        assert timeline_png(here)
    letters = {letter for label in labels for letter in label if not letter.isspace()}
    assert [letter for letter in letters if bytes(font.getmask(letter)) == unknown] == []
    room = left_of_band(part_boxes(BARE)) - MARGIN
    too_long = [label for label in times if font.getlength(label.partition(" · ")[0]) > room]
    assert too_long == []
