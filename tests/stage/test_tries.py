"""What the page says about the films to try must stay true as the catalogue grows."""

import html
import json
import re

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.facts import facts_about
from data.catalogue.verdict import Verdict
from data.lookup import Lookup
from stage.web.language import ENGLISH_ONLY, page_in


def films_to_try() -> list[str]:
    found = re.findall(r'data-options="([^"]+)"', page_in("en", ENGLISH_ONLY, token=""))
    options = [json.loads(html.unescape(text)) for text in found]
    return [option["film"] for option in options if "film" in option]


def test_the_first_is_the_question_that_stinger_was_made_for() -> None:
    assert films_to_try()[0] == "Ballerina"


@pytest.mark.parametrize(
    ("typed", "label", "verdict"),
    [
        ("Ballerina", "Ballerina (2025)", Verdict.NONE),
        ("Iron Man", "Iron Man (2008)", Verdict.SCENES),
        ("The Monkey", "The Monkey (2025)", Verdict.DISPUTED),
        ("Ballerina 2023", "Ballerina (2023)", Verdict.UNKNOWN),
        ("spiderman 3", "Spider-Man 3 (2007)", None),
    ],
)
def test_each_is_offered_and_shows_what_the_page_promises(
    catalogue: Catalogue, lookup: Lookup, typed: str, label: str, verdict: Verdict | None
) -> None:
    assert typed in films_to_try()
    offered = {match.film.label: match.film for match in lookup.complete(typed)[:3]}
    assert label in offered
    if verdict is not None:
        assert facts_about(catalogue, offered[label]).judgement.verdict is verdict


def test_a_scene_to_reveal_is_there(catalogue: Catalogue, lookup: Lookup) -> None:
    film = next(
        match.film for match in lookup.complete("Iron Man") if match.film.label == "Iron Man (2008)"
    )
    assert any(scene.hidden for scene in facts_about(catalogue, film).scenes)
