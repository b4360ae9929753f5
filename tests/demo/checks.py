"""What must hold in every xincheng office, whatever its size and seed."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import numpy as np

from app.demo.office import Office
from app.demo.sources import workdays

KEYS = {"districts": "code", "villages": "code", "feeders": "code", "areas": "code", "staff": "staff_no",
        "representatives": "code", "visits": "code", "requests": "code", "consumers": "account_no"}


def codes_are_unique_text(office: Office) -> None:
    for table, key in KEYS.items():
        codes = [row[key] for row in office.tables[table]]
        assert codes, table
        assert all(isinstance(code, str) and code for code in codes), table
        assert len(set(codes)) == len(codes), table
    accounts = [row["account_no"] for row in office.tables["representatives"]]
    assert len(set(accounts)) == len(accounts)


def everything_is_marked_generated(office: Office) -> None:
    for table in office.tables.values():
        assert {row["source"] for row in table} == {"生成"}


def phones_ring_nobody(office: Office) -> None:
    phones = [row["phone"] for table in ("staff", "representatives") for row in office.tables[table]]
    assert all(phone.startswith("100") and len(phone) == 11 and phone.isdigit() for phone in phones)


def every_area_has_one_manager(office: Office) -> None:
    history = defaultdict(list)
    for row in office.tables["assignments"]:
        history[row["area_code"]].append(row)
    managers = {row["staff_no"]: row for row in office.tables["staff"] if row["is_manager"] == "是"}
    assert history.keys() == {row["code"] for row in office.tables["areas"]}
    for terms in history.values():
        terms.sort(key=lambda row: row["start"])
        assert [row["end"] is None for row in terms] == [False] * (len(terms) - 1) + [True]
        for row in terms:
            assert row["start"] >= managers[row["staff_no"]]["role_since"]
        for before, after in pairwise(terms):
            assert (after["start"] - before["end"]).days == 1
            assert after["staff_no"] != before["staff_no"]
            assert after["reason"] != "首次分配"


def visits_keep_the_calendar(office: Office) -> None:
    filed = {row["code"]: row["filed_on"] for row in office.tables["representatives"]}
    days = [row["at"].date() for row in office.tables["visits"]]
    worked = set(workdays(np.datetime64(min(days)), np.datetime64(max(days))).tolist())
    assert set(days) <= worked
    assert max(days) <= office.today
    for row, day in zip(office.tables["visits"], days, strict=True):
        assert day >= filed[row["representative_code"]]
        minute = row["at"].hour * 60 + row["at"].minute
        assert 510 <= minute < 690 or 870 <= minute < 1050


def visitors_served_the_area_and_were_there(office: Office) -> None:
    terms = defaultdict(list)
    for row in office.tables["assignments"]:
        terms[row["area_code"]].append((row["start"], row["end"] or date.max, row["staff_no"]))
    away = defaultdict(list)
    for row in office.tables["absences"]:
        away[row["staff_no"]].append((row["first"], row["last"]))
    seen: Counter[tuple[object, ...]] = Counter()
    for row in office.tables["visits"]:
        day, who = row["at"].date(), row["manager_no"]
        assert [by for start, end, by in terms[row["area_code"]] if start <= day <= end] == [who]
        assert not any(first <= day <= last for first, last in away[who])
        seen[row["representative_code"], day.year, day.month] += 1
    assert max(seen.values()) == 1


def sums_agree(office: Office) -> None:
    """County = sum of areas = sum of managers, in integer hundredths; complaints equal the ledger's."""
    manager = {row["area_code"]: row["staff_no"] for row in office.tables["assignments"] if row["end"] is None}
    complained = Counter(
        (row["area_code"], row["raised_on"].replace(day=1))
        for row in office.tables["requests"] if row["is_complaint"] == "是")
    by_manager: Counter[str] = Counter()
    county = 0
    for row in office.tables["months"]:
        cents = [round(100 * row[key]) for key in ("supplied_kwh", "sold_kwh", "due_yuan", "received_yuan")]
        assert cents[0] > 0 and cents[3] <= cents[2]
        by_manager[manager[row["area_code"]]] += sum(cents)
        county += sum(cents)
        assert row["complaints"] == complained[row["area_code"], row["month"]]
    assert by_manager.total() == county
    customers = {row["code"]: row["customers"] for row in office.tables["areas"]}
    assert all(row["customers"] == customers[row["area_code"]] for row in office.tables["months"])
    assert all(row["residential"] + row["commercial"] == row["customers"] for row in office.tables["areas"])


def loss_stays_in_its_band(office: Office) -> None:
    for row in office.tables["months"]:
        loss = 100 * (row["supplied_kwh"] - row["sold_kwh"]) / row["supplied_kwh"]
        assert abs(loss - row["loss_rate"]) < 0.006
        low, high = {"": (2, 8), "高损": (8, 25.01), "负损": (-6.01, 0)}[row["loss_flag"]]
        assert low <= loss <= high
    flagged = {(row["area_code"], row["loss_flag"]) for row in office.tables["months"]}
    share = Counter(flag for _, flag in flagged)
    areas = len(office.tables["areas"])
    assert share["高损"] == round(0.03 * areas)
    assert share["负损"] == max(round(0.005 * areas), 1)


def representatives_cover_all_but_one_percent(office: Office) -> None:
    public = [row["code"] for row in office.tables["areas"] if row["kind"] == "公变"]
    count = Counter(row["area_code"] for row in office.tables["representatives"])
    assert sum(count[code] == 0 for code in public) == round(0.01 * len(public))
    assert max(count.values()) <= 4
    assert set(count) <= set(public)
    assert all(row["term_start"] <= office.today < row["term_end"] for row in office.tables["representatives"])


def namesakes_exist(office: Office) -> None:
    names = Counter(row["name"] for row in office.tables["staff"] if row["is_manager"] == "是")
    assert sum(count > 1 for count in names.values()) >= 2


ALL = (codes_are_unique_text, everything_is_marked_generated, phones_ring_nobody, every_area_has_one_manager,
       visits_keep_the_calendar, visitors_served_the_area_and_were_there, sums_agree, loss_stays_in_its_band,
       representatives_cover_all_but_one_percent, namesakes_exist)
