"""What a form asks while somebody types: rows to link to, a row's present values, keys already taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, or_, select

from app.kit.context import Context
from app.kit.row import Row, fields_of, row_named


@dataclass(frozen=True)
class Candidate:
    """A row one may choose: its id, what people call it, and its office code if that differs."""

    id: int
    name: str
    code: str = ""

    def shown(self) -> str:
        """Name and code on one line."""
        return f"{self.name}  {self.code}" if self.code else self.name


def candidates(ctx: Context, table: str, text: str = "", limit: int = 30) -> list[Candidate]:
    """Living rows of ``table`` whose code, name or pinyin initials hold ``text``; best matches first."""
    row = row_named(table)
    columns = [getattr(row, name) for name in _naming(row)]
    statement = select(row).where(row.archived_on.is_(None))
    if text:
        sought = [*columns, *([_initials(row)] if row.spelled else [])]
        statement = statement.where(or_(*(c.icontains(text, autoescape=True) for c in sought)))
        begins = or_(*(c.istartswith(text, autoescape=True) for c in sought))
        statement = statement.order_by(case((begins, 0), else_=1))
    order = _initials(row) if row.spelled else (columns[0] if columns else row.id)
    found = ctx.session.scalars(statement.order_by(order, row.id).limit(limit))
    return [_candidate(one) for one in found]


def _naming(row: type[Row]) -> Sequence[str]:
    """The text columns by which people name a row."""
    texts = {name for name, field in fields_of(row).items() if field.kind.value in {"text", "code"}}
    return [name for name in dict.fromkeys((*row.key, row.spelled)) if name in texts]


def _initials(row: type[Row]) -> Any:
    return row.initials  # type: ignore[attr-defined]  # every spelled row keeps them


def _candidate(found: Row) -> Candidate:
    name = found.called()
    code = " ".join(str(getattr(found, part)) for part in found.key)
    return Candidate(found.id, name, code if code != name and type(found).spelled else "")


def candidate(ctx: Context, table: str, id_: int) -> Candidate | None:
    """The row with this id as a candidate, archived or not; None if it is gone."""
    found = ctx.session.get(row_named(table), id_)
    return None if found is None else _candidate(found)


@dataclass(frozen=True)
class Present:
    """A row as it is stored: its values by field, its version, and the names of the rows it links to."""

    values: Mapping[str, Any]
    version: int
    links: Mapping[str, Candidate]
    called: str


def present(ctx: Context, table: str, id_: int) -> Present:
    """What the editor starts from; a Refusal in words if the row is gone."""
    row = row_named(table)
    found = ctx.get(row, id_)
    declared = fields_of(row)
    values = {name: getattr(found, name) for name in declared}
    linked = {n: candidate(ctx, f.to, values[n]) for n, f in declared.items() if f.to and values[n] is not None}
    return Present(values, found.version, {n: c for n, c in linked.items() if c}, found.called())


def is_taken(ctx: Context, table: str, key: Mapping[str, Any], own: int | None = None) -> bool:
    """True if another row has this office key."""
    row = row_named(table)
    statement = select(row.id).filter_by(**key)
    if own is not None:
        statement = statement.where(row.id != own)
    return ctx.session.scalar(statement.limit(1)) is not None
