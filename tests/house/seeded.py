"""A small office in which no list is empty: an eighth of the demo county, and what the county lacks."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.catalogue import manifests
from app.demo.catalogue import demo_office
from app.demo.office import Office as County
from app.demo.workbooks import write_folder
from app.features.allocation.changes import DecideRound, HandOver, OpenRound, RecordFamiliarity
from app.features.appraisal.changes.periods import OpenPeriod, PublishPeriod
from app.features.appraisal.model import Period, Scheme
from app.features.areas.model import Area
from app.features.cards.changes import IssueCards
from app.features.customers.model import Customer
from app.features.managers.changes import RecordAbsence
from app.features.managers.model import Manager
from app.features.org.changes import SetCalendar, WriteDefaults
from app.features.org.model import Staff
from app.features.org.rules import announced_days
from app.features.representatives.changes import AppointRepresentative
from app.features.representatives.model import Representation
from app.features.requests.changes import RaiseRequest
from app.features.requests.model import Request
from app.features.visits.changes.plan import PlanMonth
from app.kit.job import Progress
from app.kit.planning import import_of, plan_book
from app.kit.reading.cage import read_book
from app.kit.sheet import Sheet
from app.kit.store.change import Change, Create, Edit, EditMany
from app.kit.store.office import Office
from app.kit.store.row import Row
from app.kit.words import RESOURCES

NOTHING_DECIDED = '{"columns": {}, "percent": {}, "references": []}'
EIGHTH = slice(None, None, 8)


def sheets() -> tuple[Sheet, ...]:
    """Every sheet of every feature."""
    return tuple(sheet for feature in manifests() for sheet in feature.sheets)


def fill(office: Office) -> None:
    """Import the workbooks of the small county, then do by hand what no workbook brings."""
    text = (RESOURCES / "calendar" / "cn_holidays.csv").read_text(encoding="utf-8")
    office.do(SetCalendar(announced_days(text)))
    with tempfile.TemporaryDirectory() as folder:
        files = write_folder(_eighth(demo_office("S")), Path(folder))
        for file in _parents_first(files):
            plan = office.ask(plan_book, read_book(file), sheets())
            office.do(import_of([plan], Progress()))
    _add_by_hand(office)


def _parents_first(files: Sequence[Path]) -> Iterator[Path]:
    """The staff, the ledger and the people before whatever names them."""
    first = ("员工花名册", "台区台账", "客户代表档案")
    yield from sorted(files, key=lambda file: first.index(file.stem) if file.stem in first else len(first))


def _eighth(county: County) -> County:
    codes = {row["code"] for row in county.tables["areas"][EIGHTH]}
    tables = {
        name: [row for row in rows if row.get("area_code" if name != "areas" else "code", None) in codes | {None}]
        for name, rows in county.tables.items()
    }
    return replace(county, tables=tables)


def _ids(office: Office, row: type[Row], **where: Any) -> list[int]:
    return office.ask(lambda ctx: list(ctx.session.scalars(select(row.id).filter_by(**where).order_by(row.id))))


def _add_by_hand(office: Office) -> None:
    today = office.today
    office.do(Create("import_choice", {"signature": "0" * 32, "name": "台区台账.xlsx", "decisions": NOTHING_DECIDED}))
    yesterday, tomorrow, long_ago = (today + timedelta(days) for days in (-1, 1, -14))
    managers, areas = _ids(office, Manager, until=None), _ids(office, Area, kind="area")
    staff, customers = _ids(office, Staff), _ids(office, Customer)
    terms, period = _ids(office, Representation, until=None), _ids(office, Period)[0]
    scheme = _ids(office, Scheme)[0]
    twin = office.ask(lambda ctx: ctx.get(Customer, customers[0]).name)

    def area_of(term: int) -> int:
        return office.ask(lambda ctx: ctx.get(Representation, term).area_id)

    for change in (
        WriteDefaults(),
        Create("account", {"name": "陈主任", "role": "supervisor", "staff_id": staff[-1]}),
        Create("staff", {"code": "N0001", "name": "新来的", "phone": "10000000001"}),
        Create("area", {"code": "N0001", "name": "新装公变", "households": 40}),
        Create("area", {"code": "N0002", "name": "退运公变", "archived_on": yesterday}),
        RecordAbsence(managers[0], today, today),
        Edit("manager", managers[1], {"capacity": 1.0}),
        Edit("staff", staff[0], {"certified_until": today, "trainings": 0}),
        Edit("customer", customers[0], {"phone": "10000000009"}),
        Edit("customer", customers[1], {"name": twin, "phone": "10000000009", "preferred_time": None}),
        Edit("representation", terms[2], {"due_until": yesterday}),
        Create("customer", {"code": "N0001", "name": "新来户", "area_id": area_of(terms[2])}),
        AppointRepresentative(customers[5], area_of(terms[2]), "cadre", long_ago, "有威望"),
        RaiseRequest(areas[0], "bill", "电费疑问", long_ago, due_on=yesterday),
        RaiseRequest(areas[0], "outage", "停电", long_ago, due_on=tomorrow),
        EditMany("request", tuple(_ids(office, Request, closed_on=None)[:2]), {"answer": "已解释"}),
        IssueCards(managers[0], today, customer_ids=tuple(customers[:3])),
        HandOver((area_of(terms[3]),), managers[-1], yesterday, "balance", "陈主任"),
        PlanMonth("2026-11"),
        PublishPeriod(period, "2026-10"),
        OpenPeriod("2026-09", scheme),
        *_drafts(today, managers, areas),
        *_of_households(areas[0]),
    ):
        office.do(change)


def _drafts(today: date, managers: Sequence[int], areas: Sequence[int]) -> tuple[Change, ...]:
    """A decided round of wishes, limits on who serves whom, a scenario, and something behind the map."""
    move = {"scenario_id": 1, "area_id": areas[0], "manager_id": managers[0], "second_id": managers[1]}
    return (
        RecordFamiliarity(managers[0], areas[0], 1, 3, 3, 3),
        RecordFamiliarity(managers[1], areas[0], 1, 3, 3, 3),
        OpenRound("年度志愿", today),
        DecideRound(1, "陈主任", 7, "年度志愿"),
        RecordFamiliarity(managers[0], areas[0], 1, 3, 3, 3),
        RecordFamiliarity(managers[1], areas[0], 2, 4, 3, 3),
        OpenRound("补选志愿", today, today),
        Create("wish_round", {"name": "来年志愿", "opened_on": today, "closes_on": today + timedelta(days=3)}),
        Create("avoidance", {"manager_id": managers[0], "area_id": areas[1], "cause": "relative"}),
        Create("grade_scope", {"grade": "senior", "rank": "key"}),
        Create("scenario", {"name": "方案一", "author": "陈主任", "drawn_on": today, "terms": "{}"}),
        Create("planned_move", {**move, "before_id": managers[1]}),
        Create("backdrop", {"name": "县界", "added_on": today, "shapes": "{}"}),
    )


def _of_households(area: int) -> tuple[Change, ...]:
    """A bill in arrears, and a questionnaire with one answer."""
    bill = {"account_no": "0450000001", "name": "欠费户", "month": "2026-10", "amount": Decimal("86.40")}
    return (
        Create("arrear", {**bill, "area_id": area, "phone": "10000000002"}),
        Create("survey", {"name": "客户满意度问卷调查", "issued": 300}),
        Create("survey_question", {"survey_id": 1, "place": 1, "text": "1、您对用电服务是否满意？"}),
        Create("survey_question", {"survey_id": 1, "place": 2, "text": "2、您还有什么意见？"}),
        Create("survey_return", {"survey_id": 1, "number": "001", "state": "valid", "area_id": area}),
        Create("survey_answer", {"return_id": 1, "question_id": 1, "text": "无"}),
    )
