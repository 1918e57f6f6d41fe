"""How French speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

FRENCH = Language(
    code="fr",
    scene=pattern(
        r"(?:scenes? )?(?:post|pre|mi|mid|inter) ?generiques?",
        r"(?:scenes? )?(?:post|mid|mi) ?credits?(?: scenes?)?",
        r"(?:apres|pendant|durant|a la fin|fin|milieu|au milieu|pendant tout|jusqu au bout) "
        r"(?:du |de |le |les |des )?(?:generiques?|credits?)(?: de fin)?",
        r"scenes? (?:\w+ ){0,3}(?:generiques?|credits|cachees?|bonus|supplementaires?)",
        r"(?:quelque chose|un truc|une? scenes?|des scenes) (?:\w+ )?(?:apres|a la fin) "
        r"(?:du |le )?(?:film|fin|seance)",
        r"(?:betisier|bonus) (?:a la fin|apres|pendant)",
        r"scenes? (?:\w+ )?(?:a la fin|apres la fin|de fin|finale)",
    ),
    stay=pattern(
        r"(?:rester|attendre|reste|restez|attends|attend|rester assis)(?: \w+){0,6} "
        r"(?:generique|credits|fin|bout)",
        r"(?:partir|sortir|se barrer|y aller|se lever)(?: \w+){0,3}? "
        r"(?:des|quand|avant|apres|pendant|lors)(?: \w+){0,2}? (?:generiques?|credits)",
        r"(?:rester|reste|attendre|attend)(?: \w+)? (?:ou|apres)(?= )",
        r"rester assise?s?",
    ),
    asks=pattern(
        r"y a t il",
        r"y a til",
        r"il y a",
        r"y aura",
        r"y a",
        r"a t il",
        r"a t elle",
        r"a t on",
        r"ont ils",
        r"est ce",
        r"faut il",
        r"faut",
        r"doit on",
        r"dois je",
        r"on doit",
        r"combien",
        r"vaut",
        r"reste",
        r"quelqu un sait",
        r"sait si",
        r"contient",
        r"possede",
        r"existe",
        r"comporte",
        r"peut on",
        r"ca vaut",
        r"a (?:une?|des)",
        r"utile",
        r"(?:je|on) rate|y avait|avait il|y aurait|aura t il|peut (?:on|partir)|on peut|je peux|"
        r"puis je",
        r"je reste|on reste|j attends|on attend|besoin de|oui ou non|ou pas",
    ),
    opens=pattern(
        r"y a t il",
        r"a t il",
        r"a t elle",
        r"est ce qu\w*",
        r"faut il",
        r"doit on",
        r"dois je",
        r"vaut il",
        r"ont ils",
        r"peut on|on peut|je peux|puis je",
        r"y avait|avait il|(?:je|on) reste ou|oui ou non",
        r"combien",
        r"(?:sait|savez vous|sais tu) (?:si|s il)",
    ),
    within=pattern(
        r"(?:se passe(?! (?:un truc|quelque chose))|arrive|signifie|veut dire|dure)",
        r"expliqu\w*",
    ),
    talk=pattern(
        r"(?:qu|que) (?:as|avez|en) (?:tu|vous|pense\w*)",
        r"pourquoi",
        r"(?:episode|saison|serie|video)",
        r"vaut le (?:coup|detour)(?! (?:de |d )?(?:rester|attendre))",
        r"qui est",
        r"(?:as tu|avez vous|tu as|t as|vous avez) (?:vu|aime\w*|adore\w*)",
        r"j ai (?:adore|aime|vu)",
        r"la scene (?:\w+ ){0,2}(?:etait|est|montre)",
        r"mdr",
        r"haha\w*",
    ),
    states=pattern(
        r"^(?:(?:oui|non|ah|ok|et|mais|bon) )*(?:je|j|il y a|c est|c etait|on|nous|ils|elles|"
        r"merci|oui|non|cette|la|les)",
        r"(?:etait|etaient|je crois|je pense|j ai)",
    ),
    hints=pattern(
        r"generiques?|credits|post ?credits?|post ?gen",
        r"(?:rester|reste|restez|attendre)(?: assise?s?)? "
        r"(?:jusqu|apres le film|ou|a la fin|pour|\?)",
        r"scenes? (?:\w+ )?(?:bonus|cachees?|supplementaires?|extra|secretes?|a la fin|finale)",
        r"(?:quelque chose|un truc|rien) (?:\w+ )?apres",
    ),
    frame=words(
        "rate rater avant avait aurait peux puis oui non pas rien besoin attends attend assis "
        "assise dois bonus supplementaire supplementaires extra secrete secretes betisier quand "
        "lorsque suis sommes salle viens vient voir vu sors sort sortir sortie peut partir pars "
        "part parti ma mon mes femme mari copine copain enfants enfant toilettes pipi question "
        "rapide petite dites dis moi savoir sais savez vous tu se passe truc cachee cache alors "
        "donc parce merci stp ici maintenant soir demain hier tout toute tous bien tres plus "
        "encore aller va vais direct directement regarder regarde allez vraiment y a t il til ya "
        "elle est ce que qu on ont faut doit je combien vaut le la les l un une des du de d en et "
        "ou dans pour apres pendant durant jusqu au aux fin generique credits scene scenes film "
        "nouveau nouvelle dernier post reste rester attendre quelqu quelque chose sait si "
        "contient possede existe elles ils signifient coup bonjour salut svp aussi cinema avec ca "
        "mais"
    ),
)
