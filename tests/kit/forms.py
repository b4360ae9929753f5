"""A small ledger in memory, and books of cells, for the tests of reading and writing sheets."""

from collections.abc import Iterable, Sequence
from typing import Any

from app.features.areas.model import Area, Feeder
from app.kit.fields import Choice, Field, Kind
from app.kit.reading.book import Book, Merge, SheetCells, Shown
from app.kit.sheet import Known, Problem, Reference, Sheet, Values, column
from app.kit.store.context import Context

KINDS = (Choice("area", "Transformer area", ("公变",)), Choice("dedicated", "Dedicated transformer", ("专变",)))
MANAGERS = (
    Known(1, "0101", "韦某"),
    Known(2, "0102", "莫某"),
    Known(3, "0103", "莫某"),
    Known(4, "0104", "蓝某", True),
)
FEEDERS = (Known(1, "城关901线", "城关901线"),)
COLUMNS = (
    column(Field("Area code", Kind.CODE, "code", required=True), "台区编号"),
    column(Field("Area name", Kind.TEXT, "name", required=True), "台区名称"),
    column(Field("Kind", Kind.CHOICE, "kind", choices=KINDS), "台区类型"),
    column(Field("Households", Kind.INTEGER, "households", minimum=0), "户数"),
    column(Field("Energy sold", Kind.NUMBER, "sold", unit="kWh", decimals=1), "售电量", "月售电量"),
    column(Field("Fees due", Kind.MONEY, "due", unit="yuan"), "应收电费"),
    column(Field("Loss", Kind.PERCENT, "loss", decimals=2), "线损率"),
    column(Field("Solar", Kind.FLAG, "solar"), "光伏"),
    column(Field("Commissioned on", Kind.DAY, "since"), "投运日期"),
    column(Field("Checked at", Kind.MOMENT, "checked"), "检查时间"),
    column(Field("Month", Kind.MONTH, "month"), "月份"),
    column(Field("Mobile", Kind.PHONE, "phone"), "联系电话"),
    column(Field("Remarks", Kind.NOTE, "note", help="anything"), "备注"),
    column(
        Field("Feeder", Kind.LINK, "feeder"),
        "所属线路",
        reference=Reference(Feeder, ("name",), introduces=True, find=lambda _ctx: FEEDERS),
    ),
    column(
        Field("Customer manager", Kind.LINK, "manager"),
        "台区经理",
        reference=Reference(Area, code_heading="Staff no.", code_headings=("工号",), find=lambda _ctx: MANAGERS),
    ),
)


def ledger(stored: Iterable[Values] = ()) -> Sheet:
    """The ledger with these rows in its office."""
    kept = [{c.name: None for c in COLUMNS} | row for row in stored]

    def check(values: Values) -> Sequence[Problem]:
        wrong = values.get("kind") == "dedicated" and (values.get("households") or 0) > 1
        return (Problem("dedicated", "A dedicated transformer serves one.", field="households"),) if wrong else ()

    return Sheet("ledger", "Area ledger", COLUMNS, ("code",), lambda _ctx: kept, _put, check=check)


def _put(_ctx: Context, _rows: Any, _progress: Any) -> None:
    raise AssertionError("nothing is written by these tests")


def cells(
    rows: Sequence[Sequence[Any]],
    *,
    name: str = "台账",
    hidden: bool = False,
    merges: Sequence[Merge] = (),
    shown: Shown | None = None,
) -> SheetCells:
    """A tab of these rows, made equally wide."""
    wide = max(map(len, rows), default=0)
    full = tuple(tuple(row) + (None,) * (wide - len(row)) for row in rows)
    return SheetCells(name, hidden, full, tuple(merges), shown or Shown())


def book(*tabs: SheetCells, kind: str = "xlsx", date_1904: bool = False) -> Book:
    """A workbook of these tabs."""
    return Book("folder/台账.xlsx", kind, tabs, date_1904)
