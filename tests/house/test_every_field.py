"""Every feature imports without Qt, and every field of its rows has its words and, where personal, its purpose."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.catalogue import FEATURES, WITHOUT_ROWS, manifests
from app.kit.fields import Field, Kind
from app.kit.store.row import Row, all_rows, fields_of, table_of

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_QT = """
import importlib, sys
for module in sys.argv[1:]:
    importlib.import_module(module)
    if found := {"PySide6", "shiboken6", "pyqtgraph"} & set(sys.modules):
        print(module, *sorted(found))
        sys.exit(1)
"""
PEOPLE = {"staff", "customer"}
OF_A_PERSON = {"name", "sex", "born", "born_on", "degree", "account_no", "longitude", "latitude"}
"""Personal where the row is a person. Texts that are no names are not asked: a purpose makes a text a name."""
NAMES_OF_PERSONS = {"raised_name", "referrer"}
OFFICE_TELEPHONES = {("district", "telephone"), ("department", "telephone")}
"""They ring on a desk, not in somebody's pocket."""


def chinese() -> dict[str, str]:
    """Chinese by English source string."""
    with (ROOT / "resources" / "i18n" / "zh_CN.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, charset="utf-8") if entry.id}


def modules_below_pages() -> Iterator[str]:
    """The modules of every feature in the order of the queue, pages left out."""
    for name in FEATURES:
        for path in sorted((ROOT / "app" / "features" / name).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "page" not in parts and "__pycache__" not in parts:
                yield ".".join(parts).removesuffix(".__init__")


def words_of(row: type[Row]) -> Iterator[tuple[str, str]]:
    """Where a word of ``row`` stands, and the word."""
    yield "one", row.one
    for name, field in fields_of(row).items():
        yield name, field.label
        yield from ((name, word) for word in (field.unit, field.help, field.personal, field.group) if word)
        yield from ((name, choice.label) for choice in field.choices)


def is_personal(row: type[Row], name: str, field: Field) -> bool:
    """True where the value tells something about a person."""
    table = table_of(row).name
    if field.kind is Kind.PHONE:
        return (table, name) not in OFFICE_TELEPHONES
    return name in NAMES_OF_PERSONS or (table in PEOPLE and name in OF_A_PERSON)


def test_no_feature_needs_qt_below_its_page() -> None:
    command = [sys.executable, "-X", "utf8", "-c", WITHOUT_QT, *modules_below_pages()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_manifests_name_their_rows() -> None:
    named = [row for feature in manifests() for row in feature.rows]
    assert sorted(row.__name__ for row in named) == sorted(row.__name__ for row in all_rows())
    assert {feature.name for feature in manifests() if not feature.rows} == WITHOUT_ROWS
    assert tuple(feature.name for feature in manifests()) == FEATURES


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.__name__)
def test_every_field_is_said_in_chinese(row: type[Row]) -> None:
    known = chinese()
    assert row.one and (row.__doc__ or "").strip()
    assert all(field.label for field in fields_of(row).values())
    assert [(where, word) for where, word in words_of(row) if not known.get(word)] == []


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.__name__)
def test_personal_fields_say_what_for(row: type[Row]) -> None:
    bare = [name for name, field in fields_of(row).items() if is_personal(row, name, field) and not field.personal]
    assert bare == []


@pytest.mark.parametrize("row", all_rows(), ids=lambda row: row.__name__)
def test_fields_fit_their_kind(row: type[Row]) -> None:
    declared = fields_of(row)
    assert set(row.key) <= declared.keys()
    assert not row.spelled or {row.spelled, "initials"} <= declared.keys()
    for name, field in declared.items():
        assert bool(field.choices) == (field.kind in {Kind.CHOICE, Kind.CHOICES}), name
        assert bool(field.to) == (field.kind is Kind.LINK), name
        if field.minimum is not None and field.maximum is not None:
            assert field.minimum < field.maximum, name
        codes = [choice.code for choice in field.choices]
        assert len(codes) == len(set(codes)), name
