"""How Dutch speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

DUTCH = Language(
    code="nl",
    scene=pattern(
        r"(?:scenes? )?(?:na|tijdens|in|door) (?:de )?(?:aftiteling|credits|eindcredits|titelrol)",
        r"(?:post|mid|after|end)? ?credits? ?(?:scenes?|scene s)",
        r"(?:post|mid|after) ?credits?",
        r"(?:iets|scenes?) na (?:de film|afloop)",
        r"aftiteling ?scenes?",
    ),
    stay=pattern(
        r"(?:blijven|blijf|wachten|wacht)(?: \w+){0,4} (?:aftiteling|credits|einde|zitten)",
    ),
    asks=pattern(
        r"heeft",
        r"hebben",
        r"is er",
        r"zijn er",
        r"zit er",
        r"zitten er",
        r"komt er",
        r"hoeveel",
        r"moet",
        r"weet",
        r"of",
        r"loont",
        r"kan",
        r"waard",
        r"nog",
    ),
    opens=pattern(
        r"^(?:kun|kunnen|moeten|kan|mag) (?:je|ik|we)|ja of nee|blijven of",
        r"^(?:heeft|hebben|is er|zijn er|zit er|zitten er|komt er|hoeveel|moet|loont|kan)",
        r"weet iemand",
    ),
    talk=pattern(r"waarom", r"wie", r"wat vond\w*"),
    states=pattern(r"(?:was|waren|vond)", r"^(?:ja|nee|de|ik)"),
    hints=pattern(
        r"(?:af|eind)titel\w*|(?:eind)?credits?|titelrol|post ?credit\w*",
        r"(?:blijven|blijf) (?:zitten|wachten|of|tot)|(?:weg|gaan) (?:als|wanneer|zodra)",
        r"(?:iets|scenes?) (?:\w+ )?(?:na|op het einde|aan het einde)",
    ),
    frame=words(
        "kun kunnen kan gewoon weg als wanneer zodra begint beginnen starten gaan tot het einde "
        "zonder hier dan maar ook al naar eigenlijk waard of nog er heeft hebben is zijn zit "
        "zitten een de iets scene scenes na in van bij voor credits aftiteling film bioscoop "
        "hoeveel moet ik je we blijven wachten weet iemand post mid hoi en"
    ),
    listens=False,
)
