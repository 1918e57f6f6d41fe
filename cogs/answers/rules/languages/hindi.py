"""How Hindi speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, folded, pattern, words

HINDI = Language(
    code="hi",
    scene=pattern(
        r"(?:post|mid|after|end) ?credits?(?: (?:scenes?|seen))?",
        r"credits? (?:ke )?(?:baad|bad)(?: (?:koi |kuch )?(?:scenes?|seen)?)?",
        *(
            folded(part)
            for part in (
                "पोस्ट क्रेडिट सीन",
                "पोस्ट क्रेडिट",
                "क्रेडिट के बाद",
                "क्रेडिट्स के बाद",
                "क्रेडिट सीन",
            )
        ),
    ),
    stay=pattern(
        r"(?:ruk\w*|wait|baith\w*)(?: \w+){0,4} credits?",
        r"credits? tak (?:ruk\w*|baith\w*)",
        r"end tak (?:ruk\w*|baith\w*)",
    ),
    asks=pattern(
        r"hai", r"kya", r"kitne", r"hain", r"hoga", *(folded(part) for part in ("है", "क्या", "कितने"))
    ),
    opens=pattern(r"hai kya", r"^kya", r"kitne", folded("है क्या"), folded("क्या")),
    talk=pattern(r"kyun?", r"kaisa laga", folded("क्यों")),
    states=pattern(r"(?:tha|thi|mast|badhiya)"),
    hints=pattern(
        r"(?:post|mid|end|after)? ?credits?|end (?:scene|tak|mein|me)",
        r"(?:ruk\w*|wait|baith\w*)(?: \w+){0,3} (?:chahiye|padega|hai|kya|tak)",
        *(folded(part) for part in ("क्रेडिट", "क्रेडिट्स", "एंड सीन", "आखिर तक")),
    ),
    frame=words(
        "rukna ruke baithna chahiye padega scene khatam hone bhai yaar batao koi "
        "hai hain kya kitne koi kuch mein me main ka ki ke dekhne dekhke chahiye liye tak post "
        "credit credits scene scenes film "
        f"movie baad aur {folded('है हैं क्या कितने कोई कुछ में का की के सीन फिल्म बाद पोस्ट क्रेडिट')}"
    ),
    listens=False,
)
