"""Needs and problems heard on visits, and complaints that came by the hotline."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from app.demo.county.areas import Areas
from app.demo.office import Days, Flags, Ints, Row, Texts, pick, rows
from app.demo.representatives import Representatives
from app.demo.staff import Staff
from app.demo.visits import Visits

RATE, SUMMER_RATE = 0.17, 0.28
SUMMER = (7, 8)
LIMIT_DAYS = 7
OVERDUE_SHARE, OPEN_SHARE = 0.08, 0.02
COMPLAINTS_PER_MONTH = 0.22
SUMMER_COMPLAINTS = 1.6

# The kinds heard (per cent) and their class in the ledger: low voltage and tripping (32) are told
# apart 20:12, trees in the line are a danger (安全), service and the rest go to 其他.
HEARD: dict[str, tuple[str, float, str, str]] = {
    "低电压": ("低电压", 20, "运维检修部", "晚高峰电压低,电饭煲、水泵带不动"),
    "跳闸": ("停电", 12, "运维检修部", "雷雨后台区总开关跳闸,全屯停电"),
    "树障线路": ("安全", 22, "运维检修部", "树枝碰线,线路弧垂过低"),
    "电价电费疑问": ("电费", 20, "市场营销部", "对阶梯电价和本月电费有疑问"),
    "表计": ("计量", 10, "计量中心", "怀疑电表走得快,申请校验"),
    "增容业扩": ("业扩", 9, "市场营销部", "新建房、加工厂需要增容"),
    "服务": ("其他", 4, "供电所", "希望停电通知提前到户"),
    "其他": ("其他", 3, "供电所", "咨询光伏并网和线上缴费"),
}
CALLBACKS = {"满意": 78, "基本满意": 17, "不满意": 5}
BEHALF = {"本人": 35, "本组村民": 40, "邻居": 15, "村委会": 10}


@dataclass(frozen=True)
class Requests:
    """Heard on visits first (``visit`` >= 0), then complaints of the hotline (``visit`` = -1)."""

    visit: Ints
    area: Ints
    manager: Ints
    raised: Days
    closed: Days  # NaT while open
    heard: Texts

    def said(self) -> dict[int, str]:
        """The text heard, by position of the visit."""
        pairs = zip(self.visit.tolist(), self.heard.tolist(), strict=True)
        return {visit: HEARD[heard][3] for visit, heard in pairs if visit >= 0}


def in_summer(months: Days) -> Flags:
    """Whether each month is July or August."""
    return np.isin(months.astype("datetime64[M]").astype(int) % 12 + 1, SUMMER)


def complain(rng: np.random.Generator, areas: Areas, manager: Ints, months: Days) -> Ints:
    """Complaints per area and month: Poisson, a rate per manager and his customers, more in summer.

    A sum of Poisson draws in proportion to customers is the manager's Poisson draw, already spread.
    """
    leaning = rng.gamma(2, 0.5, int(manager.max()) + 1)
    rate = COMPLAINTS_PER_MONTH * areas.customers[:, None] / 1500 * leaning[manager]
    return rng.poisson(rate * np.where(in_summer(months), SUMMER_COMPLAINTS, 1))


def hear(
    rng: np.random.Generator, visits: Visits, found: Representatives, *, complaints: Ints, manager: Ints,
    months: Days, today: date,
) -> Requests:
    """Requests of 17 % of the visits (28 % in summer) and every complaint; none closed after today."""
    rate = np.where(in_summer(visits.at), SUMMER_RATE, RATE)
    visit = np.flatnonzero(rng.random(len(rate)) < rate)
    area, month = np.repeat(np.argwhere(complaints), complaints[complaints > 0], axis=0).T
    first = months[month].astype("datetime64[D]")
    rung = first + rng.integers(0, 28, len(area))
    raised = np.concatenate([visits.at[visit].astype("datetime64[D]"), rung])
    closed = raised + _days_taken(rng, len(raised))
    is_open = (rng.random(len(raised)) < OPEN_SHARE) | (closed > np.datetime64(today))
    return Requests(
        np.concatenate([visit, np.full(len(area), -1)]),
        np.concatenate([found.area[visits.representative[visit]], area]),
        np.concatenate([visits.manager[visit], manager[area, month]]), raised,
        np.where(is_open, np.datetime64("NaT", "D"), closed),
        pick(rng, {heard: row[1] for heard, row in HEARD.items()}, len(raised)),
    )


def _days_taken(rng: np.random.Generator, count: int) -> Ints:
    """Lognormal (median 3) days, cut at the limit of 7 so that just 8 % lie above it."""
    pool = rng.lognormal(np.log(3), 0.9, 4000)
    late = rng.random(count) < OVERDUE_SHARE
    in_time, too_late = pool[pool <= LIMIT_DAYS], pool[pool > LIMIT_DAYS]
    return np.ceil(np.where(late, rng.choice(too_late, count), rng.choice(in_time, count))).astype(int)


def request_table(
    rng: np.random.Generator, found: Requests, visits: Visits, *, people: Representatives, staff: Staff,
    areas: Areas,
) -> list[Row]:
    """The ledger of requests as rows in order of day."""
    order = np.lexsort((found.visit, found.raised))
    visit, area = found.visit[order], found.area[order]
    by_visit = visit >= 0
    person = visits.representative[visit]
    heard = [HEARD[word] for word in found.heard[order].tolist()]
    closed = found.closed[order]
    is_open, count = np.isnat(closed), len(order)
    return rows(
        code=[f"SQ{i + 1:06d}" for i in range(count)], channel=np.where(by_visit, "走访", "95598"),
        visit_code=np.where(by_visit, visits.codes[visit], ""),
        representative_code=np.where(by_visit, people.codes[person], ""),
        raised_by=np.where(by_visit, people.names[person], "来电客户"),
        on_behalf=np.where(by_visit, pick(rng, BEHALF, count), "本人"), area_code=areas.codes[area],
        area=areas.names[area], kind=[row[0] for row in heard], heard=found.heard[order],
        text=[row[3] for row in heard], is_complaint=np.where(by_visit, "否", "是"),
        manager=staff.names[found.manager[order]], manager_no=staff.numbers[found.manager[order]],
        raised_on=found.raised[order], due_on=found.raised[order] + LIMIT_DAYS,
        department=[row[2] for row in heard], closed_on=closed,
        outcome=np.where(is_open, "", "已答复客户并办结"),
        callback=np.where(is_open, "", pick(rng, CALLBACKS, count)),
        escalated=np.where(rng.random(count) < 0.1, "是", "否"),
    )
