"""How Portuguese speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

PORTUGUESE = Language(
    code="pt",
    scene=pattern(
        r"(?:cenas? )?(?:pos|post|meio|inter|entre) ?(?:os |dos )?(?:credito|credits?)s?",
        r"(?:depois|apos|durante|final|fim|ao fim|meio|ate o fim) (?:d?os )?creditos(?: finais)?",
        r"cenas? (?:\w+ ){0,3}(?:creditos|extras?|escondidas?|secretas?|adiciona(?:l|is))",
        r"(?:alguma coisa|algo|cenas?) (?:\w+ )?(?:depois (?:que|quando) (?:acab|termin)\w*)",
        r"(?:alguma coisa|algo|cenas?) (?:\w+ )?no final",
        r"(?:alguma coisa|algo|cenas?) (?:\w+ )?(?:depois|apos|no final) "
        r"(?:do |o )?(?:filme|final)",
    ),
    stay=pattern(
        r"(?:ficar|esperar|fico|espero|aguardar)(?: \w+){0,6} (?:creditos|fim|final)",
        r"(?:sair|ir embora|ir|vazar|levantar)(?: \w+){0,3}? "
        r"(?:quando|assim que|antes|depois|durante|nos)(?: \w+){0,3}? creditos",
        r"(?:fico|espero|ficar|esperar) (?:ou|sentad[oa]s?)(?= )",
    ),
    asks=pattern(
        r"tem",
        r"ha",
        r"existe",
        r"tera",
        r"vale a pena",
        r"devo",
        r"preciso",
        r"precisa",
        r"quantas",
        r"alguem sabe",
        r"(?:fico|espero)",
        r"e (?:pra|para) (?:ficar|esperar)",
        r"sabem se",
        r"sabe se",
        r"possui",
        r"posso",
        r"vai ter",
        r"compensa",
        r"perco|perdemos|tinha|havia|teria|teve|podemos|da (?:pra|para)|temos que|tenho que|"
        r"sim ou nao|"
        r"ou (?:vou|posso|nao)",
    ),
    opens=pattern(
        r"(?:alguem|voces?|vc) sabem? se",
        r"sabem? se|sim ou nao|(?:fico|espero) ou",
        r"(?:posso|podemos|da pra|da para) (?:ir|sair|vazar)",
        r"^(?:e |oi |ola )*quantas",
        r"^(?:e |oi |ola )*(?:vale a pena|devo|preciso|compensa)",
    ),
    within=pattern(
        r"(?:que|como) (?:acontece|aconteceu|significa|quer dizer|mostra|termina|acaba)",
        r"(?:expli[cq]\w*|significa\w*)",
        r"quanto tempo dura",
    ),
    talk=pattern(
        r"o que (?:voce|voces|vc) (?:achou|acharam)",
        r"por que",
        r"o que (?:\w+ )?(?:acharam|acharao|achou)",
        r"(?:festa|aula|vida|morte|episodio|temporada|serie|video)",
        r"quem",
        r"(?:gostou|gostei|amei)",
        r"a cena (?:\w+ ){0,2}(?:foi|era|mostra)",
        r"kkk+",
        r"viu",
    ),
    states=pattern(
        r"^(?:(?:sim|nao|ah|ok|e|mas|pois) )*(?:eu|nao|sim|obrigad[oa]|acho|e|era|a|as|essa|isso|"
        r"vi|valeu)",
        r"(?:foi|era|estava|acho que|adorei|amei)",
    ),
    hints=pattern(
        r"creditos|(?:pos|post) ?cred\w*",
        r"(?:ficar|fico|esperar|espero) (?:ate|ou|depois|sentad\w+|no|pra|para|\?)",
        r"cenas? (?:\w+ )?(?:extras?|bonus|escondidas?|secretas?|no final|final)",
        r"(?:algo|alguma coisa|nada) (?:\w+ )?(?:depois|no final)",
    ),
    frame=words(
        "perco perder acabam acabarem terminam tinha havia teria teve podemos temos tenho sim nao "
        "comecarem comecam comecar subirem subir assim nada sentado sentada quando acabei acaba "
        "acabou acabamos vi vimos assisti assistindo assistir saindo sai saio to estou estamos "
        "sala minha meu namorada namorado esposa marido filhos filho banheiro xixi duvida "
        "pergunta rapida rapido espero espera esperamos pra la aqui antes entao porque tambem "
        "muito bem mal obrigado valeu favor diz digam saber pode vou vamos terminar termina eh "
        "sera coisa coisas direto tem ha existe tera vale a pena devo preciso precisa quantas "
        "quantos alguem sabe fico cena cenas de do da dos das no na nos nas em o os as um uma e "
        "ou se que filme cinema novo nova creditos pos depois apos durante final fim ate ficar "
        "esperar possui posso vai ter ola oi alguma algo extra mais para por com mas ir embora ja "
        "sair me gente galera pessoal ver vendo hoje amanha agora"
    ),
)
