"""Questionnaires."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "survey",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("initials", sa.String(length=200), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=True),
        sa.Column("issued", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey")),
        sa.UniqueConstraint("name", name=op.f("uq_survey_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "survey_question",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_question_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_question")),
        sa.UniqueConstraint("survey_id", "text", name=op.f("uq_survey_question_survey_id_text")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_survey_question_survey_id"), "survey_question", ["survey_id"], unique=False)
    op.create_table(
        "survey_return",
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("area_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["area.id"], name=op.f("fk_survey_return_area_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["survey_id"], ["survey.id"], name=op.f("fk_survey_return_survey_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_return")),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_return_survey_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_survey_return_area_id"), "survey_return", ["area_id"], unique=False)
    op.create_index(op.f("ix_survey_return_survey_id"), "survey_return", ["survey_id"], unique=False)
    op.create_table(
        "survey_answer",
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"], ["survey_question.id"], name=op.f("fk_survey_answer_question_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["return_id"], ["survey_return.id"], name=op.f("fk_survey_answer_return_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_answer")),
        sa.UniqueConstraint("return_id", "question_id", name=op.f("uq_survey_answer_return_id_question_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_survey_answer_question_id"), "survey_answer", ["question_id"], unique=False)
    op.create_index(op.f("ix_survey_answer_return_id"), "survey_answer", ["return_id"], unique=False)
