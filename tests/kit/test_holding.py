"""What a person holds back: rows by number, and values that the office has already."""

from typing import Any

import pytest

from app.kit.planning import Choices, SheetPlan, import_of, plan_book
from app.kit.planning.plan import FILL, KEEP, TAKE
from app.kit.sheet import CHANGED, NEW, REFUSED, SAME, SKIPPED
from tests.kit.forms import book, cells, ledger

KEPT = [
    {"code": "0331", "name": "新村", "households": 12}, {"code": "0332", "name": "老村", "households": None},
    {"code": "0333", "name": "大塘", "households": 7},
]  # fmt: skip
ROWS = [
    ["台区编号", "台区名称", "户数"], ["0331", "新村", 13], ["0332", "老村公变", 30], ["0333", "大塘", 7],
    ["0334", "六安", 5],
]  # fmt: skip


def planned(choices: Choices, rows: Any = ROWS, stored: Any = KEPT) -> SheetPlan:
    ctx: Any = None
    return plan_book(ctx, book(cells(rows)), [ledger(stored)], choices=choices).sheets[0]


@pytest.mark.parametrize(("policy", "statuses", "news"), [
    (TAKE, [CHANGED, CHANGED, SAME, NEW], [{"households": 13}, {"name": "老村公变", "households": 30}]),
    (FILL, [SKIPPED, CHANGED, SAME, NEW], [{}, {"households": 30}]),
    (KEEP, [SKIPPED, SKIPPED, SAME, NEW], [{}, {}]),
])  # fmt: skip
def test_the_policy_says_whose_value_counts(policy: str, statuses: list[str], news: list[dict[str, Any]]) -> None:
    found = planned(Choices(policies={"台账": policy}))
    assert [row.status for row in found.rows] == statuses
    assert [dict(row.news()) for row in found.rows[:2]] == news
    told = [problem.message for row in found.rows for problem in row.problems]
    assert told == {
        TAKE: [], FILL: ["Households: what the office has is kept.", "Area name: what the office has is kept."],
        KEEP: ["Households: what the office has is kept.", "Area name, Households: what the office has is kept."],
    }[policy]  # fmt: skip


def test_the_policy_of_one_tab_says_nothing_of_another() -> None:
    assert planned(Choices(policies={"其他": KEEP})).counts()[CHANGED] == 2


def test_rows_left_out_are_not_taken_and_come_back() -> None:
    out = frozenset((file, "台账", row) for file, row in (("台账.xlsx", 2), ("台账.xlsx", 5), ("别.csv", 3)))
    found = planned(Choices(left_out=out))
    assert [row.status for row in found.rows] == [SKIPPED, CHANGED, SAME, SKIPPED]
    assert [row.problems[0].code for row in found.rows if row.status == SKIPPED] == ["left_out", "left_out"]
    assert planned(Choices()).counts() == {CHANGED: 2, SAME: 1, NEW: 1}


def test_what_is_filled_in_must_fit_what_is_kept() -> None:
    stored = [{"code": "0331", "name": "新村", "kind": "area", "households": None}]
    stored[0]["kind"] = "dedicated"
    rows = [["台区编号", "台区名称", "台区类型", "户数"], ["0331", "新村", "公变", 30]]
    assert planned(Choices(), rows, stored).rows[0].status == CHANGED
    row = planned(Choices(policies={"台账": FILL}), rows, stored).rows[0]
    assert (row.status, [problem.code for problem in row.problems]) == (REFUSED, ["kept", "dedicated"])


def test_nothing_held_back_is_imported() -> None:
    ctx: Any = None
    plan = plan_book(ctx, book(cells(ROWS)), [ledger(KEPT)], choices=Choices(policies={"台账": KEEP}))
    ((_sheet, rows),) = import_of([plan]).batches
    assert [row.key for row in rows] == [("0334",)]
