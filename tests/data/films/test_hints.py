"""No hint that is shipped gives away what its scene or its Easter egg hides."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.catalogue.catalogue import Catalogue


def hints(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Which scene or egg of which film, its hint, and what it hides."""
    for film in catalogue.films:
        for scene in catalogue.scenes(film.id):
            where = f"{film.id}, scene {scene.order}"
            yield where, scene.hint, scene.hidden.unwrap_for_spoiler()
        for number, egg in enumerate(catalogue.eggs(film.id), 1):
            yield f"{film.id}, egg {number}", egg.hint, egg.hidden.unwrap_for_spoiler()


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence, possessive endings left off."""
    return [
        [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[^\W_][\w'’-]*", sentence)]
        for sentence in re.split(r"[.!?:;]\s", text)
    ]


def words(text: str) -> set[str]:
    return {word.casefold() for sentence in sentences(text) for word in sentence}


def names(text: str) -> set[str]:
    """The capitalised words that do not begin a sentence."""
    return {
        word.casefold()
        for sentence in sentences(text)
        for word in sentence[1:]
        if word[0].isupper() and word != "I"
    }


def test_no_hint_shares_a_name_with_its_hidden_text(catalogue: Catalogue) -> None:
    leaks = {
        where: shared
        for where, hint, hidden in hints(catalogue)
        if (shared := names(hidden) & words(hint) | names(hint) & words(hidden))
    }
    assert not leaks


def content(text: str) -> set[str]:
    """The words of four letters and more, without the endings that inflect them."""
    found = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return {re.sub(r"(?<=...)(ing|ies|ed|es|s|ly|y|e)$", "", word) for word in found}


HARMLESS = content(
    "about another from into only over that their them then through very what which with "
    "animated comics film first half know names next part series scene credits story"
)
TELLING = re.compile(
    r"!|\b(somebody|someone|enem(y|ies)|foes?|rivals?|villains?|heroe?s?|newcomers?|arriv\w+|guests?"
    r"|visit\w*|stranger\w*|partner\w*|cameos?|faces?|surviv\w+|alive|dead|deaths?|die[ds]?"
    r"|returns?|freed|escap\w+|wins?|reunion|reunited|offers?|reveal\w*|twists?|surpris\w+)\b",
    re.IGNORECASE,
)


def test_no_hint_shares_a_content_word_with_its_hidden_text(catalogue: Catalogue) -> None:
    leaks = {
        where: shared
        for where, hint, hidden in hints(catalogue)
        if (shared := content(hint) & content(hidden) - HARMLESS)
    }
    assert not leaks


def test_no_hint_tells_who_comes_or_how_it_ends(catalogue: Catalogue) -> None:
    telling = {
        where: found[0]
        for where, hint, _hidden in hints(catalogue)
        if (found := TELLING.search(hint))
    }
    assert not telling


def test_inflected_words_are_the_same_and_little_words_are_harmless() -> None:
    assert content("A door, two DOORS: stories") == content("doors story door")
    assert content("only the names of a film") <= HARMLESS
    assert TELLING.search("An old enemy visits.") and not TELLING.search("Strange and friendly.")


def test_names_are_found_in_the_middle_of_a_sentence() -> None:
    assert names("The old man meets Ada Byron's cat. Quietly, Rex leaves.") == {
        *("ada", "byron", "rex"),
    }
