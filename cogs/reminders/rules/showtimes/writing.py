"""A time on the clock in words that are read as the same time again, in each language."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple


class _Names(NamedTuple):
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    pattern: str


_NAMES = {
    "en": _Names(
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        tuple("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()),
        "{weekday} {day} {month} {year}, {hour:02}:{minute:02}",
    ),
    "de": _Names(
        tuple("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag".split()),
        tuple(
            "Januar Februar März April Mai Juni Juli August September Oktober November "
            "Dezember".split()
        ),
        "{weekday}, {day}. {month} {year}, {hour:02}:{minute:02} Uhr",
    ),
    "fr": _Names(
        tuple("lundi mardi mercredi jeudi vendredi samedi dimanche".split()),
        tuple(
            "janvier février mars avril mai juin juillet août septembre octobre novembre "
            "décembre".split()
        ),
        "{weekday} {day} {month} {year} à {hour:02}h{minute:02}",
    ),
    "es": _Names(
        tuple("lunes martes miércoles jueves viernes sábado domingo".split()),
        tuple(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
            "diciembre".split()
        ),
        "{weekday} {day} de {month} de {year}, {hour:02}:{minute:02}",
    ),
    "it": _Names(
        tuple("lunedì martedì mercoledì giovedì venerdì sabato domenica".split()),
        tuple(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
            "novembre dicembre".split()
        ),
        "{weekday} {day} {month} {year}, ore {hour:02}:{minute:02}",
    ),
    "pt": _Names(
        tuple(
            "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split()
        ),
        tuple(
            "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro "
            "dezembro".split()
        ),
        "{weekday}, {day} de {month} de {year}, {hour:02}:{minute:02}",
    ),
}


def written(wall: datetime, locale: str = "") -> str:
    """A time with weekday and date, in the language of a Discord locale or else in English."""
    names = _NAMES.get(locale[:2], _NAMES["en"])
    return names.pattern.format(
        weekday=names.weekdays[wall.weekday()],
        day=wall.day,
        month=names.months[wall.month - 1],
        year=wall.year,
        hour=wall.hour,
        minute=wall.minute,
    )
