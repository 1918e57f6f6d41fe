"""Which messages ask for a credits scene, in own sentences."""

from __future__ import annotations

import pytest

from cogs.answers.rules.questions import read_question
from tests.cogs.answers.rules.questions.sentences import PLAIN

ADDRESSED_ONLY = """
night harbour credits scene
Night Harbour post credits scene explained
Night Harbour tem cena depois dos créditos
smile for me and say: night harbour credits scene, yes or no, in a word?
is there anything after Night Harbour?
is there something after night harbour
is there a scene in night harbour?
stay for night harbour?
kommt nach Night Harbour noch was?
bleiben wir bei Night Harbour sitzen?
y a-t-il quelque chose après Night Harbour ?
est-ce que je reste pour Night Harbour ?
¿hay algo después de Night Harbour?
me quedo para Night Harbour?
c'è qualcosa dopo Night Harbour?
resto per Night Harbour?
tem alguma coisa depois de Night Harbour?
fico pra ver Night Harbour?
""".strip().splitlines()

ONLY_UNDERSTOOD = [
    "czy jest scena po napisach w Night Harbour?",
    "есть ли сцена после титров в Night Harbour?",
    "Night Harbour 쿠키 영상 있나요?",
]
"""Languages in which nobody is answered who has not asked the bot."""


@pytest.mark.parametrize("text", PLAIN)
def test_plain_questions_are_heard_by_a_listener(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert question.plain


@pytest.mark.parametrize("text", [*ADDRESSED_ONLY, *ONLY_UNDERSTOOD])
def test_half_questions_are_answered_to_those_who_ask_the_bot(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert not question.plain


@pytest.mark.parametrize(
    "text",
    [
        "night harbour was great... stay or go?",
        "do i need to wait for the end credits thing in night harbour",
        "any post cred scene in night harbour?",
        "when the credits roll in night harbour can we go",
        "night harbour post credits y/n?",
        "is it worth sticking around after night harbour ends",
        "Kann man bei Night Harbour gehen oder kommt noch was nach dem Abspann?",
        "¿Me quedo sentado hasta el final en Night Harbour?",
        "si può uscire da Night Harbour o c'è una scena dopo i titoli?",
        "czy jest scena po napisach w Night Harbour?",
        "zit er nog iets na de aftiteling van Night Harbour?",
        "Night Harbour filminde jenerik sonrası sahne var mı?",
        "есть ли сцена после титров в Night Harbour?",
        "Night Harbour にポストクレジットシーンはありますか?",
        "Night Harbour 쿠키 영상 있나요?",
        "Night Harbour mein post credit scene hai kya?",
    ],
)
def test_ways_to_ask_that_are_heard(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert any("night harbour" in title for title in question.titles)


@pytest.mark.parametrize(
    "text",
    [
        "night harbour just ended, anything after?",
        "we sat down for night harbour, anyone know if theres smth at the end??",
        "@everyone is it ok to leave when the credits roll in night harbour",
        "anything extra once the credits of night harbour are done",
        "I have to catch a train, can I skip the credits of night harbour",
        "should we head home or is there more after night harbour",
        "can I skip the credits of night harbour",
        "night harbour has an end credits scene right?",
        "do they show anything after the night harbour credits",
        "verpasse ich was, wenn ich bei Night Harbour vor dem Abspann gehe?",
        "hay que quedarse a los créditos de Night Harbour",
        "je rate un truc si je pars avant le générique de Night Harbour ?",
        "is there anything during the night harbour credits",
        "is there something once the credits roll in night harbour",
        "is night harbour one of those films with a post credits scene",
        "do you get anything for staying through the night harbour credits",
        "are there bloopers at the end of night harbour",
        "shld i stay 4 the creds in night harbour",
        "can we head out right when the credits hit in night harbour?",
        "night harbour credits started, leave now?",
        "so that was night harbour, is that it or is there a scene?",
        "Lohnt sich das Warten nach dem Film bei Night Harbour",
        "Darf man bei Night Harbour raus, sobald der Abspann läuft?",
        "Night Harbour: Abspann abwarten, ja oder nein?",
        "On peut sortir dès le générique pour Night Harbour ?",
        "y avait un truc après le générique de Night Harbour ?",
        "Night Harbour, ¿nos quedamos o nos vamos?",
        "¿se puede salir en cuanto empiezan los créditos de Night Harbour?",
        "possiamo uscire appena partono i titoli di Night Harbour?",
        "dá pra sair quando subirem os créditos de Night Harbour?",
        "tinha cena pós-créditos em Night Harbour?",
        "Mag je bij Night Harbour weg zodra de aftiteling begint?",
        "Night Harbour sonunda sahne var mı?",
        "można wyjść z Night Harbour, gdy zaczną się napisy?",
        "можно уходить с Night Harbour, когда пойдут титры?",
        "Night Harbour エンドロールの途中で帰っていい?",
        "Night Harbour 엔딩 크레딧 안 봐도 되나요?",
        "Night Harbour mein credits tak rukna padega kya?",
    ],
)
def test_less_is_enough_where_the_bot_is_asked(text: str) -> None:
    assert read_question(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "sitting in night harbour rn, credits rolling, should i stay",
        "is it safe to leave when night harbour credits start?",
        "night harbour stay or go",
        "heading to night harbour tonight, is there an end credits scene?",
        "quick q: night harbour, post credits or nah",
        "just walked out of night harbour, did i miss a post credits scene?",
        "ok night harbour is over, is there an end scene?",
        "Hab gehört dass Night Harbour was nach dem Abspann hat, stimmt das?",
        "acabo de ver Night Harbour, ¿me quedo para los créditos?",
        "je suis dans la salle pour Night Harbour, je reste pour le générique ?",
        "acabei de ver night harbour, espero os créditos?",
        "sono al cinema per night harbour, aspetto i titoli di coda?",
        "is it safe to bail on night harbour once the names start rolling",
        "hey, should we wait after night harbour",
        "how long should I stay after Night Harbour ends?",
        "Hat Night Harbour ne Post-Credit-Scene?",
        "gibts nach night harbour noch eine szene?",
        "bleibt man bei night harbour besser sitzen?",
        "Weiß wer ob Night Harbour eine Mid-Credit-Szene hat?",
        "Sitze grad in Night Harbour, Abspann läuft, bleiben oder gehen?",
        "¿me puedo ir ya o night harbour tiene algo después de los créditos?",
        "Night Harbour'ta kaç tane jenerik sonrası sahne var?",
        "night harbour dekhne ke baad rukna chahiye kya credits ke liye?",
    ],
)
def test_a_title_within_the_words_that_ask(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert "night harbour" in question.titles
