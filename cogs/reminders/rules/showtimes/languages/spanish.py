"""Showtimes in Spanish."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.words import (
    MANANA,
    NOON_TIME,
    SMALL_HOURS,
    TARDE,
    TONIGHT,
    DayPart,
    Kind,
    Language,
    composed,
    listed,
)

SPANISH = Language(
    code="es",
    numerals=composed(
        "cero uno|una|un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno|veintiuna|veintiun "
        "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho "
        "veintinueve",
        "treinta cuarenta cincuenta",
        "{ten}_y_{unit}",
        from_ten=3,
    ),
    words=(
        *listed(Kind.WEEKDAY, 0, "lunes martes miercoles jueves viernes sabado domingo"),
        *listed(
            Kind.MONTH,
            1,
            "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre "
            "noviembre diciembre",
        ),
        *listed(Kind.MONTH, 1, "ene feb mar abr may jun jul agosto sep|sept oct nov dic"),
        (Kind.AT, None, "a|a las|a la|las|la|desde las|sobre las|hacia las|a partir de las"),
        (Kind.ON, None, "el|este|esta|de|del|por|por la|en la|para el"),
        (Kind.DATE_MARK, None, "el|el dia|dia"),
        (Kind.DAY, -1, "ayer"),
        (Kind.DAY, 0, "hoy"),
        (Kind.DAY, 1, "manana"),
        (Kind.DAY, 2, "pasado manana"),
        (Kind.DAY_PART, DayPart(-1, TONIGHT), "anoche"),
        (Kind.DAY_PART, DayPart(0, MANANA), "esta manana"),
        (Kind.DAY_PART, DayPart(0, TARDE), "esta tarde"),
        (Kind.DAY_PART, DayPart(0, TONIGHT), "esta noche"),
        (Kind.PART, MANANA, "de la manana|por la manana|en la manana|a la manana|la manana"),
        (Kind.PART, NOON_TIME, "del mediodia|de mediodia"),
        (Kind.PART, TARDE, "tarde"),
        (Kind.PART, TONIGHT, "noche"),
        (Kind.PART, SMALL_HOURS, "madrugada"),
        (Kind.NEXT, None, "proximo|proxima|que viene"),
        (Kind.WEEK, 0, "esta semana|de esta semana"),
        (
            Kind.WEEK,
            1,
            "la proxima semana|proxima semana|de la proxima semana|la semana que viene|"
            "semana que viene|de la semana que viene",
        ),
        (Kind.FIRST, 1, "primero"),
        (Kind.OCLOCK, None, "horas|hora|hs|hrs|en punto"),
        (Kind.FRACTION, 15, "cuarto|un cuarto"),
        (Kind.FRACTION, 30, "media"),
        (Kind.AND, None, "y"),
        (Kind.MINUS, None, "menos"),
        (Kind.TO, None, "para las|para la"),
        (Kind.NOON, 12, "mediodia|al mediodia|a mediodia"),
        (Kind.MIDNIGHT, 24, "medianoche|media noche"),
        (Kind.IN, None, "dentro de|de aqui a"),
        (Kind.AGO_BEFORE, None, "hace"),
        (Kind.MINUTES, None, "minutos|minuto|min"),
        (Kind.HOURS, None, "horas|hora"),
        (Kind.DAYS, 1, "dias|dia"),
        (Kind.DAYS, 7, "semanas|semana"),
        (Kind.DURATION, 15, "un cuarto de hora|cuarto de hora"),
        (Kind.DURATION, 30, "media hora"),
        (Kind.DURATION, 45, "tres cuartos de hora"),
    ),
    short=(
        *listed(Kind.WEEKDAY, 0, "lun mar mie|mier jue vie sab dom"),
        (Kind.MONTH, 8, "ago"),
        (Kind.IN, None, "en"),
        (Kind.ONE, 1, "un|una"),
        (Kind.SUFFIX, None, "o"),
    ),
)
