"""Following the journal: what others did since we last looked, so that open pages ask again."""

from sqlalchemy import func, select

from app.kit.store.context import Context
from app.kit.store.journal import Entry


def last_number(ctx: Context) -> int:
    """The number of the latest journal entry, 0 while there is none."""
    return ctx.session.scalar(select(func.max(Entry.number))) or 0


def entries_after(ctx: Context, number: int) -> list[tuple[int, frozenset[str]]]:
    """Number and changed tables of every later entry, oldest first."""
    statement = select(Entry.number, Entry.tables).where(Entry.number > number).order_by(Entry.number)
    return [(later, frozenset(tables.split(","))) for later, tables in ctx.session.execute(statement)]
