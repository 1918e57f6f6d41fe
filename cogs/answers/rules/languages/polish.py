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
    opens=pattern(r"^(?:a )?(?:czy|ile|warto)", r"wie ktos"),
    talk=pattern(r"dlaczego", r"kto", r"podobala", r"co myslicie"),
    states=pattern(r"(?:byla|byly|jest) (?:swietn\w+|super|slab\w+)", r"^(?:tak|nie|scena)"),
    frame=words(
        "czy jest sa ma beda bedzie ile warto trzeba cos jakas jakies scena sceny scen po napisach "
        "w na do z i o film filmie filmu kinie koncu zostac czekac siedziec ktos wie jeszcze"
    ),
    listens=False,
)
