"""What a person decided about workbooks of one source: kept with the office, used again, and told each time.

A source is known by the headings of its sheets. The choices of a sheet are stored by the import that used them,
so undoing the import forgets them.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from app.kit.planning.plan import Memory
from app.kit.reading.book import SheetCells
from app.kit.recognise.header import SEARCHED_ROWS
from app.kit.recognise.vocabulary import bare, is_answer
from app.kit.store.context import Context
from app.kit.store.row import row_named

TABLE = "import_choice"
_MOST = 0.7
_DIGITS = re.compile(r"\d+")


def signature(cells: SheetCells) -> str:
    """What tells sheets of one source: their headings without numbers, whatever stands above or below them."""
    texts = [[cell for cell in row if isinstance(cell, str) and cell.strip()] for row in cells.rows[:SEARCHED_ROWS]]
    most = max(map(len, texts), default=0)
    header = next((row for row in texts if len(row) >= max(2, _MOST * most)), [])
    words = (bare(_DIGITS.sub("", text)) for text in header if not is_answer(text))
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32] if header else ""


def memories(ctx: Context | None) -> dict[str, Memory]:
    """Everything remembered, by signature; nothing where there is no office."""
    if ctx is None:
        return {}
    row = _row()
    found = map(_memory, ctx.session.scalars(select(row).where(row.archived_on.is_(None))))
    return {memory.signature: memory for memory in found if memory}


def remember(ctx: Context, news: Iterable[Memory]) -> None:
    """Store ``news`` with the change that is under way; what is stored already stays untouched."""
    row = _row()
    known = {each.signature: each for each in ctx.session.scalars(select(row))}
    for memory in news:
        found = known.get(memory.signature)
        if found is None:
            ctx.add(row(
                signature=memory.signature, name=memory.name, kind=memory.kind or None, decisions=_said(memory),
                source=memory.name,
            ))  # fmt: skip
        elif (found.kind or "", found.decisions) != (memory.kind, _said(memory)) or found.archived_on:
            found.kind, found.decisions, found.archived_on = memory.kind or None, _said(memory), None


def _said(memory: Memory) -> str:
    references = [[*who, code] for who, code in memory.references.items()]
    decided = {"columns": dict(memory.columns), "references": references, "percent": dict(memory.percent)}
    return json.dumps(decided, ensure_ascii=False, sort_keys=True)


def _row() -> Any:
    return row_named(TABLE)


def _memory(row: Any) -> Memory | None:
    """What a row says; None where somebody has spoilt it."""
    try:
        told = json.loads(row.decisions)
        references = {(column, written): code for column, written, code in told["references"]}
        return Memory(
            row.signature, row.name, row.kind or "", dict(told["columns"]), references, dict(told["percent"])
        )
    except (ValueError, KeyError, TypeError):
        return None
