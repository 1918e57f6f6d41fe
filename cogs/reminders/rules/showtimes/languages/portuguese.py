"""Showtimes in Portuguese."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.words import (
    AFTERNOON,
    MORNING,
    SMALL_HOURS,
    TONIGHT,
    DayPart,
    Kind,
    Language,
    composed,
    listed,
)

PORTUGUESE = Language(
    code="pt",
    numerals=composed(
        "zero um|uma dois|duas tres quatro cinco seis sete oito nove dez onze doze treze "
        "quatorze|catorze quinze dezesseis|dezasseis dezessete|dezassete dezoito "
        "dezenove|dezanove",
        "vinte trinta quarenta cinquenta",
        "{ten}_e_{unit}",
    ),
    words=(
        *listed(
            Kind.WEEKDAY,
            0,
            "segunda_feira terca_feira quarta_feira quinta_feira sexta_feira sabado domingo",
        ),
        *listed(
            Kind.MONTH,
            1,
            "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro "
            "dezembro",
        ),
        *listed(Kind.MONTH, 1, "jan fev mar abr mai jun jul agosto setembro outubro nov dez"),
        (Kind.AT, None, "a|as|das|pelas|a partir das|por volta das"),
        (Kind.ON, None, "o|de|do|da|no|na|neste|nesta|este|esta|desta|deste|pela"),
        (Kind.DATE_MARK, None, "dia|no dia|o dia"),
        (Kind.DAY, -1, "ontem"),
        (Kind.DAY, 0, "hoje|hj"),
        (Kind.DAY, 1, "amanha"),
        (Kind.DAY, 2, "depois de amanha"),
        (Kind.DAY_PART, DayPart(0, TONIGHT), "esta noite|essa noite|nesta noite"),
        (Kind.DAY_PART, DayPart(0, AFTERNOON), "esta tarde|essa tarde"),
        (Kind.DAY_PART, DayPart(0, MORNING), "esta manha"),
        (Kind.PART, MORNING, "manha|de manha|da manha"),
        (Kind.PART, AFTERNOON, "tarde|a tarde|da tarde"),
        (Kind.PART, TONIGHT, "noite|a noite|da noite"),
        (Kind.PART, SMALL_HOURS, "madrugada|da madrugada"),
        (Kind.NEXT, None, "proximo|proxima|que vem"),
        (Kind.WEEK, 0, "esta semana|desta semana"),
        (
            Kind.WEEK,
            1,
            "semana que vem|na semana que vem|da semana que vem|proxima semana|"
            "na proxima semana|da proxima semana",
        ),
        (Kind.FIRST, 1, "primeiro"),
        (Kind.OCLOCK, None, "horas|hora|hrs|em ponto"),
        (Kind.FRACTION, 15, "um quarto|quarto"),
        (Kind.FRACTION, 30, "meia"),
        (Kind.AND, None, "e"),
        (Kind.MINUS, None, "menos"),
        (Kind.TO, None, "para as|pras|para a"),
        (Kind.NOON, 12, "meio dia|ao meio dia"),
        (Kind.MIDNIGHT, 24, "meia noite"),
        (Kind.IN, None, "daqui a|dentro de|daqui"),
        (Kind.AGO_BEFORE, None, "ha|faz"),
        (Kind.AGO, None, "atras"),
        (Kind.MINUTES, None, "minutos|minuto|min"),
        (Kind.HOURS, None, "horas|hora"),
        (Kind.DAYS, 1, "dias|dia"),
        (Kind.DAYS, 7, "semanas|semana"),
        (Kind.DURATION, 15, "um quarto de hora|quarto de hora"),
        (Kind.DURATION, 30, "meia hora"),
        (Kind.DURATION, 45, "tres quartos de hora"),
    ),
    short=(
        *listed(Kind.WEEKDAY, 0, "segunda|seg terca|ter quarta|qua quinta|qui sexta|sex sab dom"),
        (Kind.MONTH, 8, "ago"),
        (Kind.MONTH, 9, "set"),
        (Kind.MONTH, 10, "out"),
        (Kind.IN, None, "em"),
        (Kind.ONE, 1, "um|uma"),
        (Kind.SUFFIX, None, "o"),
    ),
)
