"""What a query or a change is given: one open session, who works, and which day it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.errors import Refusal
from app.kit.store.access import Account
from app.kit.store.row import Row
from app.kit.words import _

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class Context:
    """One session with its surroundings. Rows leave it as plain values only."""

    session: Session
    account: Account
    today: date
    remarks: list[str] = field(default_factory=list)
    """What a change wants to tell the user beside having been done."""

    def get(self, row: type[R], id_: int) -> R:
        """The row with this id; a Refusal in words if it is gone."""
        found = self.session.get(row, id_)
        if found is None:
            raise Refusal(_("{what} {id} no longer exists.", what=_(row.one), id=id_))
        return found

    def by_key(self, row: type[R], **key: object) -> R:
        """The row with this office key; a Refusal in words if there is none."""
        found = self.session.scalars(select(row).filter_by(**key)).one_or_none()
        if found is None:
            wanted = ", ".join(str(value) for value in key.values())
            raise Refusal(_("There is no {what} {key}.", what=_(row.one), key=wanted))
        return found

    def add(self, *rows: Row) -> None:
        """Put new rows into the session."""
        self.session.add_all(rows)

    def flush(self) -> None:
        """Send what was set so far to the database: needed where order matters to a constraint."""
        self.session.flush()

    def insert(self, row: type[Row], values: Iterable[Mapping[str, Any]]) -> Sequence[int]:
        """Insert many rows at once through the journal; returns their ids in order.

        ``values`` are column values by name. Ten times faster than adding objects one by one; the
        row's own ``check`` still runs on each.
        """
        bulk = self.session.info["bulk"]
        ids: Sequence[int] = bulk(self.session, row, values)
        return ids
