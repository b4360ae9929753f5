"""Results: points traceable to records, places, and what publication keeps."""

from decimal import Decimal

from app.features.appraisal.changes.periods import PublishPeriod, ReopenPeriod
from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.model import Score
from app.features.appraisal.queries.listings import UNPUBLISHED
from app.features.appraisal.queries.results import results, score_sheet
from app.features.appraisal.queries.story import score_story
from app.features.appraisal.queries.trend import periods, trend
from app.kit.store.change import Edit
from app.kit.store.query import count
from tests.builders import a_manager, an_assignment
from tests.features.appraisal.conftest import MONTH, Sample

BEHAVIOUR = ("customers", "discipline", "cooperation", "responsibility", "drive", "learning")


def rate_all(sample: Sample, mark: float = 90.0) -> None:
    marks = [Mark(manager, item, mark) for manager in (sample.wei, sample.lan) for item in BEHAVIOUR]
    sample.office.do(GiveMarks(sample.period, tuple(marks)))


def test_points_by_hand(sample: Sample) -> None:
    """Wei: loss 4 % (20 of 20); paid 99.25 % is 0.25 short, three steps (20 − 1.5); 50 complaints per 10,000
    (0 of 10); half the visits, 50 steps of 0.3 (0 of 15); half in time, 50 steps of 0.2 (0 of 10); 22.5 of 25."""
    rate_all(sample)
    line = sample.office.ask(score_sheet, sample.period, sample.wei)
    assert line is not None
    points = {each.item.code: float(each.points) for each in line.standing.items}
    assert (points["line_loss"], points["fee_recovery"], points["complaints"]) == (20, 18.5, 0)
    assert (points["visit_coverage"], points["requests_in_time"]) == (0, 0)
    assert line.standing.of("behaviour") == Decimal("22.50")
    assert line.standing.total == Decimal("61.00")
    assert (line.band, line.place) == ("fail", 2)


def test_what_does_not_apply_is_left_out_and_said(sample: Sample) -> None:
    """Lan had no request: 75 points of results rest on 65. Loss 10 % is 55 steps over: 0 of 20; the rest is full."""
    rate_all(sample)
    found = sample.office.ask(results, sample.period)
    line = found.lines[0]
    assert (line.person.name, line.place) == ("蓝海波", 1)
    assert line.standing.of("results") == Decimal("51.92")  # 45 / 65 × 75
    assert line.standing.total == Decimal("74.42")
    assert "Does not apply: Requests closed" in line.standing.remarks[0]


def test_every_lost_point_opens_a_record(sample: Sample) -> None:
    rate_all(sample)
    for line in sample.office.ask(results, sample.period).lines:
        for each in line.standing.items:
            lost = sum(deduction.points for deduction in each.deductions)
            assert abs(float(each.full - each.points) - lost) < 1e-9
            assert all(deduction.records for deduction in each.deductions)


def test_who_has_no_figures_is_named_not_ranked_last(sample: Sample) -> None:
    idle = a_manager(sample.office)
    an_assignment(sample.office, manager_id=idle)
    found = sample.office.ask(results, sample.period)
    assert {line.person.id for line in found.lines} == {sample.wei, sample.lan}
    assert [person.id for person in found.unmeasured] == [idle]
    done = sample.office.do(PublishPeriod(sample.period, MONTH))
    assert done.result == 2 and "nothing was recorded" in done.remarks[0]


def test_publication_keeps_figures_and_points(sample: Sample) -> None:
    rate_all(sample)
    before = sample.office.ask(results, sample.period)
    sample.office.do(PublishPeriod(sample.period, MONTH))
    sample.office.do(Edit("area_month", 1, {"sold": 500.0}))
    after = sample.office.ask(results, sample.period)
    assert after.stage == "published"
    assert [line.standing.total for line in after.lines] == [line.standing.total for line in before.lines]
    assert after.lines[1].standing.items[0].deductions == before.lines[1].standing.items[0].deductions
    sample.office.do(ReopenPeriod(sample.period, MONTH, "申诉"))
    assert sample.office.ask(results, sample.period).lines != before.lines


def test_a_kept_score_tells_its_items(sample: Sample) -> None:
    rate_all(sample)
    sample.office.do(PublishPeriod(sample.period, MONTH))
    first = sample.office.ask(lambda ctx: ctx.session.query(Score).filter_by(manager_id=sample.wei).one().id)
    told = sample.office.ask(score_story, first)
    assert (told.title, told.subtitle) == ("韦建军", "2026-10: rank 2, total 61.00")
    assert told.facts[1] == ("Fees paid", "18.5 of 20 · 99.25 %")


def test_trend_and_periods(sample: Sample) -> None:
    assert sample.office.ask(count, UNPUBLISHED) == 1
    rate_all(sample)
    sample.office.do(PublishPeriod(sample.period, MONTH))
    line = sample.office.ask(trend, sample.wei, MONTH)
    assert len(line) == 13 and line[0] == ("2025-10", None) and line[-1] == (MONTH, 61.0)
    (period,) = sample.office.ask(periods)
    assert (period.month, period.stage, period.published_on) == (MONTH, "published", "2026-11-24")
    assert sample.office.ask(count, UNPUBLISHED) == 0
