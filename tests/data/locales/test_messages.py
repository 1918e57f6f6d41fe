"""Sentences in the language spoken, and what happens where there is no translation."""

from __future__ import annotations

import asyncio
from datetime import date
from gettext import GNUTranslations
from io import BytesIO

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from data.locales import _, _n, _p, command_named, named_by, speaking, spoken
from data.locales.compiled import compiled, read_translations
from data.locales.formats import all_of, labelled, month_and_year, number, one_of, set_apart
from data.locales.languages import PSEUDO
from data.locales.messages import own_name
from data.locales.pseudo import pseudo
from tests.data.locales import COMPLETE

POLISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural="
"(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "{count} scene"
msgid_plural "{count} scenes"
msgstr[0] "{count} scena"
msgstr[1] "{count} sceny"
msgstr[2] "{count} scen"

msgid "{count} film"
msgid_plural "{count} films"
msgstr[0] ""
msgstr[1] ""
msgstr[2] ""

msgctxt "verb"
msgid "Open"
msgstr "Otwórz"

msgid "Open"
msgstr ""
"""


def test_english_is_what_stands_in_the_code() -> None:
    assert spoken() == "en"
    assert _("I'll ping you at {time}.", time="21:00") == "I'll ping you at 21:00."
    assert _("Braces {as they are}") == "Braces {as they are}"
    assert _n("{count} scene", "{count} scenes", 1) == "1 scene"
    assert _n("{count} film", "{count} films", 51_000) == "51,000 films"


def test_a_sentence_names_commands_as_its_readers_discord_does() -> None:
    sentence = "No theory fits. Start one with /theory new."
    with speaking("de"):
        assert _(sentence).endswith("/theorie neu.")
        assert command_named("remind stay") == "/erinnerung sitzenbleiben"
        with speaking("de", "en-US"):
            assert _(sentence).endswith("/theory new.")
            with speaking("de"):
                assert _(sentence).endswith("/theory new.")
            with speaking("fr"):
                assert "/théorie créer" in _(sentence)
    with speaking("en", "de"):
        assert _(sentence) == sentence


def test_an_option_is_named_too_and_what_a_member_typed_is_not() -> None:
    more = "There's more: /theory show number:{number} lists everything"
    with speaking("es"):
        assert _(more, number="/theory new") == (
            "Hay más: /teoría ver número:/theory new lo muestra todo"
        )
        assert _("{film}: /10 and/or https://example.org/theory") == (
            "{film}: /10 and/or https://example.org/theory"
        )


def test_a_language_counts_as_it_counts_and_what_is_not_translated_is_english() -> None:
    polish = GNUTranslations(BytesIO(compiled(read_po(BytesIO(POLISH.encode()), "pl"))))
    said = [polish.ngettext("{count} scene", "{count} scenes", n) for n in (0, 1, 2, 5, 21, 22)]
    assert said == [
        "{count} scen",
        "{count} scena",
        "{count} sceny",
        "{count} scen",
        "{count} scen",
        "{count} sceny",
    ]
    assert polish.ngettext("{count} film", "{count} films", 2) == "{count} films"
    assert polish.pgettext("verb", "Open") == "Otwórz"
    assert polish.gettext("Open") == "Open"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("0 films", "1 film", "2 films", "5 films", "21 films")),
        ("de", ("0 Filme", "1 Film", "2 Filme", "5 Filme", "21 Filme")),
        ("es", ("0 películas", "1 película", "2 películas", "5 películas", "21 películas")),
        ("fr", ("0 film", "1 film", "2 films", "5 films", "21 films")),
        ("it", ("0 film", "1 film", "2 film", "5 film", "21 film")),
        ("pt-BR", ("0 filme", "1 filme", "2 filmes", "5 filmes", "21 filmes")),
    ],
)
def test_each_of_our_languages_counts_as_it_does(language: str, said: tuple[str, ...]) -> None:
    with speaking(language):
        told = tuple(_n("{count} film", "{count} films", count) for count in (0, 1, 2, 5, 21))
    assert told == said


@pytest.mark.parametrize("language", COMPLETE)
def test_every_sentence_is_translated_in_all_forms_that_its_language_has(language: str) -> None:
    catalog = read_translations(language)
    for message in catalog:
        forms = [message.string] if isinstance(message.string, str) else message.string or []
        assert len(forms) == (catalog.num_plurals if message.pluralizable else 1), message.id
        assert all(forms), message.id


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("pt-BR", "pt-BR"),
        ("en-GB", "en"),
        ("en-US", "en"),
        ("ja", None),
        ("", None),
        (None, None),
    ],
)
def test_a_discord_locale_names_one_of_our_languages(tag: str | None, language: str | None) -> None:
    assert named_by(tag) == language


def test_the_languages_are_named_in_themselves() -> None:
    assert [own_name(language) for language in ("en", *COMPLETE)] == [
        "English",
        "Deutsch",
        "Español",
        "Français",
        "Italiano",
        "Português (Brasil)",
    ]


async def test_tasks_and_threads_speak_the_language_in_which_they_were_started() -> None:
    async def heard() -> tuple[str, str]:
        await asyncio.sleep(0)
        return spoken(), await asyncio.to_thread(spoken)

    with speaking("de"):
        german = asyncio.create_task(heard())
        with speaking("fr"):
            french = asyncio.create_task(heard())
    english = asyncio.create_task(heard())
    told = tuple(await asyncio.gather(german, french, english))
    assert told == (("de", "de"), ("fr", "fr"), ("en", "en"))


def test_what_is_not_ours_is_english() -> None:
    with speaking("de"), speaking("ja"):
        assert spoken() == "en"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("1,234,567", "Sep 2026", "a, b and c", "a or b", "a: b; c")),
        ("de", ("1.234.567", "Sept. 2026", "a, b und c", "a oder b", "a: b; c")),
        ("es", ("1.234.567", "sept 2026", "a, b y c", "a o b", "a: b; c")),
        ("fr", ("1\u202f234\u202f567", "sept. 2026", "a, b et c", "a ou b", "a\u00a0: b\u202f; c")),
        ("it", ("1.234.567", "set 2026", "a, b e c", "a o b", "a: b; c")),
        ("pt-BR", ("1.234.567", "set. de 2026", "a, b e c", "a ou b", "a: b; c")),
    ],
)
def test_numbers_months_and_lists_are_written_as_the_language_does(
    language: str, expected: tuple[str, ...]
) -> None:
    with speaking(language):
        told = (
            number(1_234_567),
            month_and_year(date(2026, 9, 3)),
            all_of(["a", "b", "c"]),
            one_of(["a", "b"]),
            labelled("a", set_apart(["b", "c"])),
        )
    assert told == expected


def test_the_pseudo_locale_keeps_what_is_not_read_and_is_longer() -> None:
    with speaking(PSEUDO):
        told = _("See {film} at https://a.example/x, `code` and </film add:12>.", film="Alien")
        assert _n("{count} film", "{count} films", 2) == "[!!! 2 ƒíłɱš····· !!!]"
        assert _p("verb", "Open") == "[!!! Óþéñ·· !!!]"
    assert told.startswith("[!!! Šéé Alien áţ https://a.example/x, `code` áñđ </film add:12>.·")


@given(st.text(alphabet="abcXYZ {}|*_`<>/:.", max_size=80))
def test_every_sentence_becomes_two_fifths_longer_in_the_pseudo_locale(text: str) -> None:
    made = pseudo(text)
    assert len(made) >= 1.4 * len(text) - 0.5 or not text.strip()
    assert made.count("||") == text.count("||")
