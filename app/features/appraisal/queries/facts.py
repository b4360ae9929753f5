"""Facts of every manager of a month, counted from the records in a bounded number of SQL statements."""

from collections.abc import Mapping

from app.features.appraisal.queries.archives import count_archives
from app.features.appraisal.queries.asked import count_requests
from app.features.appraisal.queries.coverage import count_areas, count_trainings
from app.features.appraisal.queries.energy import count_energy
from app.features.appraisal.queries.holders import holding
from app.features.appraisal.queries.marks import count_marks
from app.features.visits.queries.facts import count_visits
from app.kit.measure import Facts
from app.kit.store.context import Context
from app.kit.tally import Tally


def facts(ctx: Context, month: str, period: int | None = None) -> Mapping[int, Facts]:
    """Facts by manager id of everybody who was principal of an area in ``month``, with ``period``'s ratings.

    Numbers: supplied lost faults due received households complaints outages (of areas without a data
    fault), planned plan_done visits on_site in_window to_visit visited, promised in_time closed
    closed_at_once, areas kept tenure_months to_represent represented required filled, trainings, mark.ITEM.
    """
    held = holding(ctx, month)
    tally = Tally(held.managers)
    for count in (count_energy, count_requests, count_areas, count_archives, count_trainings):
        count(ctx, held, tally)
    count_visits(ctx, month, held.of, tally)
    if period is not None:
        count_marks(ctx, period, tally)
    return tally.facts()
