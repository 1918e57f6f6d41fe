"""How English speaks of credits scenes: words, and no rules."""

from __future__ import annotations

from cogs.answers.rules.languages.language import Language, pattern, words

ENGLISH = Language(
    code="en",
    scene=pattern(
        r"(?:(?:post|after|mid|middle|end|ending|during|closing|final|pre|in) ?)?credits? ?"
        r"(?:scenes?|scences?|seens?|sences?|stingers?|clips?|sequences?|teasers?|tags?|moments?)",
        r"(?:post|after|mid|mid or post|mid and post) ?cred(?:it)?s?(?: ones?)?",
        r"(?:post|after|mid|end) ?creds? (?:scenes?|things?|stuff|bits?)",
        r"(?:end |after |post )?credits? (?:things?|stuff|bits?|thingy)",
        r"credits (?:are )?(?:rolling|roll|started|starting)(?=.*how many scenes)",
        r"(?:blooper|gag) reels?|bloopers(?! (?:from|on|are|were))|outtakes",
        r"(?:bloopers?|scenes?) (?:at the end )?after (?=\w)"
        r"(?!i |he |she |that |this |we |they |you )",
        r"(?:scenes?|something|anything|nothing|bits?|clips?|extras?|more|bonus|footage|teasers?|"
        r"surprises?|easter eggs?)(?: \w+){0,2}? (?:after|in|during|at|following|past|"
        r"at the end of|between|before|through|until) (?:all )?(?:of )?(?:the |its |those )?"
        r"(?:end |ending |closing |final |rolling |whole )?credits?",
        r"(?:anything|something|scenes?|stuff|extras?) (?:shown |else |special |extra )?"
        r"(?:after|during|in|at|past|through)(?= (?:the )?(?:end of )?(?:\w+ ){1,6}?"
        r"(?:end )?credits(?!\w))",
        r"(?:anything|something|scenes?|more) (?:else |special |extra )?(?:once|when|as|while) "
        r"(?:the )?(?:end )?credits",
        r"(?:after|past|following) (?:all )?(?:the |its )?"
        r"(?:end |ending |closing |final )?credits?",
        r"(?:extra|bonus|hidden|secret|button) scenes?"
        r"(?: (?:at|after|following|past) (?:the )?(?:very )?(?:end|movie|film))?",
        r"(?:an|any|some|the) end(?:ing)? scenes?",
        r"stingers?",
        r"(?:anything|something|any more|more scenes?) (?:shown |else )?after(?= \?|$)",
        r"how many (?:end(?:ing)?|extra|bonus|last|hidden) (?:scenes?|bits?|clips?|things?)",
        r"(?:is|are) there (?:an? |any |another |one more |more )?(?:extra |secret |bonus |hidden |"
        r"last |final |surprise |little )?scenes?(?= (?:or|then|y n|\?)|$)",
        r"(?:something|anything|scenes?) (?:after|at) (?:the )?"
        r"(?:very end|end|movie|film|movie ends|film ends|it ends|lights)",
    ),
    stay=pattern(
        r"(?:stay|staying|sit|sitting|stick|sticking|wait|waiting|hang|hanging|remain)"
        r"(?: \w+){0,4}? (?:credits|creds|end|very end|movie ends|film ends|movie is over|"
        r"film is over|lights)",
        r"(?:stay|staying|sit|sitting|remain) (?:seated|put|in (?:my|our|your|the) seats?)",
        r"(?:leave|go|walk out|get up|head out|bail|run|pee)(?: \w+){0,3}? "
        r"(?:when|once|as soon as|before|after|during)(?: \w+){0,2}? credits",
        r"worth (?:it to )?(?:staying|sticking|sitting|stay|stick|sit)(?: around)?"
        r"(?! (?:at|in) (?:this|that|the|my|a|your) )",
        r"(?:stay|wait|sit) or (?:go|leave|bail|run|dip)",
        r"(?:go|leave|dip) or (?:stay|wait|sit)",
        r"(?:stay|wait|leave|go|bounce|head out) (?:now )?(?:yes or no|y n)",
        r"(?:when|once|as|soon as) (?:the )?(?:end )?cred(?:it)?s "
        r"(?:roll|start|begin|come|hit|kick in|pop up|show|appear)(?:s|ed|ing)?",
        r"cred(?:it)?s (?:are |just |have |have just |are now )*(?:rolling|started|starting|on|"
        r"running|playing)(?= .*(?:stay|wait|leave|go|anything|something|more|scenes?)\b)",
        r"(?:keep|continue) (?:watching|sitting)(?: \w+){0,3} credits",
        r"skip (?:all )?(?:the |its )?(?:end |final |closing )?credits",
        r"(?:sit|stay|wait|watch) through(?: \w+){0,3} credits",
        r"(?:stay|staying|wait|waiting|stick around|hang around|sit around) (?:\w+ )?after"
        r"(?! (?:the |my |your |our |a |this |that )?(?:work|school|class|dinner|lunch|party|hours|"
        r"midnight|show|game|match|concert|meeting|lesson|exam|episode)\b)(?= \w)",
        r"(?:bail|leave|dip|go|head out)(?: \w+){0,6}? (?:once|when|as soon as) (?:the )?"
        r"(?:names|lights)",
        r"worth (?:it to )?wait(?:ing)? (?:around|after|through|in)",
    ),
    asks=pattern(
        r"(?:is|are|was|were|isnt|arent|isn t|aren t) (?:there|ther|their|theres|it|this|that)",
        r"(?:does|doesnt|doesn t|do|did|has|have|had|will|would|can|could|should|shall|must|need)"
        r"(?! (?:not|ya|yall|he|she|they|your|his|her)\b)",
        r"how many",
        r"any(?:thing|one|body)?",
        r"what about",
        r"whether",
        r"if theres?",
        r"if there is",
        r"if it has",
        r"worth",
        r"what are",
        r"what they are",
        r"what happens",
        r"how long",
        r"got (?:a|any)",
        r"how many (?:\w+ ){0,2}?(?:post|after|mid|end|credits?)",
        r"or (?:nah|not)(?= \?|$)",
        r"(?:stay|wait|sit) or (?:go|leave|bail|run|dip)",
        r"(?:go|leave|dip) or (?:stay|wait|sit)",
        r"y n",
        r"(?:stay|wait|leave|go)(?= \?$)",
        r"miss(?:ing)? (?:anything|something|out)|(?:skip|watch) (?:the |all the )?credits",
        r"(?:has|have|got) .*(?= right \?)",
        r"one of (?:those|the) (?:movies|films|ones)",
        r"shld|shud|shoud|gotta|got to|tell me",
    ),
    opens=pattern(
        r"^(?:(?:so|but|and|hey|hi|hello|ok|okay|wait|um|guys|also|yo|well|quick question|question|"
        r"please|pls|psst|sorry|stupid question) )*"
        r"(?:is|are|was|were|isnt|arent|isn t|aren t|does|doesnt|doesn t|do|did|has|will|would|can|"
        r"could|should|shall|must|how many|any|anyone|anybody|anything|what about|worth|do i|"
        r"have (?:i|we|you) )(?! not)",
        r"(?:do|should|can|must|shall|shld|shud|gotta|do i gotta) (?:i|we|u) "
        r"(?:need|have|stay|wait|keep|leave|go|sit|skip|bother|stick|really|still|just|even)",
        r"or (?:nah|not)(?= \?|$)",
        r"(?:stay|wait|sit) or (?:go|leave|bail|run|dip)$",
        r"(?:go|leave|dip) or (?:stay|wait|sit)$",
        r"y n",
        r"or (?:can|should|do|shall) (?:i|we) (?:go|leave|bounce|dip|head|bail)",
        r"(?:any(?:one|body)|somebody|someone|who|you|u|guys|y all|yall) knows?",
        r"how many (?:\w+ )?(?:scenes?|bits?|clips?|stingers?|credits?|creds?)",
        r"(?:is|was) (?:that|this) (?:it|all)(?: or(?: \w+)?)?$",
        r"(?:know|wondering|wonder|ask|asking|tell me|tell us|let me know|idea|sure|curious|"
        r"check|remember) (?:if|whether|how many)",
    ),
    within=pattern(
        r"how long (?:is|are|was|were) (?:the|that|this|its)",
        r"(?:take place|what happens (?:in|during))",
        r"what (?:does|do|did) (?:\w+ ){0,8}(?:mean|show|say)",
        r"(?:explain|explanation|meaning)",
        r"(?:is|are|was) the (?:\w+ ){0,6}(?:scenes?|stingers?) (?:\w+ )?(?:good|bad|funny|cool|"
        r"important|canon|worth|long|short|scary|sad)",
    ),
    talk=pattern(
        r"(?:did|have|has|would|are|were|will|do) (?:you|u|ya|yall|y all|he|she|they|your|his|her)"
        r"(?! need| have to| know| stay| wait| sit| get (?:any|some|a|to see)| miss|"
        r" (?:show|put|have|include|add|play) (?:any|some|a|something|more))",
        r"(?:what|how) (?:do|did|does|are) (?:you|u|ya|yall|people|everyone)",
        r"(?:loved?|liked?|enjoyed|hated|adored?|remember(?:ed)?|missed|prefer|favou?rites?|best|"
        r"worst|saw|watched|seen) (?:\w+ ){0,2}(?:post|mid|after|end|credits?|stingers?)",
        r"(?:hates?|loves?|likes?|enjoys?|wants?|prefers?|cares? about) (?:\w+ ){0,2}"
        r"(?:post|mid|after|end|credits?|stingers?)",
        r"(?:who|whos|who s|where|whose|why(?! (?:\w+ ){0,3}(?:no|not|isnt|isn|arent|aren|"
        r"doesnt|doesn|wasnt|wasn))) (?:\w+ )*?(?:credits?|stingers?)",
        r"(?<!when )(?<!once )(?<!as )(?<!until )(?<!till )(?<!til )(?<!before )(?<!after )"
        r"(?:the|that|those|this|these|its|his|her|both) (?:\w+ ){0,3}?"
        r"(?:scenes?|credits|stingers?|one) (?:was|were|made|got|had|blew|gave|sets?|shows?|"
        r"showed|reveals?|revealed|teases?|teased|say|says|said|where|when|with|really|just|"
        r"literally|confirms?|ruined|hit|ended|tells?)",
        r"(?:during|in|at) (?:the )?(?:\w+ )?credits (?:\w+ )?(?:he|she|they|we|it|frank|was|were)",
        r"(?:tax|extra|writing|directing|producer|production|acting|song|opening) credits?",
        r"(?:give|gave|given|get|gets|got|deserves?|take|takes|took) (?:\w+ ){0,3}"
        r"(?<!post )(?<!after )(?<!mid )(?<!end )credit",
        r"(?:meaning|theory|theories|reaction|recap|breakdown|spoilers?) (?:of|to|for|about)",
        r"what if|imagine if|wish (?:it|they|there)",
        r"(?:nobody|no one|everybody|everyone) (?:knows|cares|stays)",
        r"(?:which|what|all|every|most|other) (?:\w+ ){0,3}(?:movies|films|ones?) "
        r"(?:has|have|had|with)",
        r"(?:list|app|site|website|video|clip|footage|copyright\w*|way to|trailer|rate|"
        r"rank\w*) "
        r"(?:\w+ ){0,4}(?:credits?|stingers?|scenes?)",
        r"(?:hope|hoping) (?:\w+ ){0,4}(?:has|have|had)",
        r"ever going to",
        r"do (?:all|most|any) (?:the |of the )?(?:\w+ )?(?:movies|films)",
        r"in (?:your|my|his|her|their|our|real) (?:dreams?|life|head)",
        r"(?:anyone|anybody|everyone) else",
        r"^(?!.*\b(?:has|have|got|theres|there s|there is) (?:an?|any|some|one|two|"
        r"\d)\b).*right \?",
        r"amirite|lol|lmao|haha\w*",
        r"who cares|nobody cares|dont care|don t care|(?:wasnt|wasn t|isnt|isn t) (?:that|the|it)",
        r"what s your|whats your|what is your",
        r"can you (?:believe|imagine)",
        r"for (?:you|u|you guys|yall|y all)(?= \?|$)",
        r"have (?:you|u|ya|yall|they|he|she) (?:stayed|waited|sat)",
        r"(?:store|social|college|school|bank|line of|in) credit",
        r"credits? (?:card|score|song|music|theme|check|union|hours?)",
    ),
    states=pattern(
        r"^(?:(?:yes|yeah|yep|no|nope|oh|well|ah|ok|btw|and|but|so) )*"
        r"(?:it|its|it s|there|theres|there s|i|im|i m|we|he|she|they|this|that|thats|that s|"
        r"thanks|thank|thx|my|these|those|everyone|nobody|people|don t|dont|do not|watch|stay|"
        r"wait|leave|remember|love|imagine|yes|yeah|no|nope|great|good|nice|cool)",
        r"(?:was|were|is|are|has|had|got|made|gave|think|thought|guess|heard|believe|love|loved|"
        r"hate|hated|stayed|left|waited) (?!there)(?:\w+ )*(?:credits?|stingers?|end|seated)",
        r"(?:credits?|scenes?|stingers?|end) (?:was|were|is|are|has|had|got|made|gave|makes|sets|"
        r"shows|reveals|teases|blew|ruined)",
        r"^(?:the|that|this|those) (?:\w+ )*(?:credits?|scenes?|stingers?) (?:\w+ )*"
        r"(?:was|were|is|are|made|had|sets|shows|blew)",
    ),
    hints=pattern(
        r"cred(?:it)?s|(?:post|mid|end|after|middle) ?cred(?:it)?s?",
        r"(?:end|after|post|final|extra|bonus|secret|hidden) ?scenes?",
        r"(?:anything|something|stuff) (?:\w+ )?(?:after|at the (?:very )?end)",
        r"scenes? (?:\w+ )?(?:after|at the (?:very )?end)"
        r"(?= \?|$| (?:the )?(?:movie|film|credits))",
        r"(?:is|are) there (?:a|an|any|another) scenes? in "
        r"(?:(?!where|when|with|that|which)\w+ ){1,5}\?$",
        r"(?:stay|wait|leave|go|sit|stick around|hang around)(?: now| or \w+)? \?$",
        r"(?:do|should|shall|can|must) (?:i|we) (?:have to |need to |just )?"
        r"(?:stay|wait|leave|go home|stick around|hang around|get up)",
        r"(?:stay|staying|stick around|hang around|sit through|wait)"
        r"(?: (?:for|till|until|til|through|seated|around|put|sitting|"
        r"after(?= \?|$| the (?:movie|film))))",
        r"(?:is|was) (?:that|it) (?:it|all|over|the end)",
        r"(?:wait|stay|stick around|hang around) (?:around )?for (?:anything|something)",
        r"is there (?:any ?thing |any |some )?(?:more|else)(?! \w+ (?:of|to|in)\b)",
    ),
    frame=words(
        "nothing none else over missing skip catch walked walking left leaving seat seats row kid "
        "kids wife husband girlfriend boyfriend wants wanted bathroom pee bladder bus train late "
        "tired done finishing starting started loved liked amazing awesome great good bad such "
        "very much miss missed tell told someone somebody hold alright here too gotta make made "
        "time minutes min mins hours hour long because cause since while think thought went came "
        "come coming getting back screening showing imax tickets ticket popcorn way idk wondering "
        "curious heard hear hope hoping actually literally honestly seriously anyway btw rolled "
        "happens happen second first third two three sure yes no yeah yep wasn isn don doesn didn "
        "won ive im its thats been being by from as is are was were does do did has have had will "
        "would can could should a an any some the there be s this it in of for at to on after "
        "before during and or so but hey hi hello please pls movie film sequel one i we you my "
        "new scene scenes credits credit end how many what about know anyone anybody if worth "
        "waiting staying stay wait around stick stinger stingers post mid also explained need "
        "watch get want then got going guys thanks finished once just saw watched watching seen "
        "seeing sticking sit sitting through all ends ended rn nah not y n thing stuff creds roll "
        "rolling keep leave go when whole out theater theatre cinema cinemas ok really still even "
        "bother blooper reel me with starts start yet quick question q asap midcredit thinking "
        "tonight today tomorrow later now gonna heading planning safe movies currently til till "
        "tmrw tmr imma wanna yall bro dude man outtakes shown anything something shld shud u "
        "bounce dip hit kick appear pop running playing lights up final bonus secret hidden "
        "emergency falling asleep fam lads folks everyone everybody hmm ugh lol plz thx cheers "
        "names bail"
    ),
)
