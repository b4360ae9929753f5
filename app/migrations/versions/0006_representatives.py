"""Representatives."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "representation",
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("referrer", sa.String(length=200), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("due_until", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_for", sa.String(length=32), nullable=True),
        sa.Column("ended_note", sa.String(length=200), nullable=True),
        sa.Column("rating", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_representation_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_representation_customer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_representation")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_representation_area_id"), "representation", ["area_id"], unique=False)
    op.create_index(op.f("ix_representation_customer_id"), "representation", ["customer_id"], unique=False)
    op.create_index(
        "uq_representation_open",
        "representation",
        ["customer_id", "area_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
