"""How Italian speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

ITALIAN = Language(
    code="it",
    scene=pattern(
        r"(?:scen[ae] )?(?:post|mid|meta) ?(?:i |gli )?(?:titoli|credits?|crediti)(?: di coda)?",
        r"(?:dopo|durante|alla fine|fine|a meta|tra|oltre) (?:i |dei |gli |de )?"
        r"(?:titoli(?: di coda)?|crediti|credits)",
        r"scen[ae] (?:\w+ ){0,3}(?:titoli(?: di coda)?|crediti|credits|extra|nascost[ae]|"
        r"segret[ae]|bonus)",
        r"(?:qualcosa|scen[ae]) (?:\w+ )?(?:dopo|alla fine) (?:del |il |la )?(?:film|fine)",
        r"scen[ae] (?:\w+ )?(?:alla fine|finale|finali|dopo la fine)",
        r"qualcosa (?:\w+ )?(?:dopo|alla fine)(?= \?|$| d)",
    ),
    stay=pattern(
        r"(?:restare|rimanere|aspettare|resto|rimango|aspetto)(?: \w+){0,6} "
        r"(?:titoli|coda|crediti|fine)(?! della (?:lezione|festa|serata))",
        r"(?:uscire|andare|andarsene|andarmene|alzarsi|esco)(?: \w+){0,3}? "
        r"(?:quando|appena|prima|dopo|durante)(?: \w+){0,3}? (?:titoli|crediti)",
        r"(?:restare|rimanere|resto|rimango) (?:seduti?|sedut[aeo]|o)(?= )",
    ),
    asks=pattern(
        r"c e",
        r"ce",
        r"ci sono",
        r"ci sara",
        r"ha",
        r"hanno",
        r"quante",
        r"vale la pena",
        r"(?:devo|deve|aspetto)",
        r"bisogna",
        r"conviene",
        r"resto",
        r"qualcuno sa",
        r"esiste",
        r"posso",
        r"sapete se",
        r"sai se",
        r"contiene",
        r"presenta",
        r"si puo",
        r"sa se",
        r"mi perdo|ci perdiamo|c era|c erano|aveva|dobbiamo|possiamo|serve|merita|si o no|"
        r"oppure|o (?:vado|esco|no)",
    ),
    opens=pattern(
        r"(?:qualcuno|sapete|sai|sa qualcuno) (?:sa )?se",
        r"^(?:e |ciao |ma )*quante",
        r"si o no|(?:resto|rimango|restiamo) o|possiamo (?:andare|uscire)",
        r"(?:si puo|posso|devo|bisogna|conviene) (?:\w+ )?(?:uscire|andare|"
        r"andarmene|restare|alzarmi)",
        r"^(?:e |ciao |ma )*(?:vale la pena|bisogna|conviene|devo|c e|ci sono)",
    ),
    within=pattern(
        r"(?:cosa|che|come) (?:succede|accade|significa|vuol dire|mostra|finisce)",
        r"(?:spieg\w*|significat?\w*)",
        r"quanto dura",
    ),
    talk=pattern(
        r"(?:cosa|che) ne (?:pensi|pensate)",
        r"perche",
        r"(?:episodio|stagione|serie|formativi|lezione)",
        r"chi",
        r"(?:ti|vi|mi) e piaciut[ao]",
        r"la scena (?:\w+ ){0,2}(?:era|mostra)",
        r"(?:hai|avete) visto",
        r"ahah\w*",
    ),
    states=pattern(
        r"^(?:(?:si|no|ah|ok|e|ma|beh) )*(?:io|no|si|grazie|credo|penso|era|la|le|quella|ho)",
        r"(?:era|erano|stata|credo che|penso che|ho visto|adoro)",
    ),
    hints=pattern(
        r"titoli|crediti|post ?credits?|post ?cred\w*",
        r"(?:restare|rimanere|resto|rimango|aspettare|aspetto) "
        r"(?:fino|o|dopo|sedut\w+|alla|per|\?)",
        r"scen[ae] (?:\w+ )?(?:extra|bonus|nascost[ae]|segret[ae]|finale|alla fine)",
        r"qualcosa (?:\w+ )?(?:dopo|alla fine)",
    ),
    frame=words(
        "mi perdo perdiamo prima era erano aveva serve merita no vado esco oppure seduto seduta "
        "seduti appena iniziano partono quando possiamo alzarsi siamo ho abbiamo visto finito "
        "vedendo usciamo uscita mia mio moglie marito ragazza ragazzo figli figlio bagno pipi "
        "domanda veloce aspetto aspettiamo rimanere rimango rimaniamo stare deve dobbiamo stasera "
        "ieri poi allora perche molto bene male grazie favore dite ditemi sapere andiamo finisce "
        "nascosta nascoste tutto tutta tutti ancora altro cosa cose c e ce ci sono sara ha hanno "
        "quante quanti vale la pena devo bisogna conviene resto qualcuno sa esiste scena scene di "
        "del della dello dei degli delle il lo gli i le un una uno in nel nella al alla a da o se "
        "film cinema nuovo nuova titoli coda crediti post dopo durante fine fino qualcosa posso "
        "ciao restare aspettare che per con anche ma ragazzi sapete vedere guardare oggi domani "
        "adesso ora andare andarmene andarsene via gia si puo uscire subito finale restiamo"
    ),
)
