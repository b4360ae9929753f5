"""Calendar arithmetic inside a statement, the same on SQLite and PostgreSQL."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class MonthsAfter(FunctionElement[date]):
    """``MonthsAfter(day, months)``: the same day so many months later, or that month's last day."""

    type = Date()
    name = "months_after"
    inherit_cache = True


class DaysBetween(FunctionElement[int]):
    """``DaysBetween(later, earlier)``: whole days."""

    type = Integer()
    name = "days_between"
    inherit_cache = True


class MonthEnd(FunctionElement[date]):
    """``MonthEnd(month)``: the last day of a ``YYYY-MM``."""

    type = Date()
    name = "month_end"
    inherit_cache = True


def _parts(element: FunctionElement[Any], compiler: SQLCompiler, more: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **more) for clause in element.clauses]


@compiles(MonthsAfter, "sqlite")
def _months_sqlite(element: MonthsAfter, compiler: SQLCompiler, **more: Any) -> str:
    day, n = _parts(element, compiler, more)
    # SQLite carries 31 January + 1 month over into March; the month's own end is the smaller of the two.
    end = f"date({day}, 'start of month', '+' || (({n}) + 1) || ' months', '-1 day')"
    return f"min(date({day}, '+' || ({n}) || ' months'), {end})"


@compiles(MonthsAfter)
def _months(element: MonthsAfter, compiler: SQLCompiler, **more: Any) -> str:
    day, n = _parts(element, compiler, more)
    return f"CAST(({day}) + make_interval(months => ({n})) AS DATE)"


@compiles(DaysBetween, "sqlite")
def _days_sqlite(element: DaysBetween, compiler: SQLCompiler, **more: Any) -> str:
    later, earlier = _parts(element, compiler, more)
    return f"CAST(julianday({later}) - julianday({earlier}) AS INTEGER)"


@compiles(DaysBetween)
def _days(element: DaysBetween, compiler: SQLCompiler, **more: Any) -> str:
    later, earlier = _parts(element, compiler, more)
    return f"(({later}) - ({earlier}))"


@compiles(MonthEnd, "sqlite")
def _end_sqlite(element: MonthEnd, compiler: SQLCompiler, **more: Any) -> str:
    return f"date({_parts(element, compiler, more)[0]} || '-01', '+1 month', '-1 day')"


@compiles(MonthEnd)
def _end(element: MonthEnd, compiler: SQLCompiler, **more: Any) -> str:
    return f"CAST(to_date({_parts(element, compiler, more)[0]}, 'YYYY-MM') + interval '1 month - 1 day' AS DATE)"
