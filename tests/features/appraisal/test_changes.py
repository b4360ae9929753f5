"""Schemes, periods and ratings: one validator, stages in order, undo."""

import pytest

from app.features.appraisal.changes.periods import (
    FinishPeriod,
    OpenPeriod,
    PublishPeriod,
    ReopenPeriod,
    ScorePeriod,
)
from app.features.appraisal.changes.ratings import GiveMarks, Mark
from app.features.appraisal.changes.schemes import CopyScheme, DefaultScheme, SetRule, SetWeights
from app.features.appraisal.model import Period, Rating, SchemeItem, Score, ScoreItem
from app.features.appraisal.queries.results import items_of
from app.features.appraisal.rules.weights import read_weights, written_weights
from app.kit.errors import Refusal
from app.kit.profile import use_profile
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.profiles import PROFILES
from tests.features.appraisal.conftest import MONTH, Sample

PARTS = {"line_loss": 25.0, "fee_recovery": 25.0, "drive": 25.0, "discipline": 25.0}
HALVES = written_weights(PARTS)


def count(ctx: Context, row: type) -> int:
    return ctx.session.query(row).count()


def stage(ctx: Context, period: int) -> str:
    return ctx.get(Period, period).stage


@pytest.mark.parametrize("name", sorted(PROFILES))
def test_the_trades_scheme_holds_and_says_where_its_values_are_from(office: Office, name: str) -> None:
    use_profile(PROFILES[name])
    scheme = office.do(DefaultScheme("方案")).result
    items = office.ask(items_of, scheme)
    assert sum(item.weight for item in items) == 100
    assert sum(item.weight for item in items if item.family == "results") == 75
    assert all(office.ask(lambda ctx: [row.source for row in ctx.session.query(SchemeItem)]))


def test_a_name_is_given_once(sample: Sample) -> None:
    with pytest.raises(Refusal, match="exists already"):
        sample.office.do(DefaultScheme("方案"))


def test_weights_for_an_abnormal_market(sample: Sample) -> None:
    with pytest.raises(Refusal, match="Say why"):
        sample.office.do(SetWeights(sample.scheme, HALVES, "abnormal"))
    sample.office.do(SetWeights(sample.scheme, HALVES, "abnormal", "电煤供应紧张"))
    assert {item.code: item.weight for item in sample.office.ask(items_of, sample.scheme)} == PARTS
    sample.office.undo()
    assert len(sample.office.ask(items_of, sample.scheme)) == 11


def test_weights_that_do_not_add_up_change_nothing(sample: Sample) -> None:
    with pytest.raises(Refusal, match=r"99\.5"):
        sample.office.do(SetWeights(sample.scheme, HALVES.replace("Drive 25", "Drive 24.5"), "abnormal", "x"))
    with pytest.raises(Refusal, match="moods 100 is no indicator"):
        sample.office.do(SetWeights(sample.scheme, "moods 100"))
    assert len(sample.office.ask(items_of, sample.scheme)) == 11


def test_weights_are_read_as_people_write_them() -> None:
    assert read_weights("line_loss = 20\nFees paid: 30%\n\n积极性 12．5") == {
        "line_loss": 20.0, "fee_recovery": 30.0, "drive": 12.5,
    }  # fmt: skip
    assert read_weights(written_weights(PARTS)) == PARTS
    for text, told in (("Drive", "no indicator with its points"), ("Drive 5\n积极性 5", "stands twice")):
        with pytest.raises(Refusal, match=told):
            read_weights(text)


def test_a_rule_is_set_with_its_source(sample: Sample) -> None:
    sample.office.do(SetRule(1, 0.05, 0.002, 0.25, 10.0, "局发〔2026〕12号"))
    first = sample.office.ask(items_of, sample.scheme)[0]
    assert (first.target, first.step, first.per_step, first.cap) == (0.05, 0.002, 0.25, 10.0)
    with pytest.raises(Refusal, match="in proportion"):
        sample.office.do(SetRule(1, 0.05, 0.0, 0.25))  # lower loss is better


def test_a_period_goes_through_its_stages(sample: Sample) -> None:
    office, period = sample.office, sample.period
    with pytest.raises(Refusal, match="not at that stage"):
        office.do(FinishPeriod(period, MONTH))
    assert office.do(ScorePeriod(period, MONTH)).result == 2
    office.do(ScorePeriod(period, MONTH))
    assert office.ask(count, Score) == 2
    assert office.ask(count, ScoreItem) == 22
    office.do(PublishPeriod(period, MONTH))
    with pytest.raises(Refusal, match="published by this scheme"):
        office.do(SetWeights(sample.scheme, HALVES, "abnormal", "x"))
    with pytest.raises(Refusal, match="published"):
        office.do(GiveMarks(period, (Mark(sample.wei, "drive", 90),)))
    office.do(FinishPeriod(period, MONTH))
    with pytest.raises(Refusal, match="Say why"):
        office.do(ReopenPeriod(period, MONTH, " "))
    done = office.do(ReopenPeriod(period, MONTH, "申诉成立"))
    assert "申诉成立" in done.said and office.ask(stage, period) == "rating"


def test_publication_is_one_undo(sample: Sample) -> None:
    sample.office.do(PublishPeriod(sample.period, MONTH))
    sample.office.undo()
    assert sample.office.ask(stage, sample.period) == "collecting"
    assert sample.office.ask(count, Score) == sample.office.ask(count, ScoreItem) == 0


def test_a_copy_may_be_changed_while_the_model_is_in_use(sample: Sample) -> None:
    sample.office.do(PublishPeriod(sample.period, MONTH))
    copy = sample.office.do(CopyScheme(sample.scheme, "2027方案")).result
    sample.office.do(SetWeights(copy, HALVES, "abnormal", "x"))
    assert len(sample.office.ask(items_of, sample.scheme)) == 11


def test_periods_that_cannot_be_opened(sample: Sample) -> None:
    for month, told in (("2026-12", "not begun"), (MONTH, "exists already"), ("2026-13", "no month")):
        with pytest.raises(Refusal, match=told):
            sample.office.do(OpenPeriod(month, sample.scheme))


def test_marks_are_given_changed_and_taken_back(sample: Sample) -> None:
    office = sample.office
    office.do(GiveMarks(sample.period, (Mark(sample.wei, "drive", 90), Mark(sample.lan, "drive", 70))))
    office.do(GiveMarks(sample.period, (Mark(sample.wei, "drive", 95), Mark(sample.lan, "drive", None))))
    assert office.ask(lambda ctx: [row.mark for row in ctx.session.query(Rating)]) == [95]
    office.undo()
    assert office.ask(lambda ctx: sorted(row.mark for row in ctx.session.query(Rating))) == [70, 90]
    with pytest.raises(Refusal, match="between 0 and 100"):
        office.do(GiveMarks(sample.period, (Mark(sample.wei, "drive", 101),)))
