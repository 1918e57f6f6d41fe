"""Every kind of reply of this slice, for the leak sweep."""

from __future__ import annotations

from cogs.shared.registry import SampleReply
from cogs.theories.cards.decisions import deeds_text, proposal_card
from cogs.theories.cards.draft import duplicates_card
from cogs.theories.cards.forms import ballot_form, evidence_form, objection_form, theory_form
from cogs.theories.cards.lists import list_card
from cogs.theories.cards.theory import evidence_pages, objections_card, theory_card
from cogs.theories.rules.credibility import Band, Ratings, Vote, credibility
from cogs.theories.rules.lists import ListRequest
from cogs.theories.rules.portrait import Portrait
from cogs.theories.rules.theory import (
    Deed,
    Evidence,
    Kind,
    Objection,
    Outcome,
    Resolution,
    SourceClass,
    Status,
    Theory,
)
from data.catalogue.film import Film, NeededFilm
from data.paging import Page
from data.text import HiddenText

FILM = Film(id="night-harbour-2026", label="Night Harbour (2026)", title="", year=2026, rank=1)


def sample_replies(hidden: HiddenText) -> list[SampleReply]:
    """Cards in every standing, lists, forms, and what moderators see."""
    samples = []
    for theory in _theories(hidden):
        portrait = _portrait(theory, hidden)
        name = f"card, {theory.standing}"
        samples.append(SampleReply(name, view=theory_card(portrait), names=(theory.name,)))
    theory, *_ = _theories(hidden)
    objections = [Objection(1, hidden, 3)]
    page = Page((theory,), number=0, count=2, total=11)
    bands = {theory.id: Band(61.0, 9.0)}
    needed = NeededFilm(FILM, "a.example", "https://a.example", "2026-01-05")
    counts = {theory.id: 12}
    listed, closed = (
        list_card(page, ListRequest(), film=FILM, counts=counts, bands=bands, first=first)
        for first in ({}, {theory.id: [needed]})
    )
    evidence = evidence_pages([Evidence(SourceClass.PRESS, hidden)], 3_600, 3_000)
    return [
        *samples,
        SampleReply("list", view=listed),
        SampleReply("list, closed", view=closed),
        SampleReply("duplicates", view=duplicates_card(theory, [theory])),
        SampleReply("objections", view=objections_card(theory, objections)),
        SampleReply("evidence", content=evidence[0]),
        SampleReply(
            "deeds", content=deeds_text([Deed(1, 2, "freeze", hidden.unwrap_for_spoiler(), 0)])
        ),
        SampleReply("proposal", view=proposal_card(theory, "confirmed", hidden, 1)),
        *(
            SampleReply(f"form {form.title}", view=form.modal("theory:new", FILM.id))
            for form in (theory_form({}), ballot_form({}), evidence_form({}), objection_form({}))
        ),
    ]


def _theories(hidden: HiddenText) -> list[Theory]:
    posted = [status for status in Status if status not in (Status.DRAFT, Status.RESOLVED)]
    standings: list[tuple[Status, Outcome | None]] = [(status, None) for status in posted]
    standings += [(Status.RESOLVED, outcome) for outcome in Outcome]
    return [
        Theory(
            id=number,
            server_id=1,
            number=number,
            author_id=2,
            film_id=FILM.id,
            film_name="Night Harbour",
            kind=Kind.SEQUEL,
            claim=hidden,
            source_class=SourceClass.PRESS,
            status=status,
            outcome=outcome,
            thread_id=3,
            message_id=4,
            created_at=0,
        )
        for number, (status, outcome) in enumerate(standings, 1)
    ]


def _portrait(theory: Theory, hidden: HiddenText) -> Portrait:
    resolution = None
    if theory.outcome is not None:
        resolution = Resolution(
            id=1,
            theory_id=theory.id,
            outcome=theory.outcome,
            source=hidden,
            source_class=SourceClass.OFFICIAL,
            proposer_id=5,
            seconder_id=6,
            effective_at=0,
            score=61.0,
            margin=9.0,
            ballots=12,
        )
    return Portrait(
        theory=theory,
        evidence=(Evidence(SourceClass.PRESS, hidden), Evidence(SourceClass.ANONYMOUS, hidden)),
        objection=Objection(1, hidden, 3),
        ballots=12,
        credibility=credibility([Vote(Ratings(SourceClass.PRESS, 4, 4))] * 12),
        hidden=True,
        resolution=resolution,
    )
