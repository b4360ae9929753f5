"""The tobacco company: retail lines, retailers, orders; energy has no place here."""

from collections.abc import Mapping

from app.features.appraisal.rules.trade import by_hand, made
from app.kit.measure import Indicator
from app.kit.profile import LoadBand, Profile
from app.kit.words import N_
from app.profiles.service import SERVICE, TABS

RETAILERS = LoadBand("households", 150.0, 180.0)
"""Of those asked, 95 % call up to 150 retailers a manager reasonable, 5 % 151 to 180 (A15)."""

INDICATORS: tuple[Indicator, ...] = (
    made("orders", by_hand("orders")),
    made("availability", by_hand("availability")),
    made("price_tags", by_hand("price_tags")),
    *SERVICE,
)


def scheme() -> Mapping[str, float]:
    """Results 75, behaviour 25 (E3); orders weigh most."""
    return {
        "orders": 25, "availability": 10, "visit_coverage": 15, "visit_completion": 10, "price_tags": 5,
        "requests_in_time": 10,
        "customers": 5, "discipline": 4, "cooperation": 4, "responsibility": 4, "drive": 4, "learning": 4,
    }  # fmt: skip


WORDS: Mapping[str, Mapping[str, str]] = {
    "zh_CN": {
        "Area": "零售线路", "Areas": "零售线路", "area": "零售线路", "areas": "零售线路",
        "Transformer area": "零售线路",
        "Area code": "线路编号", "Area name": "线路名称", "Households": "零售户",
        "Feeder": "送货线路", "feeder": "送货线路",
        "Feeders": "送货线路", "Representative": "零售户代表", "representative": "零售户代表",
        "Representatives": "零售户代表", "Reading day": "访销日", "Account no.": "许可证号",
        "District office": "营销部", "district office": "营销部", "District offices": "营销部",
        "with meter reading": "访销", "safe use of power": "真烟识别", "payment reminder": "货款提醒",
        "tariff leaflets": "品牌宣传", "line guarding": "市场净化",
        "representatives visited / representatives in office": "当月拜访的零售户代表 / 在聘零售户代表",
        "visits made as planned / visits planned": "按计划拜访数 / 计划拜访数",
    },
    "en": {
        "Area": "Retail line", "Areas": "Retail lines", "area": "retail line", "areas": "retail lines",
        "Transformer area": "Retail line", "Area code": "Line code", "Area name": "Line name",
        "Households": "Retailers", "Feeder": "Delivery line", "feeder": "delivery line", "Feeders": "Delivery lines",
        "Representative": "Retailers' representative", "representative": "retailers' representative",
        "Representatives": "Retailers' representatives", "Reading day": "Order day", "Account no.": "Licence no.",
        "District office": "Marketing office", "district office": "marketing office",
        "District offices": "Marketing offices", "with meter reading": "with the order call",
        "safe use of power": "telling genuine goods", "payment reminder": "payment reminder",
        "tariff leaflets": "brand leaflets", "line guarding": "clean market",
    },
}  # fmt: skip

TOBACCO = Profile("tobacco", N_("Tobacco"), WORDS, TABS, INDICATORS, RETAILERS, scheme)
