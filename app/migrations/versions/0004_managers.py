"""Managers."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "manager",
        sa.Column("staff_id", sa.Integer(), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("grade_since", sa.Date(), nullable=True),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("reading_route", sa.String(length=200), nullable=True),
        sa.Column("capacity", sa.Float(), nullable=True),
        sa.Column("card_title", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["manager.id"], name=op.f("fk_manager_deputy_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_manager_district_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_manager_staff_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manager")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_manager_deputy_id"), "manager", ["deputy_id"], unique=False)
    op.create_index(op.f("ix_manager_district_id"), "manager", ["district_id"], unique=False)
    op.create_index(op.f("ix_manager_staff_id"), "manager", ["staff_id"], unique=False)
    op.create_index(
        "uq_manager_staff_open",
        "manager",
        ["staff_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "absence",
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_absence_manager_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_absence_manager_id"), "absence", ["manager_id"], unique=False)
