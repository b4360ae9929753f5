"""Requests."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "request",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("raised_by_id", sa.Integer(), nullable=True),
        sa.Column("raised_name", sa.String(length=200), nullable=True),
        sa.Column("behalf", sa.String(length=200), nullable=True),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("origin_no", sa.String(length=64), nullable=True),
        sa.Column("nature", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("department_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("confirmed", sa.Boolean(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("reopened_for", sa.String(length=200), nullable=True),
        sa.Column("escalated", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_request_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_request_department_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["raised_by_id"], ["customer.id"], name=op.f("fk_request_raised_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("code", name=op.f("uq_request_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_request_area_id"), "request", ["area_id"], unique=False)
    op.create_index(op.f("ix_request_department_id"), "request", ["department_id"], unique=False)
    op.create_index(op.f("ix_request_raised_by_id"), "request", ["raised_by_id"], unique=False)
