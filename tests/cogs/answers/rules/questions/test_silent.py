"""Which messages are left alone, by a listener at least, in own sentences."""

from __future__ import annotations

import pytest

from cogs.answers.rules.questions import read_question

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
wait for me
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
I got credit for extra work
my credit card after the movie was empty
During the credits, I mean.
what's your favourite post credits scene?
My favourite stinger is Night Harbour
the credits scene sets up the sequel
where can I watch the stinger of Night Harbour?
""".strip().splitlines()

OF_OTHER_THINGS = [
    "should I stay or should I go now?",
    "can you believe those credits?",
    "did the post credits scene of night harbour confuse anyone else?",
    "was waiting through the credits of night harbour worth it for you?",
    "do you have a credit card?",
    "does anyone want popcorn after the movie?",
    "reste-t-il quelque chose à manger après le film ?",
    "¿hay algo de comer después?",
    "gibt es danach noch was zu essen?",
    "what if night harbour had a post credits scene?",
    "which films have post credits scenes?",
    "is there an app with all post credits scenes?",
    "¿qué les pareció la escena post créditos de Night Harbour?",
    "is it worth staying at this hotel?",
    "should we wait after the game for you guys?",
    "does anyone hate post credits scenes?",
    "how long do i have to stay after class?",
    "bleibt ihr nach dem unterricht noch hier?",
]
"""With words of such a question, but after something else."""

VAGUE = [
    "is it worth waiting for the sequel?",
    "is Night Harbour any good?",
    "is there a scene in Night Harbour where the gull speaks?",
    "hat noch jemand Karten für Night Harbour?",
]
"""Questions that speak of neither credits nor staying: of whom they are asked decides."""

WITHIN_A_SCENE = [
    "what happens in the night harbour post credits scene?",
    "how long is the night harbour post credits scene?",
    "does the captain have a cameo in the post credits scene of night harbour?",
    "was passiert in der post credit szene von night harbour?",
    "qué pasa en la escena post créditos de night harbour?",
    "que signifie la scène post générique de night harbour ?",
    "qualcuno mi spiega la scena post credit di night harbour?",
    "o que acontece na cena pós-créditos de night harbour?",
]
"""After what happens in a scene, which nobody is told unasked."""


@pytest.mark.parametrize("text", NOT_ASKING)
def test_statements_talk_and_jokes_are_no_questions(text: str) -> None:
    assert read_question(text) is None


@pytest.mark.parametrize("text", VAGUE)
def test_what_may_be_about_anything_is_no_plain_question(text: str) -> None:
    question = read_question(text)
    assert question is not None
    assert question.vague
    assert not question.plain


@pytest.mark.parametrize("text", [*OF_OTHER_THINGS, *WITHIN_A_SCENE])
def test_a_listener_does_not_answer(text: str) -> None:
    question = read_question(text)
    assert question is None or not question.plain


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
