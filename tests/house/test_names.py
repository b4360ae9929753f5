"""Names say what a thing is; every module says what it is for; imports are absolute."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAY_NOTHING = {"manager", "helper", "util", "common", "base", "data", "info", "misc"}
WHERE_MANAGERS_ARE_PEOPLE = "features/managers"
SNAKE = re.compile(r"(__[a-z]+__|[a-z][a-z0-9_]*)$")
MIGRATION = re.compile(r"[0-9]{4}_[a-z0-9_]+$")


def words(name: str) -> set[str]:
    """The words of a snake_case or CamelCase name in lower case, plurals cut to the singular."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|_", " ", name)
    found = spaced.lower().split()
    return {*found, *(word.removesuffix("s") for word in found)}


def badly_named(root: Path) -> Iterator[str]:
    """One line for each file, folder or class under ``root`` with an empty or misspelt name."""
    for path in sorted(root.rglob("*.py")):
        inner = path.relative_to(root)
        where = inner.as_posix()
        allowed = {"manager"} if where.startswith(WHERE_MANAGERS_ARE_PEOPLE + "/") else set()
        for name in [*inner.parts[:-1], path.stem]:
            if not SNAKE.match(name) and not (inner.parent.name == "versions" and MIGRATION.match(name)):
                yield f"{where}: {name} is not snake_case"
        classes = [node.name for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef)]
        for name in [*inner.parts[:-1], path.stem, *classes]:
            if MIGRATION.match(name):
                continue
            for word in sorted(words(name) & SAY_NOTHING - allowed):
                yield f"{where}: {name} says nothing with '{word}'"


def undocumented(root: Path, public: str = "") -> Iterator[str]:
    """One line for each module under ``root`` without a docstring, and under the folder ``public``
    for each public class and function of a module without one."""
    for path in sorted(root.rglob("*.py")):
        tree, where = _tree(path), path.relative_to(root).as_posix()
        if not ast.get_docstring(tree):
            yield f"{where} has no docstring"
        for node in _public(tree) if public and where.startswith(public + "/") else ():
            if not ast.get_docstring(node):
                yield f"{where}: {node.name} has no docstring"


def _public(module: ast.Module) -> Iterator[ast.ClassDef | ast.FunctionDef]:
    for node in module.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def relative_imports(root: Path) -> Iterator[str]:
    """One line for each relative import under ``root``."""
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield f"{path.relative_to(root).as_posix()}:{node.lineno}"


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _write(root: Path, where: str, text: str = '"""A module."""\n') -> None:
    path = root / where
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_every_name_says_something() -> None:
    assert list(badly_named(ROOT / "app")) == []


def test_every_module_and_the_kit_are_documented() -> None:
    assert list(undocumented(ROOT / "app", public="kit")) == []


def test_imports_are_absolute() -> None:
    assert list(relative_imports(ROOT / "app")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("date_utils", "util"),
        ("SessionManager", "manager"),
        ("SQLBase", "base"),
        ("RowData", "data"),
        ("database", None),
        ("Database", None),
        ("Information", None),
        ("baseline", None),
    ],
)
def test_words_are_found_in_names(name: str, expected: str | None) -> None:
    assert words(name) & SAY_NOTHING == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("where", "text", "fault"),
    [
        ("kit/helpers.py", "", "helpers says nothing with 'helper'"),
        ("common/row.py", "", "common says nothing with 'common'"),
        ("kit/row.py", "class RowInfo: ...", "RowInfo says nothing with 'info'"),
        ("kit/rowKinds.py", "", "rowKinds is not snake_case"),
        ("kit/0001_first.py", "", "0001_first is not snake_case"),
        ("migrations/versions/0001_first.py", "", None),
        ("features/managers/model.py", "class Manager: ...", None),
        ("features/areas/model.py", "class Manager: ...", "Manager says nothing with 'manager'"),
        ("features/managers/model.py", "class Base: ...", "Base says nothing with 'base'"),
    ],
)
def test_a_bad_name_is_noticed(tmp_path: Path, where: str, text: str, fault: str | None) -> None:
    _write(tmp_path, where, text)
    assert list(badly_named(tmp_path)) == ([f"{where}: {fault}"] if fault else [])


def test_a_missing_docstring_is_noticed(tmp_path: Path) -> None:
    _write(tmp_path, "ui/bare.py", "class Page: ...\n")
    _write(tmp_path, "kit/row.py", '"""Rows."""\nclass Row: ...\ndef _quiet(): ...\ndef loud(): ...\n')
    assert list(undocumented(tmp_path, public="kit")) == [
        "kit/row.py: Row has no docstring",
        "kit/row.py: loud has no docstring",
        "ui/bare.py has no docstring",
    ]


def test_a_relative_import_is_noticed(tmp_path: Path) -> None:
    _write(tmp_path, "kit/row.py", "from app.kit import words\nfrom . import fields\n")
    assert list(relative_imports(tmp_path)) == ["kit/row.py:2"]
