"""Webhooks that an application owns, of which SimCord lacks two abilities."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from simcord.backend.models.webhook import Webhook
from simcord.http.router import RequestContext
from simcord.http.routes import interactions


@contextmanager
def capable_webhooks() -> Iterator[None]:
    """Let webhooks send buttons and post into threads, as Discord does for an application's own.

    SimCord takes every webhook for one that a person made, and knows no `thread_id`.
    """
    body, webhook = interactions._incoming_webhook_body, interactions._incoming_webhook
    interactions._incoming_webhook_body = _body_with_components
    interactions._incoming_webhook = lambda ctx: _in_thread(ctx, webhook(ctx))
    try:
        yield
    finally:
        interactions._incoming_webhook_body, interactions._incoming_webhook = body, webhook


def _body_with_components(ctx: RequestContext) -> tuple[dict[str, Any], bool]:
    return dict(ctx.body()), True


def _in_thread(ctx: RequestContext, webhook: Webhook) -> Webhook:
    thread_id = ctx.params.get("thread_id")
    return webhook if thread_id is None else replace(webhook, channel_id=int(thread_id))
