"""Plain questions after a credits scene, in own sentences."""

from __future__ import annotations

PLAIN = """
is there something after the credits of night harbour?
should I stay for the credits of night harbour
end credit scene in the new spiderman?
does night harbour have a stinger
any stingers in night harbour?
anyone know if night harbour has a post credits scene
Just saw Night Harbour. Is there anything after the credits?
do I need to stay till the end of the credits for Night Harbour
can i leave when the credits roll in night harbour?
night harbour mid credits?
worth staying after night harbour?
how many after credits scenes does night harbour have
wondering whether night harbour has a mid-credit scene
yo is there a scene at the end of the credits in night harbour
Night Harbour: post-credits scene or not?
gibt es eine Post-Credit-Szene in Night Harbour?
kommt bei night harbour noch was nach dem Abspann
Lohnt es sich bei Night Harbour sitzen zu bleiben bis nach dem Abspann?
hat Night Harbour eine Abspannszene
weiß jemand ob night harbour nach den credits noch was hat?
¿hay escena poscréditos en Night Harbour?
Night Harbour tiene escenas después de los créditos?
vale la pena quedarse hasta el final de los créditos de Night Harbour?
alguien sabe si hay algo tras los créditos de night harbour
y a-t-il une scène post-générique dans Night Harbour ?
Est-ce qu'il faut rester après le générique de Night Harbour
il y a une scène après les crédits de Night Harbour ?
Night Harbour a une scène cachée à la fin du générique ?
tem cena pós-créditos em Night Harbour?
vale a pena ficar até o fim dos créditos de Night Harbour?
c'è una scena dopo i titoli di coda di Night Harbour?
Night Harbour ha scene post-credit?
devo restare fino alla fine dei titoli di coda di Night Harbour?
quante scene post credits ci sono in Night Harbour
should we sit through the credits for night harbour?
is it worth waiting through the credits of Night Harbour?
does something happen after the credits in night harbour
what happens after the credits of night harbour?
any post credit scenes night harbour
night harbour stinger?
is there an after credits scene
Is there a bonus scene after Night Harbour ends?
should i stay seated after night harbour
does night harbour have anything at the end of the credits
""".strip().splitlines()
