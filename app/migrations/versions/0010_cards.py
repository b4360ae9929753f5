"""Cards."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.create_table(
        "card_issue",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("manager_id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("archived_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_card_issue_customer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["manager_id"], ["manager.id"], name=op.f("fk_card_issue_manager_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_issue")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_card_issue_customer_id"), "card_issue", ["customer_id"], unique=False)
    op.create_index(op.f("ix_card_issue_manager_id"), "card_issue", ["manager_id"], unique=False)
