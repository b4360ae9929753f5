"""The sheet on which a month is counted: numbers and records of every manager, while it is being filled."""

from collections import defaultdict
from collections.abc import Iterable

from app.kit.measure import Facts, Record


class Tally:
    """Counts for the managers named at the start; what belongs to nobody else is ignored."""

    def __init__(self, managers: Iterable[int]) -> None:
        self._numbers: dict[int, dict[str, float]] = {each: {} for each in managers}
        self._records: dict[int, dict[str, list[Record]]] = {each: defaultdict(list) for each in managers}

    def add(self, manager: int | None, name: str, amount: float = 1.0) -> None:
        """Add to a number; adding 0 says that it was looked at."""
        numbers = self._numbers.get(manager or 0)
        if numbers is not None:
            numbers[name] = numbers.get(name, 0.0) + amount

    def record(self, manager: int | None, name: str, record: Record) -> None:
        """Keep a record behind a number."""
        records = self._records.get(manager or 0)
        if records is not None:
            records[name].append(record)

    def facts(self) -> dict[int, Facts]:
        """What was counted, the weightiest records first."""
        return {
            manager: Facts(numbers, {name: tuple(sorted(found, key=lambda one: -abs(one.effect)))
                                     for name, found in self._records[manager].items()})
            for manager, numbers in self._numbers.items()
        }  # fmt: skip
