"""Keep terms that are added to the lexicon.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from matchmaker.kernel import database

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

IN_USE = sa.text("state = 'active'")


def upgrade() -> None:
    """Change the tables."""
    op.create_table(
        "lexicon_terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(length=60), nullable=False),
        sa.Column("concept", sa.String(length=48), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("text", sa.String(length=120), nullable=False),
        sa.Column("weak", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("added_by", sa.String(length=200), nullable=False),
        sa.Column("added_at", database.Moment(timezone=True), nullable=False),
        sa.Column("changed_at", database.Moment(timezone=True), nullable=False),
        sa.Column("withdrawn_at", database.Moment(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_lexicon_terms_says_something")),
        sa.CheckConstraint(
            "state <> 'withdrawn' OR withdrawn_at IS NOT NULL",
            name=op.f("ck_lexicon_terms_end_has_date"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_terms")),
        sa.UniqueConstraint("ref", name=op.f("uq_lexicon_terms_ref")),
    )
    op.create_index(
        "uq_lexicon_terms_in_use",
        "lexicon_terms",
        ["concept", "language", "text"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )


def downgrade() -> None:
    """Change them back."""
    op.drop_index("uq_lexicon_terms_in_use", table_name="lexicon_terms")
    op.drop_table("lexicon_terms")
