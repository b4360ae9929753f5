"""The journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "journal_entry",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("author", sa.String(length=100), nullable=False),
        sa.Column("change", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("tables", sa.Text(), nullable=False),
        sa.Column("images", sa.Integer(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["undoes"], ["journal_entry.number"], name=op.f("fk_journal_entry_undoes")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_journal_entry")),
    )
    op.create_table(
        "journal_image",
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(length=64), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entry"], ["journal_entry.number"], name=op.f("fk_journal_image_entry")),
        sa.PrimaryKeyConstraint("entry", "position", name=op.f("pk_journal_image")),
    )
    op.create_index("ix_journal_image_row", "journal_image", ["table_name", "row_id"], unique=False)
