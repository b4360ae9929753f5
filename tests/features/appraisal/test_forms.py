"""The monthly report and the rating sheet: what is stored comes back as it was, ratings open their month."""

from decimal import Decimal

from app.features.appraisal.model import AreaMonth, Period, Rating
from app.features.appraisal.sheets.forms import MONTHS, RATINGS
from app.kit.job import Progress
from app.kit.sheet import CHANGED, NEW, ImportRows, PlannedRow
from app.kit.store.office import Office
from tests.builders import a_manager, a_staff, an_area, an_assignment
from tests.features.appraisal.conftest import MONTH, Sample


def put(office: Office, sheet: object, *rows: PlannedRow) -> None:
    office.do(ImportRows("x", ((sheet, rows),), Progress()))  # type: ignore[arg-type]


def test_a_month_comes_in_changes_and_comes_out(office: Office) -> None:
    area = an_area(office, code="A1")
    values = {"area": "A1", "month": MONTH, "supplied": 1000.0, "sold": 950.0, "due": Decimal("500.10")}
    put(office, MONTHS, PlannedRow(2, NEW, ("A1", MONTH), values))
    (stored,) = office.ask(lambda ctx: list(MONTHS.stored(ctx)))
    assert {name: stored[name] for name in values} == values
    put(office, MONTHS, PlannedRow(2, CHANGED, ("A1", MONTH), {**stored, "sold": 940.0}, stored))
    (row,) = office.ask(lambda ctx: [(r.area_id, r.sold, r.due) for r in ctx.session.query(AreaMonth)])
    assert row == (area, 940.0, Decimal("500.10"))
    office.undo()
    assert office.ask(lambda ctx: [r.sold for r in ctx.session.query(AreaMonth)]) == [950.0]


def test_ratings_open_the_month_they_speak_of(office: Office) -> None:
    manager = a_manager(office, staff_id=a_staff(office, code="W1"))
    an_assignment(office, manager_id=manager)
    values = {"manager": "W1", "month": MONTH, "item": "drive", "rater": "self", "mark": 91.0}
    put(office, RATINGS, PlannedRow(2, NEW, ("W1", MONTH, "drive", "self"), values))
    assert office.ask(lambda ctx: [row.month for row in ctx.session.query(Period)]) == [MONTH]
    (stored,) = office.ask(lambda ctx: list(RATINGS.stored(ctx)))
    assert stored == {**values, "reason": None}
    office.undo()
    assert office.ask(lambda ctx: ctx.session.query(Period).count()) == 0


def test_a_rating_is_changed(sample: Sample) -> None:
    key = ("W1", MONTH, "drive", "supervisor")
    values = {"manager": "W1", "month": MONTH, "item": "drive", "rater": "supervisor", "mark": 80.0, "reason": "x"}
    put(sample.office, RATINGS, PlannedRow(2, NEW, key, values))
    put(sample.office, RATINGS, PlannedRow(2, CHANGED, key, {**values, "mark": 85.0}, values))
    assert sample.office.ask(lambda ctx: [row.mark for row in ctx.session.query(Rating)]) == [85.0]
