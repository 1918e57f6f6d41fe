"""Texts that are easily read as something else, each as the bot must take it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cogs.reminders.rules.showtimes.reader import Meant, read_showtime
from cogs.reminders.rules.showtimes.refusals import ShowtimeError

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 18, 14, tzinfo=UTC)
"""A Wednesday, 15:00 in Paris."""


def taken(text: str, locale: str, now: datetime = NOW) -> list[str] | None:
    """Day and time of the one reading, or of all choices; ``None`` if it is refused."""
    try:
        read = read_showtime(text, now, ZONE.key, timedelta(minutes=150), locale)
    except ShowtimeError:
        return None
    instants = [read.instant] if isinstance(read, Meant) else [o.instant for o in read.options]
    times = [f"{instant.astimezone(ZONE):%d.%m. %H:%M}" for instant in instants]
    return times if isinstance(read, Meant) else ["?", *times]


@pytest.mark.parametrize(
    ("locale", "text", "expected"),
    [
        ("fr", "vendredi 20", None),
        ("en-GB", "fri 9", ["?", "20.11. 09:00", "20.11. 21:00"]),
        ("de", "Die 21:15", None),
        ("de", "so um 21 Uhr", ["?", "18.11. 21:00", "22.11. 21:00"]),
        ("de", "So 21 Uhr", ["22.11. 21:00"]),
        ("de", "samstag morgen um 9", ["21.11. 09:00"]),
        ("de", "11 am Samstag", ["?", "21.11. 11:00", "21.11. 23:00"]),
        ("de", "nach 21 Uhr", None),
        ("de", "in acht Tagen um 21 Uhr", ["?", "25.11. 21:00", "26.11. 21:00"]),
        ("de", "12 Uhr nachts", ["19.11. 00:00"]),
        ("de", "sat 9pm", ["21.11. 21:00"]),
        ("es-ES", "a las 9 o a las 11", None),
        ("es-ES", "las doce de la mañana", ["?", "19.11. 00:00", "19.11. 12:00"]),
        ("es-ES", "sábado a las 2 de la madrugada", ["?", "21.11. 02:00", "22.11. 02:00"]),
        ("es-ES", "día 21", None),
        ("es-ES", "22'15", ["18.11. 22:15"]),
        ("it", "le 9 di sera", ["18.11. 21:00"]),
        ("fr", "le 21", None),
        ("it", "alle 20 e 40", ["18.11. 20:40"]),
        ("pt-BR", "às vinte e cinco", ["18.11. 20:05"]),
        ("pt-BR", "às vinte e uma", ["18.11. 21:00"]),
        ("pt-BR", "dez 21h", None),
        ("fr", "7 sept 21h", ["?", "18.11. 21:00", "19.11. 21:00", "07.09. 21:00"]),
        ("en-US", "mar 9pm", None),
        ("en-US", "20:15 GMT", None),
        ("fr", "20:15 CET", None),
        ("en-GB", "9 to 11", None),
        ("en-GB", "10pm - 11pm", None),
        ("it", "19h-21h", None),
        ("fr", "19h-21", None),
        ("fr", "19h, 21", None),
        ("de", "19 Uhr und 21", None),
        ("es-ES", "19 h y 21 h", None),
        ("en-GB", "ten till 22:00", None),
        ("de", "19 Uhr 21", ["18.11. 19:21"]),
        ("it", "h 19.40", ["18.11. 19:40"]),
        ("en-US", "dec 6, 2026, 9pm (3-D)", ["06.12. 21:00"]),
        ("de", "6.12. - 21 Uhr", ["06.12. 21:00"]),
        ("de", "6. - 7.12. 21 Uhr", None),
        ("en-GB", "12/6 9pm", ["12.06. 21:00"]),
        ("en-US", "12/6 9pm", ["?", "06.12. 21:00", "12.06. 21:00"]),
        ("en-US", "sun 12/6 9pm", ["06.12. 21:00"]),
        ("en-GB", "sunday next week 9pm", ["?", "22.11. 21:00", "29.11. 21:00"]),
        ("en-GB", "tonight at 4", ["?", "18.11. 16:00", "19.11. 04:00"]),
        ("en-GB", "friday night at 1am", ["?", "20.11. 01:00", "21.11. 01:00"]),
        ("en-GB", "the 17th 9pm", ["17.12. 21:00"]),
        ("en-GB", "wed 9pm", ["18.11. 21:00"]),
        ("en-GB", "wed 1:45pm", ["?", "18.11. 13:45", "25.11. 13:45"]),
        ("en-GB", "wed 11", ["?", "18.11. 23:00", "25.11. 11:00", "25.11. 23:00"]),
        ("en-GB", "saturday 12:15", ["?", "21.11. 00:15", "21.11. 12:15", "22.11. 00:15"]),
        ("en-GB", "0001-01-01 20:00", None),
        ("en-GB", "9999-12-31 24:00", None),
    ],
)
def test_traps(locale: str, text: str, expected: list[str] | None) -> None:
    assert taken(text, locale) == expected


def test_after_midnight_tonight_is_the_night_that_began_yesterday() -> None:
    late = datetime(2026, 11, 18, 23, 20, tzinfo=UTC)
    assert taken("tonight 1:15", "en-GB", late) == ["19.11. 01:15"]
    assert taken("tonight 9pm", "en-GB", late) == ["19.11. 21:00"]
    assert taken("0:45", "de", late) == ["19.11. 00:45"]
