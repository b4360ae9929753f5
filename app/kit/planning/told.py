"""A plan as plain JSON values for scripts."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from app.kit.planning.plan import FilePlan, SheetPlan
from app.kit.recognise.vocabulary import CODE
from app.kit.sheet import PlannedRow, Problem
from app.kit.words import _


def plan_json(plans: Iterable[FilePlan]) -> dict[str, Any]:
    """``{"files": [...]}``: per file its sheets, per sheet its rows with values and problems."""
    return {"files": [_file(plan) for plan in plans]}


def _file(plan: FilePlan) -> dict[str, Any]:
    return {
        "file": plan.file, "status": plan.status, "reason": plan.reason, "code": plan.code,
        "sheets": [_sheet(sheet) for sheet in plan.sheets],
    }  # fmt: skip


def _sheet(plan: SheetPlan) -> dict[str, Any]:
    return {
        "name": plan.name,
        "hidden": plan.hidden,
        "kind": plan.sheet.name if plan.sheet else None,
        "certainty": plan.certainty,
        "header_rows": list(plan.header_rows),
        "mapping": {
            mapped.heading: mapped.column.name + (".code" if mapped.meaning.part == CODE else "")
            for mapped in plan.mapping
        },
        "unknown_headings": [{"column": letter, "heading": text} for letter, text in plan.unknown_headings],
        "introductions": [
            {"what": _(each.row.one), "key": each.code, "rows": each.rows} for each in plan.introductions
        ],
        "notes": list(plan.notes),
        "problems": [_problem(problem) for problem in plan.problems],
        "counts": dict(plan.counts()),
        "rows": [_row(row) for row in plan.rows],
    }


def _row(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.row, "status": row.status, "key": [_plain(part) for part in row.key],
        "values": _values(row.values or {}),
        "before": {name: _plain((row.before or {}).get(name)) for name in row.news()} if row.before else None,
        "problems": [_problem(problem) for problem in row.problems],
    }  # fmt: skip


def _values(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _problem(problem: Problem) -> dict[str, str]:
    return {
        "column": problem.column, "field": problem.field, "raw": problem.raw, "code": problem.code,
        "message": problem.message,
    }  # fmt: skip
