"""The power utility: transformer areas, line loss, fees, complaints, visits to representatives."""

from collections.abc import Mapping

from app.features.appraisal.rules.trade import by_hand, made
from app.kit.measure import Indicator
from app.kit.profile import Profile
from app.kit.words import N_
from app.profiles.measures import figure, per_ten_thousand, share

TABS = ("today", "allocation", "representatives", "visits", "appraisal", "people", "office")
LOAD_CEILING = 166.6
"""Hours a month: 20.83 working days of 8 hours."""

INDICATORS: tuple[Indicator, ...] = (
    made("line_loss", share("lost", "supplied", "loss")),
    made("fee_recovery", share("received", "due", "arrears")),
    made("complaints", per_ten_thousand("complaints", "households", "complaints")),
    made("visit_coverage", share("visited", "to_visit", "not_visited")),
    made("visit_completion", share("plan_done", "planned", "missed")),
    made("visit_window", share("in_window", "visits", "out_of_window")),
    made("on_site", share("on_site", "visits", "by_phone")),
    made("requests_in_time", share("in_time", "promised", "overdue")),
    made("closed_at_once", share("closed_at_once", "closed", "escalated")),
    made("representative_coverage", share("represented", "to_represent", "unrepresented")),
    made("archive", share("filled", "required", "incomplete")),
    made("stability", share("kept", "areas", "changed")),
    made("training", figure("trainings")),
    made("customers", by_hand("customers")),
    made("discipline", by_hand("discipline")),
    made("cooperation", by_hand("cooperation")),
    made("responsibility", by_hand("responsibility")),
    made("drive", by_hand("drive")),
    made("learning", by_hand("learning")),
)


def scheme() -> Mapping[str, float]:
    """Results 75, behaviour 25: the middle of E3's bands for a normal market."""
    return {
        "line_loss": 20, "fee_recovery": 20, "complaints": 10, "visit_coverage": 15, "requests_in_time": 10,
        "customers": 5, "discipline": 4, "cooperation": 4, "responsibility": 4, "drive": 4, "learning": 4,
    }  # fmt: skip


POWER = Profile("power", N_("Power"), {}, TABS, INDICATORS, LOAD_CEILING, scheme)
