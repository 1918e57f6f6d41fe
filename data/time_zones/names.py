"""The names of time zones, as IANA gives them, and fixed offsets from UTC."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import available_timezones

from data.locales.formats import zone_city, zone_time

_OFFSET = re.compile(
    r"(?:utc|gmt)?\s*(?P<sign>[-+−])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?|utc|z"
)

ZONES_BY_LOCALE: Mapping[str, tuple[str, ...]] = {
    "bg": ("Europe/Sofia",),
    "cs": ("Europe/Prague",),
    "da": ("Europe/Copenhagen",),
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "el": ("Europe/Athens", "Asia/Nicosia"),
    "en-GB": (
        "Europe/London",
        "Europe/Dublin",
        "Australia/Sydney",
        "Australia/Brisbane",
        "Australia/Adelaide",
        "Australia/Perth",
        "Pacific/Auckland",
        "Asia/Kolkata",
        "Africa/Johannesburg",
        "Africa/Lagos",
        "Asia/Singapore",
    ),
    "en-US": (
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
        "America/Toronto",
        "America/Vancouver",
        "America/Halifax",
        "Europe/London",
        "Asia/Kolkata",
        "Asia/Manila",
        "Australia/Sydney",
    ),
    "es-419": (
        "America/Mexico_City",
        "America/Bogota",
        "America/Lima",
        "America/Santiago",
        "America/Argentina/Buenos_Aires",
        "America/Caracas",
    ),
    "es-ES": ("Europe/Madrid", "Atlantic/Canary"),
    "fi": ("Europe/Helsinki",),
    "fr": ("Europe/Paris", "Europe/Brussels", "Europe/Zurich", "America/Toronto"),
    "hi": ("Asia/Kolkata",),
    "hr": ("Europe/Zagreb",),
    "hu": ("Europe/Budapest",),
    "id": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "it": ("Europe/Rome", "Europe/Zurich"),
    "ja": ("Asia/Tokyo",),
    "ko": ("Asia/Seoul",),
    "lt": ("Europe/Vilnius",),
    "nl": ("Europe/Amsterdam", "Europe/Brussels"),
    "no": ("Europe/Oslo",),
    "pl": ("Europe/Warsaw",),
    "pt-BR": ("America/Sao_Paulo", "America/Manaus", "America/Fortaleza", "America/Recife"),
    "ro": ("Europe/Bucharest", "Europe/Chisinau"),
    "ru": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Novosibirsk", "Asia/Vladivostok"),
    "sv-SE": ("Europe/Stockholm", "Europe/Helsinki"),
    "th": ("Asia/Bangkok",),
    "tr": ("Europe/Istanbul",),
    "uk": ("Europe/Kyiv",),
    "vi": ("Asia/Ho_Chi_Minh",),
    "zh-CN": ("Asia/Shanghai",),
    "zh-TW": ("Asia/Taipei", "Asia/Hong_Kong"),
}
"""The zones where most speakers of Discord's languages live; only a first offer, all may be
named."""


def zones_for(locale: str) -> tuple[str, ...]:
    """Zones to offer a member with that Discord locale, likeliest first."""
    return ZONES_BY_LOCALE.get(locale, ZONES_BY_LOCALE["en-US"])


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """All IANA names that say a place, in alphabetical order, and ``UTC``."""
    names = (n for n in available_timezones() if "/" in n and not n.startswith("Etc/"))
    return (*sorted(names), "UTC")


def known_zone(name: str) -> str | None:
    """The IANA name that a text means, in any case and with spaces for underscores."""
    wanted = name.strip().replace(" ", "_").casefold()
    return next((zone for zone in zone_names() if zone.casefold() == wanted), None)


def fixed_zone(text: str) -> str | None:
    """The IANA name of a whole offset such as ``UTC+2`` or ``-03:00``; ``None`` if it is none."""
    match = _OFFSET.fullmatch(text.strip().casefold())
    if match is None or (match["minutes"] or "00") != "00":
        return None
    hours = int(match["hours"] or 0) * (-1 if match["sign"] in ("-", "−") else 1)
    if not -12 <= hours <= 14:
        return None
    # What lies east of Greenwich has a minus there.
    return f"Etc/GMT{-hours:+}" if hours else "UTC"


def zone_label(zone: str) -> str:
    """How a zone is named to people: ``Berlin · Central European Time``, ``UTC+2``."""
    hours = zone.removeprefix("Etc/GMT")
    if hours != zone and hours:
        return f"UTC{-int(hours):+}"
    return zone if zone == "UTC" else f"{zone_city(zone)} · {zone_time(zone)}"
