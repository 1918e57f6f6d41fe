"""How Turkish speaks of credits scenes, to whoever asks the bot: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

TURKISH = Language(
    code="tr",
    scene=pattern(
        r"(?:jenerik|credits?|kredi) ?(?:sonrasi|sonunda|arasi|ortasi|bitince)(?: sahne\w*)?",
        r"jenerikten sonra",
        r"(?:post|mid|after) ?credits?(?: sahne\w*)?",
        r"film(?:in)? (?:sonunda|bitince|sonrasi)(?: (?:ek |ekstra )?sahne\w*)",
    ),
    stay=pattern(r"(?:jenerik|jenerigi|sonuna)(?: \w+){0,4} (?:bekle\w*|otur\w*|kal\w*)"),
    asks=pattern(r"var", r"varmi", r"mi", r"mu", r"kac", r"gerek\w*", r"deger"),
    opens=pattern(r"var mi", r"varmi", r"kac", r"bilen var"),
    talk=pattern(r"neden", r"kim", r"niye"),
    states=pattern(r"(?:harika\w*|guzel\w*|vardi|yoktu)"),
    hints=pattern(
        r"jenerik\w*|credits?|kredi|post ?credit\w*",
        r"(?:ek |ekstra |gizli |son )?sahne\w* (?:var|varmi)",
        r"(?:sonunda|sonrasi|bitince|bittikten sonra)(?: \w+){0,3} (?:var|varmi|sahne\w*)",
        r"(?:bekle\w*|otur\w*|kal\w*|cik\w*) (?:mi|mu|miyiz|miyim|deger|gerek\w*)",
    ),
    frame=words(
        "sonunda sonra sonrasinda bitince jenerikten jenerigi jenerige sahneler ek ekstra gizli "
        "sey varmi mi mu degermi deger beklemeye beklemek gerekiyor gerek gerekir miyiz lazim "
        "acaba var kac tane sahne sahnesi jenerik sonrasi post credit film filmi filminde "
        "filminin filmde de da ta te nda nde nin nun in un den dan icin bir bilen bekleyelim"
    ),
    listens=False,
)
