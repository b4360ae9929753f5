"""Which areas need a representative, when the last one may go, and what an archive lacks."""

from collections.abc import Mapping
from datetime import date

REQUIRED = (
    "name", "sex", "born", "category", "employer", "hamlet", "account_no", "phone", "preferred_time",
    "preferred_channel", "reason", "since", "due_until", "consented_on",
)  # fmt: skip
"""What a complete archive holds (B5), by field: of the customer, then of the term."""

AGE_BANDS = ((40, "under_40"), (50, "40_49"), (60, "50_59"), (70, "60_69"))
TERM_BANDS = ((1, "under_1"), (2, "1_2"), (4, "2_4"))


def needs_representative(kind: str, state: str, households: int) -> bool:
    """True for a running area with households that is not a customer's own transformer (B1)."""
    return state == "running" and kind != "dedicated" and households > 0


def leaves_area_alone(needs: bool, others: int, has_successor: bool) -> bool:
    """True if ending a term takes the last representative from an area that needs one (B1)."""
    return needs and others == 0 and not has_successor


def completeness(values: Mapping[str, object]) -> tuple[float, tuple[str, ...]]:
    """Share of the required fields that are filled (0 to 1), and the names of those that are not."""
    missing = tuple(name for name in REQUIRED if values.get(name) in (None, ""))
    return 1 - len(missing) / len(REQUIRED), missing


def plus_years(day: date, years: int) -> date:
    """The same day years later; 28 February for a leap day without its like."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age_band(age: int | None) -> str:
    """The band of an age, ``unknown`` without one."""
    if age is None:
        return "unknown"
    return next((band for limit, band in AGE_BANDS if age < limit), "70_up")


def term_band(since: date, today: date) -> str:
    """The band of the completed years in office."""
    years = today.year - since.year - ((today.month, today.day) < (since.month, since.day))
    return next((band for limit, band in TERM_BANDS if years < limit), "4_up")
