"""Texts that a spreadsheet would calculate go out harmless and come back as they were: CSV, clipboard, workbook."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.kit.planning import plan_book
from app.kit.reading.cage import read_book
from app.kit.sheet import SAME
from app.kit.values.cleaning import clean, is_blank
from app.kit.writing import write_sheet
from app.ui.table.clipboard import block_of, cells_of
from tests.kit.forms import ledger

DANGEROUS = tuple("=+-@\t\r")
SIGNS = some.sampled_from("=+-@'\t\r\n,;\"|%$A1() 韦　１")
TEXTS = some.lists(some.text(SIGNS, min_size=1, max_size=12), min_size=1, max_size=30)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(TEXTS)
def test_the_clipboard_carries_no_formula_and_gives_every_text_back(texts: list[str]) -> None:
    block = [[text, "7"] for text in texts]
    out = block_of(("备注", "户数"), block, (False, True)).text()
    lines = [line.split("\t") for line in out.split("\n")]
    assert not any(cells[0].startswith(DANGEROUS) for cells in lines[len(texts) > 1 :])
    flat = [" ".join(text.split()) for text in texts]
    back = cells_of(out)[len(texts) > 1 :]
    assert [cells[0] for cells in back] == flat


@FEW
@given(TEXTS)
def test_csv_and_workbook_give_every_stored_text_back(tmp_path: Path, texts: list[str]) -> None:
    kept = [{"code": f"{n:06}", "name": "x", "note": clean(text)} for n, text in enumerate(texts)]
    kept = [row for row in kept if not is_blank(row["note"])]
    sheet = ledger(kept)
    for ending in ("csv", "xlsx"):
        file = tmp_path / f"out.{ending}"
        write_sheet(file, sheet, sheet.stored(None))  # type: ignore[arg-type]
        (tab,) = plan_book(None, read_book(file), [sheet]).sheets  # type: ignore[arg-type]
        assert [(row.status, row.news()) for row in tab.rows] == [(SAME, {})] * len(kept)
