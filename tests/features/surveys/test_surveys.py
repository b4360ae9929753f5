"""Questionnaires: a wide workbook goes in as single answers and comes out as it was."""

import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select

from app.assembly.filling import sheets
from app.features.surveys.model import SurveyAnswer, SurveyQuestion
from app.features.surveys.queries import QUESTIONS, RETURNS, SURVEYS, return_story
from app.features.surveys.sheets import ANSWERS
from app.kit.listbook import Seen, write_form_of
from app.kit.planning import Choices, FilePlan, import_of, plan_files
from app.kit.sheet import CHANGED, NEW, SAME
from app.kit.store.office import Office
from app.kit.store.query import Filter, Listing, View, order, rows
from app.kit.writing import names_of, write_sheet
from tests.builders import an_area

NAME = "2026年零售客户满意度调查"
ASKED = (
    "1、您对客户经理的服务是否满意？（单选）", "2、您最需要哪些帮助？（多选）", "2.1 其他（请写明）",
    "3、总体评分(1-10分)", "4、从未有人回答",
)  # fmt: skip
Table = list[list[Any]]


def thirty() -> Table:
    """Thirty sheets that came back: words, codes, several codes, numbers, sentences, and cells left blank."""
    chance = random.Random(30)
    answers: list[list[Any]] = [
        ["非常满意", "满意", "一般", "B", None], ["1、3", "2", "1，2，4", "卷烟陈列", None],
        ["无", "—", "多来走走\n多培训", None], [7, 8.5, 10, None], [None],
    ]  # fmt: skip
    return [[f"{n:03}", *(chance.choice(each) for each in answers)] for n in range(1, 31)]


def workbook(file: Path, table: Table, title: str = NAME, asked: tuple[str, ...] = ASKED) -> Path:
    """The wide form: a title, the headings, a row for each sheet."""
    book = Workbook()
    for row in ([title], ["问卷编号", *asked], *table):
        book.worksheets[0].append(row)
    book.save(file)
    return file


def planned(office: Office, file: Path, choices: Choices | None = None) -> FilePlan:
    (plan,) = office.ask(lambda ctx: plan_files(ctx, [file], tuple(sheets().values()), choices=choices))
    return plan


def taken_in(office: Office, file: Path) -> None:
    office.do(import_of([planned(office, file)]))


def exported(office: Office, file: Path) -> Table:
    """What the office writes, row by row as text."""
    office.ask(lambda ctx: write_sheet(file, ANSWERS.whole(ctx), ANSWERS.stored(ctx), names_of(ctx, ANSWERS)))
    return [[cell.value for cell in row] for row in load_workbook(file).worksheets[0].iter_rows()]


def listed(office: Office, listing: Listing, *keys: str) -> list[tuple[Any, ...]]:
    at = [1 + [c.key for c in listing.columns].index(key) for key in keys]
    return [tuple(row[i] for i in at) for row in office.ask(lambda ctx: rows(ctx, listing, order(ctx, listing)))]


def test_thirty_sheets_come_in_as_single_answers_and_go_out_as_they_were(office: Office, tmp_path: Path) -> None:
    table = thirty()
    file = workbook(tmp_path / "in.xlsx", table)
    plan = planned(office, file)
    assert plan.sheets[0].sheet is not None and plan.sheets[0].sheet.name == "survey_answers"
    assert plan.counts() == {NEW: 30} and plan.sheets[0].unknown_headings == ()
    assert [(one.code, one.rows) for one in plan.sheets[0].introductions] == [(NAME, 30)]
    office.do(import_of([plan]))
    filled = sum(cell is not None for row in table for cell in row[1:])
    assert office.ask(lambda ctx: ctx.session.scalar(select(func.count(SurveyAnswer.id)))) == filled
    assert listed(office, SURVEYS, "name", "questions", "returned") == [(NAME, 5, 30)]
    assert listed(office, QUESTIONS, "place", "text") == list(enumerate(ASKED, 1))
    headings, *back = exported(office, tmp_path / "out.xlsx")
    assert headings[-5:] == list(ASKED)
    as_text = [[None if cell is None else str(cell) for cell in row] for row in table]
    assert [[row[1], *row[-5:]] for row in back] == as_text
    assert planned(office, tmp_path / "out.xlsx").counts() == {SAME: 30}
    assert planned(office, file).counts() == {SAME: 30}


def test_a_changed_and_an_added_answer_are_changes_and_a_blank_says_nothing(office: Office, tmp_path: Path) -> None:
    taken_in(office, workbook(tmp_path / "in.xlsx", [["1", "A", "1、3"], ["2", "B", None]], asked=ASKED[:2]))
    again = [["1", "C", None], ["2", "B", "2"], ["3", "A", None]]
    plan = planned(office, workbook(tmp_path / "again.xlsx", again, asked=ASKED[:2]))
    assert [row.status for row in plan.sheets[0].rows] == [CHANGED, CHANGED, NEW]
    assert [dict(row.news()) for row in plan.sheets[0].rows[:2]] == [
        {f"answer:{ASKED[0]}": "C"}, {f"answer:{ASKED[1]}": "2"}
    ]  # fmt: skip
    office.do(import_of([plan]))
    assert [row[-2:] for row in exported(office, tmp_path / "out.xlsx")[1:]] == [["C", "1、3"], ["B", "2"], ["A", None]]


