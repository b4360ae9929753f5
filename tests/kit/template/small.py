"""Small templates made cell by cell, and what comes of them."""

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from xlsxwriter import Workbook

from app.kit.template import Template, fill, read_template


def template(
    folder: Path, cells: Mapping[str, Any], names: Mapping[str, str] | None = None,
    more: Callable[[Workbook, Any], object] | None = None, **options: Any,
) -> Path:  # fmt: skip
    """A workbook with one sheet 表: ``cells`` by address (a tuple: text and number format), defined ``names``."""
    path = folder / "form.xlsx"
    book = Workbook(str(path), options)
    page = book.add_worksheet("表")
    for address, value in cells.items():
        text, code = value if isinstance(value, tuple) else (value, "")
        page.write(address, text, book.add_format({"num_format": code}) if code else None)
    for name, formula in (names or {}).items():
        book.define_name(name, formula)
    if more:
        more(book, page)
    book.close()
    return path


def opened(content: bytes) -> Any:
    """The first sheet of a filled workbook."""
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def put(folder: Path, value: Any, text: str = "{{值}}", code: str = "", **options: Any) -> Any:
    """The cell that takes ``value``."""
    read: Template = read_template(template(folder, {"B2": (text, code)}, **options))
    return opened(fill(read, {"值": value}))["B2"]
