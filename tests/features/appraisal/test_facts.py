"""Facts counted from the records: sums, not means; data faults left out; a bounded number of statements."""

from datetime import date

import pytest
from sqlalchemy import event

from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.queries.facts import facts
from app.features.appraisal.queries.results import results
from app.features.appraisal.rules.trade import indicator
from app.kit.store.office import Office
from tests.builders import a_manager, an_area, an_assignment, make
from tests.features.appraisal.conftest import MONTH, Sample


def value(sample: Sample, manager: int, code: str) -> float | None:
    found = sample.office.ask(facts, MONTH, sample.period)[manager]
    return indicator(code).measure(found).value


def test_loss_is_a_quotient_of_sums_without_the_data_fault(sample: Sample) -> None:
    assert value(sample, sample.wei, "line_loss") == pytest.approx(160 / 4000)
    assert value(sample, sample.lan, "line_loss") == pytest.approx(100 / 1000)  # area 4 is left out of both sums
    (fault,) = sample.office.ask(facts, MONTH)[sample.lan].records["faults"]
    assert fault.text == "4号公变: negative loss -4.0 %, left out as a data fault"


def test_the_weightiest_loss_comes_first_and_opens_its_month(sample: Sample) -> None:
    first, second = sample.office.ask(facts, MONTH)[sample.wei].records["loss"]
    assert (first.table, first.effect, first.text) == ("area_month", 120.0, "2号公变: loss 4.0 %, 120 kWh")
    assert second.effect == 40.0


def test_fees_complaints_requests(sample: Sample) -> None:
    assert value(sample, sample.wei, "fee_recovery") == pytest.approx(1985 / 2000)
    assert value(sample, sample.lan, "fee_recovery") == 1.0
    assert value(sample, sample.wei, "complaints") == pytest.approx(1 / 200 * 10_000)
    assert value(sample, sample.wei, "requests_in_time") == 0.5
    assert value(sample, sample.wei, "closed_at_once") == 0.5
    assert value(sample, sample.lan, "requests_in_time") is None
    (late,) = sample.office.ask(facts, MONTH)[sample.wei].records["overdue"]
    assert late.text.endswith("closed 4 days after 10-08")


def test_visits_and_coverage(sample: Sample) -> None:
    assert value(sample, sample.wei, "visit_completion") == 0.5
    assert value(sample, sample.wei, "visit_coverage") == 0.5
    assert value(sample, sample.lan, "visit_completion") is None
    assert value(sample, sample.lan, "visit_coverage") == 1.0
    assert value(sample, sample.wei, "visit_window") == 1.0
    assert value(sample, sample.lan, "visit_window") == 0.0  # on the 28th, the reading day is the 5th
    assert value(sample, sample.wei, "representative_coverage") == 1.0
    assert value(sample, sample.lan, "representative_coverage") == 0.5
    assert value(sample, sample.wei, "archive") == pytest.approx(9 / 14, abs=0.15)
    found = sample.office.ask(facts, MONTH)[sample.wei]
    assert [record.text for record in found.records["missed"]] == ["10-06 2号公变 · 代表2: not made"]
    assert [record.text for record in found.records["not_visited"]] == ["2号公变 · 代表2: not visited"]


def test_training_and_stability(sample: Sample) -> None:
    assert value(sample, sample.wei, "training") == 2
    assert value(sample, sample.wei, "stability") == 1.0


def test_an_area_that_changed_hands_counts_once_for_who_held_it_longer(sample: Sample, office: Office) -> None:
    area, heir = an_area(office, households=100), a_manager(office)
    an_assignment(office, area_id=area, manager_id=sample.wei, until=date(2026, 10, 8))
    an_assignment(office, area_id=area, manager_id=heir, since=date(2026, 10, 8), reason="balance")
    make(office, "area_month", area_id=area, month=MONTH, supplied=500.0, sold=400.0)
    found = office.ask(facts, MONTH)
    assert found[heir].get("supplied") == 500.0
    assert found[sample.wei].get("supplied") == 4000.0
    assert indicator("stability").measure(found[heir]).value == 0.0
    tenure = indicator("tenure").measure(found[heir])
    assert (tenure.top, tenure.bottom) == (pytest.approx(23 / 30.4375), 1)
    assert [record.row_id for record in tenure.records] == [area]
    assert tenure.records[0].effect == pytest.approx(12 - 23 / 30.4375)


def test_marks_are_weighed_over_the_raters_present(sample: Sample) -> None:
    marks = (Mark(sample.wei, "drive", 90), Mark(sample.wei, "drive", 60, "customers"), Mark(sample.lan, "drive", 80))
    sample.office.do(GiveMarks(sample.period, marks))
    assert value(sample, sample.wei, "drive") == pytest.approx((90 * 50 + 60 * 30) / 80)
    assert value(sample, sample.lan, "drive") == 80.0
    assert value(sample, sample.lan, "learning") is None


def test_the_number_of_statements_does_not_grow_with_managers(sample: Sample, office: Office) -> None:
    def statements() -> int:
        seen: list[str] = []
        listen = (office.database.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
        event.listen(*listen)
        office.ask(results, sample.period)
        event.remove(*listen)
        return len(seen)

    before = statements()
    for _n in range(8):
        area = an_area(office)
        an_assignment(office, area_id=area)
        make(office, "area_month", area_id=area, month=MONTH, supplied=500.0, sold=480.0)
    assert statements() == before <= 20
    assert len(office.ask(results, sample.period).lines) == 10


def test_an_empty_office_has_no_facts(office: Office) -> None:
    assert office.ask(facts, MONTH) == {}
