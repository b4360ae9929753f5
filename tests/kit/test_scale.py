"""A figure that people write in words: read in its words or as a number, written in words, never guessed."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.features.requests.model import SATISFACTION
from app.features.requests.sheets import LEDGER
from app.features.visits.sheets.plan import PLAN
from app.features.visits.sheets.records import RECORDS
from app.kit.fields import Field, Kind
from app.kit.planning import plan_book
from app.kit.reading.cage import read_book
from app.kit.sheet import Sheet, column
from app.kit.values import BadValue, understand
from app.kit.writing import write_sheet

FIELD = Field("Satisfaction", Kind.INTEGER, "mark", choices=SATISFACTION, minimum=1, maximum=5, headings=("满意度",))
NO_CTX: Any = None


@pytest.mark.parametrize(("raw", "figure"), [
    ("满意", 4), ("基本满意", 3), ("不满意", 2), ("非常满意", 5), ("very dissatisfied", 1), (" 不 满意 ", 2), (4.0, 4),
    (3, 3), ("4", 4), ("５", 5), ("5分", 5), ("—", None), (None, None), ("4.0", 4),
])  # fmt: skip
def test_its_words_and_figures_are_understood(raw: object, figure: int | None) -> None:
    assert understand(FIELD, raw) == figure


@pytest.mark.parametrize(("raw", "code"), [
    ("还行", "unknown_choice"), ("较满意", "unknown_choice"), ("满", "unknown_choice"),
    (6.0, "out_of_range"), ("0", "out_of_range"),
    (4.5, "not_whole"), ("4-5", "not_a_number"), (True, "not_a_number"),
])  # fmt: skip
def test_another_word_or_figure_is_refused(raw: object, code: str) -> None:
    with pytest.raises(BadValue) as wrong:
        understand(FIELD, raw)
    assert wrong.value.code == code


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_form_shows_the_words_and_offers_them(tmp_path: Path, ending: str) -> None:
    rows = [{"code": "1", "mark": 5}, {"code": "2", "mark": 2}, {"code": "3", "mark": None}]
    columns = (column(Field("Visit no.", Kind.CODE, "code", required=True)), column(FIELD))
    sheet = Sheet("marks", "Marks", columns, ("code",), lambda _ctx: rows, lambda *_: None)
    target = tmp_path / f"a.{ending}"
    write_sheet(target, sheet, rows)
    if ending == "xlsx":
        page = openpyxl.load_workbook(target).active
        assert [page[cell].value for cell in ("B2", "B3", "B4")] == ["very satisfied", "dissatisfied", None]
        assert "very satisfied,satisfied," in page.data_validations.dataValidation[0].formula1
    else:
        assert "very satisfied" in target.read_text("utf-8-sig")
    assert {row.status for row in plan_book(NO_CTX, read_book(target), [sheet]).sheets[0].rows} == {"same"}


def test_visits_their_plan_and_requests_ask_for_it_in_words() -> None:
    asked = [sheet.column("satisfaction").field for sheet in (RECORDS, PLAN, LEDGER)]
    assert all(field.is_scale and understand(field, "基本满意") == 3 for field in asked)
