"""Rows: what every table has, and the registry by table name."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import MetaData, Table, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.kit import fields
from app.kit.fields import Field, field_of

_NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table_(DeclarativeBase):
    """Root of all mapped classes, journal included."""

    metadata = MetaData(naming_convention=_NAMING)


class Row(Table_):
    """A table of the office. Writes pass through changes and are journalled, archived rather than lost."""

    __abstract__ = True

    one: ClassVar[str] = ""
    """What one row is called, an English source string."""
    key: ClassVar[tuple[str, ...]] = ()
    """The office's own key (codes, never our id), for people and workbooks."""
    spelled: ClassVar[str] = ""
    """The name column whose pinyin initials are kept in ``initials``."""

    named_by: ClassVar[str] = ""
    """The link whose row lends its name, where a row has none of its own (a manager is called by his employee)."""

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    version: Mapped[int] = mapped_column(nullable=False, default=1)
    archived_on: Mapped[date | None] = fields.day("Archived on", editable=False, listed=False)
    source: Mapped[str] = fields.text("Source", editable=False, listed=False, required=True, default="")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if not cls.__dict__.get("__abstract__"):
            cls.__mapper_args__ = {"version_id_col": cls.version, "confirm_deleted_rows": True}
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if isinstance(table, Table):
            # A deleted row's id must never be given to another row, or undo would meet a stranger.
            table.dialect_options["sqlite"]["autoincrement"] = True

    def check(self) -> None:
        """Raise :class:`~app.kit.errors.Refusal` if this row breaks a rule that needs no other row."""

    def called(self) -> str:
        """How a person calls this row: its name, or its key."""
        name = getattr(self, "name", None)
        return str(name or " ".join(str(getattr(self, part)) for part in self.key) or self.id)


def table_of(row: type[Table_]) -> Table:
    """The table behind a mapped class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


def fields_of(row: type[Row]) -> Mapping[str, Field]:
    """Every declared field of ``row`` by attribute name, in order of declaration."""
    return _fields_of(row)


@cache
def _fields_of(row: type[Row]) -> dict[str, Field]:
    mapper = inspect(row)
    found = {}
    kept: list[tuple[str, Any]] = [(p.key, p.columns[0]) for p in mapper.column_attrs]
    for name, column in kept:
        if "field" in column.info:
            found[name] = field_of(column, name)
    return found


def row_named(table: str) -> type[Row]:
    """The Row stored in ``table``; raises KeyError for an unknown name."""
    for mapper in Table_.registry.mappers:
        if issubclass(mapper.class_, Row) and table_of(mapper.class_).name == table:
            return mapper.class_
    raise KeyError(table)


def all_rows() -> list[type[Row]]:
    """Every Row known, parents before children."""
    order = {table.name: index for index, table in enumerate(Table_.metadata.sorted_tables)}
    rows = [m.class_ for m in Table_.registry.mappers if issubclass(m.class_, Row)]
    return sorted(rows, key=lambda row: order[table_of(row).name])
