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
        r"^(?:heeft|hebben|is er|zijn er|zit er|zitten er|komt er|hoeveel|moet|loont|kan)",
        r"weet iemand",
    ),
    talk=pattern(r"waarom", r"wie", r"wat vond\w*"),
    states=pattern(r"(?:was|waren|vond)", r"^(?:ja|nee|de|ik)"),
    frame=words(
        "heeft hebben is zijn zit zitten er een de het nog iets scene scenes na in van bij voor "
        "credits aftiteling film bioscoop hoeveel moet ik je we blijven wachten weet iemand of kan "
        "post mid hoi en"
    ),
    listens=False,
)
