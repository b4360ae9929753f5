"""Visits."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "visit",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("representation_id", sa.Integer(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("planned_minutes", sa.Float(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.Column("minutes", sa.Float(), nullable=True),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("topics", sa.String(length=200), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("proof", sa.String(length=32), nullable=True),
        sa.Column("missed_for", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_visit_manager_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["representation_id"], ["representation.id"], name=op.f("fk_visit_representation_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("code", name=op.f("uq_visit_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_visit_manager_id"), "visit", ["manager_id"], unique=False)
    op.create_index("ix_visit_month_manager", "visit", ["month", "manager_id"], unique=False)
    op.create_index("ix_visit_representation_day", "visit", ["representation_id", "day"], unique=False)
    op.create_index(op.f("ix_visit_representation_id"), "visit", ["representation_id"], unique=False)
