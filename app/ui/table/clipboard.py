"""Blocks to and from a spreadsheet: tab-separated text and an HTML table, safe against formulas."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QMimeData

from app.kit.values.quoting import quoted, unquoted

Block = Sequence[Sequence[str]]


def block_of(headings: Sequence[str], rows: Block, numeric: Sequence[bool]) -> QMimeData:
    """``rows`` under their ``headings``; texts that a spreadsheet would calculate are quoted."""
    safe = [[_safe(text, is_number) for text, is_number in zip(row, numeric, strict=True)] for row in rows]
    data = QMimeData()
    lines = [list(headings), *safe] if len(rows) > 1 else safe
    data.setText("\n".join("\t".join(line) for line in lines))
    data.setHtml(_html(headings if len(rows) > 1 else (), rows, numeric))
    return data


def cells_of(text: str) -> list[list[str]]:
    """A pasted block as rows of texts, our own quotes taken off, blank lines at the end left out."""
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    return [[unquoted(cell) for cell in line.split("\t")] for line in lines] if text.strip() else []


def _safe(text: str, is_number: bool) -> str:
    flat = " ".join(text.split())
    return flat if is_number else quoted(flat)


def _html(headings: Sequence[str], rows: Block, numeric: Sequence[bool]) -> str:
    """Texts are marked as text, so that a code keeps its leading zeros."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    kinds = ["" if is_number else " style=\"mso-number-format:'\\@'\"" for is_number in numeric]
    lines = ("".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) for row in rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"
