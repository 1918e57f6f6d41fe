"""How Spanish speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

SPANISH = Language(
    code="es",
    scene=pattern(
        r"(?:escenas? )?(?:pos|post|inter|mid|entre|tras|extra) ?(?:los )?(?:credito|credits?)s?",
        r"(?:despues|al final|durante|tras|en medio|luego|mitad|entre) (?:de )?(?:los )?"
        r"(?:titulos(?: de credito)?|creditos)(?: finales)?",
        r"escenas? (?:\w+ ){0,2}(?:creditos|extras?|ocultas?|secretas?|adicional(?:es)?)",
        r"(?:escenas?|algo) (?:\w+ )?(?:despues|al final|tras) (?:de )?(?:la pelicula|el final)",
        r"(?:escenas?|algo) (?:\w+ )?(?:despues (?:de )?que (?:acab|termin)\w*|al final)",
        r"(?:algo|nada|escenas?) (?:mas )?despues(?= \?|$)",
        r"tomas falsas",
    ),
    stay=pattern(
        r"(?:quedar(?:se|me|nos)?|esperar(?:se|me)?|quedo|espero|aguanto)(?: \w+){0,6} "
        r"(?:creditos|final)(?! de la (?:clase|fiesta|noche|semana))",
        r"(?:me quedo|nos quedamos|quedarme|quedarnos|esperar|espero) o "
        r"(?:me |nos )?(?:voy|vamos|ir\w*|salir|salgo)",
        r"(?:ir(?:se|me|nos)?|salir|marchar\w*|largar\w*|voy|vamos)(?: \w+){0,3}? "
        r"(?:cuando|en cuanto|antes|despues|al|durante)(?: \w+){0,3}? creditos",
        r"(?:quedar(?:se|me|nos)|me quedo|nos quedamos) (?:sentad[oa]s?|en (?:la|el|mi) "
        r"(?:sala|butaca|asiento|cine))",
    ),
    asks=pattern(
        r"me pierdo|nos perdemos|habia|hubo|tenia|tendria|queda algo|si o no|o me voy|"
        r"o nos vamos|o no(?= \?)",
        r"se puede|podemos|puede uno|me puedo|nos podemos|tengo que|tenemos que|toca",
        r"hay",
        r"habra",
        r"tiene",
        r"tienen",
        r"tendra",
        r"existen?",
        r"vale la pena",
        r"deb(?:o|eria|emos)",
        r"me quedo",
        r"nos quedamos",
        r"hace falta",
        r"hay que",
        r"cuantas",
        r"alguien sabe",
        r"sale",
        r"trae",
        r"lleva",
        r"si o no",
        r"saben si",
        r"sabes si",
        r"es necesario",
        r"conviene",
        r"puedo",
    ),
    opens=pattern(
        r"(?:alguien|sabes?|saben|sabeis|sabe alguien) (?:sabe )?si",
        r"^(?:y |hola |oye )*cuantas",
        r"^(?:y |hola |oye )*(?:hay|tengo|tenemos) que (?:esperar|quedar)\w*",
        r"me quedo o|nos quedamos o|si o no",
        r"(?:me puedo|puedo|se puede|podemos) (?:ir|salir|marchar|largar)\w*",
        r"^(?:y |hola |oye )*tienen?",
        r"^(?:y |hola |oye )*(?:vale la pena|hace falta|me quedo|debo|deberia)",
    ),
    within=pattern(
        r"(?:que|como) (?:pasa|paso|significa|ocurre|sucede|muestra|termina|acaba)",
        r"(?:expli[cq]\w*|significa\w*)",
        r"cuanto dura",
    ),
    talk=pattern(
        r"(?:que|como) te parecio",
        r"por que",
        r"(?:les|os) (?:parecio|gusto)",
        r"(?:video|clip|fiesta|clase|vida|muerte|capitulo|episodio|temporada|serie)",
        r"quien",
        r"te gusto",
        r"me (?:gusto|encanto)",
        r"la escena (?:\w+ ){0,2}(?:fue|era|es|muestra|estuvo)",
        r"(?:has|han) visto",
        r"jaja\w*",
    ),
    states=pattern(
        r"^(?:(?:si|no|pues|ah|ok|y|pero) )*(?:yo|no|si|gracias|creo|pienso|es|era|la|las|esa|ese|"
        r"eso|vi)",
        r"(?:fue|era|estuvo|creo que|pienso que|me encanto|me gusto)",
    ),
    hints=pattern(
        r"creditos|(?:pos|post) ?cred\w*",
        r"(?:me quedo|nos quedamos|quedarse|quedarme|quedarnos|espero|esperar)"
        r"(?= (?:hasta|o|despues|al|sentad|para|por|\?))",
        r"escenas? (?:\w+ )?(?:extras?|ocultas?|secretas?|adicional(?:es)?|final(?:es)?|al final)",
        r"(?:algo|nada) (?:mas )?(?:despues|al final)",
    ),
    frame=words(
        "pierdo perdemos perder terminen acaben habia hubo tenia tendria vamos podemos tengo "
        "tenemos toca tomas falsas nada cuando cuanto empiezan empiecen salen uno si no acabo "
        "acaba acabamos acabar acabado vi vimos visto salgo salimos saliendo mi mis novia novio "
        "mujer marido hijos hijo bano pis mas duda pregunta rapida rapido estoy estamos esta sala "
        "alguno alguna algunas luego antes entonces porque tambien muy bien mal gracias favor "
        "digan diganme dime decidme saber puede voy tarde cosa cosas directo directos irse irnos "
        "esperamos quedarnos quedamos hay habra tiene tienen tendra existe existen vale la pena "
        "debo deberia me quedo nos hace falta que cuantas cuantos alguien sabe sale trae lleva "
        "escena escenas de del el los las lo un una unos unas en a al y o es pelicula peli cine "
        "nueva nuevo ultima hola creditos post pos despues final tras durante con para por "
        "quedarse esperar hasta algo saben sabes puedo merece pero sentado sentada sentados extra "
        "se ir irme ya marcharme salir sabeis oye oigan chicos gente ver viendo ahora hoy manana"
    ),
)
