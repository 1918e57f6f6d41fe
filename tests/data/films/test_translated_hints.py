"""No translated hint gives away what its scene hides; the rules are those of the English hints."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from data.catalogue.catalogue import Catalogue
from data.catalogue.film import Scene, SceneText
from tests.data.films.shipped.rows import rows
from tests.data.films.test_hints import names, words

HARMLESS = {
    "de": "aber alle aller alles auch beim dann dass dazu dem denen doch eine einem einen einer "
    "eines etwas film films für ganz gibt hier ihnen ihre ihrem ihren ihrer kein keine mehr nach "
    "nicht nichts noch nur oder ohne schon sehr sich sind sollte über viel wenn werden wird "
    "zuletzt zwei einmal immer wieder diese dieser anderen einfach machen",
    "fr": "alors après aussi avant avec cette comme dans donc elle encore entre être faire film "
    "leur leurs mais même moins pour plus quand sans sera tout toute tous très vers mieux rien "
    "qu'on c'est s'il n'est d'un d'une peut autre",
    "es": "algo antes aunque cada como cuando desde después donde ella entre esta este esto hasta "
    "luego más mientras muchos nada otra otro para pero poco porque puede quien sigue sobre solo "
    "también tiene toda todo todos unos unas película nadie hace",
    "it": "alla alle ancora anche chi che come con dalla degli del della delle dell dopo film "
    "fino gli loro nella nelle niente nulla ogni per però più poco poi prima può qualche quando "
    "quella quello questa questo sempre senza solo sono subito sulla tutta tutti tutto altro "
    "all'inizio",
    "pt-BR": "ainda algo antes cada como depois dele dela desde ela ele entre está este esta isso "
    "mais muito nada nem numa outra outro para pelo pela quando quem sem seu sua também toda todo "
    "tudo filme filmes pouco mesmo",
}
"""Words of four letters and more that say nothing by themselves."""

TELLING = {
    "de": r"jemand|feind\w*|schurke\w*|held(en|in)?|rivale\w*|ankunft|besuch\w*|fremde[rn]?"
    r"|überleb\w*|lebt|tot|tote[rn]?|kehrt|rückkehr|befreit|entkommt|gewinnt|überrasch\w*",
    "fr": r"quelqu'un|ennemi\w*|méchants?|héros|rival\w*|arrivée|visite\w*|inconnue?s?|surviv\w*"
    r"|vivante?s?|morte?s?|reviennent|revient|retour|libérée?s?|s'échappe\w*|gagne\w*|surpri\w*",
    "es": r"alguien|enemig\w*|villan\w*|héroe\w*|rival\w*|llegada|visita\w*|desconocid\w*"
    r"|sobreviv\w*|viv[oa]s?|muert\w*|muere\w*|regres\w*|liberad\w*|escap\w*|gana|sorpres\w*",
    "it": r"qualcuno|nemic\w*|cattiv[oi]|ero[ei]|rival\w*|arrivo|visita\w*|sconosciut\w*"
    r"|sopravviv\w*|viv[oai]|mort[oaei]|muore|ritorn\w*|liberat\w*|scappa\w*|vince|sorpres\w*",
    "pt-BR": r"alguém|inimig\w*|vil(ão|ões|ã)|herói\w*|rival\w*|chegada|visita\w*|desconhecid\w*"
    r"|sobreviv\w*|viv[oa]s?|mort[oa]s?|morre\w*|retorn\w*|libertad\w*|escap\w*|vence|surpres\w*",
}
"""Who comes, and how it ends."""

Told = tuple[str, Scene, SceneText]


def translated(catalogue: Catalogue, language: str) -> Iterator[Told]:
    for film in catalogue.films:
        for scene in catalogue.scenes(film.id):
            text = scene.told_in(language)
            if text.language == language:
                yield f"{film.id}, scene {scene.order}", scene, text


def test_each_language_of_the_table_has_its_words_here() -> None:
    told = {row["language"] for _line, row in rows("scene_texts.csv")}
    assert told == HARMLESS.keys() == TELLING.keys()


def content(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))


@pytest.mark.parametrize("language", HARMLESS)
def test_no_translated_hint_names_who_is_in_the_scene(catalogue: Catalogue, language: str) -> None:
    # The names are those that the English text has: in German every noun has a capital.
    leaks = {
        where: shared
        for where, scene, text in translated(catalogue, language)
        if (shared := names(scene.hidden.unwrap_for_spoiler()) & words(text.hint))
    }
    assert not leaks


@pytest.mark.parametrize("language", HARMLESS)
def test_no_translated_hint_shares_a_word_with_its_hidden_text(
    catalogue: Catalogue, language: str
) -> None:
    harmless = content(HARMLESS[language])
    leaks = {
        where: shared
        for where, _scene, text in translated(catalogue, language)
        if (shared := content(text.hint) & content(text.hidden.unwrap_for_spoiler()) - harmless)
    }
    assert not leaks


@pytest.mark.parametrize("language", HARMLESS)
def test_no_translated_hint_tells_who_comes_or_how_it_ends(
    catalogue: Catalogue, language: str
) -> None:
    telling = re.compile(rf"\b({TELLING[language]})\b|[!¡]", re.IGNORECASE)
    found = {
        where: match[0]
        for where, _scene, text in translated(catalogue, language)
        if (match := telling.search(text.hint))
    }
    assert not found


def test_the_rules_find_what_they_are_for() -> None:
    examples = {"de": "Wer überlebt.", "fr": "Un retour.", "es": "Quien regresa."}
    for language, hint in (examples | {"it": "Un nemico.", "pt-BR": "Um inimigo."}).items():
        assert re.search(rf"\b({TELLING[language]})\b", hint)
    assert content("Das Boot, ein boot") == {"boot"}
