"""What people write for a time zone, and which zones it may be; likeliest first.

Letters such as CST are no names: several zones use them, and what they stand for changes with
summer time. So they are only ever a choice.
"""

from __future__ import annotations

from collections.abc import Mapping

_EASTERN = ("America/New_York", "America/Toronto", "America/Detroit", "America/Panama")
_CENTRAL = ("America/Chicago", "America/Winnipeg", "America/Mexico_City", "America/Costa_Rica")
_MOUNTAIN = ("America/Denver", "America/Phoenix", "America/Edmonton", "America/Boise")
_PACIFIC = ("America/Los_Angeles", "America/Vancouver", "America/Tijuana")
_ATLANTIC = ("America/Halifax", "America/Puerto_Rico", "America/Santo_Domingo")
_MIDDLE_EUROPE = (
    "Europe/Berlin",
    "Europe/Paris",
    "Europe/Madrid",
    "Europe/Rome",
    "Europe/Amsterdam",
    "Europe/Brussels",
    "Europe/Vienna",
    "Europe/Zurich",
    "Europe/Warsaw",
    "Europe/Stockholm",
    "Europe/Copenhagen",
    "Europe/Prague",
    "Europe/Budapest",
)
_EASTERN_EUROPE = ("Europe/Athens", "Europe/Kyiv", "Europe/Helsinki", "Europe/Bucharest")
_INDIA = ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")
_EASTERN_AUSTRALIA = ("Australia/Sydney", "Australia/Melbourne", "Australia/Brisbane")

ABBREVIATIONS: Mapping[str, tuple[str, ...]] = {
    "et": _EASTERN,
    "est": (*_EASTERN, "Australia/Sydney"),
    "edt": _EASTERN[:3],
    "ct": _CENTRAL,
    "cst": (*_CENTRAL, "Asia/Shanghai", "Asia/Taipei", "America/Havana"),
    "cdt": (*_CENTRAL[:2], "America/Havana"),
    "mt": _MOUNTAIN,
    "mst": _MOUNTAIN,
    "mdt": (_MOUNTAIN[0], *_MOUNTAIN[2:]),
    "pt": (*_PACIFIC, "Europe/Lisbon"),
    "pst": (*_PACIFIC, "Asia/Manila"),
    "pdt": _PACIFIC,
    "ast": (*_ATLANTIC, "Asia/Riyadh"),
    "adt": _ATLANTIC[:1],
    "akst": ("America/Anchorage",),
    "hst": ("Pacific/Honolulu",),
    "gmt": ("UTC", "Europe/London", "Europe/Dublin", "Africa/Accra", "Atlantic/Reykjavik"),
    "bst": ("Europe/London", "Asia/Dhaka"),
    "wet": ("Europe/Lisbon", "Atlantic/Canary", "Africa/Casablanca"),
    "cet": _MIDDLE_EUROPE,
    "cest": _MIDDLE_EUROPE,
    "mez": _MIDDLE_EUROPE,
    "mesz": _MIDDLE_EUROPE,
    "eet": (*_EASTERN_EUROPE, "Africa/Cairo"),
    "eest": _EASTERN_EUROPE,
    "msk": ("Europe/Moscow",),
    "trt": ("Europe/Istanbul",),
    "ist": _INDIA,
    "pkt": ("Asia/Karachi",),
    "gst": ("Asia/Dubai",),
    "wib": ("Asia/Jakarta",),
    "wita": ("Asia/Makassar",),
    "wit": ("Asia/Jayapura",),
    "ict": ("Asia/Bangkok", "Asia/Ho_Chi_Minh"),
    "sgt": ("Asia/Singapore",),
    "hkt": ("Asia/Hong_Kong",),
    "pht": ("Asia/Manila",),
    "jst": ("Asia/Tokyo",),
    "kst": ("Asia/Seoul",),
    "awst": ("Australia/Perth",),
    "acst": ("Australia/Adelaide", "Australia/Darwin"),
    "aest": _EASTERN_AUSTRALIA,
    "aedt": _EASTERN_AUSTRALIA[:2],
    "nzst": ("Pacific/Auckland",),
    "nzdt": ("Pacific/Auckland",),
    "wat": ("Africa/Lagos",),
    "cat": ("Africa/Maputo", "Africa/Johannesburg"),
    "eat": ("Africa/Nairobi",),
    "sast": ("Africa/Johannesburg",),
    "brt": ("America/Sao_Paulo",),
    "art": ("America/Argentina/Buenos_Aires",),
    "clt": ("America/Santiago",),
    "cot": ("America/Bogota",),
    "pet": ("America/Lima",),
    "vet": ("America/Caracas",),
}

ODD_OFFSETS: Mapping[str, tuple[str, ...]] = {
    "-09:30": ("Pacific/Marquesas",),
    "-03:30": ("America/St_Johns",),
    "+03:30": ("Asia/Tehran",),
    "+04:30": ("Asia/Kabul",),
    "+05:30": ("Asia/Kolkata", "Asia/Colombo"),
    "+05:45": ("Asia/Kathmandu",),
    "+06:30": ("Asia/Yangon", "Indian/Cocos"),
    "+08:45": ("Australia/Eucla",),
    "+09:30": ("Australia/Darwin", "Australia/Adelaide"),
    "+10:30": ("Australia/Lord_Howe",),
    "+12:45": ("Pacific/Chatham",),
}
"""The zones of offsets that are no whole hours; those with summer time as they are in winter."""
