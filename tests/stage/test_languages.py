"""The page in its reader's language."""

import html
import json
import re
from datetime import timedelta

import pytest

from cogs.answers.rules.questions import read_question
from cogs.reminders.rules.showtimes.reader import Meant, read_showtime
from data.locales import _, languages, named_by, speaking
from data.locales.languages import PSEUDO
from stage.web.language import ENGLISH_ONLY, Languages, page_in
from tests.stage.conftest import NOW, Visitor

FILM_LASTS = timedelta(minutes=126)


def say(language: str, sentence: str) -> str:
    with speaking(language):
        return _(sentence)


SPOKEN = Languages(named_by, say)
SHOWN = r">([^<>]+)<"
PROPER = {"Stinger", "Film Club", "☰", "↻", "▶", "×", "+10 min", "+1 h", "+3 h"}
"""What is the same in every language."""


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "de-AT,de;q=0.9,en;q=0.5", "de"),
        (None, "fi, fr;q=0.3, pt-BR;q=0.8", "pt-BR"),
        (None, "fi", "en"),
        (None, "*;q=x,,;", "en"),
        (None, "fr;q=., es;q=0.1.2, de;q=0.1", "de"),
        ("es", "de", "es"),
        ("fi", "de", "de"),
        ("<script>", "", "en"),
    ],
)
def test_the_address_decides_then_the_browser(
    asked: str | None, accepted: str, language: str
) -> None:
    assert SPOKEN.wanted(asked, accepted) == language


def test_without_translations_the_page_is_english() -> None:
    assert ENGLISH_ONLY.wanted("de", "fr") == "en"
    assert "Try this" in page_in("en", ENGLISH_ONLY, token="")


def test_nothing_that_the_page_says_is_left_out_of_the_catalogue() -> None:
    page = page_in(PSEUDO, SPOKEN, token="").partition("<body>")[2]
    labels = re.findall(r'(?:aria-label|title)="([^"]+)"', page)
    said = [html.unescape(text).strip() for text in (*re.findall(SHOWN, page), *labels)]
    plain = {text for text in said if text and not text.startswith(("[", "/"))}
    assert plain - PROPER == set()


@pytest.mark.parametrize("language", languages())
def test_what_is_to_be_tried_is_understood(language: str) -> None:
    page = page_in(language, SPOKEN, token="")
    (question,) = re.findall(r'data-say="@Stinger ([^"]+)"', page)
    assert read_question(html.unescape(question)) is not None
    options = [
        json.loads(html.unescape(text)) for text in re.findall(r'data-options="([^"]+)"', page)
    ]
    times = [each[name] for each in options for name in ("showtime", "when") if name in each]
    assert len(times) == 4
    for text in [*times, SPOKEN.say(language, "in 18 minutes")]:
        assert isinstance(read_showtime(text, NOW, "UTC", FILM_LASTS, language), Meant), text


async def test_a_language_that_is_no_text_is_refused(visitor: Visitor) -> None:
    wish = {"player": "member", "place": "dm", "language": 5}
    assert await visitor.refused("visit", wish) == 400
