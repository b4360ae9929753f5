"""Words that several papers say alike of one change of hands."""

from app.features.allocation.model import Assignment
from app.features.allocation.queries.changed import Changed
from app.kit.fields import Field, field_of
from app.kit.words import _

_REASON: Field = field_of(Assignment.reason)
_SINCE: Field = field_of(Assignment.since)


def day_of(one: Changed) -> str:
    """The effective day; blank for handwriting while nobody settled it."""
    return _SINCE.show(one.since) if one.since else ""


def why(one: Changed) -> str:
    """The reason with its explanation, if that says more."""
    reason = _REASON.show(one.reason)
    return reason if one.explanation in ("", reason) else _(", ").join((reason, one.explanation))
