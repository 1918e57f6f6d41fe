"""Work that PostgreSQL broke off because another's stood in its way, done once more."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any, ParamSpec, TypeVar

from sqlalchemy.exc import DBAPIError

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

SERIALIZATION_FAILURE, DEADLOCK = "40001", "40P01"


def unit_of_work(work: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Declares a function whose one transaction is all that it changes: it may be done twice.

    It is, once, where PostgreSQL chose it to give way in a deadlock or to a concurrent change; the
    member does not notice.
    """

    @functools.wraps(work)
    async def done(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return await work(*args, **kwargs)
        except DBAPIError as error:
            if not gave_way(error):
                raise
        log.info("%s gave way to another transaction and is done again", work.__qualname__)
        return await work(*args, **kwargs)

    return done


def gave_way(error: DBAPIError) -> bool:
    """Whether PostgreSQL broke a transaction off that can succeed when it is tried again."""
    return getattr(error.orig, "sqlstate", None) in (SERIALIZATION_FAILURE, DEADLOCK)
