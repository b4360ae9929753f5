"""allocation in rounds and scenarios."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "backdrop",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("shapes", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backdrop")),
        sa.UniqueConstraint("name", name=op.f("uq_backdrop_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "grade_scope",
        sa.Column("grade", sa.String(length=32), nullable=False),
        sa.Column("rank", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=32), nullable=True),
        sa.Column("product", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_scope")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "scenario",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("gap", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("approver", sa.String(length=200), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
        sa.UniqueConstraint("name", name=op.f("uq_scenario_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "wish_round",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("chair", sa.String(length=200), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_round")),
        sa.UniqueConstraint("name", name=op.f("uq_wish_round_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "avoidance",
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(length=32), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_avoidance_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_avoidance_manager_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_avoidance")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_avoidance_area_id"), "avoidance", ["area_id"], unique=False)
    op.create_index(op.f("ix_avoidance_manager_id"), "avoidance", ["manager_id"], unique=False)
    op.create_table(
        "planned_move",
        sa.Column("scenario_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=True),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=True),
        sa.Column("regret", sa.Float(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_planned_move_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["before_id"], ["manager.id"], name=op.f("fk_planned_move_before_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_planned_move_manager_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["scenario_id"], ["scenario.id"], name=op.f("fk_planned_move_scenario_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["manager.id"], name=op.f("fk_planned_move_second_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_planned_move")),
        sa.UniqueConstraint("scenario_id", "area_id", name=op.f("uq_planned_move_scenario_id_area_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_planned_move_area_id"), "planned_move", ["area_id"], unique=False)
    op.create_index(op.f("ix_planned_move_before_id"), "planned_move", ["before_id"], unique=False)
    op.create_index(op.f("ix_planned_move_manager_id"), "planned_move", ["manager_id"], unique=False)
    op.create_index(op.f("ix_planned_move_scenario_id"), "planned_move", ["scenario_id"], unique=False)
    op.create_index(op.f("ix_planned_move_second_id"), "planned_move", ["second_id"], unique=False)
    op.create_table(
        "wish_claim",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.Integer(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("wish", sa.Integer(), nullable=False),
        sa.Column("familiarity", sa.Float(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("reads", sa.Boolean(), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=True),
        sa.Column("won", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_wish_claim_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_wish_claim_manager_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"], ["wish_round.id"], name=op.f("fk_wish_claim_round_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wish_claim")),
        sa.UniqueConstraint(
            "round_id", "area_id", "manager_id", name=op.f("uq_wish_claim_round_id_area_id_manager_id")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_wish_claim_area_id"), "wish_claim", ["area_id"], unique=False)
    op.create_index(op.f("ix_wish_claim_manager_id"), "wish_claim", ["manager_id"], unique=False)
    op.create_index(op.f("ix_wish_claim_round_id"), "wish_claim", ["round_id"], unique=False)
    op.add_column("manager", sa.Column("vehicle", sa.String(length=32), nullable=True))
