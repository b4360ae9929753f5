"""Blocks to and from a spreadsheet: tab-separated text and an HTML table, safe against formulas."""

import csv
from collections.abc import Sequence
from html import escape
from io import StringIO

from PySide6.QtCore import QMimeData

from app.kit.values.quoting import unquoted

Block = Sequence[Sequence[str]]
_AS_TEXT = " style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\""  # as Excel and WPS, and as LibreOffice say it


def block_of(headings: Sequence[str], rows: Block, numeric: Sequence[bool]) -> QMimeData:
    """``rows`` under their ``headings``; the cells are as :func:`app.kit.writing.plain` gives them."""
    data = QMimeData()
    out = StringIO()
    csv.writer(out, "excel-tab", lineterminator="\n").writerows([headings, *rows] if len(rows) > 1 else rows)
    data.setText(out.getvalue().removesuffix("\n"))
    data.setHtml(_html(headings if len(rows) > 1 else (), rows, numeric))
    return data


def cells_of(text: str) -> list[list[str]]:
    """A pasted block as rows of texts, our own quotes taken off, blank lines at the end left out."""
    whole = text.replace("\r\n", "\n").rstrip("\n")
    try:
        lines = list(csv.reader(StringIO(whole, newline=""), "excel-tab", strict=True))
    except csv.Error:  # a quote that is no spreadsheet's
        lines = [line.split("\t") for line in whole.split("\n")]
    return [[unquoted(cell) for cell in line] for line in lines] if text.strip() else []


def _html(headings: Sequence[str], rows: Block, numeric: Sequence[bool]) -> str:
    """Texts are marked as text, so that a code keeps its leading zeros and nothing is calculated."""
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    kinds = ["" if is_number else _AS_TEXT for is_number in numeric]
    lines = ("".join(f"<td{kind}>{_broken(cell)}</td>" for cell, kind in zip(row, kinds, strict=True)) for row in rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _broken(cell: str) -> str:
    """Line ends that stay in one cell."""
    return escape(cell).replace("\n", '<br style="mso-data-placement:same-cell">')
