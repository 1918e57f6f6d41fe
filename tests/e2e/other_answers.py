"""Where the simulated Discord is to answer otherwise than it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from simcord.http import router
from simcord.http.router import RequestContext

Usual = Callable[[RequestContext], Any]


def reroute(
    patch: pytest.MonkeyPatch,
    method: str,
    path: str,
    respond: Callable[[RequestContext, Usual], Any],
) -> None:
    """Let a function answer a route; it is given the request and what answers it as a rule.

    ``path`` is written as the simulator has it, as in ``/channels/{channel_id}``. Discord's errors
    are raised as ``simcord.backend.errors.BackendError``.
    """
    template = path.strip("/").split("/")
    routes = router._ROUTES[method]
    ((place, usual),) = [(n, act) for n, (known, act) in enumerate(routes) if known == template]
    changed = (template, lambda ctx: respond(ctx, usual))
    patch.setitem(router._ROUTES, method, [*routes[:place], changed, *routes[place + 1 :]])
