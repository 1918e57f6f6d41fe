"""Showtimes in German."""

from __future__ import annotations

from cogs.reminders.rules.showtimes.words import (
    AFTERNOON,
    EVENING,
    MORNING,
    NIGHT,
    NOON_TIME,
    Kind,
    Language,
    WeekdayPart,
    composed,
    listed,
)

_WEEKDAYS = "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag"
_PARTS = (
    (MORNING, "morgen"),
    (MORNING, "vormittag"),
    (NOON_TIME, "mittag"),
    (AFTERNOON, "nachmittag"),
    (EVENING, "abend"),
    (NIGHT, "nacht"),
)

GERMAN = Language(
    code="de",
    numerals=composed(
        "null eins|ein|eine zwei|zwo drei vier funf|fuenf sechs sieben acht neun zehn elf "
        "zwolf|zwoelf dreizehn vierzehn funfzehn|fuenfzehn sechzehn siebzehn achtzehn neunzehn",
        "zwanzig dreissig vierzig funfzig|fuenfzig",
        "{unit}und{ten}",
        first="einund{ten}",
    ),
    words=(
        *listed(Kind.WEEKDAY, 0, _WEEKDAYS),
        *(
            (Kind.WEEKDAY_PART, WeekdayPart(weekday, part), f"{name}{word}")
            for weekday, names in enumerate(_WEEKDAYS.split())
            for name in names.split("|")
            for part, word in _PARTS
        ),
        *listed(
            Kind.MONTH,
            1,
            "januar|janner|jaenner februar|feber marz|maerz april mai juni juli august september "
            "oktober november dezember",
        ),
        *listed(Kind.MONTH, 1, "jan feb mrz apr mai jun jul aug sep|sept okt nov dez"),
        (Kind.AT, None, "um|ab|gegen|ca|circa|beginn|beginnt|start|so um"),
        (Kind.ON, None, "am|den|dem|der|diesen|diese|dieser|dieses|fur|in der"),
        (Kind.DATE_MARK, None, "am|den|der"),
        (Kind.DAY, -1, "gestern"),
        (Kind.DAY, 0, "heute|heut"),
        (Kind.DAY, 1, "morgen"),
        (Kind.DAY, 2, "ubermorgen|uebermorgen"),
        (Kind.PART, MORNING, "vormittag|vormittags|morgens|fruh|frueh|in der fruh"),
        (Kind.PART_OF, MORNING, "morgen"),
        (Kind.PART, NOON_TIME, "mittag|mittags"),
        (Kind.PART, AFTERNOON, "nachmittag|nachmittags"),
        (Kind.PART, EVENING, "abend|abends"),
        (Kind.PART, NIGHT, "nacht|nachts"),
        (Kind.NEXT, None, "nachsten|nachster|nachste|nachstes|naechsten|naechster|naechste"),
        (Kind.COMING, None, "kommenden|kommender|kommende|kommendes"),
        (Kind.WEEK, 0, "diese woche|dieser woche"),
        (Kind.WEEK, 1, "nachste woche|nachster woche|naechste woche|kommende woche"),
        (Kind.FIRST, 1, "erster|ersten"),
        (Kind.OCLOCK, None, "uhr"),
        (Kind.FRACTION, 15, "viertel"),
        (Kind.HALF_TO, None, "halb"),
        (Kind.QUARTER_OF, 15, "viertel"),
        (Kind.QUARTER_OF, 45, "dreiviertel|drei viertel"),
        (Kind.PAST, None, "nach"),
        (Kind.TO, None, "vor"),
        (Kind.AND, None, "und"),
        (Kind.MIDNIGHT, 24, "mitternacht"),
        (Kind.AGO_BEFORE, None, "vor"),
        (Kind.MINUTES, None, "minuten|minute|min"),
        (Kind.HOURS, None, "stunden|stunde|std"),
        (Kind.DAYS, 1, "tagen|tage|tag"),
        (Kind.DAYS, 7, "wochen|woche"),
        (Kind.HALVES, 1.5, "eineinhalb|anderthalb"),
        (Kind.HALVES, 2.5, "zweieinhalb"),
        (Kind.HALVES, 3.5, "dreieinhalb"),
        (Kind.DURATION, 15, "einer viertelstunde|viertelstunde"),
        (Kind.DURATION, 30, "einer halben stunde|halben stunde|ner halben stunde"),
        (Kind.DURATION, 45, "einer dreiviertelstunde|dreiviertelstunde"),
    ),
    short=(
        *listed(Kind.WEEKDAY, 0, "mo di mi do fr sa so"),
        (Kind.IN, None, "in"),
        (Kind.ONE, 1, "einer|einem|eine|ein|ner"),
    ),
)
