"""The font that pictures are written in: Noto Sans with Latin, Greek and Cyrillic letters.

It is a part of NotoSans-v2.015 (https://github.com/notofonts/latin-greek-cyrillic), cut to these
letters in regular weight, under the SIL Open Font License (``LICENSE``).
"""

from __future__ import annotations

from pathlib import Path

NOTO_SANS = Path(__file__).with_name("noto_sans.ttf")
