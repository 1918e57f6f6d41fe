"""Reads calendar files with vobject, a parser that knows nothing of the one that wrote them."""

from __future__ import annotations

import re
from typing import Any

import vobject


def events_in(content: bytes) -> list[Any]:
    """The events of a calendar file."""
    text = content.decode()
    for zone in re.findall(r"TZID:(\S+)", text):
        vobject.icalendar.registerTzid(zone, None)  # forget the rules of the file before
    return list(vobject.readOne(text).vevent_list)
