"""The calibration of a server's theories, in words and as a small picture.

The picture holds figures alone: whoever does not see it reads the same in the words.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

from cogs.theories.rules.calibration import BIN, LEAST_SETTLED, CalibrationBin
from data.locales import _
from data.locales.formats import percent

SIDE, MARGIN = 480, 56
"""Pixels of the picture's side, and around what is drawn; it is shown at half of them."""

GROUND, GRID, DOTS, TEXT = (30, 31, 34), (78, 80, 88), (242, 183, 5), (242, 243, 245)
FONT = 22


def calibration_lines(here: Sequence[CalibrationBin], everywhere: Sequence[CalibrationBin]) -> str:
    """What came of theories that stood at each credibility, here and in all servers."""
    title = _("How far credibility is to be believed")
    return "\n".join(
        [
            f"**{title}**",
            _("In this server:"),
            *_told(here),
            "",  # or the next line would belong to the list
            _("In all servers:"),
            *_told(everywhere),
        ]
    )


def _told(bins: Sequence[CalibrationBin]) -> list[str]:
    lines = [
        _(
            "Of theories that stood at {low}–{high}, {share} came true (n = {count}, ± {margin}).",
            low=one.low,
            high=one.high,
            share=percent(one.share),
            count=one.record.resolved,
            margin=percent(one.margin),
        )
        for one in bins
        if one.told
    ]
    if not lines:
        # No number: it would tell of theories in channels that the reader cannot see.
        lines = [
            _(
                "Too few theories are settled to tell: it takes {least} of a range.",
                least=LEAST_SETTLED,
            )
        ]
    return [f"- {line}" for line in lines]


def calibration_png(bins: Sequence[CalibrationBin]) -> bytes | None:
    """Shares over credibilities with their margins; ``None`` where there are too few theories.

    On the line from corner to corner credibility and truth are the same.
    """
    if not any(one.told for one in bins):
        return None
    # Few ask for a picture, and the library would make every start slower.
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("RGB", (SIDE, SIDE), GROUND)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(FONT)
    for mark in range(0, 101, BIN):
        draw.line((*_at(mark, 0), *_at(mark, 100)), GRID)
        draw.line((*_at(0, mark), *_at(100, mark)), GRID)
        x, y = _at(mark, 0)
        draw.text((x, y + 8), str(mark), TEXT, font, "mt")
        x, y = _at(0, mark)
        draw.text((x - 8, y), str(mark), TEXT, font, "rm")
    draw.line((*_at(0, 0), *_at(100, 100)), TEXT)
    for one in bins:
        if one.told:
            middle, share = one.low + BIN / 2, 100 * one.share
            reach = 100 * one.margin
            top, bottom = min(share + reach, 100), max(share - reach, 0)
            draw.line((*_at(middle, bottom), *_at(middle, top)), DOTS, 4)
            x, y = _at(middle, share)
            draw.ellipse((x - 9, y - 9, x + 9, y + 9), DOTS)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def _at(credibility: float, share: float) -> tuple[float, float]:
    """Where a point of both scales, from 0 to 100, lies in the picture."""
    room = SIDE - 2 * MARGIN
    return MARGIN + room * credibility / 100, SIDE - MARGIN - room * share / 100
