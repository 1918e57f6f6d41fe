"""Calibration as it is told: in words where there is enough, and as a picture then."""

from __future__ import annotations

import io

from PIL import Image

from cogs.theories.cards.calibration import (
    DOTS,
    MARGIN,
    SIDE,
    calibration_lines,
    calibration_png,
)
from cogs.theories.rules.calibration import calibration

MANY = calibration([(70, 1.0)] * 10 + [(75, 0.0)] * 4)
NONE = calibration([])


def test_enough_theories_are_told_and_too_few_counted() -> None:
    assert calibration_lines(MANY, NONE).split("\n") == [
        "**How far credibility is to be believed**",
        "In this server:",
        "- Of theories that stood at 60–80, 71% came true (n = 14, ± 19%).",
        "",
        "In all servers:",
        "- Too few theories are settled to tell: it takes 10 of a range.",
    ]


def test_the_picture_marks_each_range_at_its_share() -> None:
    assert calibration_png(NONE) is None
    picture = calibration_png(MANY)
    assert picture is not None
    image = Image.open(io.BytesIO(picture))
    assert image.size == (SIDE, SIDE)
    room = SIDE - 2 * MARGIN
    spot = (round(MARGIN + room * 0.7), round(SIDE - MARGIN - room * 10 / 14))
    assert image.getpixel(spot) == DOTS
    assert image.getpixel((round(MARGIN + room * 0.1), spot[1])) != DOTS
