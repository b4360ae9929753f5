"""Work counted in seconds of an ordinary office PC, so that the same question stops at the same place everywhere."""

import time


class Effort:
    """``spend`` what a step is known to cost; ``is_over`` once the work is done, or the real processor time is."""

    def __init__(self, work: float, *, clock: float | None = None, outer: "Effort | None" = None) -> None:
        self._outer = outer
        self._limit = work
        self._spent = 0.0
        self._deadline: float = outer._deadline if outer else time.process_time() + (work if clock is None else clock)

    def spend(self, seconds: float) -> None:
        """Count work done, here and in the effort this is a part of."""
        self._spent += seconds
        if self._outer:
            self._outer.spend(seconds)

    @property
    def left(self) -> float:
        """Counted seconds left."""
        return max(0.0, self._limit - self._spent)

    @property
    def is_late(self) -> bool:
        """True when the real processor time is used up: an answer may depend on the machine then."""
        return self.is_late_in(0.0)

    def is_late_in(self, seconds: float) -> bool:
        """True when the real processor time is used up ``seconds`` from now."""
        return time.process_time() + seconds >= self._deadline

    @property
    def is_over(self) -> bool:
        """True when the work or the processor time is used up."""
        return self._spent >= self._limit or self.is_late

    def part(self, share: float) -> "Effort":
        """A share of what is left, under the same clock."""
        return Effort(self.left * share, outer=self)
