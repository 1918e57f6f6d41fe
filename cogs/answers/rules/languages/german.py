"""How German speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

GERMAN = Language(
    code="de",
    scene=pattern(
        r"(?:post|mid|after|end)? ?credits? ?(?:szenen?|scenes?|sequenz(?:en)?)",
        r"(?:post|mid|after) ?credits?",
        r"abspann ?(?:szenen?|sequenz(?:en)?)",
        r"(?:nach|im|wahrend|hinter|beim|mitten im|in den|nach den|vor) (?:dem |des |den |the )?"
        r"(?:abspann\w*|credits)",
        r"(?:szenen?|etwas|was|irgendwas|extras?) (?:\w+ )?(?:nach|im|am) (?:dem |des )?"
        r"(?:abspanns?|ende|film)",
        r"(?:bonus|zusatz|extra|versteckte) ?szenen?",
        r"noch (?:ne |eine |so ne |irgendeine )(?:\w+ )?szene",
        r"noch (?:was|etwas|irgendwas|eine szene) (?:kommt|kommen|zu sehen)",
        r"(?:szenen?|etwas|was|irgendwas|outtakes) (?:\w+ )?(?:zum schluss|am schluss|hinterher|"
        r"danach)",
        r"nach ?spann ?(?:szenen?)?",
        r"am ende(?: von| vom)?(?= .*(?:noch (?:eine|ne|was|etwas)|szene))",
    ),
    stay=pattern(
        r"(?:sitzen|sitzenbleiben|bleiben|bleibe|bleibt|warten|abwarten|abzuwarten|dranbleiben)"
        r"(?: \w+){0,4} (?:abspanns?|credits|schluss|ende)",
        r"(?:abspann|credits|schluss|ende)(?: \w+){0,4} "
        r"(?:sitzen ?bleiben|bleiben|warten|ab(?:zu)?warten|bleib\w*|lohnt)",
        r"sitzen ?(?:zu )?bleiben",
        r"(?:warten|bleiben) (?:nach|bis nach|uber) (?:dem |den )?(?:film|kinofilm|ende)",
        r"(?:gehen|weg|raus|aufstehen|abhauen)(?: \w+){0,3}? (?:wenn|sobald|beim|bevor|vor|nach)"
        r"(?: \w+){0,2}? (?:abspann|credits)",
        r"bleib\w*(?: \w+){1,7} sitzen",
    ),
    asks=pattern(
        r"gibt (?:es|s)",
        r"gibts",
        r"gab es",
        r"hat",
        r"haben",
        r"hatte",
        r"kommt",
        r"kommen",
        r"lohnt",
        r"muss",
        r"muss(?:en|t)",
        r"soll(?:te|ten|en)?",
        r"bleibt?",
        r"wei(?:ss|s)",
        r"ist da",
        r"ist in",
        r"wie viele",
        r"ob",
        r"kann",
        r"darf",
        r"existiert",
        r"noch",
        r"man",
        r"ist am",
        r"oder gehen",
        r"verpass(?:e|en|t)|ja oder nein|vorhanden|wirklich schluss",
        r"(?:sitzen ?bleiben|abwarten|warten|bleiben)(?= \?)",
        r"(?:konnen|durfen|konnte) (?:wir|ich|man)",
    ),
    opens=pattern(
        r"^(?:(?:hallo|hey|hi|und|also|sag mal|sagt mal|na|aber) )*(?:gibt es|gibts|gibt s|hat|"
        r"haben|kommt|lohnt|muss|soll|sollte|wie viele|bleibt|kann|darf|ist da|ist am|"
        r"lohnt es|muss man|kann man)",
        r"ja oder nein",
        r"(?:sitzen ?bleiben|abwarten|warten|bleiben)(?= \?)",
        r"(?:bleiben|sitzen ?bleiben|warten) oder (?:gehen|weg|raus|los)",
        r"(?:kommt|gibt s|gibts) (?:da |noch |dann )*(?:noch )?(?:was|etwas|eine)",
        r"wei(?:ss|s) (?:jemand|wer|einer|man|du)",
        r"(?:wissen|frage mich|wusste gern) ?ob",
    ),
    within=pattern(
        r"was (?:passiert|geschieht|bedeutet|heisst|zeigt|kommt|sieht man)",
        r"wie (?:findet|findest|fandet|fandst|lange?|geht)",
        r"(?:erklar|bedeut)\w*",
    ),
    talk=pattern(
        r"(?:hast|habt|haben) (?:du|ihr|sie)",
        r"warum",
        r"wieso",
        r"(?<!weiss )(?<!weis )wer",
        r"fand(?:et|st|en)?",
        r"(?:irgendwo|youtube|schule|folge|staffel|serie)",
        r"die (?:post ?credits? ?|abspann ?)?szene (?:war|ist|hat|zeigt)",
        r"haha\w*",
    ),
    states=pattern(
        r"^(?:(?:ja|nein|ne|ach|ok|und|aber) )*(?:es|da|ich|wir|er|sie|das|danke|ja|nein|nee|"
        r"leider|bleibt|man)",
        r"(?:war|waren|fand|finde|glaube|denke|fanden)",
    ),
    hints=pattern(
        r"(?:ab|nach)spann\w*|credits?|post ?credit\w*",
        r"(?:sitzen|da|dran) ?bleiben|bleiben oder|warten nach|nach dem film",
        r"bleib(?:en|t|e)? (?:ich|wir|man) (?:\w+ )?(?:bei|fur|in)",
        r"noch (?:was|etwas|irgendwas|eine szene|ne szene)",
        r"(?:extra|bonus|zusatz|versteckte|geheime) ?szenen?|outtakes",
    ),
    frame=words(
        "verpasse verpassen verpasst vorhanden wirklich gleich ja nein leute abwarten lauft lauf "
        "warten durfen konnen konnte aufstehen sobald schluss hinterher outtakes hab habe gehort "
        "gesehen gelesen dass stimmt direkt ganz komplett aus raus rein saal kinosaal frau mann "
        "freundin freund kinder kind klo pipi musste mochte will wollen wurde werde werden war "
        "gewesen heute abend gestern schnell kurz kurze frage eben bin sind seid bist dann hier "
        "also so sehr richtig echt nun nur nicht nix nichts alle alles uns mir mich dir euch sie "
        "er weil dort drin fertig vorbei zuende sag sagt jmd irgendjemand irgendwer wisst wissen "
        "danke schau geschaut angeschaut guck gucke geguckt wart warte wartet extra gibt es s "
        "gibts gab hat haben hatte kommt kommen lohnt sich muss man ich wir soll sollte bleibt "
        "bleiben bleibe weiss jemand ist da der die das dem den des ein eine einen eines im in "
        "nach bei beim von vom zu zum fur auf noch was etwas irgendwas szene szenen film kino "
        "neue neuen neuer abspann credits und oder ob wie viele kann kein keine bis ende sitzen "
        "post mid danach hallo hey bitte mal eigentlich auch denn schon wenn aber sitze grade "
        "grad gerade gehen am ihr komme kommst ne wer laufen jetzt besser lieber darauf ganzen "
        "ganze morgen nachher anschauen schauen gucken"
    ),
)
