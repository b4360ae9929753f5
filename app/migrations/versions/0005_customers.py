"""Customers."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "customer",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=200), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("rank", sa.String(length=32), nullable=False),
        sa.Column("sex", sa.String(length=32), nullable=True),
        sa.Column("born", sa.String(length=7), nullable=True),
        sa.Column("account_no", sa.String(length=64), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("employer", sa.String(length=200), nullable=True),
        sa.Column("hamlet", sa.String(length=200), nullable=True),
        sa.Column("preferred_time", sa.String(length=200), nullable=True),
        sa.Column("preferred_channel", sa.String(length=32), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("licence", sa.String(length=64), nullable=True),
        sa.Column("licensed_until", sa.Date(), nullable=True),
        sa.Column("shop", sa.String(length=32), nullable=True),
        sa.Column("market", sa.String(length=32), nullable=True),
        sa.Column("size", sa.String(length=32), nullable=True),
        sa.Column("tier", sa.Integer(), nullable=True),
        sa.Column("order_day", sa.String(length=200), nullable=True),
        sa.Column("delivery_day", sa.String(length=200), nullable=True),
        sa.Column("visit_days", sa.Integer(), nullable=True),
        sa.Column("pays_online", sa.Boolean(), nullable=True),
        sa.Column("marks_prices", sa.Boolean(), nullable=True),
        sa.Column("credit", sa.String(length=200), nullable=True),
        sa.Column("consented_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_customer_area_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer")),
        sa.UniqueConstraint("code", name=op.f("uq_customer_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_customer_area_id"), "customer", ["area_id"], unique=False)
