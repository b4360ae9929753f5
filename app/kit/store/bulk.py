"""Many rows in one statement, handed to the driver as plain tuples: no expression is built for each of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session


def insert_many(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that each hold a value for every column."""
    dialect = session.connection().dialect
    series: list[Iterable[Any]] = []
    for column in table.columns:
        stored = column.type.dialect_impl(dialect).bind_processor(dialect)
        values = [row[column.key] for row in rows]
        series.append(values if stored is None else map(stored, values))
    insert_tuples(session, table, list(zip(*series, strict=True)))


def insert_tuples(session: Session, table: Table, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows as the driver takes them, in the order of the table's columns."""
    name = session.connection().dialect.identifier_preparer
    columns = ", ".join(name.format_column(column) for column in table.columns)
    marks = ", ".join("?" * len(table.columns))
    _many(session, f"INSERT INTO {name.format_table(table)} ({columns}) VALUES ({marks})", rows)


def delete_many(session: Session, table: Table, ids: Iterable[int]) -> None:
    """Delete the rows with these ids."""
    name = session.connection().dialect.identifier_preparer
    _many(session, f"DELETE FROM {name.format_table(table)} WHERE id = ?", [(id_,) for id_ in ids])


def _many(session: Session, statement: str, rows: Sequence[tuple[Any, ...]]) -> None:
    connection = session.connection()
    if connection.dialect.paramstyle != "qmark":
        statement = statement.replace("?", "%s")
    if rows:
        connection.exec_driver_sql(statement, rows)
