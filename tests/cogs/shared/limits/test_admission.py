"""What is let in, what is dropped, and what is acknowledged while it is worked on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import discord
import pytest
from discord import InteractionType
from discord.utils import time_snowflake
from hypothesis import given
from hypothesis import strategies as st

from cogs.shared.limits import places
from cogs.shared.limits.admission import CLOCK_DRIFT, MOST_AT_ONCE, Admission, Ages
from cogs.shared.limits.places import MOST_AT_FIRST, MOST_WAITING
from tests.hang import HANG

START = datetime(2026, 1, 1, tzinfo=UTC)


class Machine:
    """Its clock and Discord's start at any two instants."""

    def __init__(self, at: float) -> None:
        self.at = at

    def passes(self, seconds: float) -> None:
        self.at += seconds


@given(st.floats(0, 1e6), st.lists(st.tuples(st.floats(0, 60), st.floats(0, 20)), min_size=1))
def test_an_age_is_never_more_than_it_is(start: float, coming: list[tuple[float, float]]) -> None:
    machine, made = Machine(start), START
    ages = Ages()
    for pause, late in coming:
        machine.passes(pause + late)
        made += timedelta(seconds=pause + late)
        age = ages.of(time_snowflake(made - timedelta(seconds=late)), machine.at)
        assert -1e-3 <= age <= late + 1e-3


def test_what_is_late_is_known_by_what_was_not() -> None:
    machine = Machine(5_000.0)
    ages = Ages()
    assert ages.of(time_snowflake(START), machine.at) == 0
    machine.passes(10)
    late = time_snowflake(START + timedelta(seconds=7))
    assert ages.of(late, machine.at) == pytest.approx(3, abs=0.01)


def test_a_clock_that_gains_does_not_make_everything_old() -> None:
    machine = Machine(0.0)
    ages = Ages()
    for hour in range(24 * 30):
        machine.at = hour * 3600 * (1 + CLOCK_DRIFT / 2)
        assert ages.of(time_snowflake(START + timedelta(hours=hour)), machine.at) < 1


@dataclass
class Asked:
    """As much of an interaction as is asked whether it is let in."""

    id: int
    type: InteractionType = InteractionType.application_command
    user: discord.Object = field(default_factory=lambda: discord.Object(7))
    message: None = None
    data: None = None
    locale: discord.Locale = discord.Locale.british_english


class Door:
    """An admission whose clock the test moves, as it does Discord's."""

    def __init__(self) -> None:
        self.machine = Machine(100.0)
        self.admission = Admission(Ages(lambda: self.machine.at))
        self.arrives(self.asked())  # the one by which the clocks are compared

    def asked(self, number: int = 1, kind: str = "application_command", late: float = 0) -> Any:
        created = START + timedelta(seconds=self.machine.at - late)
        return Asked(time_snowflake(created) + number, InteractionType[kind])

    def arrives(self, asked: Any) -> bool:
        member = {"user": {"id": str(asked.user.id)}}
        return self.admission.arrived(
            {"id": str(asked.id), "type": asked.type.value, "member": member}
        )

    async def lets_in(self, asked: Any) -> bool:
        async with self.admission.let_in(asked) as in_time:
            return in_time


@pytest.mark.parametrize("kind", ["application_command", "component", "modal_submit"])
async def test_what_is_too_old_is_dropped_and_counted(kind: str) -> None:
    door = Door()
    assert await door.lets_in(door.asked(kind=kind, late=2.4))
    assert not await door.lets_in(door.asked(kind=kind, late=2.6))
    assert door.admission.shed == {(kind, "old"): 1}


@pytest.mark.parametrize("kind", ["application_command", "component", "modal_submit"])
async def test_what_comes_too_old_is_dropped_before_anything_is_made_of_it(kind: str) -> None:
    door = Door()
    assert door.arrives(door.asked(kind=kind, late=2.4))
    assert not door.arrives(door.asked(kind=kind, late=2.6))
    assert door.arrives(door.asked(2, "autocomplete", late=0.9))
    assert not door.arrives(door.asked(3, "autocomplete", late=1.1))
    assert door.admission.shed == {(kind, "old"): 1, ("autocomplete", "old"): 1}
    assert door.arrives(door.asked(4, "ping", late=60))  # none of ours


