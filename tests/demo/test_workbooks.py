"""The folder of workbooks reads back as what was written."""

import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from app.demo.__main__ import main
from app.demo.headings import OFFICE_FORMS
from app.demo.office import Office
from app.demo.workbooks import write_folder
from app.kit.errors import Trouble


def _read(path: Path) -> list[tuple[object, ...]]:
    book = load_workbook(path, read_only=True)
    found = list(book.active.iter_rows(values_only=True))
    book.close()
    return found


@pytest.fixture(scope="module")
def folder(small: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("office")
    write_folder(small, place)
    return place


@pytest.mark.parametrize("form", OFFICE_FORMS, ids=lambda form: form.table)
def test_rows_come_back(form, folder: Path, small: Office) -> None:
    found = _read(folder / f"{form.name}.xlsx")
    if form.title:
        assert found.pop(0)[0] == form.title
    assert list(found.pop(0)) == [column.heading for column in form.columns]
    table = small.tables[form.table]
    assert len(found) == len(table)
    for cells, row in zip(found, table, strict=True):
        for column, cell in zip(form.columns, cells, strict=True):
            if column.key in row:
                assert _same(cell, row[column.key], column.kind), (column, cell, row)


def _same(cell: object, value: object, kind: str) -> bool:
    if value in (None, ""):
        return cell is None
    if kind == "text":
        return cell == value and isinstance(cell, str)
    if kind == "number":
        return cell == pytest.approx(value)
    if kind == "moment":
        return abs(cell - value) < datetime.timedelta(seconds=1)
    return isinstance(cell, datetime.datetime) and cell.date() == value


def test_ledger_names_who_serves_today(folder: Path, small: Office) -> None:
    _, head, *found = _read(folder / "台区台账.xlsx")
    place = {word: i for i, word in enumerate(head)}
    told = {row[place["台区编号"]]: (row[place["台区经理"]], row[place["经理工号"]]) for row in found}
    assert told == {row["area_code"]: (row["manager"], row["staff_no"])
                    for row in small.tables["assignments"] if row["end"] is None}


def test_ledger_without_managers_and_visits_with(small: Office, tmp_path: Path) -> None:
    write_folder(small, tmp_path, with_managers=False)
    assert not {"台区经理", "经理工号", "起始日期"} & set(_read(tmp_path / "台区台账.xlsx")[1])
    assert "经理工号" in _read(tmp_path / "走访记录.xlsx")[0]


def test_register_ledger_has_only_renamed_headings(creluz: Office, tmp_path: Path) -> None:
    names = [path.name for path in write_folder(creluz, tmp_path)]
    assert [name.removesuffix(".xlsx") for name in names] == [
        "员工花名册", "台区台账", "客户代表档案", "走访记录", "指标月报", "评分表",
    ]
    head, *found = _read(tmp_path / "台区台账.xlsx")
    assert head == ("台区编号", "所属线路", "容量kVA", "户数", "相数", "安装方式", "变压器类型", "城乡", "供电单位",
                    "状态", "投运日期", "空载损耗W", "总损耗W", "经度", "纬度")
    assert len(found) == 5950
    assert found[0] == ("17_4191", "22_SE001_1", 10, 3, "B", "PT", "MT", "NU", "4314456", "AT",
                        datetime.datetime(2014, 3, 5), 50, 245, -53.257948, -27.51822)


def test_a_folder_that_cannot_be_is_a_sentence(small: Office, tmp_path: Path, capsys) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    with pytest.raises(Trouble, match="taken"):
        write_folder(small, taken)
    assert main(["mux", str(taken)]) == 2
    assert "taken" in capsys.readouterr().err


def test_a_workbook_in_the_way_is_a_sentence_and_leaves_no_half(small: Office, tmp_path: Path) -> None:
    (tmp_path / "员工花名册.xlsx" / "in the way").mkdir(parents=True)
    with pytest.raises(Trouble):
        write_folder(small, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["员工花名册.xlsx"]


def test_the_command_writes_the_folder(tmp_path: Path, capsys) -> None:
    assert main(["mux", str(tmp_path / "new" / "place")]) == 0
    assert len(capsys.readouterr().out.split()) == 6
