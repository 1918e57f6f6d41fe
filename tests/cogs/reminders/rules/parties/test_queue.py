"""Waiting lists: nobody is overtaken, no place is given twice, and none stays empty for long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.parties.queue import (
    LAST_CALL,
    LAST_HOUR,
    LONGEST_ANSWER,
    SHORTEST_ANSWER,
    Asked,
    Doors,
    may_enter,
    moves,
)

SHOWTIME = datetime(2026, 12, 18, 18, tzinfo=UTC)
EARLY = SHOWTIME - timedelta(days=1)


def test_the_first_who_waits_is_asked_for_half_an_hour() -> None:
    doors = Doors(2, SHOWTIME, 30)
    due = moves(doors, 1, (), (7, 8), EARLY)
    until = EARLY + timedelta(minutes=30)
    assert (due.asked, due.seated, due.next_at) == ((Asked(7, until),), (), until)
    kept = moves(doors, 1, due.asked, (8,), EARLY + timedelta(minutes=29))
    assert (kept.asked, kept.expired, kept.next_at) == ((), (), until)
    then = moves(doors, 1, due.asked, (8,), until)
    assert then.expired == (7,)
    assert [one.reminder_id for one in then.asked] == [8]


def test_in_the_last_hour_the_next_has_the_place_at_once_and_later_nobody() -> None:
    doors = Doors(1, SHOWTIME, 30)
    assert moves(doors, 0, (), (7,), SHOWTIME - LAST_HOUR).seated == (7,)
    assert moves(doors, 0, (), (7,), SHOWTIME).seated == ()
    assert may_enter(doors, 0, (), 3, SHOWTIME)
    assert not may_enter(doors, 0, (), 3, SHOWTIME - timedelta(seconds=1))


def test_nobody_is_asked_until_less_than_half_an_hour_before_the_film() -> None:
    doors = Doors(1, SHOWTIME, LONGEST_ANSWER)
    (one,) = moves(doors, 0, (), (7,), SHOWTIME - timedelta(hours=2)).asked
    assert one.until == SHOWTIME - LAST_CALL


def test_without_a_limit_all_who_wait_are_asked() -> None:
    assert len(moves(Doors(None, SHOWTIME, 30), 5, (), (1, 2, 3), EARLY).asked) == 3


@dataclass
class House:
    """A party as the store keeps it, without a store."""

    doors: Doors
    now: datetime
    going: list[int] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)

    def press(self, who: int) -> None:
        if who in self.going or who in self.waiting:
            return
        kept = [one for one in self.asked if one.reminder_id != who]
        mine = [one for one in self.asked if one.reminder_id == who]
        self.asked = kept
        in_time = any(self.now < min(one.until, self.doors.showtime) for one in mine)
        if in_time or may_enter(self.doors, len(self.going), kept, len(self.waiting), self.now):
            self.going.append(who)
        else:
            self.waiting.append(who)

    def drop(self, who: int) -> None:
        self.going = [one for one in self.going if one != who]
        self.waiting = [one for one in self.waiting if one != who]
        self.asked = [one for one in self.asked if one.reminder_id != who]

    def advance(self) -> None:
        due = moves(self.doors, len(self.going), self.asked, self.waiting, self.now)
        called = [*(one.reminder_id for one in due.asked), *due.seated]
        assert called == self.waiting[: len(called)]  # in order, and nobody twice
        self.waiting = self.waiting[len(called) :]
        self.asked = [one for one in self.asked if one.reminder_id not in due.expired]
        self.asked += due.asked
        self.going += due.seated
        assert due.next_at is None or due.next_at > self.now
        assert (due.next_at is None) == (not self.asked)
        for one in due.asked:
            assert one.until >= self.now + min(
                timedelta(minutes=self.doors.answer_within), LAST_HOUR - LAST_CALL
            )


deeds = st.lists(
    st.tuples(st.sampled_from(["press", "drop", "advance", "later"]), st.integers(0, 9)),
    max_size=60,
)


@given(
    deeds,
    st.integers(1, 4),
    st.integers(SHORTEST_ANSWER, LONGEST_ANSWER),
    st.integers(-30, 60 * 24),
)
def test_whatever_happens_the_limit_holds_and_no_place_stays_empty(
    deeds: list[tuple[str, int]], most: int, answer_within: int, minutes: int
) -> None:
    house = House(Doors(most, SHOWTIME, answer_within), SHOWTIME - timedelta(minutes=minutes))
    for deed, number in deeds:
        match deed:
            case "press":
                house.press(number)
            case "drop":
                house.drop(number)
            case "later":
                house.now += timedelta(minutes=number * number)
            case _:
                house.advance()
        assert len(house.going) <= most
        assert len({*house.going, *house.waiting}) == len(house.going) + len(house.waiting)
    house.advance()
    taken = len(house.going) + len(house.asked)
    assert taken <= most
    assert house.now >= SHOWTIME or not house.waiting or taken == most


@given(deeds, st.integers(1, 4))
def test_once_nobody_presses_any_more_everybody_is_asked_in_the_end(
    deeds: list[tuple[str, int]], most: int
) -> None:
    house = House(Doors(most, SHOWTIME, 30), EARLY)
    for deed, number in deeds:
        house.press(number) if deed == "press" else house.drop(number)
    while house.waiting and house.going:
        before = len(house.waiting)
        house.drop(house.going[0])
        house.advance()
        house.now += timedelta(minutes=30)
        house.advance()
        assert len(house.waiting) < before
        if house.now >= SHOWTIME - LAST_HOUR:
            break
