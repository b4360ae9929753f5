"""欠费清单: customers who have not paid last month's bill, wholly or in part."""

import numpy as np

from app.demo.county.areas import Areas
from app.demo.county.consumption import Consumers
from app.demo.names import full_names, phones
from app.demo.office import Days, Row, rows

PRICE = 0.6
"""Yuan a kWh, roughly."""
SHARE, PARTLY = 0.004, 0.2
"""Customers in arrears, and of these the ones who paid half."""
DUE_AFTER = 14
"""Days into the month after."""


def owe(rng: np.random.Generator, consumers: Consumers, areas: Areas, months: Days) -> list[Row]:
    """One bill each, of the last of ``months``; names and telephones are drawn, as everywhere."""
    count = max(1, round(SHARE * len(consumers.area)))
    who = np.sort(rng.choice(len(consumers.area), count, replace=False))
    billed = np.maximum(1.0, np.round(PRICE * consumers.kwh[who], 2))
    paid = np.where(rng.random(count) < PARTLY, np.round(billed / 2, 2), 0.0)
    month = months[-1].astype("datetime64[D]")
    due = (months[-1] + 1).astype("datetime64[D]") + DUE_AFTER
    return rows(
        account_no=consumers.account(who), holder=full_names(rng, rng.choice(["男", "女"], count)),
        area_code=areas.codes[consumers.area[who]], area=areas.names[consumers.area[who]],
        month=np.full(count, month), billed_yuan=billed, paid_yuan=paid, owed_yuan=np.round(billed - paid, 2),
        due_on=np.full(count, due), phone=phones(rng, count),
    )
