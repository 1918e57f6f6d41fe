"""Which films have become known, in how many messages it is told, and when it is tried again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cogs.answers.rules.awaited import (
    FIRST_RETRY,
    LONGEST_RETRY,
    MOST_IN_ONE,
    Awaited,
    messages_of,
    next_try,
    now_known,
)
from data.catalogue.verdict import Claim, judge

SCENE = judge([Claim("a.example", post=1)])
NOTHING = judge([Claim("a.example", mid=0, post=0)])
DISPUTE = judge([Claim("a.example", mid=0, post=0), Claim("b.example", post=1)])
UNKNOWN = judge([])

ROWS = st.lists(
    st.builds(
        Awaited,
        id=st.integers(1, 10_000),
        user_id=st.integers(1, 3),
        film_id=st.just("a"),
        server_id=st.sampled_from([None, 1, 2]),
        channel_id=st.sampled_from([None, 11, 22]),
        in_channel=st.booleans(),
        batch=st.sampled_from([None, 5, 6]),
    ),
    max_size=60,
    unique_by=lambda one: one.id,
)


def test_only_a_verdict_that_decides_is_news() -> None:
    judged = {
        (1, "a"): SCENE,
        (1, "b"): NOTHING,
        (1, "c"): DISPUTE,
        (1, "d"): UNKNOWN,
        (2, "a"): UNKNOWN,
        (None, "b"): None,
    }
    assert now_known(judged) == [(1, "a"), (1, "b")]


@given(ROWS)
def test_every_film_is_told_once_to_one_member_at_one_place(rows: list[Awaited]) -> None:
    messages = messages_of(rows)
    assert sorted(one.id for message in messages for one in message) == sorted(
        one.id for one in rows
    )
    for message in messages:
        assert 1 <= len(message) <= MOST_IN_ONE
        places = {(one.user_id, one.in_channel and one.channel_id) for one in message}
        assert len({user for user, _ in places}) == 1
        assert len({place or None for _, place in places}) == 1
        assert len({one.batch for one in message}) == 1


def test_films_of_several_servers_make_one_dm_and_a_channels_make_their_own() -> None:
    rows = [
        Awaited(1, 7, "a", server_id=1, channel_id=11),
        Awaited(2, 7, "b", server_id=2, channel_id=22),
        Awaited(3, 7, "c", server_id=1, channel_id=11, in_channel=True),
    ]
    assert messages_of(rows) == [rows[:2], rows[2:]]


@given(st.integers(0, 10**6), st.floats(0, 10**4))
def test_pauses_grow_to_a_limit_unless_discord_asks_for_more(age: int, asked: float) -> None:
    pause = next_try(1_000, 1_000 + age, asked) - 1_000 - age
    assert pause >= asked
    assert FIRST_RETRY <= pause <= max(LONGEST_RETRY, asked + 1)
