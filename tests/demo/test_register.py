"""Real transformer registers turned into an office's folder."""

import csv
from collections import Counter

from app.demo.office import Office
from app.demo.register import register
from app.kit.words import RESOURCES


def test_every_real_row_is_there_unchanged(creluz: Office) -> None:
    path = RESOURCES / "demo/registers/br_creluz_2023_transformers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        real = list(csv.DictReader(file))
    assert len(creluz.tables["areas"]) == len(real) == 5950
    for row, raw in zip(creluz.tables["areas"], real, strict=True):
        assert all(str(row[key]) == raw[key] for key in raw if key not in ("lng", "lat"))
        assert (row["lng"], row["lat"]) == (float(raw["lng"]), float(raw["lat"]))
        assert row["source"] != "生成"


def test_ninety_managers_and_a_representative_for_each_area_with_customers(creluz: Office) -> None:
    managers = [row for row in creluz.tables["staff"] if row["is_manager"] == "是"]
    assert len(managers) == 90
    assert {row["district_code"] for row in managers} == {
        row["municipality_code"] for row in creluz.tables["areas"]}
    count = Counter(row["area_code"] for row in creluz.tables["representatives"])
    assert len(count) == 5385 and set(count.values()) == {1}
    assert creluz.tables["assignments"] == []


def test_records_are_of_last_month_and_made_in_the_own_municipality(creluz: Office) -> None:
    home = {row["code"]: row["municipality_code"] for row in creluz.tables["areas"]}
    works = {row["staff_no"]: row["district_code"] for row in creluz.tables["staff"]}
    assert {(row["at"].year, row["at"].month) for row in creluz.tables["visits"]} == {(2026, 10)}
    assert all(works[row["manager_no"]] == home[row["area_code"]] for row in creluz.tables["visits"])
    assert len(creluz.tables["months"]) == 5385
    assert {row["month"].isoformat() for row in creluz.tables["months"]} == {"2026-10-01"}


def test_losses_are_those_of_the_real_feeders(creluz: Office) -> None:
    usual = [row for row in creluz.tables["months"] if not row["loss_flag"]]
    supplied = sum(row["supplied_kwh"] for row in usual)
    loss = 1 - sum(row["sold_kwh"] for row in usual) / supplied
    assert 0.051 + 0.008 <= loss <= 0.100 + 0.021


def test_the_same_seed_gives_the_same_register(creluz: Office) -> None:
    assert register("creluz").digests() == creluz.digests()


def test_the_town_register(creluz: Office) -> None:
    mux = register("mux")
    assert (len(mux.tables["areas"]), len(mux.tables["representatives"])) == (273, 232)
    kwh = sum(float(row["kwh_year"] or 0) for row in mux.tables["areas"]) / 12
    sold = sum(row["sold_kwh"] for row in mux.tables["months"])
    assert abs(sold / kwh - 1) < 0.05
