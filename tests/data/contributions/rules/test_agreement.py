"""What those who saw a film agree on: enough of them, of enough servers, never a coin toss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.shared.cards.verdict_words import source_name
from data.catalogue.verdict import MEMBERS, Claim, Finding, Position, Verdict, judge
from data.contributions.rules.agreement import (
    AGREED,
    CROWD,
    EVERYWHERE,
    FORGED_SERVERS,
    IN_OWN_SERVER,
    MOST_OF_ONE_SERVER,
    RIPENS,
    TONIGHT,
    UNCONTESTED,
    Agreement,
    Enough,
    Voice,
    agreement_of,
    beside,
    said_in,
)
from data.contributions.rules.kinds import Sighting, Timed, Timestamp
from data.contributions.rules.sightings import Answer, sighting_of
from data.contributions.rules.witnesses import Witness

NOW = 1_800_000_000
MID, POST = Position.MID, Position.POST
TAPPED = Sighting()
_members = count(1)


def seen(answer: Answer) -> Sighting:
    sighting = sighting_of(answer, blind=True)
    assert sighting is not None
    return sighting


def voice(
    said: Answer | Sighting,
    server: int = 1,
    *,
    user: int | None = None,
    party: int | None = None,
    established: bool = True,
    weight: float = 1.0,
    at: int = NOW - UNCONTESTED,
) -> Voice:
    content = seen(said) if isinstance(said, Answer) else said
    answers = said_in(content)
    assert answers is not None
    who = Witness(user or next(_members), established=established, party_id=party)
    return Voice(server, who, answers, weight, at)


def verdict(voices: Sequence[Voice], enough: Sequence[Enough] = EVERYWHERE) -> Verdict | None:
    """What is told by these voices alone; ``None`` where they are too few."""
    agreement = agreement_of(voices, enough, NOW)
    return None if agreement is None else judge(claims(agreement)).verdict


def claims(agreement: Agreement, *, shared: bool = True) -> tuple[Claim, ...]:
    return agreement.claims(NOW, shared=shared)


def test_three_reports_of_two_servers_are_enough() -> None:
    voices = [voice(Answer.AFTER, server, at=NOW - RIPENS) for server in (1, 1, 2)]
    assert verdict(voices[:2]) is None
    assert verdict([replace(one, said_at=NOW - RIPENS + 1) for one in voices]) is None
    assert verdict(voices) is Verdict.SCENES
    (claim,) = claims(agreement_of(voices, EVERYWHERE, NOW) or pytest.fail("too few"))
    assert (claim.source, claim.mid, claim.post, claim.as_of) == (MEMBERS, 0, "some", "2027-01-15")
    assert source_name(claim) == "members, 3 reports in 2 servers, tonight"


def test_one_server_never_speaks_for_others_however_many_its_members() -> None:
    assert verdict([voice(Answer.NONE) for _ in range(500)]) is None


def test_one_server_with_a_single_dissenter_elsewhere_is_still_one_server() -> None:
    voices = [voice(Answer.NONE) for _ in range(40)] + [voice(Answer.BOTH, 2, weight=0.25)]
    assert verdict(voices) is None


@pytest.mark.parametrize(
    ("yes", "no", "told"),
    [
        (3, 0, Verdict.SCENES),
        (4, 1, Verdict.SCENES),
        (3, 1, Verdict.DISPUTED),
        (2, 1, Verdict.DISPUTED),
        (0, 3, Verdict.NONE),
        (1, 4, Verdict.NONE),
        (5, 5, Verdict.DISPUTED),
        (2, 0, None),
        (1, 1, None),
    ],
)
def test_four_fifths_have_to_say_the_same(yes: int, no: int, told: Verdict | None) -> None:
    answers = [Answer.BOTH] * yes + [Answer.NONE] * no
    assert verdict([voice(said, server) for server, said in enumerate(answers)]) is told


def test_a_contradiction_is_told_as_one_by_both_sides() -> None:
    voices = [voice(said, n) for n, said in enumerate([Answer.DURING] * 2 + [Answer.NONE] * 2)]
    agreement = agreement_of(voices, EVERYWHERE, NOW)
    assert agreement is not None
    judgement = judge(claims(agreement))
    assert judgement.words == "Members disagree"
    assert judgement.positions[MID].finding is Finding.DISPUTED
    assert judgement.positions[POST].finding is Finding.NONE
    assert [source_name(claim) for claim in judgement.counting] == [
        "members, 2 of 4 reports in 4 servers, tonight"
    ] * 2


def test_a_scene_is_known_where_its_place_is_not() -> None:
    answers = [Answer.DURING, Answer.AFTER, Answer.BOTH, Answer.AFTER, Answer.DURING]
    agreement = agreement_of([voice(said, n) for n, said in enumerate(answers)], EVERYWHERE, NOW)
    assert agreement is not None
    judgement = judge(claims(agreement))
    assert judgement.verdict is Verdict.SCENES
    assert {result.finding for result in judgement.positions.values()} == {Finding.UNKNOWN}


def test_who_tapped_in_the_dark_says_that_there_was_one() -> None:
    voices = [voice(TAPPED, n) for n in range(3)]
    agreement = agreement_of(voices, EVERYWHERE, NOW)
    assert agreement is not None
    assert [(c.mid, c.post, c.total) for c in claims(agreement)] == [(None, None, "some")]
    assert verdict([*voices, voice(Answer.AFTER, 5)]) is Verdict.SCENES
    against = [voice(Answer.NONE, n) for n in range(3)]
    assert verdict([*voices, *against]) is Verdict.DISPUTED


def test_two_are_enough_in_their_own_server_and_are_named_as_two() -> None:
    voices = [voice(Answer.AFTER), voice(Answer.AFTER)]
    assert verdict(voices[:1], IN_OWN_SERVER) is None
    agreement = agreement_of(voices, IN_OWN_SERVER, NOW)
    assert agreement is not None
    (claim,) = claims(agreement, shared=False)
    assert source_name(claim) == "2 members of this server, tonight"
    assert verdict([voices[0], voice(Answer.NONE)], IN_OWN_SERVER) is Verdict.DISPUTED


def test_a_party_is_one_witness_and_says_what_most_of_it_say() -> None:
    party = [voice(Answer.AFTER, party=7) for _ in range(20)]
    assert verdict(party, IN_OWN_SERVER) is None
    mixed = [*party, voice(Answer.NONE, party=7)]
    assert verdict([*mixed, voice(Answer.AFTER, 2), voice(Answer.AFTER, 3)]) is Verdict.SCENES


def test_a_member_of_many_servers_is_one_witness_and_their_last_word_counts() -> None:
    everywhere = [voice(Answer.BOTH, server, user=5) for server in range(10)]
    assert verdict(everywhere) is None
    # A party beside it makes nobody two people.
    assert verdict([*everywhere, voice(Answer.BOTH, 11, user=5, party=3)]) is None
    later = voice(Answer.NONE, 1, user=5, at=NOW - 60 - RIPENS)
    others = [voice(Answer.NONE, 2), voice(Answer.NONE, 3)]
    assert verdict([*everywhere, later, *others]) is Verdict.NONE


def test_new_accounts_count_nowhere() -> None:
    brigade = [voice(Answer.BOTH, 1 + n % 2, established=False) for n in range(300)]
    assert verdict(brigade) is None
    assert verdict(brigade, IN_OWN_SERVER) is None
    honest = [voice(Answer.NONE, n) for n in range(3)]
    assert verdict([*brigade, *honest]) is Verdict.NONE


def test_two_servers_full_of_old_accounts_do_not_outvote_the_others() -> None:
    brigade = [voice(Answer.BOTH, 1 + n % 2) for n in range(300)]
    needed = int(FORGED_SERVERS * AGREED / (1 - AGREED)) + 1
    honest = [voice(Answer.NONE, 10 + n) for n in range(needed)]
    assert verdict([*brigade, *honest]) is Verdict.NONE
    assert verdict([*brigade, *honest[: needed // 2]]) is Verdict.DISPUTED


def test_a_full_server_weighs_no_more_than_three_witnesses() -> None:
    full = [voice(Answer.BOTH, server) for server in (1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3)]
    others = [voice(Answer.NONE, 10 + n) for n in range(3)]
    few = int(3 * MOST_OF_ONE_SERVER * (1 - AGREED) / AGREED)
    assert verdict([*full, *others[:few]]) is Verdict.SCENES
    assert verdict([*full, *others]) is Verdict.DISPUTED


def test_two_servers_are_not_first_where_crowds_speak_in_them() -> None:
    """Three hundred old accounts of two servers that speak as soon as anybody can have seen it."""
    brigade = [voice(Answer.BOTH, 1 + n % 2) for n in range(300)]
    fresh = [replace(one, said_at=NOW - RIPENS) for one in brigade]
    honest = [voice(Answer.NONE, 3, weight=0.5, at=NOW - RIPENS) for _ in range(2)]
    assert verdict(fresh) is None
    assert verdict(brigade) is Verdict.SCENES
    for said in (fresh, brigade):
        assert verdict([*said, *honest]) is Verdict.DISPUTED
    # A third server that bears them out is enough at once.
    assert verdict([*fresh, voice(Answer.BOTH, 3, at=NOW - RIPENS)]) is Verdict.SCENES
    # The first of them are known by those who follow, before any of these counts.
    assert verdict([*fresh[:3], *(replace(one, said_at=NOW) for one in fresh[3:])]) is None


@pytest.mark.parametrize(("most", "told"), [(CROWD.floor, Verdict.NONE), (CROWD.floor + 1, None)])
def test_more_of_one_server_than_the_windows_floor_are_a_crowd(
    most: int, told: Verdict | None
) -> None:
    apart = int(CROWD.length.total_seconds()) // (CROWD.floor + 1)
    one = [voice(Answer.NONE, 1, at=NOW - RIPENS - n * apart) for n in range(most)]
    party = [voice(Answer.NONE, 1, party=3, at=NOW - RIPENS) for _ in range(30)]
    other = voice(Answer.NONE, 2, at=NOW - RIPENS)
    assert verdict([*one, other]) is told
    assert verdict([*one[1:], *party, other]) is told, "a party is one in it"
    # What two servers said before it began stands.
    early = [voice(Answer.NONE, 1, at=NOW - 3 * RIPENS) for _ in range(2)]
    assert verdict([*early, *one, other]) is Verdict.NONE


def test_records_weigh() -> None:
    wrong = [voice(Answer.BOTH, n, weight=0.25) for n in range(3)]
    right = [voice(Answer.NONE, 10 + n, weight=1.5) for n in range(3)]
    assert verdict([*wrong, *right]) is Verdict.NONE


def test_timestamps_speak_as_well() -> None:
    timed = Timestamp("theatrical", 7200, None, (Timed(POST, 300),), (MID,))
    assert said_in(timed) == (False, True, True)
    assert said_in(Timestamp("theatrical", 7200, None, (), (MID,))) == (False, None, None)
    assert said_in(Timestamp("theatrical", 7200, None, (), (MID, POST))) == (False, False, False)
    assert said_in(Timestamp("theatrical", 7200, 6600)) is None


def test_an_old_agreement_has_a_date_and_no_tonight() -> None:
    agreement = agreement_of([voice(Answer.NONE, n) for n in range(3)], EVERYWHERE, NOW)
    assert agreement is not None
    (claim,) = agreement.claims(NOW + TONIGHT, shared=True)
    assert (claim.as_of, source_name(claim)) == ("2027-01-15", "members, 3 reports in 3 servers")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (Claim("a page", mid=0, post=0), None),
        (Claim("a page", mid=1, post=1), None),
        (Claim("a page", post=1), (0, None)),
        (Claim("a page", mid=0), (None, "some")),
        (Claim("a page", extras=("audio",)), (0, "some")),
        (Claim("a page", mid=1, post=1, superseded="a mistake"), (0, "some")),
    ],
)
def test_what_other_sources_speak_of_is_left_to_them(
    other: Claim, told: tuple[object, object] | None
) -> None:
    mine = Claim(MEMBERS, mid=0, post="some")
    left = beside([mine], [other])
    assert [(claim.mid, claim.post) for claim in left] == ([told] if told else [])


def test_a_scene_without_a_place_gives_way_to_any_that_is_named() -> None:
    tapped = Claim(MEMBERS, total="some")
    assert beside([tapped], [Claim("a page", total=1)]) == ()
    assert beside([tapped], [Claim("a page", mid=0)]) == (tapped,)
    assert beside([tapped], [Claim("a page", mid=0, post=0)]) == ()


_said = st.sampled_from([*(seen(a) for a in Answer if a is not Answer.LEFT), TAPPED])
_voices = st.lists(
    st.builds(
        voice,
        _said,
        st.integers(1, 4),
        user=st.integers(1, 12),
        party=st.none() | st.integers(1, 2),
        established=st.booleans(),
        weight=st.floats(0.25, 2),
        at=st.integers(NOW - UNCONTESTED - 5, NOW),
    ),
    max_size=30,
)


@given(_voices)
def test_what_is_told_everywhere_is_said_by_three_of_two_servers(voices: list[Voice]) -> None:
    agreement = agreement_of(voices, EVERYWHERE, NOW)
    established = [voice for voice in voices if voice.witness.established]
    if agreement is None:
        return
    told = {question: answer.agreed for question, answer in agreement.answers}
    for place, question in enumerate((*Position, None)):
        if told.get(question) is None:
            continue
        same = [one for one in established if one.said[place] is told[question]]
        assert len({one.witness.user_id for one in same}) >= 3
        assert len({one.server_id for one in same}) >= 2


@given(_voices)
def test_new_accounts_change_nothing(voices: list[Voice]) -> None:
    established = [voice for voice in voices if voice.witness.established]
    for enough in (EVERYWHERE, IN_OWN_SERVER):
        assert agreement_of(voices, enough, NOW) == agreement_of(established, enough, NOW)


@given(_voices)
def test_members_never_both_know_and_disagree(voices: list[Voice]) -> None:
    agreement = agreement_of(voices, EVERYWHERE, NOW)
    if agreement is None:
        return
    anywhere = dict(agreement.answers).get(None)
    told = judge(agreement.claims(NOW, shared=True)).verdict
    if anywhere is None:
        assert told in (Verdict.UNKNOWN, Verdict.SCENES, Verdict.NONE)
    elif anywhere.agreed is None:
        assert told is Verdict.DISPUTED
    else:
        assert told is (Verdict.SCENES if anywhere.agreed else Verdict.NONE)


@given(_voices)
def test_what_sources_tell_is_what_is_told(voices: list[Voice]) -> None:
    agreement = agreement_of(voices, EVERYWHERE, NOW)
    page = Claim("a page", mid=0, post=1)
    mine = agreement.claims(NOW, shared=True) if agreement else ()
    assert judge([page, *beside(mine, [page])]).positions == judge([page]).positions
