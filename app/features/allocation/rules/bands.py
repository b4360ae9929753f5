"""Whether a manager carries a reasonable load (A15)."""

FAIR, WATCHED, OVER = "fair", "watched", "over"
WARNED = {WATCHED: "attention", OVER: "late"}
"""The colour of a load that is not simply reasonable."""


def band(load: float, fair: float, most: float) -> str:
    """``fair`` up to the first limit, ``watched`` up to the second, ``over`` above it.

    By the tobacco survey's limits of 150 and 180 households:

    >>> [band(n, 150, 180) for n in (0, 150, 151, 180, 181)]
    ['fair', 'fair', 'watched', 'watched', 'over']
    """
    if load <= fair:
        return FAIR
    return WATCHED if load <= most else OVER
