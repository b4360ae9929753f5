"""What a form asks while somebody types: rows to link to, a row's present values, keys already taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, or_, select

from app.kit.errors import Refusal
from app.kit.store.context import Context
from app.kit.store.row import Row, fields_of, row_named
from app.kit.words import _


@dataclass(frozen=True)
class Candidate:
    """A row one may choose: its id, what people call it, and its office code if that differs.

    ``initials`` are filled where a short list is searched without asking again.
    """

    id: int
    name: str
    code: str = ""
    initials: str = ""

    def shown(self) -> str:
        """Name and code on one line."""
        return f"{self.name}  {self.code}" if self.code else self.name


def candidates(ctx: Context, table: str, text: str = "", limit: int = 30) -> list[Candidate]:
    """Living rows of ``table`` whose code, name or pinyin initials hold ``text``; best matches first."""
    row, naming, statement = _named(row_named(table))
    statement = statement.where(row.archived_on.is_(None))
    columns = [getattr(naming, name) for name in _naming(naming)]
    if text:
        sought = [*columns, *([_initials(naming)] if naming.spelled else [])]
        statement = statement.where(or_(*(c.icontains(text, autoescape=True) for c in sought)))
        begins = or_(*(c.istartswith(text, autoescape=True) for c in sought))
        statement = statement.order_by(case((begins, 0), else_=1))
    order = _initials(naming) if naming.spelled else (columns[0] if columns else row.id)
    return [_candidate(*one) for one in ctx.session.execute(statement.order_by(order, row.id).limit(limit))]


def chosen(ctx: Context, table: str, text: str) -> int:
    """The id of the one living row called exactly ``text`` (code or name); a Refusal if none or several are."""
    row, naming, statement = _named(row_named(table))
    exact = or_(*(getattr(naming, name) == text for name in _naming(naming)))
    found = [one.id for one, _naming_row in ctx.session.execute(statement.where(exact, row.archived_on.is_(None)))]
    if len(found) != 1:
        told = _("There is no {what} {key}.") if not found else _("Several are called {key}: {what}. Use the code.")
        raise Refusal(told.format(what=_(row.one), key=text))
    return int(found[0])


def _named(row: type[Row]) -> tuple[type[Row], type[Row], Any]:
    """The row, the row that lends it its name (often itself), and a select of pairs of them."""
    if not row.named_by:
        return row, row, select(row, row)
    naming = row_named(fields_of(row)[row.named_by].to)
    return row, naming, select(row, naming).join(naming, getattr(row, row.named_by) == naming.id)


def _naming(row: type[Row]) -> Sequence[str]:
    """The text columns by which people name a row."""
    texts = {name for name, field in fields_of(row).items() if field.kind.value in {"text", "code"}}
    return [name for name in dict.fromkeys((*row.key, row.spelled)) if name in texts]


def _initials(row: type[Row]) -> Any:
    return row.initials  # type: ignore[attr-defined]  # every spelled row keeps them


def _candidate(found: Row, naming: Row) -> Candidate:
    name = naming.called()
    code = " ".join(str(getattr(naming, part)) for part in naming.key)
    return Candidate(found.id, name, code if code != name and type(naming).spelled else "")


def candidate(ctx: Context, table: str, id_: int) -> Candidate | None:
    """The row with this id as a candidate, archived or not; None if it is gone."""
    row, _naming_row, statement = _named(row_named(table))
    found = ctx.session.execute(statement.where(row.id == id_)).one_or_none()
    return None if found is None else _candidate(*found)


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
