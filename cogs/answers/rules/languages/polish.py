"""How Polish speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

POLISH = Language(
    code="pl",
    scene=pattern(
        r"(?:scen\w* )?(?:po|w trakcie|podczas|miedzy) napis(?:ach|ami|ow)(?: koncow\w+)?",
        r"scen\w* (?:po|w) (?:napisach|creditsach)",
        r"(?:scen\w* )?(?:post|mid|after) ?credits?(?: scen\w*)?",
        r"(?:cos|scen\w*) (?:po|na koncu) (?:filmie|filmu)",
    ),
    stay=pattern(
        r"(?:zostac|zostawac|czekac|siedziec|poczekac)(?: \w+){0,4} (?:napis\w+|konca)",
    ),
    asks=pattern(r"czy", r"jest", r"sa", r"ma", r"beda", r"bedzie", r"ile", r"warto", r"trzeba"),
    opens=pattern(r"^(?:a )?(?:czy|ile|warto|mozna|trzeba|jest)", r"wie ktos"),
    talk=pattern(r"dlaczego", r"kto", r"podobala", r"co myslicie"),
    states=pattern(r"(?:byla|byly|jest) (?:swietn\w+|super|slab\w+)", r"^(?:tak|nie|scena)"),
    hints=pattern(
        r"napis\w*|credits?|post ?credit\w*|tylowk\w*",
        r"(?:zostac|zostawac|czekac|siedziec|poczekac|wyjsc|isc) (?:do|na|po|az|czy|kiedy|gdy)",
        r"scen\w* (?:\w+ )?(?:po|na koncu|dodatkow\w+|ukryt\w+)",
    ),
    frame=words(
        "napisy napisow napisami koncowe koncowych konca az kiedy gdy mozna wyjsc isc poczekac "
        "dodatkowa ukryta na pod koniec sie zaczna juz tez czy jest sa ma beda bedzie ile warto "
        "trzeba cos jakas jakies scena sceny scen po napisach w do z i o film filmie filmu kinie "
        "koncu zostac czekac siedziec ktos wie jeszcze"
    ),
    listens=False,
)
