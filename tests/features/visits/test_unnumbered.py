"""Visit registers and request ledgers as most offices keep them: without a number for each line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from app.features.requests.model import Request
from app.features.requests.sheets import LEDGER
from app.features.visits.changes.plan import PlanMonth
from app.features.visits.model import Visit
from app.features.visits.sheets.records import RECORDS
from app.kit.job import Progress
from app.kit.planning import FilePlan, import_of, plan_files
from app.kit.store.office import Office
from tests.features.visits.conftest import Round

VISITS = (
    ("客户经理走访登记簿（2026年）",), ("日期", "客户经理", "客户代表", "台区", "方式", "客户反映"),
    ("2026-10-08", "韦建军", "代表0", "翠屏0号公变", "现场", "电压低"),
    ("2026-10-08", "韦建军", "代表1", "翠屏1号公变", "电话", "无"),
    ("2026-10-09", "韦建军", "代表0", "翠屏0号公变", "现场", ""),
)  # fmt: skip
REQUESTS = (
    ("受理时间", "台区", "类别", "内容"), ("2026-10-08", "翠屏0号公变", "低电压", "晚上电压低"),
    ("2026-10-08", "翠屏0号公变", "停电", "八点停电"), ("2026-10-08", "翠屏0号公变", "停电", "八点停电"),
)  # fmt: skip


def planned(office: Office, folder: Path, lines: Sequence[Sequence[Any]]) -> FilePlan:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.save(folder / "登记簿.xlsx")
    (plan,) = office.ask(plan_files, [folder / "登记簿.xlsx"], (RECORDS, LEDGER))
    return plan


def told(plan: FilePlan) -> list[tuple[str, Any]]:
    return [(row.status, row.key[0]) for sheet in plan.sheets for row in sheet.rows if row.status != "skipped"]


def test_visits_are_told_apart_by_day_manager_and_customer(small: Round, tmp_path: Path) -> None:
    office = small.office
    plan = planned(office, tmp_path, VISITS)
    numbers = ["20261008-G1-DB0", "20261008-G1-DB1", "20261009-G1-DB0"]
    assert told(plan) == [("new", number) for number in numbers]
    assert any("numbered from it" in note for note in plan.sheets[0].notes)
    office.do(import_of([plan], Progress()))
    assert office.ask(lambda ctx: sorted(code for (code,) in ctx.session.query(Visit.code))) == numbers
    assert told(planned(office, tmp_path, VISITS)) == [("same", number) for number in numbers]


def test_a_numbered_visit_is_found_again_without_its_number(small: Round, tmp_path: Path) -> None:
    numbered = [(*line, "编号" if at == 1 else f"ZF-{at}") if at else line for at, line in enumerate(VISITS)]
    small.office.do(import_of([planned(small.office, tmp_path, numbered)], Progress()))
    changed = [*VISITS[:4], (*VISITS[4][:5], "线路老化")]
    assert told(planned(small.office, tmp_path, changed)) == [("same", "ZF-2"), ("same", "ZF-3"), ("changed", "ZF-4")]


def test_an_unnumbered_record_fulfils_the_plan(small: Round, tmp_path: Path) -> None:
    small.office.on(small.office.today.replace(month=10, day=1)).do(PlanMonth("2026-10"))
    before = small.office.ask(lambda ctx: ctx.session.query(Visit).count())
    small.office.do(import_of([planned(small.office, tmp_path, VISITS[:3])], Progress()))
    assert small.office.ask(lambda ctx: ctx.session.query(Visit).count()) == before
    done = small.office.ask(lambda ctx: [v.code for v in ctx.session.query(Visit).filter(Visit.state != "planned")])
    assert done == ["20261008-G1-DB0"]


def test_a_line_that_does_not_tell_itself_apart_is_refused(small: Round, tmp_path: Path) -> None:
    twice, nobody = (*VISITS, VISITS[2]), (*VISITS[:2], ("2026-10-08", "韦建军", "", "翠屏0号公变", "现场", ""))
    assert [status for status, _key in told(planned(small.office, tmp_path, twice))].count("refused") >= 1
    plan = planned(small.office, tmp_path, nobody)
    assert [status for status, _key in told(plan)] == ["refused"]
    assert [problem.field for row in plan.sheets[0].rows for problem in row.problems] == ["customer"], "no number"


def test_requests_are_told_apart_by_day_area_and_words(small: Round, tmp_path: Path) -> None:
    plan = planned(small.office, tmp_path, REQUESTS[:3])
    assert [status for status, _key in told(plan)] == ["new", "new"]
    small.office.do(import_of([plan], Progress()))
    assert small.office.ask(lambda ctx: ctx.session.query(Request).count()) == 2
    assert [status for status, _key in told(planned(small.office, tmp_path, REQUESTS[:3]))] == ["same", "same"]
    assert "refused" in [status for status, _key in told(planned(small.office, tmp_path, REQUESTS))], "one stands twice"