def test_a_blank_empties_an_answer_where_a_person_says_so(office: Office, tmp_path: Path) -> None:
    taken_in(office, workbook(tmp_path / "in.xlsx", [["1", "A", "1、3"]], asked=ASKED[:2]))
    again = workbook(tmp_path / "again.xlsx", [["1", "A", None]], asked=ASKED[:2])
    plan = planned(office, again, Choices(empties=True))
    office.do(import_of([plan]))
    assert exported(office, tmp_path / "out.xlsx")[1][-2:] == ["A", None]
    taken_in(office, tmp_path / "in.xlsx")
    assert exported(office, tmp_path / "out.xlsx")[1][-2:] == ["A", "1、3"]


def test_two_surveys_of_one_import_keep_their_own_questions(office: Office, tmp_path: Path) -> None:
    first = workbook(tmp_path / "a.xlsx", [["1", "A"]], "城区问卷", ASKED[:1])
    second = workbook(tmp_path / "b.xlsx", [["1", "B", None]], "乡镇问卷", (ASKED[1], ASKED[4]))
    plans = office.ask(plan_files, [first, second], tuple(sheets().values()))
    office.do(import_of(plans))
    assert listed(office, QUESTIONS, "survey", "place", "text") == [
        ("城区问卷", 1, ASKED[0]), ("乡镇问卷", 1, ASKED[1]), ("乡镇问卷", 2, ASKED[4]),
    ]  # fmt: skip
    exported(office, tmp_path / "out.xlsx")
    assert planned(office, tmp_path / "out.xlsx").counts() == {SAME: 2}
    one = Seen(RETURNS, View(filters=(Filter("survey", "is_in", ("城区问卷",)),)), ("number",))
    office.ask(write_form_of, one, ANSWERS, tmp_path / "one.xlsx")
    headings = [cell.value for cell in next(load_workbook(tmp_path / "one.xlsx").worksheets[0].iter_rows())]
    assert headings[-1] == ASKED[0] and not {ASKED[1], ASKED[4]} & set(headings), "with its own questions alone"


@pytest.mark.parametrize(("table", "title", "told"), [
    ([["1", "A"]], "数据", "rows cannot be told apart"),
    ([["1", "A"], ["1", "B"]], NAME, "stands here and in"),
    ([[None, "A"]], NAME, "must be filled in"),
])  # fmt: skip
def test_what_cannot_be_told_apart_is_refused(
    office: Office, tmp_path: Path, table: Table, title: str, told: str
) -> None:
    (tab,) = planned(office, workbook(tmp_path / "in.xlsx", table, title, ASKED[:1])).sheets
    assert all(row.status == "refused" and told in row.problems[0].message for row in tab.rows)


def test_one_heading_twice_is_refused(office: Office, tmp_path: Path) -> None:
    (tab,) = planned(office, workbook(tmp_path / "in.xlsx", [["1", "A", "B"]], asked=("其他", "其他"))).sheets
    assert [problem.code for problem in tab.problems] == ["double_heading"]


def test_a_sheet_tells_its_answers_in_the_order_of_the_questions(office: Office, tmp_path: Path) -> None:
    an_area(office, name="新村公变")
    taken_in(office, workbook(tmp_path / "in.xlsx", [["007", "新村公变", "A", "1、3"]], asked=("台区", *ASKED[:2])))
    assert listed(office, RETURNS, "number", "area", "answered") == [("007", "新村公变", 2)]
    story = office.ask(return_story, 1)
    assert (story.title, story.facts) == ("Questionnaire 007", ((ASKED[0], "A"), (ASKED[1], "1、3")))


def test_an_import_of_answers_is_undone_whole(office: Office, tmp_path: Path) -> None:
    done = office.do(import_of([planned(office, workbook(tmp_path / "in.xlsx", thirty()))]))
    office.undo(done.number or 0)
    assert [office.ask(lambda ctx, row=row: ctx.session.scalar(select(func.count(row.id))))
            for row in (SurveyQuestion, SurveyAnswer)] == [0, 0]  # fmt: skip


words = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zs", "Zl", "Zp")), min_size=1, max_size=12)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=st.lists(st.lists(words | st.none(), min_size=2, max_size=2), min_size=1, max_size=6))
def test_every_answer_is_kept_word_for_word(office: Office, tmp_path: Path, table: Table) -> None:
    file = workbook(tmp_path / "in.xlsx", [[f"{n}号", *row] for n, row in enumerate(table)], asked=ASKED[:2])
    (tab,) = planned(office, file).sheets
    for row, said in zip(tab.rows, table, strict=True):
        told = {name: value for name, value in (row.values or {}).items() if name.startswith("answer:")}
        assert row.status == "refused" or list(told.values()) == [cell for cell in said if cell is not None]
