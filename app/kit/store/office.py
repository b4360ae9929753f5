"""An open office: the one door through which the window and the command line ask and do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Concatenate, ParamSpec, TypeVar

from app.kit.errors import Refusal
from app.kit.store import undo as undoing
from app.kit.store.access import Account
from app.kit.store.change import Change
from app.kit.store.context import Context
from app.kit.store.database import Database
from app.kit.store.journal import Entry, close, title_of
from app.kit.store.quiet import undisturbed
from app.kit.words import _

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Done:
    """What a change came to: its result, its journal entry (None if nothing changed), what to tell the user."""

    result: Any
    number: int | None
    said: str
    tables: frozenset[str]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """A database, the account that works in it, and today."""

    database: Database
    account: Account
    today: date

    def ask(self, query: Callable[Concatenate[Context, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in a session of its own; it returns plain values."""
        with undisturbed(), self.database.reading() as session:
            return query(Context(session, self.account, self.today), *args, **kwargs)

    def do(self, change: Change) -> Done:
        """Carry out a change in one transaction with its journal entry; raises Trouble and changes nothing."""
        self.account.demand(change.permission, change.said())
        with undisturbed(), self.database.writing() as session:
            ctx = Context(session, self.account, self.today)
            result = change.apply(ctx)
            entry = close(session, self.account.name, type(change).__name__, change.title, change.subject())
            session.commit()
            return _done(result, entry, change.said(), tuple(ctx.remarks))

    def undo(self, number: int | None = None) -> Done:
        """Take back entry ``number``, or this account's latest; Refusal if there is none, Conflict if blocked."""
        return self._take_back(number, undoing.next_undo, _("There is nothing to undo."))

    def redo(self) -> Done:
        """Do this account's latest undone change again."""
        return self._take_back(None, undoing.next_redo, _("There is nothing to redo."))

    def _take_back(self, number: int | None, find: Callable[..., int | None], nothing: str) -> Done:
        with undisturbed(), self.database.writing() as session:
            number = number or find(session, self.account.name)
            if number is None:
                raise Refusal(nothing)
            entry = undoing.undo(session, number, self.account.name)
            session.commit()
            return _done(None, entry, title_of(entry))

    def on(self, today: date) -> "Office":
        """The same office seen on another day."""
        return replace(self, today=today)

    def close(self) -> None:
        """Give the database back."""
        self.database.close()


def _done(result: Any, entry: Entry | None, said: str, remarks: tuple[str, ...] = ()) -> Done:
    if entry is None:
        return Done(result, None, said, frozenset(), remarks)
    return Done(result, entry.number, said, frozenset(entry.tables.split(",")), remarks)
