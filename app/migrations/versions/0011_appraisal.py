"""Appraisal."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "scheme",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("market", sa.String(length=32), nullable=False),
        sa.Column("market_reason", sa.String(length=200), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme")),
        sa.UniqueConstraint("name", name=op.f("uq_scheme_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "period",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=32), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["scheme_id"], ["scheme.id"], name=op.f("fk_period_scheme_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_period")),
        sa.UniqueConstraint("month", name=op.f("uq_period_month")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_period_scheme_id"), "period", ["scheme_id"], unique=False)
    op.create_table(
        "scheme_item",
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("family", sa.String(length=32), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("target", sa.Float(), nullable=False),
        sa.Column("step", sa.Float(), nullable=False),
        sa.Column("per_step", sa.Float(), nullable=False),
        sa.Column("cap", sa.Float(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["scheme.id"], name=op.f("fk_scheme_item_scheme_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scheme_item")),
        sa.UniqueConstraint("scheme_id", "indicator", name=op.f("uq_scheme_item_scheme_id_indicator")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_scheme_item_scheme_id"), "scheme_item", ["scheme_id"], unique=False)
    op.create_table(
        "area_month",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("supplied", sa.Float(), nullable=True),
        sa.Column("sold", sa.Float(), nullable=True),
        sa.Column("due", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.Column("metered", sa.Integer(), nullable=True),
        sa.Column("collected", sa.Integer(), nullable=True),
        sa.Column("outages", sa.Integer(), nullable=True),
        sa.Column("outage_hours", sa.Float(), nullable=True),
        sa.Column("low_voltage", sa.Integer(), nullable=True),
        sa.Column("complaints", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_area_month_area_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area_month")),
        sa.UniqueConstraint("area_id", "month", name=op.f("uq_area_month_area_id_month")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_area_month_area_id"), "area_month", ["area_id"], unique=False)
    op.create_table(
        "rating",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("rater", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_rating_manager_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_rating_period_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rating")),
        sa.UniqueConstraint(
            "period_id", "manager_id", "item", "rater", name=op.f("uq_rating_period_id_manager_id_item_rater")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_rating_manager_id"), "rating", ["manager_id"], unique=False)
    op.create_index(op.f("ix_rating_period_id"), "rating", ["period_id"], unique=False)
    op.create_table(
        "score",
        sa.Column("period_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("results", sa.Float(), nullable=False),
        sa.Column("behaviour", sa.Float(), nullable=False),
        sa.Column("total", sa.Float(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["manager_id"], ["manager.id"], name=op.f("fk_score_manager_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["period_id"], ["period.id"], name=op.f("fk_score_period_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("period_id", "manager_id", name=op.f("uq_score_period_id_manager_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_score_manager_id"), "score", ["manager_id"], unique=False)
    op.create_index(op.f("ix_score_period_id"), "score", ["period_id"], unique=False)
    op.create_table(
        "score_item",
        sa.Column("score_id", sa.Integer(), nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("points", sa.Float(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["score_id"], ["score.id"], name=op.f("fk_score_item_score_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_item")),
        sa.UniqueConstraint("score_id", "indicator", name=op.f("uq_score_item_score_id_indicator")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_score_item_score_id"), "score_item", ["score_id"], unique=False)
