"""Every feature imports without Qt, and every field of its rows has its words and, where personal, its purpose."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.catalogue import FEATURES, WITHOUT_ROWS, manifests
from app.kit.fields import Field, Kind
from app.kit.row import Row, all_rows, fields_of, table_of

ROOT = Path(__file__).resolve().parents[2]
WITHOUT_QT = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(f"app.features.{name}")
    inside = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    for module in (each.name for each in inside if ".page" not in each.name):
        importlib.import_module(module)
        if found := {"PySide6", "shiboken6", "pyqtgraph"} & set(sys.modules):
            print(module, *sorted(found))
            sys.exit(1)
"""
PEOPLE = {"staff", "customer"}
ABOUT_A_PERSON = {
    "sex", "born", "born_on", "degree", "major", "raised_name", "referrer", "account_no", "employer",
    "preferred_time", "preferred_channel",
}  # fmt: skip
OFFICE_TELEPHONES = {("district", "telephone"), ("department", "telephone")}
"""They ring on a desk, not in somebody's pocket."""
SAME_IN_EVERY_LANGUAGE = {"kVA", "kWh", "km", "h", "min", "m", "%"}


def chinese() -> dict[str, str]:
    """The catalogue and the parts that are still to be merged."""
    folder = ROOT / "resources" / "i18n"
    words: dict[str, str] = {}
    for path in [*sorted((folder / "parts").glob("*.po")), *folder.glob("zh_CN.po")]:
        with path.open("rb") as file:
            words |= {str(entry.id): str(entry.string) for entry in read_po(file, charset="utf-8") if entry.id}
    return words


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
    return name in ABOUT_A_PERSON or (table in PEOPLE and name == "name")


def test_no_feature_needs_qt_below_its_page() -> None:
    command = [sys.executable, "-X", "utf8", "-c", WITHOUT_QT, *FEATURES]
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
    missing = {(where, word) for where, word in words_of(row) if not known.get(word)}
    assert {(where, word) for where, word in missing if word not in SAME_IN_EVERY_LANGUAGE} == set()


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
        assert bool(field.choices) == (field.kind is Kind.CHOICE), name
        assert bool(field.to) == (field.kind is Kind.LINK), name
        if field.minimum is not None and field.maximum is not None:
            assert field.minimum < field.maximum, name
        codes = [choice.code for choice in field.choices]
        assert len(codes) == len(set(codes)), name
