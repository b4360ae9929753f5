"""What undo and redo would do next, in words."""

from app.kit.store.context import Context
from app.kit.store.journal import Entry, title_of
from app.kit.store.undo import next_redo, next_undo
from app.kit.words import _


def next_steps(ctx: Context) -> tuple[str, str]:
    """``Undo: …`` and ``Redo: …`` for this account; empty where there is nothing."""
    session, name = ctx.session, ctx.account.name
    undo, redo = next_undo(session, name), next_redo(session, name)
    undone = session.get_one(Entry, redo).undoes if redo else None
    return (
        _("Undo: {title}", title=title_of(session.get_one(Entry, undo))) if undo else "",
        _("Redo: {title}", title=title_of(session.get_one(Entry, undone))) if undone else "",
    )
