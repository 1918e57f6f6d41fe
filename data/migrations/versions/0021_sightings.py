"""What members saw at a showing, and how right they turned out."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_KINDS = "'film', 'scene', 'timestamp', 'egg'"


def upgrade() -> None:
    with op.batch_alter_table("contribution") as contribution:
        contribution.add_column(sa.Column("squared_error", sa.Float()))
        contribution.drop_constraint(op.f("ck_contribution_known_kind"), type_="check")
        contribution.create_check_constraint(
            op.f("ck_contribution_known_kind"), f"kind IN ({_KINDS}, 'sighting')"
        )


def downgrade() -> None:
    op.execute("DELETE FROM contribution WHERE kind = 'sighting'")
    with op.batch_alter_table("contribution") as contribution:
        contribution.drop_constraint(op.f("ck_contribution_known_kind"), type_="check")
        contribution.create_check_constraint(
            op.f("ck_contribution_known_kind"), f"kind IN ({_KINDS})"
        )
        contribution.drop_column("squared_error")
