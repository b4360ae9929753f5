"""The workbooks read back by another library: values kept, formulas recomputed, names unique, page set up."""

from pathlib import Path

import formulas
import openpyxl
import pytest

from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.queries.results import results
from app.features.appraisal.sheets.layout import sheet_names
from app.features.appraisal.sheets.month import write_month
from app.features.appraisal.sheets.workbook import write_appraisal
from app.kit.errors import Trouble
from tests.builders import a_manager, a_staff, an_area, an_assignment, make
from tests.features.appraisal.conftest import MONTH, Sample


@pytest.fixture
def rated(sample: Sample) -> Sample:
    """The sample with marks for some items, and a namesake of Wei of whom only the fees are known."""
    marks = [Mark(sample.wei, item, 87.5) for item in ("customers", "discipline", "drive")]
    sample.office.do(GiveMarks(sample.period, (*marks, Mark(sample.lan, "drive", 96.3))))
    namesake = a_manager(sample.office, staff_id=a_staff(sample.office, code="W2", name="韦建军"))
    area = an_area(sample.office, households=70, kind="dedicated")
    an_assignment(sample.office, area_id=area, manager_id=namesake)
    make(sample.office, "area_month", area_id=area, month=MONTH, due=700, received=697)
    return sample


def recomputed(file: Path) -> dict[str, object]:
    """Every cell's value as ``formulas`` computes it, by ``SHEET!CELL`` in capitals."""
    solution = formulas.ExcelModel().loads(str(file)).finish().calculate()
    found = {}
    for key, ranges in solution.items():
        if ":" not in str(key).rpartition("!")[2]:
            found[str(key).rpartition("]")[2].replace("'", "")] = ranges.value[0, 0]
    return found


def test_formulas_recomputed_equal_the_programs_scores(rated: Sample, tmp_path: Path) -> None:
    file = rated.office.ask(write_appraisal, rated.period, tmp_path / "考核表.xlsx")
    lines = rated.office.ask(results, rated.period).lines
    live, kept = recomputed(file), openpyxl.load_workbook(file, data_only=True)
    names = kept.sheetnames[1:]
    assert names == ["韦建军-W2", "蓝海波", "韦建军-W1"] and len(lines) == 3
    for row, (line, name) in enumerate(zip(lines, names, strict=True), 5):
        told = openpyxl.load_workbook(file)["Summary"][f"H{row}"].value
        total = told.rpartition("!")[2].replace("$", "")
        for value in (live[f"{name.upper()}!{total}"], live[f"SUMMARY!H{row}"], kept["Summary"][f"H{row}"].value):
            assert float(value) == pytest.approx(float(line.standing.total), abs=1e-6)  # type: ignore[arg-type]
        assert int(live[f"SUMMARY!A{row}"]) == line.place == kept["Summary"][f"A{row}"].value  # type: ignore[call-overload]
        assert kept["Summary"][f"C{row}"].value == line.person.name
        points = [cell for cell in live if cell.startswith(f"{name.upper()}!G")]
        assert points
        for cell in points:
            place = cell.rpartition("!")[2]
            assert _same(live[cell], kept[name][place].value), cell


def _same(live: object, kept: object) -> bool:
    if isinstance(kept, int | float):
        return abs(float(live) - kept) < 1e-6  # type: ignore[arg-type]
    return str(live) == str(kept or "")


def test_the_sheet_is_live_and_ready_for_print(rated: Sample, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(rated.office.ask(write_appraisal, rated.period, tmp_path / "a.xlsx"))
    sheet = book["蓝海波"]
    assert str(sheet["G6"].value).startswith("=IF(ISNUMBER(E6)") and "ROUNDUP(ROUND(" in str(sheet["N6"].value)
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and book["Summary"].page_setup.fitToHeight is None  # one page
    assert sheet.print_title_rows == "$1:$5" and "Page &P of &N" in sheet.oddFooter.center.text
    words = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "Signature of the appraised:" in words and "Approved by:" in words
    assert any("3号公变: loss 10.0 %" in word for word in words)
    assert len(book["Summary"]._charts) == 1


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("韦丽", "1"), ("莫兰", "2")], ["韦丽", "莫兰"]),
        ([("韦丽", "1"), ("韦丽", "2")], ["韦丽-1", "韦丽-2"]),
        ([("Li", "1"), ("LI", "2")], ["Li-1", "LI-2"]),
        ([("汇总", "7")], ["汇总-7"]),
        ([("a/b:c*d?[e]'", "7")], ["a b c d  e"]),
        ([("", "7")], ["7"]),
    ],
)
def test_sheet_names_are_unique_and_allowed(people: list[tuple[str, str]], names: list[str]) -> None:
    assert sheet_names(people, ("汇总",)) == names


def test_long_names_are_cut_and_stay_unique() -> None:
    found = sheet_names([("长" * 40, "1"), ("长" * 40, "1"), ("长" * 40, "2")])
    assert len(set(found)) == 3 and all(len(name) <= 31 for name in found)


def test_a_text_that_looks_like_a_formula_stays_text(sample: Sample, tmp_path: Path) -> None:
    evil = a_manager(sample.office, staff_id=a_staff(sample.office, code="E1", name="=1+1"))
    area = an_area(sample.office, name='=HYPERLINK("x")')
    an_assignment(sample.office, area_id=area, manager_id=evil)
    make(sample.office, "area_month", area_id=area, month=MONTH, supplied=10.0, sold=5.0)
    book = openpyxl.load_workbook(sample.office.ask(write_appraisal, sample.period, tmp_path / "a.xlsx"))
    assert all(cell.data_type == "s" for cell in book["Summary"]["C"][4:7])


def test_nothing_to_write_and_nowhere_to_write(rated: Sample, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no folder"):
        rated.office.ask(write_appraisal, rated.period, tmp_path / "no" / "a.xlsx")
    (tmp_path / "taken.xlsx").mkdir()
    with pytest.raises(Trouble, match="is a folder"):
        rated.office.ask(write_appraisal, rated.period, tmp_path / "taken.xlsx")
    assert [path.name for path in tmp_path.iterdir() if path.is_file() and path.suffix == ".xlsx"] == []


def test_the_months_summary(rated: Sample, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(rated.office.ask(write_month, MONTH, tmp_path / "月度小结.xlsx"))
    page = [[cell.value for cell in row] for row in book["Month summary"].iter_rows()]
    assert ["Line loss", "kWh", 260, 5000, 0.052] in page
    assert ["Representatives visited", "persons", 2, 3, pytest.approx(2 / 3)] in page
    assert ["low voltage", 2, 2, 1, 6.5] in page
    assert ["areas with negative loss", 1, "蓝海波 1", None, None] in page
    people = [[cell.value for cell in row] for row in book["By manager"].iter_rows()]
    assert [row[:4] for row in people[1:]] == [
        ["L1", "蓝海波", 2, 1], ["W1", "韦建军", 2, 2], ["W2", "韦建军", 1, 0], ["Whole office", None, 5, 3],
    ]  # fmt: skip
    told = [row[2].value for row in book["What needs attention"].iter_rows(min_row=2)]
    assert "4号公变: no representative in office" in told
