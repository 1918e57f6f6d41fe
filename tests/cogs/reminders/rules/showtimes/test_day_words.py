"""Every word for a day or a part of an hour, in each language, by what it must mean."""

from __future__ import annotations

import pytest

from benchmarks.showtimes import answer, verdict

THURSDAY = "2027-02-11T08:00+00:00"


def _expect(locale: str, text: str, outcome: str, expected: str) -> None:
    row = {
        "locale": locale,
        "zone": "Europe/London",
        "now": THURSDAY,
        "text": text,
        "outcome": outcome,
        "expected": expected,
    }
    given = answer(row)
    assert verdict(row, given) == "ok", given


@pytest.mark.parametrize(
    ("locale", "text", "day"),
    [
        ("en-GB", "today 21:00", 11),
        ("en-GB", "tmrw 21:00", 12),
        ("en-GB", "day after tomorrow 21:00", 13),
        ("en-GB", "friday next week 21:00", 19),
        ("en-GB", "friday this week 21:00", 12),
        ("en-GB", "friday week 21:00", 19),
        ("de", "heute 21:00", 11),
        ("de", "morgen 21:00", 12),
        ("de", "übermorgen 21:00", 13),
        ("de", "freitag diese woche 21:00", 12),
        ("de", "freitag nächste woche 21:00", 19),
        ("fr", "aujourd'hui 21:00", 11),
        ("fr", "demain 21:00", 12),
        ("fr", "après-demain 21:00", 13),
        ("fr", "vendredi de cette semaine 21:00", 12),
        ("fr", "vendredi de la semaine prochaine 21:00", 19),
        ("fr", "vendredi en huit 21:00", 19),
        ("fr", "vendredi en quinze 21:00", 26),
        ("es-ES", "hoy 21:00", 11),
        ("es-ES", "mañana 21:00", 12),
        ("es-ES", "pasado mañana 21:00", 13),
        ("es-ES", "viernes de esta semana 21:00", 12),
        ("es-ES", "viernes de la próxima semana 21:00", 19),
        ("it", "oggi 21:00", 11),
        ("it", "domani 21:00", 12),
        ("it", "dopodomani 21:00", 13),
        ("it", "venerdì di questa settimana 21:00", 12),
        ("it", "venerdì della prossima settimana 21:00", 19),
        ("pt-BR", "hoje 21:00", 11),
        ("pt-BR", "amanhã 21:00", 12),
        ("pt-BR", "depois de amanhã 21:00", 13),
        ("pt-BR", "sexta desta semana 21:00", 12),
        ("pt-BR", "sexta da próxima semana 21:00", 19),
    ],
)
def test_a_word_for_a_day_means_that_day(locale: str, text: str, day: int) -> None:
    _expect(locale, text, "time", f"2027-02-{day:02}T21:00")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en-GB", "yesterday 21:00"),
        ("en-GB", "last night 21:00"),
        ("de", "gestern 21:00"),
        ("fr", "hier 21:00"),
        ("es-ES", "ayer 21:00"),
        ("es-ES", "anoche 21:00"),
        ("it", "ieri 21:00"),
        ("pt-BR", "ontem 21:00"),
    ],
)
def test_a_day_that_is_over_is_never_taken(locale: str, text: str) -> None:
    row = {"locale": locale, "zone": "Europe/London", "now": THURSDAY, "text": text}
    assert answer(row).meant is None


@pytest.mark.parametrize(
    ("locale", "text", "day", "clock"),
    [
        ("en-GB", "this morning at 9:10", 11, "09:10"),
        ("en-GB", "this afternoon at 3:10", 11, "15:10"),
        ("en-GB", "half past eight tonight", 11, "20:30"),
        ("en-GB", "quarter to nine this evening", 11, "20:45"),
        ("de", "heute abend viertel nach acht", 11, "20:15"),
        ("de", "heute abend halb acht", 11, "19:30"),
        ("fr", "ce matin à 9h10", 11, "09:10"),
        ("fr", "cet après-midi à 3h10", 11, "15:10"),
        ("fr", "ce soir à huit heures et quart", 11, "20:15"),
        ("fr", "ce soir à huit heures et demie", 11, "20:30"),
        ("es-ES", "esta mañana a las 9:10", 11, "09:10"),
        ("es-ES", "esta tarde a las 5:10", 11, "17:10"),
        ("es-ES", "esta noche a las ocho y cuarto", 11, "20:15"),
        ("es-ES", "esta noche a las ocho y media", 11, "20:30"),
        ("it", "stamattina alle 9:10", 11, "09:10"),
        ("it", "questo pomeriggio alle 3:10", 11, "15:10"),
        ("it", "stasera alle otto e un quarto", 11, "20:15"),
        ("it", "stasera alle otto e mezza", 11, "20:30"),
        ("it", "stasera alle otto e tre quarti", 11, "20:45"),
        ("it", "domattina alle 9:10", 12, "09:10"),
        ("pt-BR", "esta manhã às 9:10", 11, "09:10"),
        ("pt-BR", "esta tarde às 3:10", 11, "15:10"),
        ("pt-BR", "esta noite às oito e um quarto", 11, "20:15"),
        ("pt-BR", "esta noite às oito e meia", 11, "20:30"),
    ],
)
def test_a_part_of_a_day_and_of_an_hour_are_read(
    locale: str, text: str, day: int, clock: str
) -> None:
    _expect(locale, text, "time", f"2027-02-{day}T{clock}")
