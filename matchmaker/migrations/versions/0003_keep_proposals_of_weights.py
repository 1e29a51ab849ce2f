"""Keep proposals for the engine's weights, and what the reasons of decisions are about.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from matchmaker.kernel import database

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IN_USE = sa.text("state = 'accepted'")


def upgrade() -> None:
    """Change the tables."""
    op.add_column(
        "pairings",
        sa.Column("reason_code", sa.String(length=12), nullable=False, server_default=""),
    )
    op.create_table(
        "weight_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("evaluation", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(length=200), nullable=False),
        sa.Column("made_at", database.Moment(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=False),
        sa.Column("decided_at", database.Moment(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "state = 'proposed' OR decided_at IS NOT NULL",
            name=op.f("ck_weight_proposals_decision_has_date"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR (reason <> '' AND decided_by <> '')",
            name=op.f("ck_weight_proposals_decision_has_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_weight_proposals")),
        sa.UniqueConstraint("ref", name=op.f("uq_weight_proposals_ref")),
    )
    op.create_index(
        "uq_weight_proposals_in_use",
        "weight_proposals",
        ["state"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )


def downgrade() -> None:
    """Change them back."""
    op.drop_index("uq_weight_proposals_in_use", table_name="weight_proposals")
    op.drop_table("weight_proposals")
    op.drop_column("pairings", "reason_code")
