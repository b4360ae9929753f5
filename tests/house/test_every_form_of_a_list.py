"""What a list shows leaves as a form and comes back without news, for every list and sheet that go together."""

from pathlib import Path

import pytest

from app.catalogue import manifests
from app.kit.errors import Refusal
from app.kit.listbook import Seen, has_keys, write_form_of
from app.kit.planning import plan_files
from app.kit.sheet import SAME, Sheet
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.query import Listing, View, order

PAIRS = {
    f"{listing.name}-{sheet.name}": (listing, sheet)
    for feature in manifests() for listing in feature.listings for sheet in feature.sheets if has_keys(listing, sheet)
}  # fmt: skip


def test_the_lists_that_people_fill_in_are_among_them() -> None:
    assert {"visits-visit_plan", "territory-ledger", "customers-customers", "requests-requests"} <= set(PAIRS)


@pytest.mark.parametrize(("listing", "sheet"), PAIRS.values(), ids=PAIRS)
def test_the_rows_seen_come_back_the_same(seeded: Office, tmp_path: Path, listing: Listing, sheet: Sheet) -> None:
    file = tmp_path / "form.xlsx"
    seen = Seen(listing, View(), tuple(column.key for column in listing.columns), revealed=True)

    def write(ctx: Context) -> int:
        write_form_of(ctx, seen, sheet, file)
        return len(order(ctx, listing, View()))

    try:
        count = seeded.ask(write)
    except Refusal:
        assert not file.exists()
        return
    (plan,) = seeded.ask(plan_files, [file], (sheet,))
    assert set(plan.counts()) == {SAME} and 0 < plan.counts()[SAME] <= count
