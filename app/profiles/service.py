"""What every trade measures of its customer managers: visits, requests, representatives, conduct."""

from app.features.appraisal.rules.trade import by_hand, made
from app.kit.measure import Indicator
from app.profiles.measures import figure, share

TABS = ("today", "allocation", "representatives", "visits", "appraisal", "people", "office")

SERVICE: tuple[Indicator, ...] = (
    made("visit_coverage", share("visited", "to_visit", "not_visited")),
    made("visit_completion", share("plan_done", "planned", "missed")),
    made("on_site", share("on_site", "visits", "by_phone")),
    made("requests_in_time", share("in_time", "promised", "overdue")),
    made("closed_at_once", share("closed_at_once", "closed", "escalated")),
    made("representative_coverage", share("represented", "to_represent", "unrepresented")),
    made("archive", share("filled", "required", "incomplete")),
    made("stability", share("kept", "areas", "changed")),
    made("tenure", share("tenure_months", "areas", "short_tenure")),
    made("training", figure("trainings")),
    made("customers", by_hand("customers")),
    made("discipline", by_hand("discipline")),
    made("cooperation", by_hand("cooperation")),
    made("responsibility", by_hand("responsibility")),
    made("drive", by_hand("drive")),
    made("learning", by_hand("learning")),
)
