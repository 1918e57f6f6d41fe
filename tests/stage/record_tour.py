"""Records the stage's tour as the animated picture in the README.

    python -m tests.stage.record_tour docs/screenshots/tour.webp

Needs Chromium, and a machine that is not busy: what one has to wait for is recorded, too.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops

from tests.stage.chromium import Page
from tests.stage.theatre import IDLE, MESSAGES, performance

WINDOW = (1120, 700)
PICTURE = (960, 600)
SPEED = 1.5
FRAMES_A_SECOND = 6
MOST_BYTES = 3 * 1000 * 1000
QUALITIES = (75, 65, 55, 45, 35)


@dataclass
class Frame:
    """What the page showed, and for how many milliseconds."""

    image: Image.Image
    duration: int


class TooLargeError(Exception):
    """The picture is too large at any quality."""


async def recorded(page: Page) -> list[Frame]:
    """Every change on the page until the tour is over."""
    frames: list[Frame] = []
    began = last = time.perf_counter()
    over = False
    while not over:
        over = await page.evaluate('document.body.dataset.tour === "over"')
        shot = Image.open(BytesIO(await page.photograph())).convert("RGB")
        image = shot.resize(PICTURE, Image.Resampling.LANCZOS)
        now = time.perf_counter()
        passed, last = round((now - last) * 1000), now
        if frames:
            frames[-1].duration += passed
        if not frames or ImageChops.difference(frames[-1].image, image).getbbox():
            frames.append(Frame(image, 0))
        await asyncio.sleep(max(0, (1 / FRAMES_A_SECOND) - (time.perf_counter() - now)))
    sys.stderr.write(f"{len(frames)} frames in {last - began:.0f} s\n")
    return frames


def webp(frames: Sequence[Frame], quality: int) -> bytes:
    """The frames as an animated picture that repeats for ever."""
    content = BytesIO()
    frames[0].image.save(
        content,
        "WEBP",
        save_all=True,
        append_images=[frame.image for frame in frames[1:]],
        duration=[max(frame.duration, 20) for frame in frames],
        loop=0,
        quality=quality,
        method=4,
    )
    return content.getvalue()


def smallest_fitting(frames: Sequence[Frame]) -> bytes:
    """At the best quality that is not too large. Raises TooLargeError."""
    for quality in QUALITIES:
        content = webp(frames, quality)
        sys.stderr.write(f"quality {quality}: {len(content) / 1e6:.2f} MB\n")
        if len(content) <= MOST_BYTES:
            return content
    raise TooLargeError


async def played() -> list[Frame]:
    """The frames of the tour, played once. Exits if it could not show everything."""
    with TemporaryDirectory() as folder:
        async with performance(Path(folder)) as theatre:
            await theatre.page.be_desktop(*WINDOW)
            await theatre.page.open(f"{theatre.address}#tour={SPEED}")
            await theatre.page.until(f"document.body.dataset.tour && {MESSAGES}.length && {IDLE}")
            frames = await recorded(theatre.page)
            missed = await theatre.page.evaluate("document.body.dataset.missed")
    if missed:
        raise SystemExit(missed)
    return frames


def main() -> None:
    """Write the picture to the path that the command line names."""
    frames = asyncio.run(played())
    frames[-1].duration += 2000
    Path(sys.argv[1]).write_bytes(smallest_fitting(frames))


if __name__ == "__main__":
    main()
