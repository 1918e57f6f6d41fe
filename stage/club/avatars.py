"""What people look like on the stage: the product's own picture, and a letter on a colour."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

BOT_AVATAR = Path(__file__).with_name("avatar.png")
"""``avatar.svg`` as 256 × 256 pixels, as Discord takes it for an application too."""

SIZE = 96


@cache
def letter_avatar(name: str, color: str) -> bytes:
    """The name's first letter, white on a square of that colour, as a PNG file's content."""
    picture = Image.new("RGB", (SIZE, SIZE), color)
    font = ImageFont.load_default(SIZE * 0.5)
    ImageDraw.Draw(picture).text((SIZE / 2, SIZE / 2), name[0], "white", font, anchor="mm")
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()
