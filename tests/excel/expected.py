"""What a plan must say of a workbook: per tab its kind, per row its status with every value or every problem."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.kit.planning.plan import FilePlan, SheetPlan
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED, PlannedRow


@dataclass(frozen=True)
class Row:
    """One row: its number in the sheet, its status, all its values (or its news), its problems as ``code@C``."""

    number: int
    status: str
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tab:
    """One tab; ``kind`` None: not taken. ``notes`` are parts of sentences that must be told."""

    name: str
    kind: str | None
    rows: tuple[Row, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workbook:
    """A messy workbook: the file's name and content, and what its plan must be; ``refused`` is the file's code."""

    file: str
    content: bytes
    tabs: tuple[Tab, ...] = ()
    refused: str = ""


def new(number: int, /, **values: Any) -> Row:
    """A new row with exactly these values."""
    return Row(number, NEW, values)


def changed(number: int, /, **news: Any) -> Row:
    """A known row of which exactly these values change."""
    return Row(number, CHANGED, news)


def same(number: int) -> Row:
    """A row that says what is stored."""
    return Row(number, SAME)


def refused(number: int, *problems: str) -> Row:
    """A row that is kept out for these problems: ``not_a_number@D``, ``rule`` where no cell is to blame."""
    return Row(number, REFUSED, problems=problems)


def skipped(number: int, reason: str) -> Row:
    """A row that is no data."""
    return Row(number, SKIPPED, problems=(reason,))


def differences(plan: FilePlan, book: Workbook) -> list[str]:
    """Where the plan is not what it must be; nothing where it is."""
    if book.refused or plan.code:
        return [] if plan.code == book.refused else [f"file: {plan.code or 'read'}, not {book.refused or 'read'}"]
    found = [tab.name for tab in plan.sheets]
    if found != [tab.name for tab in book.tabs]:
        return [f"tabs {found}"]
    return [
        f"{wanted.name}: {each}"
        for wanted, tab in zip(book.tabs, plan.sheets, strict=True) for each in _of_tab(tab, wanted)
    ]  # fmt: skip


def _of_tab(plan: SheetPlan, wanted: Tab) -> list[str]:
    kind = plan.sheet.name if plan.sheet else None
    if kind != wanted.kind:
        return [f"kind {kind}, not {wanted.kind}; {plan.notes}"]
    wrong = []
    unknown = tuple(text for _letter, text in plan.unknown_headings)
    if unknown != wanted.unknown:
        wrong.append(f"unknown headings {unknown}")
    told = " ".join((*plan.notes, *(problem.message for problem in plan.problems)))
    wrong += [f"nothing said of “{note}”: {told}" for note in wanted.notes if note not in told]
    rows = [_seen(row) for row in plan.rows]
    wrong += [f"missing {row}" for row in wanted.rows if row not in rows]
    return wrong + [f"unexpected {row}" for row in rows if row not in wanted.rows]


def _seen(row: PlannedRow) -> Row:
    problems = tuple(f"{p.code}@{p.column}" if p.column else p.code for p in row.problems)
    values = dict(row.values or {}) if row.status == NEW else dict(row.news()) if row.status == CHANGED else {}
    return Row(row.row, row.status, values, problems)
