"""What looks right alone and is in doubt among its neighbours, its surroundings, or what the office knows."""

from collections.abc import Sequence
from typing import Any

import pytest

from app.kit.fields import Field, Kind
from app.kit.planning import SheetPlan, plan_book
from app.kit.planning.comparing import Comparison
from app.kit.reading.displayed import kind_shown
from app.kit.sheet import Sheet, column
from app.kit.values import BadValue, understand
from tests.conftest import TODAY
from tests.kit.forms import book, cells, ledger

HEADER = ["台区编号", "台区名称", "户数"]
CODES = [f"04510000{n}" for n in range(11, 17)]
NAME = Field("Name", Kind.TEXT, person=True, required=True)


def plan(rows: Any, sheet: Sheet | None = None, kind: str = "xlsx", **tab: Any) -> SheetPlan:
    ctx: Any = None
    return plan_book(ctx, book(cells(rows, **tab), kind=kind), [sheet or ledger()]).sheets[0]


def codes_of(found: SheetPlan) -> list[str]:
    return [row.problems[0].code if row.problems else row.status for row in found.rows]


@pytest.mark.parametrize("odd", ["O451000017", "045100017", "04510000170", "0451000017（新）", "А451000017"])
def test_a_new_code_unlike_all_others_is_refused_and_a_known_one_is_not(odd: str) -> None:
    rows = [HEADER, *([code, "x", 1] for code in CODES), [odd, "y", 1]]
    assert codes_of(plan(rows)) == ["new"] * 6 + ["odd_code"]
    stored = understand(Field("Area code", Kind.CODE), odd)
    known = ledger([{"code": stored, "name": "y", "households": 1}])
    assert codes_of(plan(rows, known)) == ["new"] * 6 + ["same"]


@pytest.mark.parametrize("codes", [["D1", "D02", "D003"], ["0451000011-1", *CODES], ["1", "22", "333"]])
def test_codes_of_no_one_length_are_all_the_same_to_us(codes: Sequence[str]) -> None:
    assert set(codes_of(plan([HEADER, *([code, "x", 1] for code in codes)]))) == {"new"}


def test_an_unchanged_row_may_name_what_was_archived_and_a_new_one_may_not() -> None:
    kept = [{"code": "0331", "name": "新村", "manager": "0104", "households": 1}]
    heading = ["台区编号", "台区名称", "户数", "台区经理"]
    rows = [heading, ["0331", "新村", 1, "蓝某"], ["0332", "老村", 1, "蓝某"]]
    assert codes_of(plan(rows, ledger(kept))) == ["same", "archived"]
    assert codes_of(plan([heading, ["0331", "新村", 2, "0104"]], ledger(kept))) == ["changed"]
    other = ledger([{**kept[0], "manager": "0101"}])
    assert codes_of(plan([heading, ["0331", "新村", 1, "蓝某"]], other)) == ["archived"]


def test_a_day_to_come_is_no_birthday() -> None:
    born, since = Field("Born in", Kind.MONTH, "born", past=True), Field("From", Kind.DAY, "since")
    columns = (column(Field("Code", Kind.CODE, "code", required=True)), column(born), column(since))
    form = Sheet("people", "People", columns, ("code",), lambda _ctx: (), lambda *_: None)
    comparison = Comparison(form, {}, {"born": "B"}, False, TODAY)
    assert comparison.judge(2, {"code": "1", "born": "1970-05", "since": TODAY.replace(year=2027)}, ()).status == "new"
    (problem,) = comparison.judge(2, {"code": "1", "born": "2027-05"}, ()).problems
    assert (problem.code, problem.column) == ("to_come", "B")


@pytest.mark.parametrize("written", [
    "韦某、莫某", "韦某 莫某", "韦某和莫某", "韦某+莫某", "韦某|莫某", "韦某、", "韦某等3人", "韦某（莫某代）",
    "韦某(AB角：莫某)", "韦某10011112222",
])  # fmt: skip
def test_more_than_a_name_is_refused(written: str) -> None:
    with pytest.raises(BadValue) as caught:
        understand(NAME, written)
    assert caught.value.code == "several"


@pytest.mark.parametrize("written", ["-", "无", "12345", "？", "待定", "不详"])
def test_no_name_is_refused_where_one_is_needed_and_a_blank_elsewhere(written: str) -> None:
    with pytest.raises(BadValue) as caught:
        understand(NAME, written)
    assert caught.value.code == "no_name"
    if written in "-无":
        assert understand(NAME.but(required=False), written) is None


@pytest.mark.parametrize("written", [
    "李和平", "韦\u3000某", "买买提·某", "Li Mou", "李某（外聘）", "利民食杂店（城关）", "欧阳某某",
])  # fmt: skip
def test_names_are_names(written: str) -> None:
    assert understand(NAME, written) == ("韦某" if "韦" in written else written)


def test_a_purpose_makes_no_name_of_a_text() -> None:
    employer = Field("Unit and post", Kind.TEXT, personal="to choose representatives")
    assert understand(employer, "新村村委会、合作社") == "新村村委会、合作社"


def test_numbers_under_a_large_unit_that_are_not_in_it_are_refused() -> None:
    rows = [["台区编号", "台区名称", "售电量（万kWh）"], ["0331", "a", 1.2], ["0332", "b", 1.1], ["0333", "c", 12000],
            ["0334", "d", "12000kWh"], ["0335", "e", 0.001]]  # fmt: skip
    assert codes_of(plan(rows)) == ["new", "new", "scale_unclear", "new", "new"]
    assert codes_of(plan([["台区编号", "台区名称", "售电量（kWh）"], *rows[1:]])) == ["new"] * 5


@pytest.mark.parametrize(("number", "text", "kind"), [
    (1.2, "1.20万kWh", "unit:万kWh"), (12000, "1.2万", "told:4"), (12000, "1.2", "scale:4"), (7, "007", "pad:3"),
    (1234.5, "¥1,234.50", ""), (60, "60户", "unit:户"), (0, "0.00万", ""), (0.6, "1", ""), (12, "", ""),
])  # fmt: skip
def test_what_is_displayed_tells_what_a_number_means(number: float, text: str, kind: str) -> None:
    assert kind_shown(number, text) == kind


def test_arrows_and_dots_introduce_nothing() -> None:
    rows = [["台区编号", "台区名称", "所属线路"], ["0331", "a", "城关901线"], ["0332", "b", "′′"], ["0333", "c", "↓"],
            ["0334", "d", "……"], ["0335", "e", "城关902线"], ["0336", "f", "kVA"]]  # fmt: skip
    found = plan(rows)
    assert codes_of(found) == ["new", "new", "unknown_reference", "unknown_reference", "new", "unit_column"]
    assert [each.code for each in found.introductions] == ["城关902线"]


def test_a_long_text_of_digits_that_ends_in_zeros_was_a_number() -> None:
    code = Field("Account no.", Kind.CODE)
    for lost in ("123456789012345000", "1234567890123450000000"):
        with pytest.raises(BadValue) as caught:
            understand(code, lost)
        assert caught.value.code == "lost_digits"
    assert understand(code, "1234567890123450") == "1234567890123450"
