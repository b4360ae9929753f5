"""Allocation."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# At most one principal at any time (A1): no two spans of one area may overlap. A partial unique
# index cannot see closed spans, so each database gets a trigger that does.
MESSAGE = "An area has one manager at a time: the assignments overlap."
OVERLAP = """
  SELECT 1 FROM assignment o WHERE o.area_id = NEW.area_id AND o.id <> NEW.id
    AND o.archived_on IS NULL AND NEW.archived_on IS NULL
    AND o.since < COALESCE(NEW.until, '9999-12-31') AND NEW.since < COALESCE(o.until, '9999-12-31')
"""
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER assignment_overlap_{act.lower()} BEFORE {act} ON assignment WHEN EXISTS ({OVERLAP})"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for act in ("INSERT", "UPDATE")
    ],
    "postgresql": [
        "CREATE FUNCTION assignment_overlap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" IF EXISTS ({OVERLAP}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23P01'; END IF;"
        " RETURN NEW; END $$",
        "CREATE TRIGGER assignment_overlap BEFORE INSERT OR UPDATE ON assignment"
        " FOR EACH ROW EXECUTE FUNCTION assignment_overlap()",
    ],
}


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "assignment",
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=32), nullable=False),
        sa.Column("explanation", sa.String(length=200), nullable=True),
        sa.Column("approver", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_assignment_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_assignment_manager_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_assignment_area_id"), "assignment", ["area_id"], unique=False)
    op.create_index(op.f("ix_assignment_manager_id"), "assignment", ["manager_id"], unique=False)
    op.create_index("ix_assignment_manager_until", "assignment", ["manager_id", "until"], unique=False)
    op.create_index(
        "uq_assignment_open",
        "assignment",
        ["area_id"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "familiarity",
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("terrain", sa.Integer(), nullable=True),
        sa.Column("customs", sa.Integer(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("wish", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_familiarity_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_familiarity_manager_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_familiarity")),
        sa.UniqueConstraint("manager_id", "area_id", name=op.f("uq_familiarity_manager_id_area_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_familiarity_area_id"), "familiarity", ["area_id"], unique=False)
    op.create_index(op.f("ix_familiarity_manager_id"), "familiarity", ["manager_id"], unique=False)
    for trigger in TRIGGERS[op.get_bind().dialect.name]:
        op.get_bind().exec_driver_sql(trigger)
