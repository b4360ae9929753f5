"""The register: recording cards, who still needs one, and the sheet both ways."""

from datetime import date
from pathlib import Path

import pytest

from app.features.allocation.model import Assignment
from app.features.cards import queries
from app.features.cards.changes import IssueCards
from app.features.cards.feature import FEATURE
from app.features.cards.model import CardIssue
from app.features.cards.queries import CARD_ISSUES, MANAGERS_AND_CARDS, WITHOUT_CARD
from app.features.cards.sheets import GENERAL, REGISTER
from app.kit.errors import Refusal
from app.kit.planning import import_of as import_of_plans
from app.kit.planning import plan_files
from app.kit.store.change import Archive, Edit
from app.kit.store.context import Context
from app.kit.store.office import Office
from app.kit.store.query import Filter, Listing, View, count, order, rows
from app.kit.writing import names_of, write_sheet
from tests.builders import a_customer, a_representation, an_assignment, import_of, is_undone
from tests.features.cards.conftest import Small

DAY = date(2026, 11, 3)


def shown(office: Office, listing: Listing, view: View | None = None) -> list[dict[str, object]]:
    keys = ["id", *(column.key for column in listing.columns)]
    found = office.ask(rows, listing, office.ask(order, listing, view))
    return [dict(zip(keys, row, strict=True)) for row in found]


def waiting(small: Small) -> list[object]:
    return [row["code"] for row in shown(small.office, WITHOUT_CARD)]


@pytest.mark.parametrize("listing", FEATURE.listings, ids=lambda listing: listing.name)
def test_an_empty_office_has_empty_lists(office: Office, listing: Listing) -> None:
    assert shown(office, listing) == []
    assert office.ask(queries.without_card_count) == 0
    assert office.ask(queries.managers_needing_cards) == [] == office.ask(queries.holders)


def test_every_representative_waits_for_the_card_of_his_manager(small: Small) -> None:
    assert sorted(map(str, waiting(small))) == ["DB0", "DB1", "DB2", "DB3"]
    assert small.office.ask(queries.managers_needing_cards) == [small.wei, small.ouyang]
    assert [one.name for one in small.office.ask(queries.waiting_for, small.wei)] == ["代表0", "代表1", "代表2"]


def test_several_representatives_are_recorded_as_one_step(small: Small) -> None:
    change = IssueCards(small.wei, DAY, 1, True, None, small.customers[:2])
    assert is_undone(small.office, change)
    done = small.office.do(change)
    assert len(done.result) == 2 and done.said == "Record cards handed out: 2"
    assert sorted(map(str, waiting(small))) == ["DB2", "DB3"]
    small.office.undo()
    assert len(waiting(small)) == 4
    small.office.redo()
    assert small.office.ask(queries.without_card_count) == 2


def test_the_register_tells_representatives_from_others(small: Small) -> None:
    stranger = a_customer(small.office, name="路人")
    small.office.do(IssueCards(small.wei, DAY, 2, True, None, (small.customers[0], stranger)))
    small.office.do(IssueCards(small.wei, DAY, 20, note="赶集日"))
    told = {row["customer"]: (row["representative"], row["copies"], row["signed"]) for row in
            shown(small.office, CARD_ISSUES)}  # fmt: skip
    assert told == {"代表0": (True, 2, True), "路人": (False, 2, True), None: (False, 20, False)}
    unnamed = View(filters=(Filter("customer", "blank"),))
    assert [row["note"] for row in shown(small.office, CARD_ISSUES, unnamed)] == ["赶集日"]


def test_a_second_entry_of_the_day_adds_to_the_first(small: Small) -> None:
    for copies in (5, 7):
        done = small.office.do(IssueCards(small.wei, DAY, copies))
    assert [row["copies"] for row in shown(small.office, CARD_ISSUES)] == [12]
    assert done.remarks == ("general customers: 12 cards on this day altogether.",)


@pytest.mark.parametrize(("day", "copies", "field"), [
    (date(2026, 11, 25), 1, "day"), (date(2019, 12, 31), 1, "day"), (DAY, 0, "copies"), (DAY, 1001, "copies"),
])  # fmt: skip
def test_what_cannot_be_is_refused_at_its_field(small: Small, day: date, copies: int, field: str) -> None:
    with pytest.raises(Refusal) as told:
        small.office.do(IssueCards(small.wei, day, copies))
    assert told.value.field == field
    assert small.office.ask(count, CARD_ISSUES) == 0


