"""Every printed form prints one row and a thousand, and nothing of it stands outside the paper."""

import inspect
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from app.catalogue import manifests
from app.kit.errors import Trouble
from app.kit.manifest import Paper
from app.kit.paper import Document, Listing, Row, Sheet
from app.kit.store.office import Office
from app.kit.workdays import month_of
from app.ui.printer import missing_glyphs, page_count, write_pdf
from app.ui.printer.flow import leaves
from app.ui.printer.ink import Words
from app.ui.printer.lettering import width_mm

PAPERS = [paper for feature in manifests() for paper in feature.papers]
MANY = 1000
LAST = "末行"
LONG = "一段很长很长的话" * 12
SLACK_MM = 0.5
PRINTED = pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)

pytestmark = pytest.mark.usefixtures("qapp")


def printed(office: Office, paper: Paper) -> Document:
    """The form as the command line makes it."""
    wants_month = "month" in inspect.signature(paper.make).parameters
    return office.ask(paper.make, month_of(office.today)) if wants_month else office.ask(paper.make)


def fed(document: Document, count: int) -> Document:
    """The same form with its first table alone, of ``count`` rows, one of them long and the last one marked; as
    many sheets of boxes as ten to the page would need."""
    sheets = [part for part in document.parts if isinstance(part, Sheet)]
    tables = [_table(part, count) for part in document.parts if isinstance(part, Listing)]
    return replace(document, parts=(*islice(cycle(sheets), (count + 9) // 10 if sheets else 0), *tables[:1]))


def _table(table: Listing, count: int) -> Listing:
    rows = [row for row in table.rows if isinstance(row, Row)]
    taken = list(islice(cycle(rows), count - 1))
    if taken:
        taken[0] = Row((*taken[0].cells[:-1], LONG))
    return replace(table, rows=(*taken, Row((LAST, *rows[0].cells[1:]))))


def outside(document: Document) -> Iterator[str]:
    """Words that stand beyond the edges of their page."""
    page = document.page
    for number, leaf in enumerate(leaves(document), 1):
        for ink in leaf.ink:
            if isinstance(ink, Words):
                right = ink.x_mm + width_mm(ink.text, ink.size_pt, ink.bold)
                if ink.x_mm < -SLACK_MM or right > page.width_mm + SLACK_MM or not 0 < ink.y_mm < page.height_mm:
                    yield f"page {number}: {ink.text}"


@PRINTED
def test_an_office_prints_every_form(either: Office, paper: Paper, tmp_path: Path) -> None:
    try:
        document = printed(either, paper)
    except Trouble as trouble:
        assert str(trouble)
        return
    assert document.title
    assert missing_glyphs(document) == []
    assert list(outside(document)) == []
    write_pdf(document, tmp_path / "out.pdf")
    assert len(PdfReader(tmp_path / "out.pdf").pages) == page_count(document) > 0


@PRINTED
@pytest.mark.parametrize("count", [1, MANY])
def test_any_number_of_rows_fits(full: Office, paper: Paper, count: int, tmp_path: Path, qapp: QApplication) -> None:
    document = fed(printed(full, paper), count)
    assert list(outside(document)) == []
    if any(isinstance(part, Listing) for part in document.parts):
        write_pdf(document, tmp_path / "out.pdf")
        assert LAST in PdfReader(tmp_path / "out.pdf").pages[-1].extract_text()
        assert page_count(document) > count // 60
    else:
        assert page_count(document) == (count + 9) // 10
