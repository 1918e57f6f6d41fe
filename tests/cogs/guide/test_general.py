"""Which general questions the guide answers, and that it leaves films to their cards."""

from __future__ import annotations

import time

import pytest

from cogs.guide.general import MOST_READ, topic_asked
from cogs.guide.topics import TOPICS

ASKED = {
    "faq": [
        "does a post credit scene change the ending?",
        "Do post-credits scenes ever matter for the story?",
        "will I miss anything if I leave before the credits?",
        "what does 'sources disagree' mean?",
    ],
    "positions": [
        "mid vs post credits?",
        "What's the difference between mid-credits and post-credits scenes?",
        "what is a stinger?",
        "so what are post credit scenes exactly?",
    ],
    "why": ["why do movies have post-credits scenes?", "what's the point of stingers"],
    "confirming": ["how do I verify a theory?", "how can we confirm theories"],
    "weighing": ["how are theories rated?", "How does the credibility score work?"],
    "reading": ["how do I read a stinger?", "how should I interpret post credits scenes"],
    "clues": ["what kinds of clues are there?"],
    "eggs": ["how do I spot easter eggs?"],
    "production": ["who shoots post-credits scenes?", "when are stingers shot"],
    "patterns": ["do all marvel movies have post credit scenes?"],
    "tips": ["should I always stay until the end of the credits?"],
}


@pytest.mark.parametrize(
    ("topic", "text"), [(topic, text) for topic, texts in ASKED.items() for text in texts]
)
def test_a_general_question_leads_to_its_page(topic: str, text: str) -> None:
    assert topic_asked(text) == topic
    assert topic in TOPICS


@pytest.mark.parametrize(
    "text",
    [
        "does the post credits scene of Night Harbour change the ending?",
        "does Night Harbour have a post credits scene?",
        "what is the stinger of Night Harbour?",
        "is there a post credits scene?",
        "how are you?",
        "I verified my theory",
        "",
        "?",
        "\u0301" * 4000,
    ],
)
def test_a_question_about_a_film_is_none_of_the_guides(text: str) -> None:
    assert topic_asked(text) is None


@pytest.mark.parametrize("words", ["post ", "the marvel ", "so ", "post and mid or ", "is are "])
def test_a_hostile_text_takes_no_time(words: str) -> None:
    """Counted in the thread's own time, which other programs do not lengthen."""
    began = time.thread_time()
    for beginning in ("", "do ", "what is "):
        topic_asked((beginning + words * MOST_READ)[:MOST_READ])
    assert time.thread_time() - began < 1
