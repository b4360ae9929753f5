"""The indicators known by code: what they are called and the curve a new office starts with (d4, E5).

A profile says how each is measured and weighed; target, step and points per step become rows of a
scheme that the office changes. ``source`` says where a starting value is from: seen in public
sources, or general field knowledge.
"""

from dataclasses import dataclass

from app.kit.words import N_

RESULTS, BEHAVIOUR = "results", "behaviour"
MARKS = N_("marks")
"""Unit of an indicator that people rate by hand, 0 to 100."""
_FIELD = N_("general field knowledge; measure your own")
_LINEAR = N_("linear deduction as practised; the step is a setting")
_DUTY = N_("the rule itself: all of them")
_RATED = N_("E12, E13: marks by hand, in proportion")


@dataclass(frozen=True)
class Standard:
    """An indicator as the trade knows it. Percentages are ratios; ``step`` 0 gives points in proportion."""

    code: str
    label: str
    family: str
    unit: str
    decimals: int
    higher_is_better: bool
    target: float
    step: float
    per_step: float
    source: str
    help: str = ""
    spellings: tuple[str, ...] = ()
    """What offices call it in their rating sheets."""


def _share(
    code: str, label: str, help_: str, target: float, per_step: float, *, source: str = _FIELD, step: float = 0.01
) -> Standard:
    return Standard(code, label, RESULTS, "%", 1, True, target, step, per_step, source, help_)


def _rated(code: str, label: str, family: str, *spellings: str, told: str = "") -> Standard:
    return Standard(code, label, family, MARKS, 1, True, 100.0, 0.0, 0.0, _RATED, told, spellings)


STANDARDS = {
    each.code: each
    for each in (
        Standard("line_loss", N_("Line loss"), RESULTS, "%", 2, False, 0.045, 0.001, 0.5, _LINEAR,
                 N_("(supplied − sold) / supplied, summed; areas with negative loss are data faults and left out")),
        Standard("fee_recovery", N_("Fees paid"), RESULTS, "%", 2, True, 0.995, 0.001, 0.5, _LINEAR,
                 N_("fees received / fees due, by amount")),
        Standard("complaints", N_("Complaints"), RESULTS, N_("per 10,000 households"), 1, False, 0.0, 1.0, 0.75,
                 _FIELD, N_("complaints / households × 10,000")),
        _share("visit_coverage", N_("Visits"), N_("representatives visited / representatives in office"), 1.0, 0.3,
               source=_DUTY),
        _share("visit_completion", N_("Plan kept"), N_("visits made as planned / visits planned"), 1.0, 0.3,
               source=_DUTY),
        _share("visit_window", N_("In the window"), N_("visits within the reading window / visits made"), 0.6, 0.1),
        _share("on_site", N_("On site"), N_("visits on site / visits made"), 0.7, 0.1),
        _share("requests_in_time", N_("Requests closed"), N_("closed within the promise / promised for this month"),
               1.0, 0.2, source=_DUTY),
        _share("closed_at_once", N_("Closed at once"), N_("closed without escalation / closed (A17)"), 0.9, 0.1),
        _share("representative_coverage", N_("Represented"), N_("areas with a representative in office / areas (B1)"),
               1.0, 0.5, source=_DUTY),
        _share("archive", N_("Archives"), N_("required particulars filled in / required (B5)"), 0.95, 0.1),
        _share("stability", N_("Stability"), N_("areas that kept their manager this year / areas (A8)"), 0.95, 0.2),
        Standard("tenure", N_("Tenure"), RESULTS, N_("months"), 1, True, 24.0, 1.0, 0.1, _FIELD,
                 N_("months since the manager has each area, mean over his areas (A8)")),
        Standard("training", N_("Training"), RESULTS, N_("times"), 0, True, 1.0, 1.0, 3.0, N_("G1: once a year"),
                 N_("trainings taken part in this year")),
        _rated("orders", N_("Orders"), RESULTS, "订购量", "销量", told=N_("orders against the month's task")),
        _rated("availability", N_("On the shelf"), RESULTS, "上柜率", told=N_("brands on sale in the shops")),
        _rated("price_tags", N_("Price tags"), RESULTS, "明码标价率", told=N_("shops with marked prices")),
        _rated("customers", N_("Customers' view"), BEHAVIOUR, "客户评价", "客户满意度",
               told=N_("customers' assessment of the manager (E5, E12 G)")),
        _rated("discipline", N_("Discipline"), BEHAVIOUR, "纪律性", "纪律"),
        _rated("cooperation", N_("Cooperation"), BEHAVIOUR, "协调性", "协作", "团队协作"),
        _rated("responsibility", N_("Responsibility"), BEHAVIOUR, "责任感", "责任心"),
        _rated("drive", N_("Drive"), BEHAVIOUR, "积极性", "主动性"),
        _rated("learning", N_("Learning"), BEHAVIOUR, "学习", "学习培训", told=N_("training, reading, exchange (G1)")),
    )
}  # fmt: skip
