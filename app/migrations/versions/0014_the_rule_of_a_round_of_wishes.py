"""The steps of the rule by which a round of wishes was decided."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Make the tables as the models have them."""
    op.add_column("wish_round", sa.Column("steps", sa.String(length=200), nullable=True))
