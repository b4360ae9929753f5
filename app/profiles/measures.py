"""How indicators are measured from the facts of a manager's month: quotients of sums, never means of rates."""

from collections.abc import Callable

from app.kit.measure import Facts, Reading, ratio

Measure = Callable[[Facts], Reading]


def share(top: str, bottom: str, records: str) -> Measure:
    """``top`` over ``bottom`` with the records called ``records`` behind it."""

    def measure(facts: Facts) -> Reading:
        return ratio(facts.get(top), facts.get(bottom), facts.records.get(records, ()))

    return measure


def per_ten_thousand(top: str, bottom: str, records: str) -> Measure:
    """``top`` per 10,000 of ``bottom``."""

    def measure(facts: Facts) -> Reading:
        found = ratio(facts.get(top) * 10_000, facts.get(bottom), facts.records.get(records, ()))
        return Reading(found.value, facts.get(top), found.bottom, found.records)

    return measure


def figure(name: str) -> Measure:
    """A number as it was recorded; does not apply while it is not known."""

    def measure(facts: Facts) -> Reading:
        return Reading(facts.numbers.get(name), facts.get(name), 1.0, facts.records.get(name, ()))

    return measure
