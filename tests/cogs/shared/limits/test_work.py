"""Work: who may ask for more, and what is computed beside the loop."""

from __future__ import annotations

import asyncio
import sys
import threading

import pytest

from cogs.shared.limits.work import (
    MEMBER_MOST,
    QUESTION,
    SERVER_MOST,
    THREADS,
    TooLongError,
    Work,
)
from tests.films import NOW
from tests.hang import HANG

ALICE, BOB, SERVER = 1, 2, 7


def work(patience: float = HANG) -> Work:
    return Work(lambda: NOW, patience)


def test_a_thread_that_computes_keeps_the_event_loop_waiting_for_less_than_a_millisecond() -> None:
    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.005)
        work()
        assert sys.getswitchinterval() < 0.001
    finally:
        sys.setswitchinterval(before)


def test_what_a_member_is_refused_costs_their_server_nothing() -> None:
    bounds = work()
    asked = [bounds.allows(ALICE, SERVER, QUESTION) for _ in range(SERVER_MOST)]
    assert asked.count(True) == MEMBER_MOST // QUESTION
    assert bounds.allows(BOB, SERVER, QUESTION)


def test_many_members_together_do_not_make_a_server_take_more_than_its_share() -> None:
    bounds = work()
    asked = [bounds.allows(member, SERVER, QUESTION) for member in range(SERVER_MOST)]
    assert asked.count(True) == SERVER_MOST // QUESTION
    assert bounds.allows(ALICE, SERVER + 1, QUESTION)
    assert bounds.allows(BOB, None, QUESTION)


async def test_one_member_has_one_thread_at_a_time_and_another_need_not_wait() -> None:
    bounds, running, most = work(), 0, 0
    began, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        began.set()
        assert may_end.wait(HANG)
        running -= 1

    waiting = [asyncio.create_task(bounds.compute(ALICE, slow)) for _ in range(3)]
    assert await asyncio.to_thread(began.wait, HANG)
    assert await bounds.compute(BOB, lambda: "Bob's") == "Bob's"
    may_end.set()
    await asyncio.gather(*waiting)
    assert most == 1


async def test_what_gives_way_takes_no_thread_meanwhile() -> None:
    bounds, free, giving_way = work(), asyncio.Event(), asyncio.Semaphore(0)

    async def give_way() -> None:
        giving_way.release()
        await free.wait()

    waiting = [
        asyncio.create_task(bounds.compute(member, lambda: "later", give_way))
        for member in range(THREADS + 1)
    ]
    for _ in range(THREADS):
        await giving_way.acquire()
    assert await bounds.compute(BOB + len(waiting), lambda: "now") == "now"
    assert not any(task.done() for task in waiting)
    free.set()
    assert await asyncio.gather(*waiting) == ["later"] * len(waiting)


async def test_what_takes_too_long_is_a_refusal() -> None:
    may_end = threading.Event()
    with pytest.raises(TooLongError):
        await work(patience=0.0).compute(ALICE, may_end.wait)
    may_end.set()


async def test_what_a_function_raises_comes_through() -> None:
    def refuse() -> None:
        raise LookupError("no such film")

    with pytest.raises(LookupError, match="no such film"):
        await work().compute(ALICE, refuse)
