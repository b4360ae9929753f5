"""The lists of the Appraisal tab: shares are ratios, whatever unit the database keeps the money in."""

import pytest

from app.features.appraisal.queries.listings import AREA_MONTHS
from app.kit.store.query import Filter, View, order, rows
from tests.features.appraisal.conftest import Sample


def test_loss_and_fees_paid_are_ratios(sample: Sample) -> None:
    at = [1 + [column.key for column in AREA_MONTHS.columns].index(key) for key in ("loss", "paid")]
    ids = sample.office.ask(order, AREA_MONTHS, View())
    found = sample.office.ask(rows, AREA_MONTHS, ids)
    assert [row[at[0]] for row in found] == pytest.approx([0.04, 0.04, 0.1, -0.04])
    assert [row[at[1]] for row in found] == pytest.approx([1.0, 0.99, 1.0, 1.0])
    few = View(filters=(Filter("paid", "at_most", 0.995),))
    assert len(sample.office.ask(order, AREA_MONTHS, few)) == 1
