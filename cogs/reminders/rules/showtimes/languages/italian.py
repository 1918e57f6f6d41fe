"""Showtimes in Italian."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.words import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    DayPart,
    Kind,
    Language,
    composed,
    listed,
)

ITALIAN = Language(
    code="it",
    numerals=composed(
        "zero uno|una|un due tre quattro cinque sei sette otto nove dieci undici dodici tredici "
        "quattordici quindici sedici diciassette diciotto diciannove venti ventuno|ventuna "
        "ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove "
        "trenta trentuno trentadue trentatre trentaquattro trentacinque trentasei trentasette "
        "trentotto trentanove quaranta quarantuno quarantadue quarantatre quarantaquattro "
        "quarantacinque quarantasei quarantasette quarantotto quarantanove cinquanta cinquantuno "
        "cinquantadue cinquantatre cinquantaquattro cinquantacinque cinquantasei cinquantasette "
        "cinquantotto cinquantanove",
        "",
        "",
        from_ten=6,
    ),
    words=(
        *listed(Kind.WEEKDAY, 0, "lunedi martedi mercoledi giovedi venerdi sabato domenica"),
        *listed(
            Kind.MONTH,
            1,
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre "
            "novembre dicembre",
        ),
        *listed(Kind.MONTH, 1, "gen feb mar apr mag giu lug agosto sett ott nov dic"),
        (Kind.AT, None, "a|alle|dalle|delle|ore|all|dall|dell|le|verso le|inizio"),
        (Kind.ON, None, "il|lo|l|la|di|del|della|dello|nel|questo|questa|per"),
        (Kind.DATE_MARK, None, "il|il giorno"),
        (Kind.DAY, -1, "ieri"),
        (Kind.DAY, 0, "oggi"),
        (Kind.DAY, 1, "domani"),
        (Kind.DAY, 2, "dopodomani|dopo domani"),
        (Kind.DAY_PART, DayPart(0, MORNING), "stamattina|stamani|stamane|questa mattina"),
        (Kind.DAY_PART, DayPart(0, AFTERNOON), "questo pomeriggio"),
        (Kind.DAY_PART, DayPart(0, EVENING), "stasera|questa sera"),
        (Kind.DAY_PART, DayPart(0, NIGHT), "stanotte|questa notte"),
        (Kind.DAY_PART, DayPart(1, MORNING), "domattina"),
        (Kind.PART, MORNING, "mattina|mattino"),
        (Kind.PART, AFTERNOON, "pomeriggio"),
        (Kind.PART, EVENING, "sera"),
        (Kind.PART, NIGHT, "notte"),
        (Kind.NEXT, None, "prossimo|prossima|che viene"),
        (Kind.WEEK, 0, "questa settimana|di questa settimana"),
        (
            Kind.WEEK,
            1,
            "la prossima settimana|prossima settimana|della prossima settimana|"
            "la settimana prossima|settimana prossima|della settimana prossima",
        ),
        (Kind.FIRST, 1, "primo"),
        (Kind.OCLOCK, None, "in punto"),
        (Kind.FRACTION, 15, "un quarto|quarto"),
        (Kind.FRACTION, 30, "mezza|mezzo"),
        (Kind.FRACTION, 45, "tre quarti"),
        (Kind.AND, None, "e"),
        (Kind.MINUS, None, "meno"),
        (Kind.NOON, 12, "mezzogiorno"),
        (Kind.MIDNIGHT, 24, "mezzanotte"),
        (Kind.IN, None, "tra|fra"),
        (Kind.AGO, None, "fa"),
        (Kind.MINUTES, None, "minuti|minuto|min"),
        (Kind.HOURS, None, "ore|ora"),
        (Kind.DAYS, 1, "giorni|giorno"),
        (Kind.DAYS, 7, "settimane|settimana"),
        (Kind.DURATION, 15, "un quarto d ora|quarto d ora"),
        (Kind.DURATION, 30, "mezz ora|mezzora|mezza ora"),
        (Kind.DURATION, 45, "tre quarti d ora"),
    ),
    short=(
        *listed(Kind.WEEKDAY, 0, "lun mar mer|merc gio|giov ven sab dom"),
        (Kind.MONTH, 8, "ago"),
        (Kind.MONTH, 9, "set"),
        (Kind.ONE, 1, "un|una|uno"),
        (Kind.SUFFIX, None, "o"),
    ),
)
