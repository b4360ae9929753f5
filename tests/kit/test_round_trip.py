"""Texts that a spreadsheet would calculate go out harmless and come back as they were: CSV, clipboard, workbook."""

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from app.kit.fields import Field, Kind
from app.kit.planning import plan_book
from app.kit.reading.cage import read_book
from app.kit.sheet import SAME
from app.kit.values.cleaning import clean, is_blank
from app.kit.values.quoting import quoted, unquoted
from app.kit.writing import plain, write_sheet
from app.ui.table.clipboard import block_of, cells_of
from tests.kit.forms import ledger

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")
SIGNS = some.sampled_from("=+-@'\t\r\n,;\"|%$A1() 韦　１＝＋－＠")
WORDS = some.sampled_from(("同上", "〃", '"', "''", "'''", "ditto", "_x000D_", "=cmd|' /C calc'!A0", "007"))
TEXTS = some.lists(some.text(SIGNS, min_size=1, max_size=12) | WORDS, min_size=1, max_size=30)
NOTE = Field("Remarks", Kind.NOTE)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(some.text(SIGNS | some.characters(), max_size=9))
def test_the_quote_is_taken_off_exactly(text: str) -> None:
    assert unquoted(quoted(text)) == text
    assert not quoted(text).lstrip(" \u2060").startswith(DANGEROUS)


@given(TEXTS)
def test_the_clipboard_carries_no_formula_and_gives_every_text_back(texts: list[str]) -> None:
    kept = [clean(text) for text in texts]
    block = [[plain(NOTE, text), "7"] for text in kept]
    back = cells_of(block_of(("备注", "户数"), block, (False, True)).text())[len(texts) > 1 :]
    assert not any(cells[0].startswith(DANGEROUS) for cells in block)
    assert [[clean(cell) for cell in cells] for cells in back] == [[text, "7"] for text in kept]


@FEW
@example(["x", "同上", "''", '"'])
@given(TEXTS)
def test_every_path_gives_every_stored_text_back(tmp_path: Path, texts: list[str]) -> None:
    kept = [{"code": f"{n:06}", "name": "x", "note": clean(text)} for n, text in enumerate(texts)]
    kept = [row for row in kept if not is_blank(row["note"])]
    sheet = ledger(kept)
    for ending in ("csv", "xlsx"):
        write_sheet(tmp_path / f"out.{ending}", sheet, sheet.stored(None))  # type: ignore[arg-type]
    block = [[plain(NOTE, row[name]) for name in row] for row in kept]
    text = block_of(("Area code", "Area name", "Remarks"), block, (False,) * 3).text()
    (tmp_path / "pasted.csv").write_text(f"sep=\t\n{text}", encoding="utf-8-sig", newline="")
    for name in ("out.csv", "out.xlsx", *(["pasted.csv"] if len(kept) > 1 else [])):
        (tab,) = plan_book(None, read_book(tmp_path / name), [sheet]).sheets  # type: ignore[arg-type]
        assert [(row.status, row.news()) for row in tab.rows] == [(SAME, {})] * len(kept), name
