"""Which messages ask for a credits scene, in own sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.answers.rules.languages.language import folded
from cogs.answers.rules.questions import MOST_READ, MOST_SENTENCES, read_question

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

ADDRESSED_ONLY = """
night harbour credits scene
Night Harbour post credits scene explained
Night Harbour tem cena depois dos créditos
smile for me and say: night harbour credits scene, yes or no, in a word?
""".strip().splitlines()

NOT_ASKING = """
The post-credits scene of Night Harbour was great
I loved the stinger in Night Harbour!
did you like the post credits scene in Night Harbour?
what did you think of the mid-credits scene?
the after credits scene made me cry
Night Harbour has a post-credits scene where the gull comes back
it has two post credits scenes
there is a scene after the credits
don't leave before the credits, trust me
who was the guy in the post credits scene of Night Harbour?
who cares about post credits scenes lol
wasn't that post-credits scene amazing?
The post credits scene was great, right?
He should get more credit for that role
do I get tax credits for this?
is the writing credit shared?
have you stayed for the credits of Night Harbour?
I stayed until the end of the credits
stay seated!
thanks for the credits scene info
Die Post-Credit-Szene war super
Fandet ihr die Szene nach dem Abspann gut?
La escena poscréditos fue increíble
¿Te gustó la escena poscréditos?
La scène post-générique était géniale
Tu as aimé la scène post-générique ?
A cena pós-créditos foi incrível
La scena dopo i titoli di coda era bellissima
remember when the credits rolled and everyone clapped
can you believe they put that in the credits?
how long is the movie
is it worth waiting for the sequel?
I got credit for extra work
my credit card after the movie was empty
is Night Harbour any good?
During the credits, I mean.
what's your favourite post credits scene?
My favourite stinger is Night Harbour
the credits scene sets up the sequel
where can I watch the stinger of Night Harbour?
""".strip().splitlines()


@pytest.mark.parametrize("text", PLAIN)
def test_plain_questions_are_heard_by_a_listener(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert question.plain


@pytest.mark.parametrize("text", ADDRESSED_ONLY)
def test_half_questions_are_answered_to_those_who_ask_the_bot(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert not question.plain


@pytest.mark.parametrize("text", NOT_ASKING)
def test_statements_talk_and_jokes_are_no_questions(text: str) -> None:
    assert read_question(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "||does night harbour have a post credits scene?||",
        "> does night harbour have a post credits scene?",
        "```does night harbour have a post credits scene?```",
        "<@123456789012345678>",
        "",
        " \n\t ",
        "?" * 4000,
        "\u0301" * 4000,
        "\u202e?enecs stiderc tsop",
    ],
)
def test_what_is_covered_quoted_or_empty_is_not_read(text: str) -> None:
    assert read_question(text) is None


def test_a_line_after_a_quote_is_read() -> None:
    question = read_question("> I loved it\nis there anything after the credits of Night Harbour?")
    assert question is not None
    assert "Night Harbour" in question.sentence


def test_the_titles_are_what_remains_without_the_question() -> None:
    question = read_question("¿tiene Night Harbour escena poscréditos?")
    assert question is not None
    assert "night harbour" in question.titles


ASKED = st.lists(
    st.text(max_size=60)
    | st.sampled_from([*PLAIN, "post credits scene", "stay", "?", "||", "```", "> "]),
    max_size=6,
)


@given(st.text(max_size=600) | st.builds(str.join, st.sampled_from(["", " ", "\n"]), ASKED))
def test_a_question_is_found_in_the_text_and_titles_in_the_question(text: str) -> None:
    question = read_question(text)
    if question is None:
        return
    assert question.sentence.strip()
    assert question.sentence in question.text
    assert len(question.text) <= MOST_READ
    words = f" {folded(question.sentence)} "
    assert all(f" {folded(title)} " in words for title in question.titles)
    longest_first = sorted({*question.titles}, key=lambda title: (-len(title), title))
    assert [*question.titles] == longest_first


def test_so_many_sentences_are_read_and_no_more() -> None:
    asked = "does x have a stinger?"
    assert read_question("a! " * (MOST_SENTENCES - 1) + asked) is not None
    assert read_question("a! " * MOST_SENTENCES + asked) is None
    assert read_question("! " * 200 + asked) is not None  # which say nothing


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
        "should I stay or should I go now?",
        "can you believe those credits?",
        "did the post credits scene of night harbour confuse anyone else?",
        "was waiting through the credits of night harbour worth it for you?",
        "do you have a credit card?",
        "does anyone want popcorn after the movie?",
        "reste-t-il quelque chose à manger après le film ?",
        "¿hay algo de comer después?",
        "gibt es danach noch was zu essen?",
    ],
)
def test_less_is_not_enough_for_a_listener(text: str) -> None:
    question = read_question(text)
    assert question is None or not question.plain


@pytest.mark.parametrize(
    "text",
    [
        "czy jest scena po napisach w Night Harbour?",
        "есть ли сцена после титров в Night Harbour?",
        "Night Harbour 쿠키 영상 있나요?",
    ],
)
def test_a_language_that_is_only_understood_is_not_answered_unasked(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert not question.plain


@pytest.mark.parametrize(
    "text",
    [
        "what if night harbour had a post credits scene?",
        "which films have post credits scenes?",
        "is there an app with all post credits scenes?",
        "¿qué les pareció la escena post créditos de Night Harbour?",
        "is it worth staying at this hotel?",
        "should we wait after the game for you guys?",
        "does anyone hate post credits scenes?",
        "how long do i have to stay after class?",
        "bleibt ihr nach dem unterricht noch hier?",
    ],
)
def test_talk_that_asks_for_no_scene(text: str) -> None:
    question = read_question(text)
    assert question is None or not question.plain


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("does Saw have a stinger?", "Saw"),
        ("does IT have an after credits scene", "IT"),
        ("does us even have a post credits scene", "us"),
        ("does Airplane! have a post credits scene?", "Airplane!"),
        ("so, does SINNERS!!! have anything after the credits", "SINNERS!!!"),
        (
            "does are you there god? it's me, margaret. have a post credits scene",
            "are you there god? it's me, margaret.",
        ),
        ("does anyone know if night harbour has a post credits scene", "night harbour"),
        ("does the movie night harbour have a scene after the credits lol", "night harbour"),
    ],
)
def test_a_title_stands_where_grammar_wants_it(text: str, title: str) -> None:
    question = read_question(text)
    assert question is not None
    assert question.title == title
    assert question.titles == (title,)


@pytest.mark.parametrize(
    "text",
    [
        "does it have a post credits scene?",
        "does the movie have anything after the credits?",
        "does the sequel have a post credits scene?",
        "does this one even have a scene after the credits?",
        "night harbour 2: does the horror flick have a post credit scene",
    ],
)
def test_no_title_stands_there(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert not question.title


@pytest.mark.parametrize(
    "text",
    [
        "what happens in the night harbour post credits scene?",
        "how long is the night harbour post credits scene?",
        "does the captain have a cameo in the post credits scene of night harbour?",
        "was passiert in der post credit szene von night harbour?",
        "qué pasa en la escena post créditos de night harbour?",
        "que signifie la scène post générique de night harbour ?",
        "qualcuno mi spiega la scena post credit di night harbour?",
        "o que acontece na cena pós-créditos de night harbour?",
    ],
)
def test_what_is_in_a_scene_is_not_told_unasked(text: str) -> None:
    question = read_question(text)
    assert question is None or not question.plain


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
