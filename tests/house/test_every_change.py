"""Every change says what it is, and whatever it does can be taken back to the last byte."""

import string
from collections.abc import Iterator

import pytest

from app.catalogue import manifests
from app.kit.fields import Kind
from app.kit.store import change as plain
from app.kit.store.change import Archive, Change, Create, Edit, EditMany, Restore
from app.kit.store.choosing import present
from app.kit.store.office import Office
from app.kit.store.row import Row, all_rows, fields_of, table_of
from tests.house.deeds import Deed, Picture, altered, attempt, changes_of, guess, imagined, linked, picture
from tests.house.test_every_field import chinese

MOST_ACTS = 0.8
PLAIN = (plain.Create, plain.Edit, plain.EditMany, plain.Archive, plain.Restore)
CHANGES = [change for feature in manifests() for change in feature.changes]
ACTS = [act for feature in manifests() for act in feature.acts]


@pytest.fixture(scope="module")
def before(seeded: Office) -> Picture:
    """The office as it is before anything is tried, and after."""
    return picture(seeded)


@pytest.fixture(scope="module")
def deeds(seeded: Office, before: Picture) -> list[Deed]:
    """What became of every act of every manifest."""
    found = []
    for act in ACTS:
        deed = attempt(seeded, f"{act.listing}: {act.change.__name__}", changes_of(seeded, act))
        if picture(seeded) != before:
            deed.faults.append("the office is not as it was")
        found.append(deed)
    return found


def test_acts_leave_no_trace_when_refused_or_undone(deeds: list[Deed]) -> None:
    assert "\n".join(f"{deed.name}: {fault}" for deed in deeds for fault in deed.faults) == ""


def test_most_acts_do_something(deeds: list[Deed]) -> None:
    idle = [f"{deed.name}: {sorted(set(deed.refused))}" for deed in deeds if not deed.did]
    assert len(idle) <= len(deeds) * (1 - MOST_ACTS), "\n".join(idle)


def test_acts_belong_to_a_declared_change() -> None:
    assert {act.change for act in ACTS} <= set(CHANGES)
    assert len(CHANGES) == len({change.__name__ for change in CHANGES})


@pytest.mark.parametrize("change", [*CHANGES, *PLAIN], ids=lambda change: change.__name__)
def test_every_change_introduces_itself(change: type[Change]) -> None:
    assert change.title and chinese().get(change.title)
    resource, _dot, verb = change.permission.partition(".")
    assert resource and verb
    assert (change.__doc__ or "").strip() and not (change.__doc__ or "").startswith(f"{change.__name__}(")


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_title_is_filled_by_its_subject(seeded: Office, change: type[Change]) -> None:
    made = imagined(seeded, change)
    asked = {name for _text, name, _spec, _conversion in string.Formatter().parse(change.title) if name}
    assert asked <= made.subject().keys()
    assert made.said() and "{" not in made.said()


def creations(office: Office, row: type[Row]) -> Iterator[Change]:
    """New rows with every required field, and on the second half of the tries with all the others."""
    table = table_of(row)
    for n in range(40):
        yield Create(table.name, {
            name: guess(office, field, n) for name, field in fields_of(row).items()
            if field.editable and (field.required or n >= 20) and (n >= 20 or table.c[name].default is None)
        })  # fmt: skip


def edits(office: Office, row: type[Row], kind: type[Change]) -> Iterator[Change]:
    """Another value in one field after another."""
    name, id_ = table_of(row).name, linked(office, table_of(row).name, 0)
    assert id_ is not None
    for key, field in fields_of(row).items():
        now = office.ask(present, name, id_).values[key]
        if field.editable and not field.to and field.kind is not Kind.CHOICE:
            values = {key: guess(office, field, 1) if now is None else altered(field, now, 1)}
            yield Edit(name, id_, values) if kind is Edit else EditMany(name, (id_,), values)


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.__name__)
def test_plain_changes_of_every_row_can_be_undone(seeded: Office, before: Picture, row: type[Row]) -> None:
    name, id_ = table_of(row).name, linked(seeded, table_of(row).name, 0)
    assert id_ is not None
    deeds = [
        attempt(seeded, "create", creations(seeded, row)), attempt(seeded, "edit", edits(seeded, row, Edit)),
        attempt(seeded, "edit many", edits(seeded, row, EditMany)), attempt(seeded, "archive", [Archive(name, (id_,))]),
    ]  # fmt: skip
    archived = seeded.do(Archive(name, (id_,))).number
    deeds.append(attempt(seeded, "restore", [Restore(name, (id_,))]))
    seeded.undo(archived)
    assert [(deed.name, deed.faults, deed.refused) for deed in deeds if deed.faults or not deed.did] == []
    assert picture(seeded) == before
