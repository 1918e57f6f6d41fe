"""Run by Alembic for each command: hands it the connection that the caller already holds."""

from __future__ import annotations

from alembic import context

from data.schema import metadata

connection = context.config.attributes["connection"]
if connection is None:
    raise RuntimeError("Migrations run at the bot's start, on its own connection.")
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