def test_after_a_handover_the_new_managers_card_is_needed(small: Small) -> None:
    small.office.do(IssueCards(small.ouyang, DAY, customer_ids=small.customers[3:]))
    assert "DB3" not in waiting(small)
    (held,) = small.office.ask(_open_assignments, small.areas[3])
    small.office.do(Edit("assignment", held, {"until": date(2026, 11, 10)}))
    assert "DB3" not in waiting(small), "nobody serves the area: the old card still counts"
    an_assignment(small.office, area_id=small.areas[3], manager_id=small.wei, since=date(2026, 11, 10))
    assert "DB3" in waiting(small)


def _open_assignments(ctx: Context, area: int) -> list[int]:
    return [one.id for one in ctx.session.query(Assignment).filter_by(area_id=area, until=None)]


def test_ended_terms_and_archived_entries_do_not_count(small: Small) -> None:
    done = small.office.do(IssueCards(small.wei, DAY, customer_ids=small.customers[:1]))
    small.office.do(Archive("card_issue", tuple(done.result)))
    small.office.do(Edit("representation", small.terms[1], {"until": date(2026, 11, 1)}))
    assert sorted(map(str, waiting(small))) == ["DB0", "DB2", "DB3"]


def test_managers_are_listed_with_their_counts(small: Small) -> None:
    today = small.office.on(date.today())
    a_representation(small.office, customer_id=small.customers[0], area_id=small.areas[1])
    today.do(IssueCards(small.wei, today.today, 3, customer_ids=small.customers[:1]))
    found = {holder.id: holder for holder in today.ask(queries.holders)}
    wei, mo = found[small.wei], found[small.mo]
    assert (wei.without, wei.representatives, wei.given, wei.last) == (2, 4, 3, today.today)
    assert (mo.without, mo.representatives, mo.given, mo.last) == (0, 0, 0, None)
    need = View(filters=(Filter("without", "at_least", 1),))
    assert {row["manager"] for row in shown(today, MANAGERS_AND_CARDS, need)} == {"韦春生", "欧阳昌㛃"}


def test_the_drawer_tells_who_was_given_cards(small: Small) -> None:
    small.office.do(IssueCards(small.wei, DAY, 2, customer_ids=small.customers[:1]))
    story = small.office.ask(queries.manager_cards_story, small.wei)
    assert dict(story.facts) == {"Representatives without a card": "2", "Without a card": "代表1, 代表2"}
    assert [(event.at, event.text) for event in story.events] == [("2026-11-03", "韦春生 → 代表0: 2 cards")]
    assert small.office.ask(queries.representative_cards_story, small.terms[0]).facts == (("Cards given", "1"),)


def test_the_acts_begin_with_the_one_manager_of_those_selected(small: Small) -> None:
    acts = {act.listing: act for act in FEATURE.acts}
    filled = small.office.ask(acts["representatives_without_card"].fill, small.terms[:2])
    assert (filled["manager_id"], filled["customer_ids"]) == (small.wei, small.customers[:2])
    with pytest.raises(Refusal):
        small.office.ask(acts["representatives"].fill, small.terms)
    assert small.office.ask(acts["customers"].fill, small.customers[:1])["manager_id"] is None
    assert small.office.ask(acts["managers_and_cards"].fill, (small.ouyang,))["customer_ids"] == small.customers[3:]


def test_the_register_goes_out_and_comes_back_unchanged(small: Small, tmp_path: Path) -> None:
    small.office.do(IssueCards(small.wei, DAY, 1, True, None, small.customers[:2]))
    small.office.do(IssueCards(small.ouyang, DAY, 30, note="赶集日"))
    file = tmp_path / "名片派发登记.xlsx"
    write_sheet(file, REGISTER, small.office.ask(_stored), small.office.ask(names_of, REGISTER))
    (plan,) = small.office.ask(plan_files, [file], [REGISTER])
    assert [row.status for tab in plan.sheets for row in tab.rows] == ["same"] * 3
    assert not import_of_plans([plan]).batches


def test_a_filled_register_is_taken_in_as_one_step(small: Small) -> None:
    given = {"day": DAY, "manager": "G0", "copies": 1, "signed": True}
    change = import_of(small.office, REGISTER, {**given, "customer": "DB0"},
                       {**given, "customer": GENERAL, "copies": 40, "signed": None})  # fmt: skip
    assert is_undone(small.office, change)
    small.office.do(change)
    told = {(row["customer"], row["copies"], row["signed"]) for row in shown(small.office, CARD_ISSUES)}
    assert told == {(None, 40, False), ("代表0", 1, True)}
    small.office.do(import_of(small.office, REGISTER, {**given, "customer": "DB0", "copies": 2}))
    assert small.office.ask(lambda ctx: ctx.session.query(CardIssue).count()) == 2
    with pytest.raises(Refusal, match="G9"):
        small.office.do(import_of(small.office, REGISTER, {**given, "manager": "G9", "customer": "DB0"}))


def _stored(ctx: Context) -> list[dict[str, object]]:
    return list(REGISTER.stored(ctx))
