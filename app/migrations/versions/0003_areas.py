"""Areas."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "feeder",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=200), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_feeder_district_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeder")),
        sa.UniqueConstraint("name", name=op.f("uq_feeder_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_feeder_district_id"), "feeder", ["district_id"], unique=False)
    op.create_table(
        "area",
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=200), nullable=False),
        sa.Column("district_id", sa.Integer(), nullable=True),
        sa.Column("feeder_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("capacity", sa.Float(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("residents", sa.Integer(), nullable=True),
        sa.Column("businesses", sa.Integer(), nullable=True),
        sa.Column("solar", sa.Integer(), nullable=True),
        sa.Column("village", sa.String(length=200), nullable=True),
        sa.Column("settlement", sa.String(length=32), nullable=True),
        sa.Column("terrain", sa.String(length=32), nullable=True),
        sa.Column("radius", sa.Float(), nullable=True),
        sa.Column("distance", sa.Float(), nullable=True),
        sa.Column("reading_day", sa.Integer(), nullable=True),
        sa.Column("reading_zone", sa.String(length=200), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("commissioned_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["district_id"], ["district.id"], name=op.f("fk_area_district_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["feeder_id"], ["feeder.id"], name=op.f("fk_area_feeder_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sa.UniqueConstraint("code", name=op.f("uq_area_code")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_area_district_id"), "area", ["district_id"], unique=False)
    op.create_index(op.f("ix_area_feeder_id"), "area", ["feeder_id"], unique=False)
