"""How good an answer is proven to be, in words."""

from app.kit.words import _

NOTHING = 0.00005  # a gap that would be shown as 0.00 %


def percent(gap: float) -> str:
    """A proven gap: finer where it is small."""
    return f"{gap:.2%}" if gap < 0.01 else f"{gap:.1%}"


def proven(gap: float) -> str:
    """The gap, or that there is none, or that nothing is proven yet."""
    if gap >= 1:
        return _("nothing proven yet")
    return _("proven to be the best") if gap < NOTHING else _("proven gap {gap}", gap=percent(gap))
