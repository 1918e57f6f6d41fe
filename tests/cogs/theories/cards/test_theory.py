"""Cards: what everybody may read, limits, and hostile words that stay hidden."""

from __future__ import annotations

from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings

from cogs.shared.cards.leak_check import leaking_parts
from cogs.theories.cards.forms import (
    ballot_form,
    evidence_form,
    film_form,
    objection_form,
    quote_form,
    theory_form,
)
from cogs.theories.cards.theory import EVIDENCE_ROOM, evidence_pages, holds_all_evidence, receipt
from cogs.theories.cards.theory import theory_card as card
from cogs.theories.rules.credibility import Ratings, Vote, credibility
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.theory import Evidence, Objection, Outcome, Resolution, SourceClass
from cogs.theories.samples import sample_replies
from data.text import HiddenText
from tests.cogs.shared.nasty import any_texts
from tests.cogs.theories.examples import resolved, theory
from tests.e2e.replies import button_ids, components, shown_text

HOSTILE = (
    "|| ||||",
    "```py\n||x||\n```",
    "`||`",
    "https://e.example/x|| text",
    "@everyone @here <@1> <#2>",
    "\u202e\u2066 right to left \u200b",
    "a" + "\u0301" * 4_000,
    "|" * 2_000,
    "[a](https://e.example/||)" * 80,
)


def portrait(words: str = "words", **differently: Any) -> Portrait:
    hidden = HiddenText(words)
    values: dict[str, Any] = {
        "theory": theory(claim=words[:300]),
        "evidence": (Evidence(SourceClass.PRESS, hidden),),
        "objection": Objection(1, hidden, 2),
        "ballots": 7,
        "credibility": None,
        "hidden": True,
        "resolution": None,
    }
    return Portrait(**{**values, **differently})


def text_of(view: ui.LayoutView) -> str:
    return shown_text(components(view))


def test_the_public_card_shows_count_and_no_score() -> None:
    text = text_of(card(portrait("The map")))
    first, banner, *_ = text.splitlines()
    assert first == "### Theory 1 · Night Harbour"
    assert banner == "**Hypothesis: not officially confirmed**"
    assert "||sequel speculation||\n||The map||" in text
    assert "7 ballots · score shown to those who have rated · by <@20>" in text


def test_buttons_name_the_theory() -> None:
    buttons = button_ids(components(card(portrait())))
    assert buttons == {
        "Rate": "theory:rate:1",
        "Evidence": "theory:evidence:1",
        "Objection": "theory:objection:1",
        "Follow": "theory:follow:1",
    }


def test_a_public_score_is_shown_from_five_ballots_on() -> None:
    vote = Vote(Ratings(SourceClass.OFFICIAL, 5, 5))
    few = portrait(hidden=False, credibility=credibility([vote] * 4), ballots=4)
    enough = portrait(hidden=False, credibility=credibility([vote] * 5), ballots=5)
    assert "score shown from 5 ballots on" in text_of(card(few))
    assert "credibility 78 ± " in text_of(card(enough))


def test_a_resolved_card_says_so_and_takes_nothing_more() -> None:
    resolution = Resolution(
        1, 1, Outcome.DEBUNKED, HiddenText("https://s.example/no"), SourceClass.ON_RECORD,
        5, 6, 0, 61.0, 9.0, 12,
    )  # fmt: skip
    view = card(portrait(theory=resolved(Outcome.DEBUNKED), resolution=resolution))
    text = text_of(view)
    assert "**Resolved: debunked**" in text
    assert (
        "Checked by two curators (source: on record)\n||[s.example](<https://s.example/no>)||"
        in text
    )
    assert "credibility when resolved: 61 ± 9" in text
    assert button_ids(components(view)) == {}


def test_a_former_member_is_nobody() -> None:
    assert "by a former member" in text_of(card(portrait(theory=theory(author_id=None))))


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_fit_and_stay_hidden(words: str) -> None:
    evidence = tuple(Evidence(source, HiddenText(words)) for source in SourceClass) * 3
    resolution = Resolution(
        1, 1, Outcome.PARTLY, HiddenText("https://s.example/" + "a-" * 480), SourceClass.ON_RECORD,
        5, 6, 0, 61.0, 9.0, 12,
    )  # fmt: skip
    about = theory(claim=words[:300], film_name="*" * 100, outcome=Outcome.PARTLY)
    view = card(portrait(words, theory=about, evidence=evidence, resolution=resolution))
    assert 500 < len(text_of(view)) <= 4_000
    marked = HiddenText(f"QUILL {words} QUILL")
    for sample in sample_replies(marked):
        assert leaking_parts(sample, "QUILL") == [], sample.name


@settings(max_examples=60)
@given(any_texts)
def test_any_words_stay_hidden(words: str) -> None:
    marked = HiddenText(f"QUILL{words}QUILL {words} QUILL")
    for sample in sample_replies(marked):
        assert leaking_parts(sample, "QUILL") == [], sample.name


def test_evidence_is_grouped_by_class_best_first_and_paged() -> None:
    evidence = [
        Evidence(source, HiddenText(f"{source.value} {number} " + "x" * 200))
        for source in SourceClass
        for number in range(3)
    ]
    pages = evidence_pages(evidence, EVIDENCE_ROOM, 400)
    assert len(pages) > 1
    assert all(len(page) <= EVIDENCE_ROOM for page in pages)
    assert all(page.startswith("**Evidence · ") for page in pages)
    text = "\n".join(pages)
    assert text.index("official 0") < text.index("press material 0") < text.index("anonymous 2")
    assert not holds_all_evidence(portrait(evidence=tuple(evidence)))
    assert holds_all_evidence(portrait(evidence=tuple(evidence[:4])))


def test_the_receipt_gives_no_score_below_five() -> None:
    vote = Vote(Ratings(SourceClass.PRESS, 4, 4))
    assert receipt(credibility([vote] * 3)).endswith("from 5 ballots on (3 so far).")
    words = receipt(credibility([vote] * 5))
    assert words.startswith("Received. Credibility 65 ± ")
    assert "Source " in words
    assert "consistency " in words
    assert "simplicity " in words


def test_forms_keep_within_discords_limits() -> None:
    for form in (
        theory_form({}),
        quote_form({"film": "x" * 200, "evidence": "y" * 9_000}),
        ballot_form({}),
        film_form({}),
        evidence_form({}),
        objection_form({}),
    ):
        payload = form.modal("theory:new", "f" * 80).to_dict()
        assert len(payload["title"]) <= 45
        assert len(payload["components"]) <= 5
        assert all(len(label["label"]) <= 45 for label in payload["components"])
        assert all(len(label.get("description") or "") <= 100 for label in payload["components"])
