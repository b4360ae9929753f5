"""An office that holds nothing yet may be filled with the demo county."""

from sqlalchemy import exists, select

from app.kit.store.context import Context
from app.kit.store.row import all_rows


def is_blank(ctx: Context) -> bool:
    """True until the first place or person stands in the office; settings, calendar and accounts do not count."""
    named = [row for row in all_rows() if row.spelled]
    return not any(ctx.session.scalar(select(exists(select(row.id)))) for row in named)