async def test_a_completion_is_dropped_sooner_and_where_the_member_has_typed_on() -> None:
    door = Door()
    first, second = door.asked(1, "autocomplete"), door.asked(2, "autocomplete")
    door.arrives(first)
    door.arrives(second)
    assert not await door.lets_in(first)
    assert await door.lets_in(second)
    assert not await door.lets_in(door.asked(3, "autocomplete", late=1.1))
    assert door.admission.shed == {
        ("autocomplete", "overtaken"): 1,
        ("autocomplete", "old"): 1,
    }


async def test_no_more_than_so_many_are_at_work_and_who_waits_grows_old() -> None:
    door, release = Door(), asyncio.Event()
    at_work = 0

    async def work() -> bool:
        nonlocal at_work
        async with door.admission.let_in(door.asked(kind="autocomplete")) as in_time:
            at_work += in_time
            await release.wait()
            return in_time

    most = MOST_AT_ONCE[InteractionType.autocomplete]
    tasks = [asyncio.create_task(work()) for _ in range(most + 3)]
    async with asyncio.timeout(HANG):
        while at_work < most:  # noqa: ASYNC110 - nobody is told of a place taken
            await asyncio.sleep(0)
        door.machine.passes(5)
        release.set()
        results = await asyncio.gather(*tasks)
    assert (at_work, results.count(False)) == (most, 3)


async def test_what_comes_while_too_many_wait_is_dropped_before_anything_is_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(places, "FIRST_MOMENTS", HANG)
    door, release = Door(), asyncio.Event()

    async def work() -> None:
        async with door.admission.let_in(door.asked()):
            await release.wait()

    most = MOST_AT_FIRST + MOST_WAITING
    tasks = [asyncio.create_task(work()) for _ in range(most)]
    async with asyncio.timeout(HANG):
        while door.arrives(door.asked()):  # noqa: ASYNC110 - nobody is told
            await asyncio.sleep(0)
        assert door.admission.shed == {("application_command", "old"): 1}
        assert door.arrives(door.asked(2, "autocomplete"))
        release.set()
        await asyncio.gather(*tasks)
        assert door.arrives(door.asked())


async def test_at_the_end_what_is_at_work_is_finished_and_nothing_new_is_begun() -> None:
    door, release, begun = Door(), asyncio.Event(), asyncio.Event()

    async def work() -> str:
        async with door.admission.let_in(door.asked()):
            begun.set()
            await release.wait()
            return "answered"

    async with asyncio.timeout(HANG):
        working = asyncio.create_task(work())
        await begun.wait()
        finishing = asyncio.create_task(door.admission.finish(HANG))
        await asyncio.sleep(0)
        assert await door.lets_in(door.asked(2))  # it came in before
        door.machine.passes(0.2)
        assert not await door.lets_in(door.asked(3))
        assert not finishing.done()
        release.set()
        await finishing
        assert await working == "answered"
    await Admission().finish(HANG)  # where nothing is at work it is done at once


async def test_what_does_not_end_is_not_waited_for_for_ever() -> None:
    door = Door()
    async with asyncio.timeout(HANG), door.admission.let_in(door.asked()):
        await door.admission.lull(0)
        await door.admission.finish(0)


async def test_a_lull_begins_when_nothing_is_at_work_any_more() -> None:
    door = Door()
    async with asyncio.timeout(HANG):
        await door.admission.lull(HANG)
        for _ in range(2):
            async with door.admission.let_in(door.asked()):
                waiting = asyncio.create_task(door.admission.lull(HANG))
                await asyncio.sleep(0)
                assert not waiting.done()
            await waiting
