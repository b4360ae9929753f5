"""The power utility: transformer areas, line loss, fees, complaints, visits to representatives."""

from collections.abc import Mapping

from app.features.appraisal.rules.trade import made
from app.kit.measure import Indicator
from app.kit.profile import HOURS, Profile
from app.kit.words import N_
from app.profiles.measures import per_ten_thousand, share
from app.profiles.service import SERVICE, TABS

INDICATORS: tuple[Indicator, ...] = (
    made("line_loss", share("lost", "supplied", "loss")),
    made("fee_recovery", share("received", "due", "arrears")),
    made("complaints", per_ten_thousand("complaints", "households", "complaints")),
    made("visit_window", share("in_window", "visits", "out_of_window")),
    *SERVICE,
)


def scheme() -> Mapping[str, float]:
    """Results 75, behaviour 25: the middle of E3's bands for a normal market."""
    return {
        "line_loss": 20, "fee_recovery": 20, "complaints": 10, "visit_coverage": 15, "requests_in_time": 10,
        "customers": 5, "discipline": 4, "cooperation": 4, "responsibility": 4, "drive": 4, "learning": 4,
    }  # fmt: skip


POWER = Profile("power", N_("Power"), {}, TABS, INDICATORS, HOURS, scheme)
